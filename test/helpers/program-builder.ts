import { deflateSync } from 'node:zlib';

/** Bytes of code or data behind a name. */
export type NamedBytes = { readonly name: string; readonly bytes: number };

type Section = {
  readonly name?: string;
  readonly type: number;
  readonly flags: number;
  readonly link?: number;
  readonly bytes: Buffer;
};

const MIB = 1024 * 1024;
const ALLOC = 2;
const PROGBITS = 1;
const SYMTAB = 2;
const STRTAB = 3;
const FILE_HEADER = 64;
const SECTION_HEADER = 64;
/** So much of code stands first, as in a real program: no part of interest is in the head. */
const CODE = Buffer.alloc(MIB + 4096, 0x90);

/** A 64-bit ELF program with sections; their headers follow the file's header, as Go's linker writes them, or come last. */
function program(sections: readonly Section[], headers: 'first' | 'last', note = Buffer.alloc(0)): Buffer {
  const names = Buffer.from(['', ...sections.flatMap(({ name = [] }) => name), ''].join('\0'), 'latin1');
  const all: readonly Section[] = [
    { type: 0, flags: 0, bytes: Buffer.alloc(0) },
    { type: PROGBITS, flags: ALLOC | 4, bytes: CODE },
    ...sections,
    { type: STRTAB, flags: 0, bytes: names },
  ];
  const table = Buffer.alloc(all.length * SECTION_HEADER);
  let at = FILE_HEADER + note.length + (headers === 'first' ? table.length : 0);
  all.forEach(({ name, type, flags, link = 0, bytes }, index) => {
    const entry = index * SECTION_HEADER;
    table.writeUInt32LE(name === undefined ? 0 : names.indexOf(`\0${name}\0`) + 1, entry);
    table.writeUInt32LE(type, entry + 4);
    table.writeBigUInt64LE(BigInt(flags), entry + 8);
    table.writeBigUInt64LE(BigInt(at), entry + 24);
    table.writeBigUInt64LE(BigInt(bytes.length), entry + 32);
    table.writeUInt32LE(link, entry + 40);
    at += bytes.length;
  });
  const header = Buffer.alloc(FILE_HEADER);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(62, 18);
  header.writeBigUInt64LE(BigInt(headers === 'first' ? FILE_HEADER + note.length : at), 40);
  header.writeUInt16LE(SECTION_HEADER, 58);
  header.writeUInt16LE(all.length, 60);
  header.writeUInt16LE(all.length - 1, 62);
  const contents = all.map(({ bytes }) => bytes);
  return Buffer.concat(
    headers === 'first' ? [header, note, table, ...contents] : [header, note, ...contents, table],
  );
}

/** A program of Go with a table of functions. `headers`: `last` where another linker linked it. */
export function goProgram(functions: readonly NamedBytes[], headers: 'first' | 'last' = 'first'): Buffer {
  const note = Buffer.from('\x04\0\0\0\x04\0\0\0\x04\0\0\0Go\0\0abcd', 'latin1');
  const data = { type: PROGBITS, flags: ALLOC, bytes: Buffer.from('\xff\xff\xff strings', 'latin1') };
  const table = { type: PROGBITS, flags: ALLOC, bytes: functionTable(functions) };
  return program([data, table, data], headers, note);
}

/** As Go 1.20 and later write it: names, then where each function starts and its record, then the records. */
export function functionTable(functions: readonly NamedBytes[]): Buffer {
  const names = functions.map(({ name }) => Buffer.from(`${name}\0`, 'latin1'));
  const list = Buffer.alloc(functions.length * 8 + 4);
  const records = Buffer.alloc(functions.length * 8);
  let [code, name] = [0, 0];
  functions.forEach(({ bytes }, index) => {
    list.writeUInt32LE(code, index * 8);
    list.writeUInt32LE(list.length + index * 8, index * 8 + 4);
    records.writeUInt32LE(code, index * 8);
    records.writeUInt32LE(name, index * 8 + 4);
    code += bytes;
    name += names[index]?.length ?? 0;
  });
  list.writeUInt32LE(code, functions.length * 8);
  const header = Buffer.alloc(72);
  header.writeUInt32LE(0xfffffff1, 0);
  header.writeUInt8(1, 6);
  header.writeUInt8(8, 7);
  header.writeBigUInt64LE(BigInt(functions.length), 8);
  header.writeBigUInt64LE(72n, 32);
  header.writeBigUInt64LE(BigInt(72 + name), 64);
  return Buffer.concat([header, ...names, list, records]);
}

/** A crate as `cargo auditable` notes it. */
export type CrateInput = {
  readonly name: string;
  readonly version: string;
  readonly source?: string;
  readonly kind?: string;
  readonly dependencies?: readonly number[];
  readonly root?: boolean;
};

/** A program with its symbols. Each one is at a place of its own. `crates`: absent, built without `cargo auditable`. */
export function programWithSymbols(
  symbols: readonly NamedBytes[],
  crates?: readonly CrateInput[] | Buffer,
): Buffer {
  const names = symbols.map(({ name }) => Buffer.from(`${name}\0`, 'latin1'));
  const table = Buffer.alloc(symbols.length * 24);
  let [place, name] = [4096, 0];
  symbols.forEach(({ bytes }, index) => {
    table.writeUInt32LE(name, index * 24);
    table.writeUInt8(2, index * 24 + 4);
    table.writeBigUInt64LE(BigInt(place), index * 24 + 8);
    table.writeBigUInt64LE(BigInt(bytes), index * 24 + 16);
    place += bytes;
    name += names[index]?.length ?? 0;
  });
  const sections = [
    { type: SYMTAB, flags: 0, link: 3, bytes: table },
    { type: STRTAB, flags: 0, bytes: Buffer.concat(names) },
    ...(crates === undefined ? [] : [auditSection(crates)]),
  ];
  return program(sections, 'last');
}

/** Symbols of Rust, as many as a program has at least. */
export function rustSymbols(crate: string, bytes: number): readonly NamedBytes[] {
  return Array.from({ length: 100 }, (_, index) => ({
    name: `_RNvCs1a_${crate.length}${crate}3f${index}`,
    bytes: bytes / 100,
  }));
}

function auditSection(crates: readonly CrateInput[] | Buffer): Section {
  const packages = Buffer.isBuffer(crates) ? [] : crates.map((crate) => ({ source: 'crates.io', ...crate }));
  const bytes = Buffer.isBuffer(crates) ? crates : deflateSync(JSON.stringify({ packages }));
  return { name: '.dep-v0', type: PROGBITS, flags: 0, bytes };
}
