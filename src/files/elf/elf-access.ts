import { withRoom } from '../table/columns.ts';
import { findElfPart, type ElfBytes, type ElfPart } from './elf-bytes.ts';
import { elfHead, planElfParts } from './elf-parts.ts';
import type { ReadAt } from '../table/read-at.ts';

/** Reads the parts of one ELF file after another where they are; nothing is read that is not asked for. Memory is reused. */
export type ElfAccess = {
  /** Of a file of `size` bytes, by positions in it. Valid until the next `open`. */
  open(readAt: ReadAt, size: number): ElfBytes;
};

/** Small parts often lie side by side: one block of the file is kept for the next of them. */
const BLOCK_BYTES = 4 * 1024;

type State = {
  readonly block: Uint8Array;
  /** Where the block is in the file. */
  start: number;
  end: number;
  /** Memory of a part that is larger than a block. */
  large: Uint8Array;
  readAt: ReadAt;
  size: number;
};

export function createElfAccess(): ElfAccess {
  const state: State = {
    block: new Uint8Array(BLOCK_BYTES),
    start: 0,
    end: 0,
    large: new Uint8Array(0),
    readAt: () => undefined,
    size: 0,
  };
  return {
    open: (readAt, size) => {
      Object.assign(state, { readAt, size, start: 0, end: 0 });
      const head = elfHead(size);
      const planned = planElfParts({ headLength: head.end, read: readParts(state, [head]) }, size);
      return { headLength: head.end, read: readParts(state, [head, ...planned]) };
    },
  };
}

function readParts(state: State, parts: readonly ElfPart[]): ElfBytes['read'] {
  return (offset, length) => {
    if (length === 0 && offset >= 0) return NOTHING;
    const part = findElfPart(parts, offset, length);
    return part && readPart(state, offset, Math.min(length, part.end - offset));
  };
}

const NOTHING = new Uint8Array(0);

function readPart(state: State, offset: number, length: number): Uint8Array {
  if (length > BLOCK_BYTES / 2) return readLarge(state, offset, length);
  if (offset < state.start || offset + length > state.end) readBlock(state, offset);
  return state.block.subarray(offset - state.start, offset - state.start + length);
}

/** From the offset on; at the end of the file what stands before it. */
function readBlock(state: State, offset: number): void {
  const { block, readAt, size } = state;
  const start = Math.max(Math.min(offset, size - BLOCK_BYTES), 0);
  state.end = 0;
  readAt(block.subarray(0, size - start), start);
  state.start = start;
  state.end = Math.min(start + BLOCK_BYTES, size);
}

function readLarge(state: State, offset: number, length: number): Uint8Array {
  state.large = withRoom(state.large, length);
  const bytes = state.large.subarray(0, length);
  state.readAt(bytes, offset);
  return bytes;
}
