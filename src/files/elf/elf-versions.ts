import type { ElfFacts } from '../table/content-facts.ts';
import type { ElfBytes } from './elf-bytes.ts';
import { elfNumbers, type ElfLayout, type ElfNumbers } from './elf-layout.ts';

/**
 * Where the tables of symbol versions are, as offsets in the file, and how many records they have; undefined: there is none.
 * Linux Standard Base, Core, "Symbol Versioning".
 */
export type VersionTables = {
  readonly needed: { readonly offset: number; readonly count: number } | undefined;
  readonly defined: { readonly offset: number; readonly count: number } | undefined;
  /** Text of the string table by its offset there. */
  readonly text: (offset: number) => string | undefined;
};

/** Bounds for what a hostile file may claim. libc.so.6 of glibc 2.41 defines 60 versions. */
const MAX_RECORDS = 256;
const MAX_VERSIONS = 1024;
/** One read brings nearly every table; of a longer one the rest is read record by record. */
const TABLE_BYTES = 2048;

/** A program starts without the versions that are marked so. */
const VER_FLG_WEAK = 2;

/** Versions that a dynamic object needs and defines; a field is absent where a table could not be read to its end. */
export function readVersions(
  bytes: ElfBytes,
  layout: ElfLayout,
  { needed, defined, text }: VersionTables,
): Pick<ElfFacts, 'versionsNeeded' | 'versionsDefined'> {
  const versionsNeeded = needed === undefined ? [] : readNeeded(openTable(bytes, layout, needed), text);
  const versionsDefined = defined === undefined ? [] : readDefined(openTable(bytes, layout, defined), text);
  return {
    ...(versionsNeeded === undefined ? {} : { versionsNeeded }),
    ...(versionsDefined === undefined ? {} : { versionsDefined }),
  };
}

type Table = { readonly count: number; at(offset: number): ElfNumbers | undefined };

const RECORD_BYTES = 20;

/** Records by their offset in the table; undefined where they were not kept. */
function openTable(
  bytes: ElfBytes,
  { is64, isLittleEndian }: ElfLayout,
  { offset, count }: { readonly offset: number; readonly count: number },
): Table {
  const first = bytes.read(offset, TABLE_BYTES)?.slice() ?? new Uint8Array(0);
  return {
    count,
    at: (start) => {
      const isHere = start + RECORD_BYTES <= first.length;
      const part = isHere ? first.subarray(start, start + RECORD_BYTES) : readRecord(bytes, offset + start);
      return part && elfNumbers(part, is64, isLittleEndian);
    },
  };
}

/** The last record of a file may be shorter than the longest kind. */
function readRecord(bytes: ElfBytes, offset: number): Uint8Array | undefined {
  const part = bytes.read(offset, RECORD_BYTES);
  return part !== undefined && part.length >= RECORD_BYTES - 4 ? part.slice() : undefined;
}

type Text = VersionTables['text'];

/** Elf_Verneed: cnt at 2, file at 4, aux at 8, next at 12; each with Elf_Vernaux: flags at 4, name at 8, next at 12. */
function readNeeded(table: Table, text: Text): readonly string[] | undefined {
  const versions: string[] = [];
  const isWhole = eachRecord(table, { next: 12, count: table.count, start: 0 }, (need, at) => {
    const library = text(need.u32(4));
    const inner = { next: 12, count: need.u16(2), start: at + need.u32(8) };
    return eachRecord(table, inner, (entry) => {
      if ((entry.u16(4) & VER_FLG_WEAK) !== 0) return true;
      const version = text(entry.u32(8));
      if (library === undefined || version === undefined || versions.length >= MAX_VERSIONS) return false;
      versions.push(`${version}@${library}`);
      return true;
    });
  });
  return isWhole ? versions : undefined;
}

/** Elf_Verdef: cnt at 6, aux at 12, next at 16; its first Elf_Verdaux names it: name at 0. */
function readDefined(table: Table, text: Text): readonly string[] | undefined {
  const versions: string[] = [];
  const isWhole = eachRecord(table, { next: 16, count: table.count, start: 0 }, (definition, at) => {
    const name = table.at(at + definition.u32(12));
    const version = name && text(name.u32(0));
    if (version === undefined) return false;
    versions.push(version);
    return true;
  });
  return isWhole ? versions : undefined;
}

type Chain = { readonly next: number; readonly count: number; readonly start: number };

/** Visits `count` records, each `next` bytes after the one before; false where one is missing or `visit` says so. */
function eachRecord(
  table: Table,
  { next, count, start }: Chain,
  visit: (record: ElfNumbers, at: number) => boolean,
): boolean {
  if (count > MAX_RECORDS) return false;
  let at = start;
  for (let index = 0; index < count; index++) {
    const record = table.at(at);
    if (record === undefined || !visit(record, at)) return false;
    const step = record.u32(next);
    if (step === 0) return index === count - 1;
    at += step;
  }
  return true;
}
