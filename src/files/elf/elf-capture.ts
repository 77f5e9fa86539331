import { withRoom } from '../table/columns.ts';
import { findElfPart, type ElfBytes, type ElfPart } from './elf-bytes.ts';
import { elfHead, planElfParts } from './elf-parts.ts';

/** Keeps the parts of one ELF file after another while it streams by; memory is reused. */
export type ElfCapture = {
  open(size: number): void;
  write(bytes: Uint8Array, position: number): void;
  /** Valid until the next `open`. */
  bytes(): ElfBytes;
};

type KeptPart = ElfPart & { readonly bytes: Uint8Array };

type State = {
  /** Memory of the head. */
  memory: Uint8Array;
  size: number;
  /** The head first. */
  parts: readonly KeptPart[];
};

export function createElfCapture(): ElfCapture {
  const state: State = { memory: new Uint8Array(0), size: 0, parts: [] };
  return {
    open: (size) => {
      state.size = size;
      state.parts = [];
    },
    write: (bytes, position) => {
      write(state, bytes, position);
    },
    bytes: () => toBytes(state.parts),
  };
}

function write(state: State, bytes: Uint8Array, position: number): void {
  const head = state.parts[0] ?? openHead(state);
  fill(head, bytes, position);
  if (position < head.end && position + bytes.length >= head.end) openParts(state, head);
  for (const part of state.parts) if (part !== head) fill(part, bytes, position);
}

function openHead(state: State): KeptPart {
  const { start, end } = elfHead(state.size);
  state.memory = withRoom(state.memory, end);
  const head = { start, end, bytes: state.memory.subarray(0, end) };
  state.parts = [head];
  return head;
}

/** Once the head is full. */
function openParts(state: State, head: KeptPart): void {
  const parts = planElfParts(toBytes([head]), state.size).map(({ start, end }) => {
    const part = { start, end, bytes: new Uint8Array(end - start) };
    fill(part, head.bytes, 0);
    return part;
  });
  state.parts = [head, ...parts];
}

function fill(part: KeptPart, bytes: Uint8Array, position: number): void {
  const from = Math.max(part.start, position);
  const to = Math.min(part.end, position + bytes.length);
  if (from >= to) return;
  part.bytes.set(bytes.subarray(from - position, to - position), from - part.start);
}

function toBytes(parts: readonly KeptPart[]): ElfBytes {
  return {
    headLength: parts[0]?.end ?? 0,
    read: (offset, length) => {
      if (length === 0 && offset >= 0) return new Uint8Array(0);
      const part = findElfPart(parts, offset, length);
      return part?.bytes.subarray(offset - part.start, Math.min(offset + length, part.end) - part.start);
    },
  };
}
