import type { ElfBytes } from './elf-bytes.ts';

/** Where the parts of an ELF file are, from its header and program headers. System V gABI, chapters 4 and 5. */
export type ElfLayout = {
  readonly type: number;
  readonly machine: number;
  readonly is64: boolean;
  readonly isLittleEndian: boolean;
  readonly segments: readonly ElfSegment[];
  readonly sections: {
    readonly offset: number;
    readonly entrySize: number;
    readonly count: number;
    readonly names: number;
  };
};

/** One program header; offsets and sizes in bytes of the file, `address` in memory. */
export type ElfSegment = {
  readonly type: number;
  readonly isWritable: boolean;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
};

export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_INTERP = 3;

/** More program headers than any linker writes; the rest is not looked at. */
const MAX_SEGMENTS = 256;

/** Numbers of an ELF file in its class and byte order; 0 outside of the bytes that are there. */
export type ElfNumbers = {
  u16(at: number): number;
  u32(at: number): number;
  /** 4 or 8 bytes by class. */
  word(at: number): number;
};

export function elfNumbers(bytes: Uint8Array, is64: boolean, isLittleEndian: boolean): ElfNumbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isInside = (at: number, length: number): boolean => at >= 0 && at + length <= bytes.length;
  const u32 = (at: number): number => (isInside(at, 4) ? view.getUint32(at, isLittleEndian) : 0);
  const [low, high] = isLittleEndian ? [0, 4] : [4, 0];
  const u64 = (at: number): number => (isInside(at, 8) ? u32(at + high) * 2 ** 32 + u32(at + low) : 0);
  return {
    u16: (at) => (isInside(at, 2) ? view.getUint16(at, isLittleEndian) : 0),
    u32,
    word: is64 ? u64 : u32,
  };
}

/** Layout from the first part of the file; undefined where it is not ELF or does not reach over the program headers. */
export function parseElfLayout(bytes: ElfBytes): ElfLayout | undefined {
  const header = readHeader(bytes);
  if (header === undefined) return undefined;
  const [elfClass, order] = header.subarray(4, 6);
  const is64 = elfClass === 2;
  const isLittleEndian = order === 1;
  const numbers = elfNumbers(header, is64, isLittleEndian);
  const at = is64 ? HEADER_64 : HEADER_32;
  const rest = {
    type: numbers.u16(16),
    machine: numbers.u16(18),
    is64,
    isLittleEndian,
    sections: {
      offset: numbers.word(at.sectionOffset),
      entrySize: numbers.u16(at.sectionEntrySize),
      count: numbers.u16(at.sectionEntrySize + 2),
      names: numbers.u16(at.sectionEntrySize + 4),
    },
  };
  const segments = parseSegments(bytes, numbers, { is64, isLittleEndian, at });
  return segments && { ...rest, segments };
}

/** Of a class and byte order that there are. */
function readHeader(bytes: ElfBytes): Uint8Array | undefined {
  const header = bytes.read(0, HEADER_BYTES);
  if (header === undefined || header.length < SHORT_HEADER_BYTES) return undefined;
  return header.subarray(4, 6).every((code) => code === 1 || code === 2) ? header : undefined;
}

/** Elf64_Ehdr and Elf32_Ehdr. */
const HEADER_BYTES = 64;
const SHORT_HEADER_BYTES = 52;

/** Offsets of fields in Elf32_Ehdr and Elf64_Ehdr. */
const HEADER_32 = { segmentOffset: 28, segmentEntrySize: 42, sectionOffset: 32, sectionEntrySize: 46 };
const HEADER_64 = { segmentOffset: 32, segmentEntrySize: 54, sectionOffset: 40, sectionEntrySize: 58 };

/** Offsets of fields in Elf32_Phdr and Elf64_Phdr. */
const SEGMENT_32 = { flags: 24, offset: 4, address: 8, size: 16, length: 32 };
const SEGMENT_64 = { flags: 4, offset: 8, address: 16, size: 32, length: 56 };

type Form = { readonly is64: boolean; readonly isLittleEndian: boolean; readonly at: typeof HEADER_64 };

function parseSegments(
  bytes: ElfBytes,
  header: ElfNumbers,
  { is64, isLittleEndian, at }: Form,
): readonly ElfSegment[] | undefined {
  const start = header.word(at.segmentOffset);
  const entrySize = header.u16(at.segmentEntrySize);
  const count = Math.min(header.u16(at.segmentEntrySize + 2), MAX_SEGMENTS);
  const fields = is64 ? SEGMENT_64 : SEGMENT_32;
  if (count === 0) return [];
  if (entrySize < fields.length || start + count * entrySize > bytes.headLength) return undefined;
  const table = bytes.read(start, count * entrySize);
  if (table === undefined) return undefined;
  const numbers = elfNumbers(table, is64, isLittleEndian);
  return Array.from({ length: count }, (_, index) => {
    const from = index * entrySize;
    return {
      type: numbers.u32(from),
      isWritable: (numbers.u32(from + fields.flags) & 2) !== 0,
      offset: numbers.word(from + fields.offset),
      address: numbers.word(from + fields.address),
      size: numbers.word(from + fields.size),
    };
  });
}
