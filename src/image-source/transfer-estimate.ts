import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Layers up to this size are compressed whole: samples of small ones are too far off. */
const WHOLE_BYTES = 8 * 1024 * 1024;
const BLOCK_BYTES = 64 * 1024;
/** One of so many blocks is compressed, and at least so many blocks of a layer: two to three percent off, at a twentieth of the work. */
const BLOCKS_PER_SAMPLE = 20;
const MIN_SAMPLES = 128;
/** Header and trailer of gzip. RFC 1952. */
const GZIP_FRAME_BYTES = 18;
const LEVEL = 6;
/** Blocks that are compressed side by side before the reader waits. */
const MAX_PENDING = 128;

/** Compressed bytes of a layer that is stored uncompressed, while it is fed. */
export type TransferEstimate = {
  write(chunk: Uint8Array): Promise<unknown> | undefined;
  end(): Promise<number>;
};

type State = {
  readonly size: number;
  /** Blocks of which one is chosen. */
  readonly stride: number;
  readonly blockBytes: number;
  position: number;
  block: Uint8Array;
  readonly pending: Set<Promise<void>>;
  sampled: number;
  compressed: number;
};

/** Estimates what gzip makes of `size` bytes. The same bytes always give the same number: blocks are chosen by offset alone. */
export function createTransferEstimate(size: number): TransferEstimate {
  const isWhole = size <= WHOLE_BYTES;
  const blockBytes = isWhole ? size : BLOCK_BYTES;
  const blocks = Math.ceil(size / BLOCK_BYTES);
  const stride = isWhole ? 1 : Math.max(1, Math.min(BLOCKS_PER_SAMPLE, Math.floor(blocks / MIN_SAMPLES)));
  const state: State = {
    size,
    stride,
    blockBytes,
    position: 0,
    block: new Uint8Array(0),
    pending: new Set(),
    sampled: 0,
    compressed: 0,
  };
  return {
    write: (chunk) => {
      write(state, chunk);
      return state.pending.size < MAX_PENDING ? undefined : Promise.race(state.pending);
    },
    end: () => end(state),
  };
}

function write(state: State, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length;) {
    const block = Math.floor(state.position / state.blockBytes);
    const inBlock = state.position - block * state.blockBytes;
    const count = Math.min(state.blockBytes - inBlock, chunk.length - at);
    if (isChosen(state, block)) sample(state, inBlock, chunk.subarray(at, at + count));
    state.position += count;
    at += count;
  }
}

/** One block of every stride, at a place that changes from stride to stride, so that a pattern in the content is not met by one in the choice. */
function isChosen({ stride }: State, block: number): boolean {
  const group = Math.floor(block / stride);
  const spread = Math.imul(group + 1, 0x9e3779b1) >>> 8;
  return block % stride === spread % stride;
}

function sample(state: State, inBlock: number, bytes: Uint8Array): void {
  if (inBlock === 0) {
    const length = Math.min(state.blockBytes, state.size - state.position);
    state.block = new Uint8Array(Math.max(length, bytes.length));
  }
  state.block.set(bytes, inBlock);
  if (inBlock + bytes.length < state.block.length) return;
  const { block } = state;
  // One output chunk holds all: several would be as many ways between threads.
  const work = deflate(block, { level: LEVEL, chunkSize: block.length + 1024 }).then((packed) => {
    state.sampled += block.length;
    state.compressed += packed.length;
    state.pending.delete(work);
  });
  state.pending.add(work);
}

async function end(state: State): Promise<number> {
  await Promise.all(state.pending);
  if (state.sampled === 0) return GZIP_FRAME_BYTES;
  return Math.round((state.compressed / state.sampled) * state.size) + GZIP_FRAME_BYTES;
}
