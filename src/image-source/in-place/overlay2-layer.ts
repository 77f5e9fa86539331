import { createLayerReader, type SkippingLayerReader } from '../../files/read-layer.ts';
import type { ReadAt } from '../../files/table/read-at.ts';
import type { Digest } from '../../digest.ts';
import type { LayerBlob } from '../layer/known-layers.ts';
import { openLayerFolder, type LayerFolder } from './layer-folder.ts';
import type { ReadOptions } from '../read-options.ts';
import type { TarFile } from './tar-piece.ts';
import type { TarSplit } from './tar-split.ts';
import { createTransferEstimate, type TransferEstimate } from '../layer/transfer-estimate.ts';

const CHUNK_BYTES = 64 * 1024;
/** Stand for contents that nobody asks for. */
const ZEROS = new Uint8Array(1024 * 1024);

/** Where an overlay2 engine keeps one layer. `directory` is a real path. */
export type Overlay2Layer = {
  readonly diffID: Digest;
  readonly directory: string;
  /** Path of a file. */
  readonly tarSplit: string;
  readonly what: string;
};

/** A layer whose files were read; its transfer size may still be worked out. */
export type ReadLayer = { readonly blob: Promise<LayerBlob> };

/**
 * One layer out of the engine's folders. The tar is put together again as `docker save` would, without contents that nobody asks
 * for, so its digest cannot be verified. Throws `image-unreadable` where a file is not plainly where it must be.
 */
export async function readOverlay2Layer(
  { diffID, directory, what }: Overlay2Layer,
  split: TarSplit,
  options: ReadOptions,
): Promise<ReadLayer> {
  const size = await split.readSize();
  const content = createContent(openLayerFolder(directory, what));
  const { notedBlobBytes: _noted, ...required } = options.required;
  const reader = createLayerReader({
    paths: options.paths,
    required,
    what,
    claimedSum: content.sum,
    readAt: content.readAt,
  });
  const feed: Feed = {
    reader,
    content,
    estimate: createTransferEstimate(size),
    position: 0,
    buffer: new Uint8Array(CHUNK_BYTES),
  };
  await split.readPieces((piece) => {
    options.signal?.throwIfAborted();
    return piece.kind === 'segment' ? push(feed, piece.bytes) : pushFile(feed, piece);
  });
  const table = reader.finish(diffID);
  const blob = feed.estimate.end().then((transferBytes) => ({
    ...{ digest: diffID, size, compression: 'none' as const, table },
    ...{ transferBytes, transferEstimated: true },
  }));
  return { blob };
}

/** What a file of the folder holds, at its place in the tar. */
type Content = {
  /** Opens nothing yet. */
  place(file: TarFile, position: number): void;
  /** By positions in the tar. */
  readonly readAt: ReadAt;
  /** As LayerOptions claims it. */
  readonly sum: () => number;
  readonly close: () => void;
};

function createContent(folder: LayerFolder): Content {
  let placed: { readonly file: TarFile; readonly position: number } | undefined;
  let isOpen = false;
  return {
    place: (file, position) => {
      placed = { file, position };
    },
    readAt: (into, position) => {
      if (placed === undefined) throw new RangeError('there is no content');
      if (!isOpen) folder.open(placed.file.name, placed.file.size);
      isOpen = true;
      folder.readAt(into, position - placed.position);
    },
    sum: () => placed?.file.sum() ?? 0,
    close: () => {
      isOpen = false;
      folder.close();
    },
  };
}

type Feed = {
  readonly reader: SkippingLayerReader;
  readonly content: Content;
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

/** Nothing is opened that neither the reader nor the estimate asks for. */
function pushFile(feed: Feed, file: TarFile): Promise<unknown> | undefined {
  const { content, position } = feed;
  content.place(file, position);
  let wait: Promise<unknown> | undefined;
  try {
    wait = pushContent(feed, position + file.size);
  } finally {
    if (wait === undefined) content.close();
  }
  return wait?.finally(content.close);
}

/** Up to a position in the tar. */
function pushContent(feed: Feed, end: number): Promise<unknown> | undefined {
  while (feed.position < end) {
    const idle = Math.min(feed.reader.idle(), end - feed.position);
    const wait = idle > 0 ? skip(feed, idle) : push(feed, readNext(feed, end - feed.position));
    if (wait !== undefined) return wait.then(() => pushContent(feed, end));
  }
  return undefined;
}

/** Leaves some of the idle bytes out; the estimate counts them all the same. */
function skip(feed: Feed, idle: number): Promise<unknown> | undefined {
  const { estimate, position, reader } = feed;
  const most = estimate.isEager(position, ZEROS.length) ? CHUNK_BYTES : ZEROS.length;
  const length = Math.min(idle, most);
  const bytes = estimate.isEager(position, length) ? readNext(feed, length) : ZEROS.subarray(0, length);
  reader.skip(length);
  feed.position += length;
  return estimate.write(bytes);
}

function readNext({ buffer, content, position }: Feed, length: number): Uint8Array {
  const bytes = buffer.subarray(0, length);
  content.readAt(bytes, position);
  return bytes;
}
