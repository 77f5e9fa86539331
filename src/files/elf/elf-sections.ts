import type { ElfBytes } from './elf-bytes.ts';
import { elfNumbers, type ElfLayout } from './elf-layout.ts';

/** One section header; `offset` and `size` in bytes of the file. System V gABI, chapter 4. */
export type ElfSection = {
  /** Where in the section of names its name starts. */
  readonly name: number;
  readonly type: number;
  /** Index of the section that it needs: of symbols, the one with their names. */
  readonly link: number;
  readonly isExecutable: boolean;
  readonly isLoaded: boolean;
  readonly offset: number;
  readonly size: number;
};

export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;

/** More sections than any linker writes. */
export const MAX_SECTIONS = 4096;

/** Offsets of fields in Elf32_Shdr and Elf64_Shdr. */
export const SECTION_32 = { type: 4, flags: 8, offset: 16, size: 20, link: 24, length: 40 };
export const SECTION_64 = { type: 4, flags: 8, offset: 24, size: 32, link: 40, length: 64 };

/** Undefined where their headers are not among the bytes that were kept. */
export function readElfSections(bytes: ElfBytes, layout: ElfLayout): readonly ElfSection[] | undefined {
  const { offset, entrySize, count } = layout.sections;
  const fields = layout.is64 ? SECTION_64 : SECTION_32;
  if (offset === 0 || count > MAX_SECTIONS || entrySize < fields.length) return undefined;
  const table = bytes.read(offset, count * entrySize);
  if (table?.length !== count * entrySize) return undefined;
  const numbers = elfNumbers(table, layout.is64, layout.isLittleEndian);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entrySize;
    const flags = numbers.word(at + fields.flags);
    return {
      name: numbers.u32(at),
      type: numbers.u32(at + fields.type),
      link: numbers.u32(at + fields.link),
      isLoaded: (flags & 2) !== 0,
      isExecutable: (flags & 4) !== 0,
      offset: numbers.word(at + fields.offset),
      size: numbers.word(at + fields.size),
    };
  });
}
