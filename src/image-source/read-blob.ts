import { createReadStream } from 'node:fs';
import { GateError } from '../errors.ts';
import { isDigest, type Digest } from '../digest.ts';
import { fromStream, type ByteSource } from './byte-source.ts';
import { claimedDigest, MAX_JSON_BYTES } from './blob-store.ts';
import { sniffCompression, SNIFFED_BYTES } from './layer/decompress.ts';
import { createLayerBlobReader, type LayerBlobOptions, type LayerBlobReader } from './layer/layer-blob.ts';
import type { FilePart } from './layer/hasher.ts';
import type { LayerBlob } from './layer/known-layers.ts';
import { readPlainLayerFile } from './layer/plain-layer-file.ts';
import type { ReadOptions } from './read-options.ts';

/** A blob that somebody streams: `path` as in the store, `size` in bytes as announced. */
export type BlobStream = {
  readonly path: string;
  readonly size: number;
  readonly what: string;
  readonly isServed?: boolean;
  readonly source: ByteSource;
};

/**
 * A blob that was read before, for whoever is about to read the one of this path, `size` bytes long where that is known.
 * Undefined where nothing addresses it by digest, or where more must be known of it: what it would transfer.
 */
export function findKnownBlob(
  { path, size, isServed }: Pick<BlobStream, 'path' | 'isServed'> & { readonly size?: number },
  { knownLayers }: ReadOptions,
): LayerBlob | undefined {
  const claimed = toDigest(claimedDigest(path));
  const known = claimed && knownLayers?.get(claimed);
  if (known === undefined || known.digest !== claimed) return undefined;
  return size === undefined || size === known.size ? withTransfer(known, isServed === true) : undefined;
}

/** Of an uncompressed blob a registry transfers all; elsewhere that is estimated, and was perhaps not. */
function withTransfer(known: LayerBlob, isServed: boolean): LayerBlob | undefined {
  if (known.compression !== 'none' || known.transferEstimated !== isServed) return known;
  return isServed ? { ...known, transferBytes: known.size, transferEstimated: false } : undefined;
}

function toDigest(text: string | undefined): Digest | undefined {
  return text !== undefined && isDigest(text) ? text : undefined;
}

type Begun = { head: Uint8Array; reader: LayerBlobReader | undefined };

/** Reads a layer blob to its end; throws `image-unreadable` where it is no layer or ends early. */
export async function readLayerBlob(stream: BlobStream, options: ReadOptions): Promise<LayerBlob> {
  const begun: Begun = { head: new Uint8Array(0), reader: undefined };
  let read = 0;
  await stream.source((chunk) => {
    options.signal?.throwIfAborted();
    read += chunk.length;
    if (begun.reader !== undefined) return begun.reader.write(chunk);
    begun.head = Buffer.concat([begun.head, chunk]);
    if (begun.head.length < SNIFFED_BYTES) return undefined;
    begun.reader = openLayerBlob(stream, options, begun.head);
    return begun.reader.write(begun.head);
  });
  if (read !== stream.size) throw wrongSize(stream.what, read, stream.size);
  if (begun.reader !== undefined) return begun.reader.end();
  // A blob this small came without filling the head.
  const reader = openLayerBlob(stream, options, begun.head);
  await reader.write(begun.head);
  return reader.end();
}

/** A blob that is part of a file: `path` as in the store. */
export type BlobFile = FilePart & { readonly path: string };

/** The same of a blob in a file, of which little is read where it is not compressed. */
export async function readLayerFile(blob: BlobFile, options: ReadOptions): Promise<LayerBlob> {
  const head = await readHead(blob);
  const layer = describeLayer(blob, options, head);
  const isKnown = layer.claimed !== undefined && options.knownLayers?.get(layer.claimed) !== undefined;
  if (layer.compression === 'none' && blob.size >= WALKED_BYTES && !isKnown) {
    return readPlainLayerFile(blob, { ...layer, ...(options.signal && { signal: options.signal }) });
  }
  return readLayerBlob({ ...blob, source: fromFile(blob) }, options);
}

/** Below this many bytes reading all of it is as fast. */
const WALKED_BYTES = 4 * 1024 * 1024;

async function readHead(blob: BlobFile): Promise<Uint8Array> {
  return readSmall(fromFile({ ...blob, size: Math.min(blob.size, SNIFFED_BYTES) }), blob.what);
}

const CHUNK_BYTES = 1024 * 1024;

/** Bytes of a part of a file. */
export function fromFile({ file, offset, size }: Omit<FilePart, 'what'>): ByteSource {
  if (size === 0) return () => Promise.resolve();
  return fromStream(
    createReadStream(file, { start: offset, end: offset + size - 1, highWaterMark: CHUNK_BYTES }),
  );
}

/** A reader for the layer blob that starts with `head`; throws `image-unreadable` where it is no layer. */
export function openLayerBlob(
  blob: Omit<BlobStream, 'source'>,
  options: ReadOptions,
  head: Uint8Array,
): LayerBlobReader {
  return createLayerBlobReader(describeLayer(blob, options, head));
}

function describeLayer(
  { path, size, what, isServed }: Omit<BlobStream, 'source'>,
  { paths, required, knownLayers }: ReadOptions,
  head: Uint8Array,
): LayerBlobOptions {
  const compression = sniffCompression(head);
  if (compression === undefined) throw notALayer(what);
  const claimed = toDigest(claimedDigest(path));
  return {
    paths,
    required,
    what,
    size,
    compression,
    ...(knownLayers === undefined ? {} : { knownLayers }),
    ...(claimed === undefined ? {} : { claimed }),
    ...(isServed === undefined ? {} : { isServed }),
  };
}

/** Whole of a small source; throws `image-unreadable` past MAX_JSON_BYTES. */
export async function readSmall(source: ByteSource, what: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  await source((chunk) => {
    size += chunk.length;
    if (size > MAX_JSON_BYTES) throw tooLarge(what);
    parts.push(Buffer.from(chunk));
    return undefined;
  });
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
