import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Digest } from '../../digest.ts';
import { parseManifest, type Descriptor } from '../../image/manifest.ts';
import { runCommand } from '../command.ts';
import type { RunFolder } from '../run-folder.ts';
import { listImageIDs, removeBuiltImage } from './daemon-images.ts';
import { workLimit } from './docker-limit.ts';

/** An image in a layout of the run's folder. */
export type LaidOut = { readonly directory: string; readonly digest: Digest; readonly runFolder: RunFolder };

/** An image that was put into the engine. Disposing removes it, unless it was there before. */
export type LoadedImage = { readonly tag: string } & AsyncDisposable;

/**
 * Gives an image of a layout to the engine under a tag of the run, as it is: not built again, which might give another one. Null
 * where the engine refuses it.
 */
export async function loadImage(
  image: LaidOut,
  name: string,
  signal: AbortSignal,
): Promise<LoadedImage | null> {
  const { runFolder } = image;
  const tag = `final-stage/run:${runFolder.runID}-${name}`;
  const before = await listImageIDs();
  await runFolder.note({ kind: 'image', tag, before: before && [...before] });
  const file = join(runFolder.directory, `${name}.load.tar`);
  await pipeline(archiveOf(image, tag), createWriteStream(file));
  const limit = workLimit('docker load');
  const loaded = await runCommand('docker', ['load', '--quiet', '--input', file], { limit, signal });
  await rm(file);
  if ('missing' in loaded || loaded.exitCode !== 0) return null;
  return { tag, [Symbol.asyncDispose]: () => removeBuiltImage(tag, before) };
}

/** The image alone as an archive of a layout, which engines of the containerd store load. OCI image-spec, image-layout.md */
async function* archiveOf({ directory, digest }: LaidOut, tag: string): AsyncGenerator<Uint8Array> {
  const pathOf = (blob: Digest) => join(directory, 'blobs', ...blob.split(':'));
  const read = async (blob: Digest) => parseManifest(await readFile(pathOf(blob)), `\`${blob}\``);
  const top = await read(digest);
  const chosen = top.kind === 'index' ? (top.manifests.find(isImage)?.digest ?? digest) : digest;
  const manifest = await read(chosen);
  const blobs = manifest.kind === 'index' ? [] : [manifest.config, ...manifest.layers];
  for (const blob of new Set([chosen, ...blobs.map((one) => one.digest)])) {
    const path = pathOf(blob);
    const { size } = await stat(path);
    yield header(`blobs/${blob.replace(':', '/')}`, size);
    yield* createReadStream(path);
    yield padding(size);
  }
  const { size } = await stat(pathOf(chosen));
  yield* member('oci-layout', { imageLayoutVersion: '1.0.0' });
  yield* member('index.json', { schemaVersion: 2, manifests: [named({ digest: chosen, size }, tag)] });
  yield Buffer.alloc(2 * BLOCK);
}

/** What BuildKit records beside an image is of no platform. */
function isImage({ platform }: Descriptor): boolean {
  return platform?.os !== 'unknown';
}

function named(image: { readonly digest: Digest; readonly size: number }, tag: string): object {
  return {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    ...image,
    annotations: { 'io.containerd.image.name': `docker.io/${tag}`, 'org.opencontainers.image.ref.name': tag },
  };
}

function* member(name: string, value: object): Generator<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(value));
  yield header(name, bytes.length);
  yield bytes;
  yield padding(bytes.length);
}

const BLOCK = 512;

function padding(size: number): Uint8Array {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** A regular file's header; sizes that eight octal digits cannot hold are written as the format of GNU does. tar(5) */
function header(name: string, size: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, 0);
  block.write(octal(0o644, 7), 100);
  block.write(`${octal(0, 7)}${octal(0, 7)}`, 108);
  if (size < 0o77777777777) block.write(octal(size, 11), 124);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(octal(0, 11), 136);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
