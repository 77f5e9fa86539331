import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJson, layer } from '../../test/helpers/image-builder.ts';
import type { FileInputs, LayerInput } from '../../test/helpers/image-builder.ts';

const OCI = 'application/vnd.oci.image';
const KIB = 1024;

/** What both Dockerfiles would have made: a clean final stage, and one with the compiler and the sources in it. */
const CLEAN: FileInputs = { '/root/main': randomBytes(64 * KIB) };
const LEAKING: FileInputs = {
  ...CLEAN,
  '/app/main.go': 'package main\n\nfunc main() {}\n',
  '/usr/local/go/VERSION': 'go1.21.13\n',
  '/usr/local/go/bin/go': randomBytes(4 * KIB * KIB),
  '/usr/local/go/pkg/tool/linux_amd64/compile': randomBytes(12 * KIB * KIB),
  '/usr/local/go/src/runtime/proc.go': 'package runtime\n',
};

/** Gates one OCI layout against another with the command line that ships; its exit code is 1, as the second one leaks. */
export function gateLayouts(scratch: string, cli: string): number {
  const clean = writeLayout(join(scratch, 'clean'), [layer(CLEAN)]);
  const leaking = writeLayout(join(scratch, 'leaking'), [layer(LEAKING)]);
  const report = join(scratch, 'report.json');
  const formats = ['--format', 'markdown', '--format', 'json', '--output', '-', '--output', report];
  const run = spawnSync(process.execPath, [cli, 'compare', `oci:${clean}`, `oci:${leaking}`, ...formats], {
    stdio: 'inherit',
  });
  process.stdout.write(`Verdict: exit code ${run.status ?? 'none'}\nreport: ${report}\n`);
  return run.status === 1 ? 0 : 1;
}

/** An OCI layout of one image with plain layers. OCI image-spec, image-layout.md. */
function writeLayout(directory: string, layers: readonly LayerInput[]): string {
  const blobs = join(directory, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const write = (kind: string, bytes: Uint8Array) => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, digest), bytes);
    return { mediaType: `${OCI}.${kind}`, digest: `sha256:${digest}`, size: bytes.length };
  };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const manifest = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: write('config.v1+json', configJson(layers, { entrypoint: ['/root/main'] })),
    layers: layers.map(({ tar }) => write('layer.v1.tar', tar)),
  };
  const index = { schemaVersion: 2, manifests: [write('manifest.v1+json', json(manifest))] };
  writeFileSync(join(directory, 'index.json'), json(index));
  writeFileSync(join(directory, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  return directory;
}
