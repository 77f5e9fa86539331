import type { ByteReader, ByteWriter } from './byte-columns.ts';
import type { ContentFacts, ElfFacts } from './content-facts.ts';

/** Facts of one file as bytes, without the git blob id, which has a column of its own. */
export function writeFacts(writer: ByteWriter, { elf, shebang, content }: ContentFacts): void {
  writer.number(flagsOf(FACTS, { elf, shebang, content }));
  if (elf !== undefined) writeElf(writer, elf);
  if (shebang !== undefined) writer.text(shebang);
  if (content !== undefined) {
    writer.number(content.length);
    writer.bytes(content);
  }
}

/** What `writeFacts` wrote; throws RangeError for what it never writes. The content is a copy, `size` bytes long. */
export function readFacts(reader: ByteReader, size: number): ContentFacts {
  const flags = reader.number(allOf(FACTS));
  const has = (name: (typeof FACTS)[number]): boolean => isSet(flags, FACTS, name);
  return {
    ...(has('elf') ? { elf: readElf(reader) } : {}),
    ...(has('shebang') ? { shebang: reader.text(MAX_TEXT_BYTES) } : {}),
    ...(has('content') ? { content: readContent(reader, size) } : {}),
  };
}

const FACTS = ['elf', 'shebang', 'content'] as const;
/** Fields that may be absent. No interpreter is null; debug information is there, not there, or unknown. */
const ELF = [
  'interpreter',
  'needed',
  'soname',
  'goMainPath',
  'goVersion',
  'debugInfo',
  'noDebugInfo',
] as const;

/** Longest text in bytes; what Go writes is the longest. */
const MAX_TEXT_BYTES = 64 * 1024;
/** Most libraries, or directories to search, of one file. */
const MAX_TEXTS = 8192;
const MAX_U16 = 0xffff;

function writeElf(writer: ByteWriter, elf: ElfFacts): void {
  const { interpreter, needed, soname, goMainPath, goVersion, hasDebugInfo } = elf;
  const optional = { interpreter: interpreter ?? undefined, needed, soname, goMainPath, goVersion };
  const debug = { debugInfo: hasDebugInfo || undefined, noDebugInfo: hasDebugInfo === false || undefined };
  writer.number(flagsOf(ELF, { ...optional, ...debug }));
  writer.number(elf.type);
  writer.number(elf.machine);
  writeTexts(writer, elf.runpath);
  if (needed !== undefined) writeTexts(writer, needed);
  for (const text of [interpreter, soname, goMainPath, goVersion])
    if (text !== null && text !== undefined) writer.text(text);
}

function readElf(reader: ByteReader): ElfFacts {
  const flags = reader.number(allOf(ELF));
  const has = (name: (typeof ELF)[number]): boolean => isSet(flags, ELF, name);
  const text = (): string => reader.text(MAX_TEXT_BYTES);
  const type = reader.number(MAX_U16);
  const machine = reader.number(MAX_U16);
  const runpath = readTexts(reader);
  return {
    type,
    machine,
    runpath,
    ...(has('needed') ? { needed: readTexts(reader) } : {}),
    interpreter: has('interpreter') ? text() : null,
    ...(has('soname') ? { soname: text() } : {}),
    ...(has('goMainPath') ? { goMainPath: text() } : {}),
    ...(has('goVersion') ? { goVersion: text() } : {}),
    ...(has('debugInfo') || has('noDebugInfo') ? { hasDebugInfo: has('debugInfo') } : {}),
  };
}

function readContent(reader: ByteReader, size: number): Uint8Array {
  const length = reader.number(size);
  if (length !== size) throw new RangeError(`a content has ${length} bytes, expected ${size}`);
  return reader.bytes(length).slice();
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
