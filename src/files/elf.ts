import type { ElfFacts } from './content-facts.ts';
import type { ElfBytes } from './elf-capture.ts';
import { elfNumbers, parseElfLayout, PT_DYNAMIC, PT_INTERP, PT_LOAD, type ElfLayout } from './elf-layout.ts';
import { parseGoBuildInfo } from './go-buildinfo.ts';

/** Bounds for what a hostile file may claim; far above what linkers write. */
const MAX_INTERPRETER_BYTES = 4096;
const MAX_DYNAMIC_BYTES = 256 * 1024;
const MAX_NAME_BYTES = 4096;
const MAX_NEEDED = 1024;
const MAX_SECTIONS = 4096;

/** Facts of an ELF file from the parts that were kept; undefined where its header makes no sense. System V gABI, chapter 5. */
export function parseElf(bytes: ElfBytes): ElfFacts | undefined {
  const layout = parseElfLayout(bytes.head);
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

function dynamicFacts(bytes: ElfBytes, layout: ElfLayout): Pick<ElfFacts, 'needed' | 'soname' | 'runpath'> {
  const segment = layout.segments.find(({ type }) => type === PT_DYNAMIC);
  // Nothing to link at run time: a static program says so by having no dynamic section.
  if (segment === undefined) return { needed: [], runpath: [] };
  const entries = readDynamic(bytes, layout, segment);
  const strings = fileOffset(layout, entries?.get(DT_STRTAB)?.[0]);
  if (entries === undefined || strings === undefined) return { runpath: [] };
  const texts = (tag: number): readonly (string | undefined)[] =>
    (entries.get(tag) ?? []).map((offset) => readText(bytes, strings + offset, MAX_NAME_BYTES));
  const needed = texts(DT_NEEDED);
  const [soname] = texts(DT_SONAME);
  const [runpath] = [...texts(DT_RUNPATH), ...texts(DT_RPATH)];
  return {
    ...(needed.every((name) => name !== undefined) ? { needed } : {}),
    ...(soname === undefined ? {} : { soname }),
    runpath: (runpath ?? '').split(':').filter((directory) => directory !== ''),
  };
}

/** Values by tag up to DT_NULL; undefined where the section was not kept to its end. */
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
    const values = entries.get(tag) ?? [];
    if (values.length < MAX_NEEDED) values.push(numbers.word(at + half));
    entries.set(tag, values);
  }
  return part.length >= size ? entries : undefined;
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

/** Text up to NUL; undefined where its end was not kept. */
function readText(bytes: ElfBytes, offset: number, length: number): string | undefined {
  const part = bytes.read(offset, length);
  const end = part?.indexOf(0) ?? -1;
  if (part === undefined || end < 0) return undefined;
  return Buffer.from(part.subarray(0, end)).toString('utf8');
}

function findDebugInfo(bytes: ElfBytes, layout: ElfLayout): boolean | undefined {
  const { offset, entrySize, count, names } = layout.sections;
  if (offset === 0 || count === 0) return false;
  if (entrySize < (layout.is64 ? 64 : 40) || count > MAX_SECTIONS) return undefined;
  const table = bytes.read(offset, count * entrySize);
  if (table?.length !== count * entrySize) return undefined;
  const numbers = elfNumbers(table, layout.is64, layout.isLittleEndian);
  const [offsetAt, sizeAt] = layout.is64 ? [24, 32] : [16, 20];
  const namesAt = names * entrySize;
  const namesSize = numbers.word(namesAt + sizeAt);
  const texts = bytes.read(numbers.word(namesAt + offsetAt), namesSize);
  if (texts === undefined || texts.length !== namesSize) return undefined;
  const view = Buffer.from(texts.buffer, texts.byteOffset, texts.length);
  for (let section = 0; section < count; section++) {
    const start = numbers.u32(section * entrySize);
    if (DEBUG_INFO.some((name) => view.subarray(start, start + name.length).equals(name))) return true;
  }
  return false;
}

/** Compressed sections of old binutils are named `.zdebug_info`. */
const DEBUG_INFO = [Buffer.from('.debug_info\0'), Buffer.from('.zdebug_info\0')];
