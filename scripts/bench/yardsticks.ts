import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import type { Command } from './measure.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** Final Stage as it ships, with a report that nobody reads. */
export function ours(name: string, args: readonly string[], engine?: Engine): Command {
  return { name, argv: [process.execPath, cli, ...args, '--format', 'json'], ...envOf(engine) };
}

/** What moving an image out of the daemon takes at least, or two at once. */
export function savedToNowhere(image: string, engine: Engine, other?: string): Command {
  return {
    name: `\`docker save \\| cat\`${other === undefined ? '' : ' of both'}`,
    argv: ['sh', '-c', 'docker save "$@" | cat', 'sh', image, ...(other === undefined ? [] : [other])],
    ...envOf(engine),
  };
}

export function readFile(file: string): Command {
  return { name: 'reading the file', argv: ['cat', file] };
}

export function hashFile(file: string): Command {
  return { name: '`sha256sum` of the file', argv: ['sha256sum', file] };
}

/** All blobs of a layout that gzip can expand, as many at once as there are cores. */
export function gunzipLayout(directory: string): Command {
  const blobs = join(directory, 'blobs', 'sha256');
  const script = 'printf "%s\\n" "$@" | xargs -P "$0" -n 1 sh -c \'gunzip -c < "$0"\'';
  return {
    name: '`gunzip` of all layers, on all cores',
    argv: ['sh', '-c', script, String(availableParallelism()), ...gzipped(blobs)],
  };
}

function gzipped(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => spawnSync('gzip', ['--list', file]).status === 0);
}

function envOf(engine: Engine | undefined): Pick<Command, 'env'> {
  return engine === undefined ? {} : { env: engine.env };
}
