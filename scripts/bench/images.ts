import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBases } from '../bases/bases.ts';
import type { Engine } from '../engine/engine.ts';

const BASE = 'rust:1.75';

/** The name in an engine of a toolchain image of about a gigabyte: the real one, or the stand-in for it. */
export async function openToolchainImage(engine: Engine): Promise<string> {
  const bases = await openBases(engine, [BASE], (line) => void process.stderr.write(`${line}\n`));
  const [missing] = bases.unavailable;
  if (missing) throw new Error(`${missing.reference} cannot be fetched: ${missing.why}`);
  const standIn = bases.buildContexts[BASE]?.replace('docker-image://', '');
  if (standIn === undefined) run(engine, ['pull', '--quiet', BASE]);
  return standIn ?? BASE;
}

/** Writes `docker save` of an image to a file. */
export function saveImage(engine: Engine, image: string, directory: string): string {
  const file = join(directory, `${engine.store}.tar`);
  run(engine, ['save', '--output', file, image]);
  return file;
}

/** Two images into one OCI layout, as the builder writes it: the image alone (`:one`), and with one layer on top (`:two`). */
export function exportLayout(engine: Engine, image: string, directory: string): string {
  const layout = join(directory, 'layout');
  const from = `FROM ${image}\n`;
  for (const [tag, dockerfile] of [
    ['one', from],
    ['two', `${from}RUN echo changed > /etc/changed\n`],
  ] as const) {
    const output = `type=oci,tar=false,dest=${layout},name=bench:${tag}`;
    const context = join(directory, `context-${tag}`);
    mkdirSync(context, { recursive: true });
    writeFileSync(join(context, 'Dockerfile'), dockerfile);
    run(engine, ['buildx', 'build', '--quiet', '--provenance=false', '--output', output, context]);
  }
  return layout;
}

/** Bytes that each of two images has for itself. */
const OWN_BYTES = 5_000_000;

/** Two images of one engine that differ in one layer on top of another image; disposing removes both. */
export type ImagePair = Disposable & { readonly baseline: string; readonly candidate: string };

export function openImagePair(engine: Engine, image: string, directory: string): ImagePair {
  const build = (side: string): string => {
    const context = join(directory, `${engine.store}-${side}`);
    mkdirSync(context, { recursive: true });
    writeFileSync(join(context, 'Dockerfile'), `FROM ${image}\nCOPY own /own\n`);
    writeFileSync(join(context, 'own'), randomBytes(OWN_BYTES));
    const name = `final-stage-bench/${side}:${process.pid}`;
    run(engine, ['buildx', 'build', '--quiet', '--provenance=false', '--tag', name, context]);
    return name;
  };
  const [baseline, candidate] = [build('baseline'), build('candidate')];
  return {
    baseline,
    candidate,
    [Symbol.dispose]: () => {
      run(engine, ['image', 'rm', baseline, candidate]);
    },
  };
}

/** The whole name of an image in a layout: builders write the tag, or all of the name, and not everybody finds it by the tag alone. */
export function nameInLayout(layout: string, tag: string): string {
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as LayoutIndex;
  const names = index.manifests.map(({ annotations }) => annotations?.['org.opencontainers.image.ref.name']);
  return names.find((name) => name?.endsWith(`:${tag}`)) ?? tag;
}

type LayoutIndex = {
  readonly manifests: readonly { readonly annotations?: Readonly<Record<string, string>> }[];
};

function run(engine: Engine, args: readonly string[]): void {
  const { status, stderr } = spawnSync('docker', args, {
    env: { ...process.env, ...engine.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`docker ${args[0] ?? ''} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}
