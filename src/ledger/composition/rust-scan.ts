import type { ElfBytes } from '../../files/elf/elf-bytes.ts';
import { elfNumbers, type ElfLayout } from '../../files/elf/elf-layout.ts';
import { readElfPart, scanProgramTail } from '../../files/elf/program-tail.ts';
import { readElfSections, SHT_SYMTAB } from '../../files/elf/elf-sections.ts';
import { crateOf } from '../../files/elf/rust-symbols.ts';
import type { ContentScan, ScannedFile } from '../../files/table/required-files.ts';
import { MAX_PART_BYTES, toPartLines } from './composition.ts';

/** The symbols are the last sections of a file, right before the sections' headers. */
export const MAX_SYMBOL_BYTES = 24 * 1024 * 1024;
/** A program of another language may link a little Rust. */
const MIN_SYMBOLS = 200;

/** Bytes of symbols by crate. */
export function openRustProgram(file: ScannedFile): ContentScan {
  return scanProgramTail(file, {
    maxBytes: MAX_SYMBOL_BYTES,
    read: (bytes, layout) => {
      const sums = sumSymbols(bytes, layout);
      return sums && toPartLines(sums, MAX_PART_BYTES).join('\n');
    },
  });
}

/** Bytes of the symbols by crate, with those of other languages under no name; undefined where there is little Rust. */
function sumSymbols(bytes: ElfBytes, layout: ElfLayout): ReadonlyMap<string, number> | undefined {
  const sections = readElfSections(bytes, layout) ?? [];
  const table = sections.find(({ type }) => type === SHT_SYMTAB);
  const names = table && sections[table.link];
  const symbols = table && readElfPart(bytes, table);
  const texts = names && readElfPart(bytes, names);
  if (symbols === undefined || texts === undefined) return undefined;
  const { sums, count } = sumTable(symbols, texts, layout);
  return count < MIN_SYMBOLS ? undefined : sums;
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
