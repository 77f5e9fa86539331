import type { ElfFacts } from '../table/content-facts.ts';
import type { ElfBytes } from './elf-bytes.ts';
import { elfNumbers, parseElfLayout, PT_DYNAMIC, PT_INTERP, PT_LOAD, type ElfLayout } from './elf-layout.ts';
import { MAX_SECTIONS, SECTION_32, SECTION_64 } from './elf-sections.ts';
import { parseGoBuildInfo } from './go-buildinfo.ts';
import { readVersions } from './elf-versions.ts';
import { bufferOf } from '../table/path-text.ts';

/** Bounds for what a hostile file may claim; far above what linkers write. */
const MAX_INTERPRETER_BYTES = 4096;
const MAX_DYNAMIC_BYTES = 256 * 1024;
const MAX_NAME_BYTES = 4096;
const MAX_NEEDED = 1024;

/** Facts of an ELF file from the parts that were kept; undefined where its header makes no sense. System V gABI, chapter 5. */
export function parseElf(bytes: ElfBytes): ElfFacts | undefined {
  const layout = parseElfLayout(bytes);
  if (layout === undefined) return undefined;
  return {
    type: layout.type,
    machine: layout.machine,
    interpreter: interpreterOf(bytes, layout),
    ...dynamicFacts(bytes, layout),
    ...parseGoBuildInfo(bytes, layout),
    ...findDebugInfo(bytes, layout),
  };
}

function interpreterOf(bytes: ElfBytes, layout: ElfLayout): string | null {
  const segment = layout.segments.find(({ type }) => type === PT_INTERP);
  if (segment === undefined) return null;
  // Files of debug symbols keep the header without the text.
  return readText(bytes, segment.offset, Math.min(segment.size, MAX_INTERPRETER_BYTES)) ?? null;
}

const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_SONAME = 14;
const DT_RPATH = 15;
const DT_RUNPATH = 29;
const DT_VERDEF = 0x6ffffffc;
const DT_VERDEFNUM = 0x6ffffffd;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;
/** Those that are looked at. */
const DYNAMIC_TAGS: ReadonlySet<number> = new Set([
  DT_NEEDED,
  DT_STRTAB,
  DT_SONAME,
  DT_RPATH,
  DT_RUNPATH,
  DT_VERDEF,
  DT_VERDEFNUM,
  DT_VERNEED,
  DT_VERNEEDNUM,
]);

type DynamicFacts = Pick<ElfFacts, 'needed' | 'soname' | 'runpath' | 'versionsNeeded' | 'versionsDefined'>;

function dynamicFacts(bytes: ElfBytes, layout: ElfLayout): DynamicFacts {
  const segment = layout.segments.find(({ type }) => type === PT_DYNAMIC);
  // Nothing to link at run time: a static program says so by having no dynamic section.
  if (segment === undefined) return { needed: [], runpath: [] };
  const entries = readDynamic(bytes, layout, segment);
  const strings = fileOffset(layout, entries?.get(DT_STRTAB)?.[0]);
  if (entries === undefined || strings === undefined) return { runpath: [] };
  const texts = (tag: number): Texts =>
    (entries.get(tag) ?? []).map((offset) => readText(bytes, strings + offset, MAX_NAME_BYTES));
  return {
    ...neededOf(texts(DT_NEEDED)),
    ...sonameOf(texts(DT_SONAME)),
    runpath: directoriesOf([...texts(DT_RUNPATH), ...texts(DT_RPATH)]),
    ...readVersions(bytes, layout, {
      needed: tableOf(layout, entries, [DT_VERNEED, DT_VERNEEDNUM]),
      defined: tableOf(layout, entries, [DT_VERDEF, DT_VERDEFNUM]),
      text: (offset) => readText(bytes, strings + offset, MAX_NAME_BYTES),
    }),
  };
}

/** A table of the dynamic section by the tags of its address and of its count. */
function tableOf(
  layout: ElfLayout,
  entries: ReadonlyMap<number, readonly number[]>,
  [address, count]: readonly [number, number],
) {
  const offset = fileOffset(layout, entries.get(address)?.[0]);
  return offset === undefined ? undefined : { offset, count: entries.get(count)?.[0] ?? 0 };
}

type Texts = readonly (string | undefined)[];

/** All names or none: a part of them would look like the whole. */
function neededOf(needed: Texts): Pick<ElfFacts, 'needed'> {
  return needed.every((name) => name !== undefined) ? { needed } : {};
}

function sonameOf([soname]: Texts): Pick<ElfFacts, 'soname'> {
  return soname === undefined ? {} : { soname };
}

function directoriesOf([runpath]: Texts): readonly string[] {
  return (runpath ?? '').split(':').filter((directory) => directory !== '');
}

