import type { ElfBytes } from '../../files/elf/elf-bytes.ts';
import { elfNumbers, parseElfLayout, type ElfLayout } from '../../files/elf/elf-layout.ts';
import { readElfSections, SHT_SYMTAB, type ElfSection } from '../../files/elf/elf-sections.ts';
import { crateOf } from '../../files/elf/rust-symbols.ts';
import { bufferOf } from '../../files/table/path-text.ts';
import { MAX_DERIVED_BYTES, type ContentScan, type ScannedFile } from '../../files/table/required-files.ts';
import { toPartLines } from './composition.ts';

const HEAD_BYTES = 64 * 1024;
/** The symbols are the last sections of a file, right before the sections' headers. */
export const MAX_SYMBOL_BYTES = 24 * 1024 * 1024;
/** A program of another language may link a little Rust. */
const MIN_SYMBOLS = 200;

/** The start says whether it is a program at all, and the end has its symbols. */
export function openRustProgram({ size }: ScannedFile): ContentScan {
  const headLength = Math.min(size, HEAD_BYTES);
  const start = Math.max(headLength, size - MAX_SYMBOL_BYTES);
  const head = new Uint8Array(headLength);
  let range = { from: 0, to: headLength };
  let layout: ElfLayout | undefined;
  let tail: Uint8Array | undefined;
  let count = 0;
  return {
    get range() {
      return range;
    },
    write: (bytes) => {
      const into = layout === undefined ? head : (tail ??= new Uint8Array(size - start));
      into.set(bytes, count);
      count += bytes.length;
      if (layout !== undefined || count < headLength) return;
      layout = parseProgram(head);
      count = 0;
      range = layout === undefined || layout.sections.offset < start ? NOTHING : { from: start, to: size };
    },
    finish: () => {
      if (layout === undefined || tail === undefined) return undefined;
      const sums = sumSymbols(toBytes(tail, start), layout);
      return sums && toPartLines(sums, MAX_DERIVED_BYTES).join('\n');
    },
  };
}

const NOTHING = { from: 0, to: 0 };
const ET_EXEC = 2;
const ET_DYN = 3;
const MAGIC = Buffer.from('\x7fELF', 'latin1');

function parseProgram(head: Uint8Array): ElfLayout | undefined {
  if (!bufferOf(head.subarray(0, MAGIC.length)).equals(MAGIC)) return undefined;
  const layout = parseElfLayout(toBytes(head, 0));
  return layout?.type === ET_EXEC || layout?.type === ET_DYN ? layout : undefined;
}

function toBytes(bytes: Uint8Array, start: number): ElfBytes {
  return {
    headLength: start === 0 ? bytes.length : 0,
    read: (offset, length) =>
      offset < start ? undefined : bytes.subarray(offset - start, offset - start + length),
  };
}

/** Bytes of the symbols by crate, with those of other languages under no name; undefined where there is little Rust. */
function sumSymbols(bytes: ElfBytes, layout: ElfLayout): ReadonlyMap<string, number> | undefined {
  const sections = readElfSections(bytes, layout) ?? [];
  const table = sections.find(({ type }) => type === SHT_SYMTAB);
  const names = table && sections[table.link];
  const symbols = table && readSection(bytes, table);
  const texts = names && readSection(bytes, names);
  if (symbols === undefined || texts === undefined) return undefined;
  const { sums, count } = sumTable(symbols, texts, layout);
  return count < MIN_SYMBOLS ? undefined : sums;
}

function readSection(bytes: ElfBytes, { offset, size }: ElfSection): Buffer | undefined {
  const part = bytes.read(offset, size);
  return part?.length === size ? bufferOf(part) : undefined;
}

/** Fields of Elf32_Sym and Elf64_Sym. */
const SYMBOL_32 = { value: 4, size: 8, info: 12, length: 16 };
const SYMBOL_64 = { value: 8, size: 16, info: 4, length: 24 };
const MAX_NAME_BYTES = 4096;

/** Several names of one place count once. */
function sumTable(symbols: Buffer, texts: Buffer, layout: ElfLayout) {
  const sums = new Map<string, number>();
  const places = new Set<number>();
  let count = 0;
  for (const { place, size, name } of readSymbols(symbols, layout)) {
    if (places.has(place)) continue;
    places.add(place);
    const crate = crateOf(textAt(texts, name));
    if (crate !== undefined) count += 1;
    addTo(sums, crate ?? '', size);
  }
  return { sums, count };
}

/** Functions and data that have bytes. */
function* readSymbols(symbols: Buffer, { is64, isLittleEndian }: ElfLayout) {
  const fields = is64 ? SYMBOL_64 : SYMBOL_32;
  const numbers = elfNumbers(symbols, is64, isLittleEndian);
  for (let at = 0; at + fields.length <= symbols.length; at += fields.length) {
    const [place, size] = [numbers.word(at + fields.value), numbers.word(at + fields.size)];
    const isKind = KINDS.has((symbols[at + fields.info] ?? 0) & 0xf);
    if (isKind && size > 0) yield { place, size, name: numbers.u32(at) };
  }
}

/** STT_OBJECT and STT_FUNC. */
const KINDS: ReadonlySet<number> = new Set([1, 2]);

function addTo(sums: Map<string, number>, name: string, bytes: number): void {
  sums.set(name, (sums.get(name) ?? 0) + bytes);
}

function textAt(texts: Buffer, start: number): string {
  const end = texts.indexOf(0, start);
  return texts.toString('latin1', start, Math.min(end < 0 ? start : end, start + MAX_NAME_BYTES));
}
