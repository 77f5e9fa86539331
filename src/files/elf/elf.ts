import type { ElfFacts } from '../table/content-facts.ts';
import type { ElfBytes } from './elf-bytes.ts';
import { elfNumbers, parseElfLayout, PT_DYNAMIC, PT_INTERP, PT_LOAD, type ElfLayout } from './elf-layout.ts';
import { parseGoBuildInfo } from './go-buildinfo.ts';
import { readVersions } from './elf-versions.ts';
import { bufferOf } from '../table/path-text.ts';

/** Bounds for what a hostile file may claim; far above what linkers write. */
const MAX_INTERPRETER_BYTES = 4096;
const MAX_DYNAMIC_BYTES = 256 * 1024;
const MAX_NAME_BYTES = 4096;
const MAX_NEEDED = 1024;
const MAX_SECTIONS = 4096;

/** Facts of an ELF file from the parts that were kept; undefined where its header makes no sense. System V gABI, chapter 5. */
export function parseElf(bytes: ElfBytes): ElfFacts | undefined {
  const layout = parseElfLayout(bytes);
  if (layout === undefined) return undefined;
  const hasDebugInfo = findDebugInfo(bytes, layout);
  return {
    type: layout.type,
    machine: layout.machine,
    interpreter: interpreterOf(bytes, layout),
    ...dynamicFacts(bytes, layout),
    ...parseGoBuildInfo(bytes, layout),
    ...(hasDebugInfo === undefined ? {} : { hasDebugInfo }),
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

function findDebugInfo(bytes: ElfBytes, layout: ElfLayout): boolean | undefined {
  const { offset, entrySize, count, names } = layout.sections;
  const fields = layout.is64 ? SECTION_64 : SECTION_32;
  if (offset === 0 || count === 0) return false;
  if (entrySize < fields.length || count > MAX_SECTIONS) return undefined;
  const table = readWhole(bytes, offset, count * entrySize);
  if (table === undefined) return undefined;
  const numbers = elfNumbers(table, layout.is64, layout.isLittleEndian);
  const at = names * entrySize;
  const [namesAt, namesBytes] = [numbers.word(at + fields.offset), numbers.word(at + fields.size)];
  const starts = Array.from({ length: count }, (_, section) => numbers.u32(section * entrySize));
  const texts = readWhole(bytes, namesAt, namesBytes);
  return texts && DEBUG_INFO.some((name) => texts.includes(name) && isSection(texts, starts, name));
}

/** Offsets of fields in Elf32_Shdr and Elf64_Shdr. */
const SECTION_32 = { offset: 16, size: 20, length: 40 };
const SECTION_64 = { offset: 24, size: 32, length: 64 };

/** All of a part, or undefined where some of it was not kept. */
function readWhole(bytes: ElfBytes, offset: number, length: number): Buffer | undefined {
  const part = bytes.read(offset, length);
  return part?.length === length ? bufferOf(part) : undefined;
}

function isSection(texts: Buffer, starts: readonly number[], name: Buffer): boolean {
  return starts.some((start) => texts.subarray(start, start + name.length).equals(name));
}

/** Compressed sections of old binutils are named `.zdebug_info`. */
const DEBUG_INFO = [Buffer.from('.debug_info\0'), Buffer.from('.zdebug_info\0')];
