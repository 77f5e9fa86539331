import { GateError } from '../errors.ts';
import { isDigest } from '../image/digest.ts';
import { claimedDigest, MAX_JSON_BYTES } from './blob-store.ts';
import { sniffCompression, SNIFFED_BYTES } from './decompress.ts';
import { createLayerBlobReader, type LayerBlob, type LayerBlobOptions } from './layer-blob.ts';
import type { ReadOptions } from './read-options.ts';

/** A blob that somebody streams: `path` as in the store, `size` in bytes as announced. */
export type BlobStream = {
  readonly path: string;
  readonly size: number;
  readonly what: string;
  readonly isServed?: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
};

/** Reads a layer blob to its end; throws `image-unreadable` where it is no layer or ends early. */
export async function readLayerBlob(stream: BlobStream, options: ReadOptions): Promise<LayerBlob> {
  const { head, rest } = await readHead(stream.chunks);
  const reader = openLayerBlob(stream, options, head);
  await reader.write(head);
  let read = head.length;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    options.signal?.throwIfAborted();
    read += next.value.length;
    const wait = reader.write(next.value);
    if (wait !== undefined) await wait;
  }
  if (read !== stream.size) throw wrongSize(stream.what, read, stream.size);
  return reader.end();
}

/** A reader for the layer blob that starts with `head`; throws `image-unreadable` where it is no layer. */
export function openLayerBlob(
  { path, size, what, isServed }: Omit<BlobStream, 'chunks'>,
  options: ReadOptions,
  head: Uint8Array,
): ReturnType<typeof createLayerBlobReader> {
  const compression = sniffCompression(head);
  if (compression === undefined) throw notALayer(what);
  const { paths, wishes, knownLayers } = options;
  const claimed = claimedDigest(path);
  const blob: LayerBlobOptions = {
    paths,
    wishes,
    what,
    size,
    compression,
    ...(knownLayers === undefined ? {} : { knownLayers }),
    ...(claimed !== undefined && isDigest(claimed) ? { claimed } : {}),
    ...(isServed === undefined ? {} : { isServed }),
  };
  return createLayerBlobReader(blob);
}

/** Whole of a small stream; throws `image-unreadable` past MAX_JSON_BYTES. */
export async function readSmall(chunks: AsyncIterable<Uint8Array>, what: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_JSON_BYTES) throw tooLarge(what);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

export function notALayer(what: string): GateError {
  return new GateError(
    'image-unreadable',
    `${what} is not a layer: its first bytes are neither tar nor gzip nor zstd`,
  );
}

export function tooLarge(what: string): GateError {
  return new GateError('image-unreadable', `${what} is larger than ${MAX_JSON_BYTES} bytes`);
}

export function wrongSize(what: string, found: number, expected: number): GateError {
  return new GateError('image-unreadable', `${what} has ${found} bytes, expected ${expected}`, {
    hint: 'The image is probably truncated: save or build it again.',
  });
}

type Head = { readonly head: Uint8Array; readonly rest: AsyncIterator<Uint8Array, unknown> };

async function readHead(chunks: AsyncIterable<Uint8Array>): Promise<Head> {
  const rest = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < SNIFFED_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts), rest };
}
