import { findElfPart, type ElfBytes, type ElfPart } from './elf-bytes.ts';
import { elfHead, planElfParts } from './elf-parts.ts';
import type { ReadAt } from './read-at.ts';

/** The parts of a file of `size` bytes that can be read at any position; nothing is read that is not asked for. */
export function openElfBytes(readAt: ReadAt, size: number): ElfBytes {
  const head = elfHead(size);
  const readPart = createBlockReader(readAt, size);
  const read = (parts: readonly ElfPart[]): ElfBytes['read'] => {
    return (offset, length) => {
      if (length === 0 && offset >= 0) return new Uint8Array(0);
      const part = findElfPart(parts, offset, length);
      return part && readPart(offset, Math.min(length, part.end - offset));
    };
  };
  const parts = planElfParts({ headLength: head.end, read: read([head]) }, size);
  return { headLength: head.end, read: read([head, ...parts]) };
}

const BLOCK_BYTES = 8 * 1024;

/** Small parts often lie side by side: one block of the file is kept for the next of them. */
function createBlockReader(readAt: ReadAt, size: number): (offset: number, length: number) => Uint8Array {
  const block = new Uint8Array(Math.min(size, BLOCK_BYTES));
  let start = 0;
  let end = 0;
  return (offset, length) => {
    if (length > BLOCK_BYTES / 2) {
      const bytes = new Uint8Array(length);
      readAt(bytes, offset);
      return bytes;
    }
    if (offset < start || offset + length > end) {
      start = Math.min(offset, size - block.length);
      end = start + block.length;
      readAt(block, start);
    }
    return block.slice(offset - start, offset - start + length);
  };
}