/** Values of DYNAMIC_TAGS up to DT_NULL; undefined where the section was not kept to its end. */
function readDynamic(
  bytes: ElfBytes,
  layout: ElfLayout,
  { offset, size }: { readonly offset: number; readonly size: number },
): ReadonlyMap<number, readonly number[]> | undefined {
  const part = bytes.read(offset, Math.min(size, MAX_DYNAMIC_BYTES));
  if (part === undefined) return undefined;
  const numbers = elfNumbers(part, layout.is64, layout.isLittleEndian);
  const half = layout.is64 ? 8 : 4;
  const entries = new Map<number, number[]>();
  for (let at = 0; at + 2 * half <= part.length; at += 2 * half) {
    const tag = numbers.word(at);
    if (tag === 0) return entries;
    if (DYNAMIC_TAGS.has(tag)) addEntry(entries, tag, numbers.word(at + half));
  }
  return part.length >= size ? entries : undefined;
}

function addEntry(entries: Map<number, number[]>, tag: number, value: number): void {
  const values = entries.get(tag);
  if (values === undefined) entries.set(tag, [value]);
  else if (values.length < MAX_NEEDED) values.push(value);
}

/** Offset in the file of an address in memory. */
function fileOffset({ segments }: ElfLayout, address: number | undefined): number | undefined {
  if (address === undefined) return undefined;
  const segment = segments.find(
    (candidate) =>
      candidate.type === PT_LOAD &&
      address >= candidate.address &&
      address < candidate.address + candidate.size,
  );
  return segment && segment.offset + (address - segment.address);
}

/** Text up to NUL; undefined where its end was not kept. Nearly all are short. */
function readText(bytes: ElfBytes, offset: number, length: number): string | undefined {
  for (const count of [Math.min(length, SHORT_TEXT_BYTES), length]) {
    const part = bytes.read(offset, count);
    const end = part?.indexOf(0) ?? -1;
    if (part !== undefined && end >= 0) return bufferOf(part).toString('utf8', 0, end);
  }
  return undefined;
}

const SHORT_TEXT_BYTES = 64;

type DebugFacts = Pick<ElfFacts, 'hasDebugInfo' | 'debugBytes'>;

/** Nothing where the section headers or their names were not kept. */
function findDebugInfo(bytes: ElfBytes, layout: ElfLayout): DebugFacts {
  const { offset, entrySize, count, names } = layout.sections;
  const fields = layout.is64 ? SECTION_64 : SECTION_32;
  if (offset === 0 || count === 0) return { hasDebugInfo: false };
  if (entrySize < fields.length || count > MAX_SECTIONS) return {};
  const table = readWhole(bytes, offset, count * entrySize);
  if (table === undefined) return {};
  const numbers = elfNumbers(table, layout.is64, layout.isLittleEndian);
  const at = names * entrySize;
  const texts = readWhole(bytes, numbers.word(at + fields.offset), numbers.word(at + fields.size));
  if (texts === undefined) return {};
  const sections = Array.from({ length: count }, (_, section): Section => {
    const start = section * entrySize;
    const isStored = numbers.u32(start + fields.type) !== SHT_NOBITS;
    return { name: numbers.u32(start), bytes: isStored ? numbers.word(start + fields.size) : 0 };
  });
  return debugFactsOf(texts, sections);
}

/** `name`: where in the text of names it starts. */
type Section = { readonly name: number; readonly bytes: number };

function debugFactsOf(texts: Buffer, sections: readonly Section[]): DebugFacts {
  const isNamed = ({ name }: Section, names: readonly Buffer[]): boolean =>
    names.some((text) => texts.subarray(name, name + text.length).equals(text));
  const hasDebugInfo =
    DEBUG_INFO.some((name) => texts.includes(name)) &&
    sections.some((section) => isNamed(section, DEBUG_INFO));
  if (!hasDebugInfo) return { hasDebugInfo };
  const debugBytes = sections
    .filter((section) => isNamed(section, DEBUG_SECTIONS))
    .reduce((sum, section) => Math.min(sum + section.bytes, MAX_DEBUG_BYTES), 0);
  return { hasDebugInfo, ...(debugBytes > 0 && { debugBytes }) };
}

/** A section without bytes in the file, as files of debug symbols have for all that is loaded. */
const SHT_NOBITS = 8;

/** All of a part, or undefined where some of it was not kept. */
function readWhole(bytes: ElfBytes, offset: number, length: number): Buffer | undefined {
  const part = bytes.read(offset, length);
  return part?.length === length ? bufferOf(part) : undefined;
}

/** Compressed sections of old binutils are named `.zdebug_info`. */
const DEBUG_INFO = [Buffer.from('.debug_info\0'), Buffer.from('.zdebug_info\0')];
/** What a hostile file may claim at most. */
const MAX_DEBUG_BYTES = 2 ** 40;
const DEBUG_SECTIONS = [Buffer.from('.debug_'), Buffer.from('.zdebug_')];
