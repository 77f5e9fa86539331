import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSources } from '../engine/apt.ts';
import type { Release } from '../engine/apt.ts';
import { readCommand } from '../engine/command.ts';

/** What a stand-in needs of this machine: where packages come from and whom to trust on the way. */
export type Machine = {
  /** Debian's archive at the machine's own mirror, as a deb822 sources file. */
  readonly sources: string;
  /** apt settings that differ from the defaults, as lines of apt.conf. */
  readonly aptSettings: string;
  /** Certificates that the machine trusts beyond Debian's. */
  readonly certificates: readonly string[];
  /** All certificates that the machine trusts; empty where it trusts none but Debian's. */
  readonly bundle: string;
  readonly hash: string;
};

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const SHIPPED = '/usr/share/ca-certificates/mozilla';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const BUNDLE_IN_IMAGE = '/usr/local/share/ca-certificates/machine-bundle.pem';

/** Debian's release that the recipes are written for. */
export const BASE_RELEASE = 'bookworm';

/** Reads what stand-ins need of this machine. */
export async function readMachine(release: Release): Promise<Machine> {
  const sources = await readDebianSources(release);
  const aptSettings = await readAptSettings();
  const bundle = existsSync(BUNDLE) ? await readFile(BUNDLE, 'utf8') : '';
  const certificates = await ownCertificates(bundle);
  const hash = createHash('sha256').update(
    JSON.stringify([sources, aptSettings, certificates, process.arch]),
  );
  return {
    sources,
    aptSettings,
    certificates,
    bundle: certificates.length > 0 ? bundle : '',
    hash: hash.digest('hex'),
  };
}

/** Writes the build context `machine`: certificates for update-ca-certificates, and settings that lie over `/`. */
export async function writeMachineContext(folder: string, { certificates, bundle }: Machine): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'certificates'), { recursive: true });
  await mkdir(join(folder, 'settings'), { recursive: true });
  for (const [index, text] of certificates.entries()) {
    await writeFile(join(folder, 'certificates', `machine-${index}.crt`), `${text}\n`);
  }
  if (bundle === '') return;
  await writeSetting(folder, BUNDLE_IN_IMAGE, bundle);
  await writeSetting(folder, '/usr/local/etc/npmrc', `cafile=${BUNDLE_IN_IMAGE}\n`);
  await writeSetting(folder, '/etc/pip.conf', `[global]\ncert = ${BUNDLE_IN_IMAGE}\n`);
}

async function writeSetting(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, 'settings', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function readDebianSources(release: Release): Promise<string> {
  const sources = await readSources(release);
  const stanzas = sources.map(({ uri, suite, component }) =>
    [
      'Types: deb',
      `URIs: ${uri}`,
      `Suites: ${suite.replace(release.codename, BASE_RELEASE)}`,
      `Components: ${component}`,
      'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg',
      '',
    ].join('\n'),
  );
  return stanzas.join('\n');
}

async function readAptSettings(): Promise<string> {
  const lines = (await readCommand('apt-config', ['dump'])).split('\n');
  return lines
    .filter((line) => /^Acquire::(Check-Valid-Until|Check-Date|https?::Proxy) "/.test(line))
    .join('\n');
}

async function ownCertificates(bundle: string): Promise<readonly string[]> {
  const shipped = new Set<string>();
  for (const name of await readdir(SHIPPED).catch(() => [])) {
    for (const [text] of (await readFile(join(SHIPPED, name), 'utf8')).matchAll(CERTIFICATE))
      shipped.add(text);
  }
  const all = [...bundle.matchAll(CERTIFICATE)].map(([text]) => text);
  return [...new Set(all)].filter((text) => !shipped.has(text));
}
