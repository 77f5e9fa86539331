import { CONTENT_HEAD_BYTES } from '../../files/content-reader.ts';
import { createLayerReader, type EagerLayerReader } from '../../files/read-layer.ts';
import type { Digest } from '../../image/digest.ts';
import type { LayerBlob } from '../known-layers.ts';
import { openLayerFolder, type LayerFile, type LayerFolder } from './layer-folder.ts';
import type { ReadOptions } from '../read-options.ts';
import { readTarPieces, readTarSize, type TarPiece } from './tar-split.ts';
import { createTransferEstimate, type TransferEstimate } from '../transfer-estimate.ts';

const CHUNK_BYTES = 64 * 1024;
const ZEROS = new Uint8Array(CHUNK_BYTES);

/** Where an overlay2 engine keeps one layer. `directory` is a real path. */
export type Overlay2Layer = {
  readonly diffID: Digest;
  readonly directory: string;
  readonly tarSplit: string;
  readonly what: string;
};

/**
 * One layer out of the engine's folders. The tar is put together again as `docker save` would, but zeros stand for contents that
 * nobody asks for, so its digest cannot be verified. Throws `image-unreadable` where a file is not plainly where it must be.
 */
export async function readOverlay2Layer(layer: Overlay2Layer, options: ReadOptions): Promise<LayerBlob> {
  const { diffID, what } = layer;
  const size = await readTarSize(layer.tarSplit, what);
  const current = { sum: 0 };
  const { notedBlobBytes: _noted, ...wishes } = options.wishes;
  const reader = createLayerReader({
    paths: options.paths,
    wishes,
    what,
    claimedSum: () => current.sum,
  });
  const feed: Feed = {
    reader,
    estimate: createTransferEstimate(size),
    position: 0,
    buffer: new Uint8Array(CHUNK_BYTES),
  };
  const folder = openLayerFolder(layer.directory, what);
  for await (const piece of readTarPieces(layer.tarSplit, what)) {
    options.signal?.throwIfAborted();
    if (piece.kind === 'file') current.sum = piece.sum;
    const wait = piece.kind === 'segment' ? push(feed, piece.bytes) : pushFile(feed, folder, piece);
    if (wait !== undefined) await wait;
  }
  const table = reader.finish(diffID);
  const transferBytes = await feed.estimate.end();
  return { digest: diffID, size, compression: 'none', table, transferBytes, transferEstimated: true };
}

type Feed = {
  readonly reader: EagerLayerReader;
  readonly estimate: TransferEstimate;
  /** In the tar. */
  position: number;
  readonly buffer: Uint8Array;
};

function push(feed: Feed, bytes: Uint8Array): Promise<unknown> | undefined {
  feed.reader.push(bytes);
  feed.position += bytes.length;
  return feed.estimate.write(bytes);
}

type File = TarPiece & { readonly kind: 'file' };

/** Nothing is opened that neither a wish nor the estimate asks for. */
async function pushFile(feed: Feed, folder: LayerFolder, { name, size }: File): Promise<void> {
  const start = feed.position;
  let file: LayerFile | undefined;
  try {
    for (let at = 0; at < size;) {
      const length = Math.min(chunkBytes(at), size - at);
      const isAsked = feed.reader.isEager(length) || feed.estimate.isEager(start + at, length);
      const bytes = (isAsked ? feed.buffer : ZEROS).subarray(0, length);
      if (isAsked) (file ??= folder.open(name, size)).read(bytes, at);
      const wait = push(feed, bytes);
      if (wait !== undefined) await wait;
      at += length;
    }
  } finally {
    file?.close();
  }
}

/** Whether more of a file is of use shows after its head. */
function chunkBytes(at: number): number {
  return at === 0 ? CONTENT_HEAD_BYTES : CHUNK_BYTES;
}
