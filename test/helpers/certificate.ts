import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private key and the certificate that it signed for itself, both PEM. */
export type Identity = { readonly key: string; readonly certificate: string };

/** An identity for two days. `places`: what it may answer for, as `DNS:registry.example` or `IP:127.0.0.1`. */
export function createCertificate(name: string, places: readonly string[] = []): Identity {
  const folder = mkdtempSync(join(tmpdir(), 'final-stage-tests-'));
  try {
    const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'certificate')];
    const alternatives = places.length === 0 ? [] : ['-addext', `subjectAltName=${places.join(',')}`];
    const what = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
    execFileSync('openssl', [...what, ...alternatives, ...files], { stdio: 'ignore' });
    return {
      key: readFileSync(join(folder, 'key'), 'utf8'),
      certificate: readFileSync(join(folder, 'certificate'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
