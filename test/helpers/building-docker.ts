import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the double was asked to build, or to print of a bake file. */
export type DockerCall = { readonly args: readonly string[]; readonly variables: readonly string[] };

/** A `docker` for PATH whose builds copy the context into an image of one layer, and whose bake files are JSON without inheritance. */
export type BuildingDocker = { readonly directory: string; calls(): readonly DockerCall[] };

const PROGRAM = `
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const flag = (name) => args.find((arg) => arg.startsWith('--' + name + '='))?.slice(name.length + 3);
appendFileSync(join(__dirname, 'calls'), JSON.stringify({ args, variables: Object.keys(process.env) }) + '\\n');
if (args[1] === 'inspect') {
  console.log('Name: double\\nDriver: docker-container');
} else if (args[1] === 'bake') {
  const { target } = JSON.parse(readFileSync(args[args.indexOf('--file') + 1], 'utf8'));
  const asked = args.slice(args.indexOf('--') + 1);
  const targets = asked.length === 0 ? Object.keys(target) : asked;
  const unknown = targets.find((name) => !(name in target));
  if (unknown !== undefined) {
    process.stderr.write('ERROR: failed to find target ' + unknown + '\\n');
    process.exit(1);
  }
  console.log(JSON.stringify({ group: { default: { targets } }, target }));
} else {
  const dockerfile = readFileSync(flag('file'), 'utf8');
  if (dockerfile.includes('RUN false')) {
    process.stderr.write('Dockerfile:2\\n----\\n   2 | >>> RUN false\\n----\\nERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1\\n');
    process.exit(1);
  }
  const layout = /"dest=([^"]*)"/.exec(flag('output'))[1];
  const blobs = join(layout, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const write = (kind, bytes) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, hex), bytes);
    return { mediaType: 'application/vnd.oci.image.' + kind, digest: 'sha256:' + hex, size: bytes.length };
  };
  const tar = execFileSync('tar', ['-C', args.at(-1), '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--exclude=.git', '-cf', '-', '.'], { maxBuffer: 1e9 });
  const layer = write('layer.v1.tar', tar);
  const [os, architecture] = (flag('platform') ?? 'linux/amd64').split('/');
  const config = write('config.v1+json', Buffer.from(JSON.stringify({
    os, architecture, config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] },
    history: [{ created_by: 'COPY . / # buildkit', comment: 'buildkit.dockerfile.v0' }],
  })));
  const manifest = write('manifest.v1+json', Buffer.from(JSON.stringify({
    schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', config, layers: [layer],
  })));
  const index = join(layout, 'index.json');
  const before = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')).manifests : [];
  writeFileSync(index, JSON.stringify({ schemaVersion: 2, manifests: [...before, { ...manifest, platform: { os, architecture } }] }));
  writeFileSync(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(flag('metadata-file'), JSON.stringify({ 'containerimage.digest': manifest.digest }));
}
`;

/** Writes the program into a folder of its own below `folder`. */
export function openBuildingDocker(folder: string): BuildingDocker {
  const directory = join(folder, 'building-docker');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'docker'), `#!${process.execPath}\n${PROGRAM}`);
  chmodSync(join(directory, 'docker'), 0o755);
  return {
    directory,
    calls: () => {
      const file = join(directory, 'calls');
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DockerCall);
    },
  };
}
