import type { ByteReader, ByteWriter } from '../../files/table/byte-columns.ts';
import type { ContentFacts, DerivedTexts, ElfFacts } from '../../files/table/content-facts.ts';

/** Facts of one file as bytes, without the git blob id, which has a column of its own. */
export function writeFacts(writer: ByteWriter, { elf, shebang, content, derived }: ContentFacts): void {
  writer.number(flagsOf(FACTS, { elf, shebang, content, derived }));
  if (elf !== undefined) writeElf(writer, elf);
  if (shebang !== undefined) writer.text(shebang);
  if (content !== undefined) {
    writer.number(content.length);
    writer.bytes(content);
  }
  if (derived !== undefined) writeTexts(writer, Object.entries(derived).flat());
}

/** What `writeFacts` wrote; throws RangeError for what it never writes. The content is a copy, `size` bytes long. */
export function readFacts(reader: ByteReader, size: number): ContentFacts {
  const flags = reader.number(allOf(FACTS));
  const has = (name: (typeof FACTS)[number]): boolean => isSet(flags, FACTS, name);
  return {
    ...(has('elf') ? { elf: readElf(reader) } : {}),
    ...(has('shebang') ? { shebang: reader.text(MAX_TEXT_BYTES) } : {}),
    ...(has('content') ? { content: readContent(reader, size) } : {}),
    ...(has('derived') ? { derived: readDerived(reader) } : {}),
  };
}

const FACTS = ['elf', 'shebang', 'content', 'derived'] as const;
/** Fields that may be absent. No interpreter is null; debug information is there, not there, or unknown. */
const ELF = [
  'interpreter',
  'needed',
  'soname',
  'goMainPath',
  'goVersion',
  'debugInfo',
  'noDebugInfo',
  'versionsNeeded',
  'versionsDefined',
  'goModules',
  'debugBytes',
] as const;

/** Longest text in bytes; what Go writes is the longest. */
const MAX_TEXT_BYTES = 64 * 1024;
/** Most libraries, or directories to search, of one file. */
const MAX_TEXTS = 8192;
const MAX_U16 = 0xffff;

/** Fields that are lists of texts, and those that are a text, in the order in which they are written. */
const LISTS = ['needed', 'versionsNeeded', 'versionsDefined', 'goModules'] as const;
const TEXTS = ['interpreter', 'soname', 'goMainPath', 'goVersion'] as const;

function writeElf(writer: ByteWriter, elf: ElfFacts): void {
  const { hasDebugInfo, interpreter } = elf;
  const debug = { debugInfo: hasDebugInfo || undefined, noDebugInfo: hasDebugInfo === false || undefined };
  const fields = { ...elf, interpreter: interpreter ?? undefined };
  writer.number(flagsOf(ELF, { ...OPTIONAL, ...fields, ...debug }));
  writer.number(elf.type);
  writer.number(elf.machine);
  writeTexts(writer, elf.runpath);
  for (const texts of LISTS.map((name) => fields[name])) if (texts !== undefined) writeTexts(writer, texts);
  for (const text of TEXTS.map((name) => fields[name])) if (text !== undefined) writer.text(text);
  writeNumber(writer, elf.debugBytes);
}

function writeNumber(writer: ByteWriter, value: number | undefined): void {
  if (value !== undefined) writer.number(value);
}

const OPTIONAL = {
  needed: undefined,
  soname: undefined,
  goMainPath: undefined,
  goVersion: undefined,
  versionsNeeded: undefined,
  versionsDefined: undefined,
  goModules: undefined,
  debugBytes: undefined,
};

function readElf(reader: ByteReader): ElfFacts {
  const flags = reader.number(allOf(ELF));
  const has = (name: (typeof ELF)[number]): boolean => isSet(flags, ELF, name);
  const type = reader.number(MAX_U16);
  const machine = reader.number(MAX_U16);
  const runpath = readTexts(reader);
  const lists = LISTS.filter(has).map((name) => [name, readTexts(reader)] as const);
  const texts = TEXTS.filter(has).map((name) => [name, reader.text(MAX_TEXT_BYTES)] as const);
  const optional = Object.fromEntries([...lists, ...texts]) as Partial<ElfFacts>;
  const debug = has('debugInfo') || has('noDebugInfo') ? { hasDebugInfo: has('debugInfo') } : {};
  const size = has('debugBytes') ? { debugBytes: reader.number(Number.MAX_SAFE_INTEGER) } : {};
  return { type, machine, runpath, interpreter: null, ...optional, ...debug, ...size };
}

function readContent(reader: ByteReader, size: number): Uint8Array {
  const length = reader.number(size);
  if (length !== size) throw new RangeError(`a content has ${length} bytes, expected ${size}`);
  return reader.bytes(length).slice();
}

/** Ids of required files, each with the text that their scan derived. */
function readDerived(reader: ByteReader): DerivedTexts {
  const texts = readTexts(reader);
  if (texts.length % 2 !== 0) throw new RangeError(`${texts.length} texts are no pairs`);
  return Object.fromEntries(
    texts.flatMap((text, at) => (at % 2 === 1 ? [[texts[at - 1] ?? '', text] as const] : [])),
  );
}

function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  writer.number(texts.length);
  for (const text of texts) writer.text(text);
}

function readTexts(reader: ByteReader): readonly string[] {
  return reader.list(MAX_TEXTS, () => reader.text(MAX_TEXT_BYTES));
}

/** One bit for each name whose value is there. */
function flagsOf<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, unknown>>,
): number {
  return names.reduce((flags, name, bit) => flags + (values[name] === undefined ? 0 : 2 ** bit), 0);
}

function isSet<Name extends string>(flags: number, names: readonly Name[], name: Name): boolean {
  return ((flags >> names.indexOf(name)) & 1) === 1;
}

function allOf(names: readonly string[]): number {
  return 2 ** names.length - 1;
}
