import type { ElfBytes } from '../../files/elf/elf-bytes.ts';
import { parseElfLayout } from '../../files/elf/elf-layout.ts';
import { readElfSections, SHT_PROGBITS, type ElfSection } from '../../files/elf/elf-sections.ts';
import {
  codeByPackage,
  FUNCTION_TABLE_MARK_BYTES as MARK_BYTES,
  isFunctionTable,
} from '../../files/elf/go-functions.ts';
import { bufferOf } from '../../files/table/path-text.ts';
import type { ContentScan, ScannedFile } from '../../files/table/required-files.ts';
import { MAX_PART_BYTES, toPartLines } from './composition.ts';

const MIB = 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
/** Most bytes of a table of functions: that of Kubernetes' API server has 30 MB. */
export const MAX_TABLE_BYTES = 48 * MIB;

/** A type of note, 4, and its name: in every program that Go links. cmd/link/internal/ld, ELF_NOTE_BUILDINFO_TAG */
const NOTES = [Buffer.from('\x04\0\0\0Go\0\0', 'latin1'), Buffer.from('\0\0\0\x04Go\0\0', 'latin1')];

type Range = { readonly from: number; readonly to: number };

type State = {
  readonly size: number;
  range: Range;
  isLittleEndian: boolean;
  /** Where the table may start, ascending. */
  places: readonly Range[];
  /** Bytes of what is collected: the head, a mark, or the table. */
  bytes: Uint8Array;
  count: number;
  /** What the bytes that come next are. */
  step: 'head' | 'mark' | 'search' | 'table';
};

/** The head says where the sections are: one of them is the table of functions. */
export function openGoProgram({ size }: ScannedFile): ContentScan {
  const length = Math.min(size, HEAD_BYTES);
  const state: State = {
    ...{ size, range: { from: 0, to: length }, isLittleEndian: true, places: [] },
    ...{ bytes: new Uint8Array(length), count: 0, step: 'head' },
  };
  return {
    get range() {
      return state.range;
    },
    write: (bytes) => {
      if (state.step === 'search') searchMark(state, bytes);
      else collect(state, bytes);
    },
    finish: () => {
      if (state.step !== 'table') return undefined;
      const sums = codeByPackage(state.bytes.subarray(0, state.count), state.isLittleEndian);
      return sums && toPartLines(sums, MAX_PART_BYTES).join('\n');
    },
  };
}

function collect(state: State, bytes: Uint8Array): void {
  state.bytes.set(bytes, state.count);
  state.count += bytes.length;
  if (state.count < state.bytes.length) return;
  if (state.step === 'head') readHead(state);
  else if (state.step === 'mark') readMark(state);
}

function readHead(state: State): void {
  const head = state.bytes;
  const kept: ElfBytes = {
    headLength: head.length,
    read: (at, length) => head.subarray(at, at + length),
  };
  const layout = parseElfLayout(kept);
  if (layout === undefined) {
    nextPlace(state);
    return;
  }
  state.isLittleEndian = layout.isLittleEndian;
  const sections = readElfSections(kept, layout);
  state.places = (sections ?? []).flatMap(toPlace).sort((a, b) => a.from - b.from);
  // Go's own linker writes the sections' headers first; where another one wrote them last, the note says that Go is in it.
  const isHidden = sections === undefined && NOTES.some((note) => bufferOf(head).includes(note));
  if (isHidden) startSearch(state);
  else nextPlace(state);
}

/** Loaded, and no code: in programs that go anywhere in memory the table is writable at first. */
function toPlace({ type, isLoaded, isExecutable, offset, size }: ElfSection): readonly Range[] {
  const isPossible = type === SHT_PROGBITS && isLoaded && !isExecutable;
  const to = offset + Math.min(size, MAX_TABLE_BYTES);
  return isPossible && offset >= HEAD_BYTES && size > MARK_BYTES ? [{ from: offset, to }] : [];
}

function nextPlace(state: State): void {
  const [place] = state.places;
  const to = place === undefined ? 0 : place.from + MARK_BYTES;
  Object.assign(state, { step: 'mark', bytes: new Uint8Array(MARK_BYTES), count: 0 });
  state.range = { from: place?.from ?? 0, to };
}

function readMark(state: State): void {
  const [place, ...rest] = state.places;
  state.places = rest;
  if (place !== undefined && isFunctionTable(state.bytes, state.isLittleEndian))
    startTable(state, state.bytes, place);
  else nextPlace(state);
}

/** `start`: its first bytes, which went by. */
function startTable(state: State, start: Uint8Array, { from, to }: Range): void {
  const end = Math.min(to, state.size);
  const table = new Uint8Array(Math.max(end - from, start.length));
  table.set(start);
  Object.assign(state, { step: 'table', bytes: table, count: start.length });
  state.range = { from: from + start.length, to: end };
}

function startSearch(state: State): void {
  Object.assign(state, { step: 'search', bytes: new Uint8Array(0), count: state.bytes.length });
  state.range = { from: state.count, to: state.size };
}

/** `state.bytes`: the end of what went by, which may be the start of a mark; `state.count`: where in the file the bytes are. */
function searchMark(state: State, bytes: Uint8Array): void {
  const view = Buffer.concat([state.bytes, bytes]);
  const start = state.count - state.bytes.length;
  const mark = markIn(view, state.isLittleEndian);
  state.count += bytes.length;
  if (mark === undefined) {
    state.bytes = view.subarray(Math.max(0, view.length - MARK_BYTES + 1));
    return;
  }
  const from = start + mark;
  startTable(state, view.subarray(mark), { from, to: from + MAX_TABLE_BYTES });
}

function markIn(view: Buffer, isLittleEndian: boolean): number | undefined {
  for (let at = view.indexOf(PATTERN); at >= 0; at = view.indexOf(PATTERN, at + 1)) {
    const start = isLittleEndian ? at - 1 : at;
    if (start >= 0 && isFunctionTable(view.subarray(start, start + MARK_BYTES), isLittleEndian)) return start;
  }
  return undefined;
}

/** In the number of either byte order. */
const PATTERN = Buffer.from([0xff, 0xff, 0xff]);
