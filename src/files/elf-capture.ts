import { parseElfLayout, PT_DYNAMIC, PT_INTERP, PT_LOAD, type ElfLayout } from './elf-layout.ts';

/** The first bytes of every ELF file are kept: small files whole, and in large ones nearly all that is asked for. */
const HEAD_BYTES = 2 * 1024 * 1024;
/** Most bytes of one part past the head, and of all of them. */
const MAX_RANGE_BYTES = 256 * 1024;
const MAX_RANGES_BYTES = 2 * 1024 * 1024;

/** The parts of one ELF file that were kept. */
export type ElfBytes = {
  readonly head: Uint8Array;
  /** Up to `length` bytes at `offset`, fewer where less was kept; undefined where nothing was. */
  read(offset: number, length: number): Uint8Array | undefined;
};

/** Keeps the telling parts of one ELF file after another while it streams by; memory is reused. */
export type ElfCapture = {
  open(size: number): void;
  write(bytes: Uint8Array, position: number): void;
  /** Whether any of so many bytes from a position on would be kept. */
  isEager(position: number, length: number): boolean;
  /** Valid until the next `open`. */
  bytes(): ElfBytes;
};

type Range = { readonly start: number; readonly bytes: Uint8Array; filled: number };

type State = {
  head: Uint8Array;
  headLength: number;
  headFilled: number;
  size: number;
  ranges: readonly Range[];
};

export function createElfCapture(): ElfCapture {
  const state: State = { head: new Uint8Array(0), headLength: 0, headFilled: 0, size: 0, ranges: [] };
  return {
    open: (size) => {
      state.size = size;
      state.headLength = Math.min(size, HEAD_BYTES);
      state.headFilled = 0;
      state.ranges = [];
    },
    write: (bytes, position) => {
      write(state, bytes, position);
    },
    isEager: (position, length) =>
      position < state.headLength ||
      state.ranges.some(({ start, bytes }) => position < start + bytes.length && position + length > start),
    bytes: () => ({
      head: state.head.subarray(0, state.headFilled),
      read: (offset, length) => read(state, offset, length),
    }),
  };
}

function write(state: State, bytes: Uint8Array, position: number): void {
  if (position < state.headLength) {
    if (state.head.length === 0) state.head = new Uint8Array(HEAD_BYTES);
    const part = bytes.subarray(0, state.headLength - position);
    state.head.set(part, position);
    state.headFilled = position + part.length;
    if (state.headFilled === state.headLength && state.size > state.headLength)
      state.ranges = planRanges(state);
  }
  for (const range of state.ranges) fill(range, bytes, position);
}

function fill(range: Range, bytes: Uint8Array, position: number): void {
  const from = Math.max(range.start, position);
  const to = Math.min(range.start + range.bytes.length, position + bytes.length);
  if (from >= to) return;
  range.bytes.set(bytes.subarray(from - position, to - position), from - range.start);
  range.filled = to - range.start;
}

/** What a layout says is worth keeping: the dynamic section, the interpreter, starts of writable segments, the section headers. */
function planRanges({ head, headFilled, size }: State): readonly Range[] {
  const layout = parseElfLayout(head.subarray(0, headFilled));
  if (layout === undefined) return [];
  const ranges: Range[] = [];
  let total = 0;
  for (const [offset, length] of wantedParts(layout)) {
    const start = Math.max(offset, 0);
    const end = Math.min(offset + Math.min(length, MAX_RANGE_BYTES), size);
    // A part that starts in the head is kept whole all the same, so that one read answers it.
    if (!(end > Math.max(start, headFilled)) || total + (end - start) > MAX_RANGES_BYTES) continue;
    total += end - start;
    ranges.push(toRange(head, headFilled, { start, end }));
  }
  return ranges;
}

function toRange(
  head: Uint8Array,
  headFilled: number,
  { start, end }: { start: number; end: number },
): Range {
  const bytes = new Uint8Array(end - start);
  const known = head.subarray(Math.min(start, headFilled), headFilled);
  bytes.set(known);
  return { start, bytes, filled: known.length };
}

function wantedParts(layout: ElfLayout): readonly (readonly [offset: number, length: number])[] {
  const { sections, segments } = layout;
  const table = sections.count * sections.entrySize;
  const parts = segments
    .filter(
      ({ type, isWritable }) => type === PT_DYNAMIC || type === PT_INTERP || (type === PT_LOAD && isWritable),
    )
    .map(({ offset, size }) => [offset, size] as const);
  // Section names usually stand right before the section headers.
  return [...parts, [sections.offset - SECTION_NAMES_BYTES, SECTION_NAMES_BYTES + table]];
}

const SECTION_NAMES_BYTES = 32 * 1024;

function read(state: State, offset: number, length: number): Uint8Array | undefined {
  if (!(offset >= 0)) return undefined;
  const inHead = state.head.subarray(
    Math.min(offset, state.headFilled),
    Math.min(offset + length, state.headFilled),
  );
  if (inHead.length === length) return inHead;
  const pieces = state.ranges
    .filter(({ start, filled }) => offset >= start && offset < start + filled)
    .map(({ start, bytes, filled }) =>
      bytes.subarray(offset - start, Math.min(offset - start + length, filled)),
    );
  const longest = [inHead, ...pieces].reduce((best, piece) => (piece.length > best.length ? piece : best));
  return longest.length === 0 ? undefined : longest;
}
