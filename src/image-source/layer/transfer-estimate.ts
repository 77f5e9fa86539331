import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { ReadAt } from '../../files/table/read-at.ts';
import { createSampleCompressor, type SampleCompressor } from './sample-compressor.ts';

const deflate = promisify(deflateRaw);

/** Layers up to this size are compressed whole: samples of small ones are too far off. */
const WHOLE_BYTES = 4 * 1024 * 1024;
/** A layer is cut into groups of blocks, and one block of each is compressed: one for so many bytes, but not too few. */
const GROUP_BYTES = 3 * 1024 * 1024;
const MIN_GROUPS = 64;
const MAX_GROUPS = 128;
const BLOCK_BYTES = 16 * 1024;
/** What deflate looks back on: a block is compressed after the bytes before it, as in the whole layer. RFC 1951, 2. */
const WINDOW_BYTES = 32 * 1024;
const WINDOW_BLOCKS = WINDOW_BYTES / BLOCK_BYTES;
/** Header and trailer of gzip. RFC 1952. */
const GZIP_FRAME_BYTES = 18;
/** What gzip and the engines use if nobody says otherwise. */
const LEVEL = 6;

/** Compressed bytes of a layer that is stored uncompressed, while it is fed. */
export type TransferEstimate = {
  write(chunk: Uint8Array): Promise<unknown> | undefined;
  /** Whether any of so many bytes from a position on, which is where the next chunk starts or later, is a sample. */
  isEager(position: number, length: number): boolean;
  end(): Promise<number>;
};

/** Where the bytes start that are kept: those of the window, then the block. */
type Sample = { readonly start: number; readonly bytes: Uint8Array };

type State = {
  readonly size: number;
  readonly compressor: SampleCompressor;
  position: number;
  group: number;
  sample: Sample | undefined;
};

/**
 * Estimates what gzip makes of `size` bytes. The same bytes always give the same number: blocks are chosen by offset alone.
 * Fifteen layers of 10 to 463 MB (Debian, Alpine, Python, Node, Go, Rust, JDKs): 2 percent off in the median, 6 at most, to either
 * side.
 */
export function createTransferEstimate(size: number): TransferEstimate {
  return size <= WHOLE_BYTES ? createWholeEstimate(size) : createSampledEstimate(size);
}

function createWholeEstimate(size: number): TransferEstimate {
  const bytes = new Uint8Array(size);
  let position = 0;
  return {
    write: (chunk) => {
      bytes.set(chunk.subarray(0, size - position), position);
      position += chunk.length;
      return undefined;
    },
    isEager: () => true,
    end: async () => (await deflate(bytes, { level: LEVEL })).length + GZIP_FRAME_BYTES,
  };
}

function createSampledEstimate(size: number): TransferEstimate {
  const state = openSamples(size);
  return {
    write: (chunk) => {
      write(state, chunk);
      return state.compressor.full();
    },
    isEager: (position, length) => isSampled(state, position, length),
    end: () => toEstimate(state),
  };
}

/** The same where a layer of more than WHOLE_BYTES can be read at positions. */
export async function estimateTransfer(size: number, readAt: ReadAt): Promise<number> {
  const state = openSamples(size);
  for (let { sample } = state; sample !== undefined; sample = state.sample) {
    readAt(sample.bytes, sample.start);
    nextSample(state);
    await state.compressor.full();
  }
  return toEstimate(state);
}

function openSamples(size: number): State {
  const compressor = createSampleCompressor(WINDOW_BYTES, BLOCK_BYTES);
  const state: State = { size, compressor, position: 0, group: -1, sample: undefined };
  nextSample(state);
  return state;
}

/** The sample of the next group; undefined after the last. No two of them overlap. */
function nextSample(state: State): void {
  const { size, compressor } = state;
  state.group += 1;
  const blocks = Math.ceil(size / BLOCK_BYTES);
  const groups = Math.min(Math.max(Math.ceil(size / GROUP_BYTES), MIN_GROUPS), MAX_GROUPS);
  const stride = Math.max(WINDOW_BLOCKS + 1, Math.ceil(blocks / groups));
  // The place changes from group to group, so that a pattern in the content is not met by one in the choice.
  const spread = (Math.imul(state.group + 1, 0x9e3779b1) >>> 8) % (stride - WINDOW_BLOCKS);
  const start = (state.group * stride + spread) * BLOCK_BYTES;
  const length = Math.min(WINDOW_BYTES + BLOCK_BYTES, size - start);
  state.sample = length <= WINDOW_BYTES ? undefined : { start, bytes: compressor.reserve(length) };
}

function write(state: State, chunk: Uint8Array): void {
  const from = state.position;
  state.position += chunk.length;
  for (let { sample } = state; sample !== undefined && sample.start < state.position; sample = state.sample) {
    const { start, bytes } = sample;
    const first = Math.max(start, from);
    const last = Math.min(start + bytes.length, state.position);
    if (last > first) bytes.set(chunk.subarray(first - from, last - from), first - start);
    if (start + bytes.length > state.position) return;
    nextSample(state);
  }
}

function isSampled({ sample }: State, position: number, length: number): boolean {
  if (sample === undefined) return false;
  return position < sample.start + sample.bytes.length && position + length > sample.start;
}

async function toEstimate({ compressor, size }: State): Promise<number> {
  const { sampled, compressed } = await compressor.end();
  return Math.round((compressed / sampled) * size) + GZIP_FRAME_BYTES;
}
