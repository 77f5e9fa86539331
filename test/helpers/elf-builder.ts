/** What an ELF file of a test has. */
export type ElfInput = {
  readonly is64?: boolean;
  readonly isLittleEndian?: boolean;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly runpath?: string;
  /** Default: x86-64. ELF gABI e_machine. */
  readonly machine?: number;
  /** Default: a shared object or position-independent executable. ELF gABI e_type. */
  readonly type?: number;
  /** As `GLIBC_2.34@libc.so.6`; one that ends in `?` is weak. */
  readonly versionsNeeded?: readonly string[];
  readonly versionsDefined?: readonly string[];
  readonly go?: {
    readonly version: string;
    readonly path: string;
    readonly isInline?: boolean;
    /** Lines of modules, as Go writes them. */
    readonly modules?: string;
  };
  readonly sections?: readonly string[];
  /** What each section of debug information says of its size; it has no bytes. */
  readonly debugBytes?: number;
  /** Bytes of text before the dynamic section and the data. */
  readonly gap?: number;
};

/** Address of the first byte. */
export const BASE = 0x400000;

/** A small ELF file of one read-only and one writable segment. System V gABI, chapters 4 and 5. */
export function elf(input: ElfInput): Uint8Array {
  const { is64 = true, isLittleEndian = true, gap = 0, debugBytes = 0 } = input;
  const word = is64 ? 8 : 4;
  const number = (value: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    bytes.writeUIntLE(value, 0, Math.min(length, 6));
    return isLittleEndian ? bytes : bytes.reverse();
  };
  const words = (...values: readonly number[]): Buffer =>
    Buffer.concat(values.map((value) => number(value, word)));
  const headerBytes = is64 ? 64 : 52;
  const segmentBytes = is64 ? 56 : 32;
  const versions = versionsOf(input);
  const texts = ['', ...(input.needed ?? []), input.soname ?? '', input.runpath ?? '', ...versions.texts];
  const strings = Buffer.from(`${texts.join('\0')}\0`);
  const offsetOf = (text: string): number => strings.indexOf(`\0${text}\0`) + 1;
  const interpreter = Buffer.from(input.interpreter === undefined ? '' : `${input.interpreter}\0`);
  const stringsAt = headerBytes + 4 * segmentBytes;
  const interpreterAt = stringsAt + strings.length;
  const neededAt = interpreterAt + interpreter.length;
  const tables = versions.encode({ offsetOf, number });
  const definedAt = neededAt + tables.needed.length;
  const dataAt = Math.ceil((definedAt + tables.defined.length + gap) / 16) * 16;
  const go = input.go === undefined ? Buffer.alloc(0) : goInfo(input.go);
  const dynamicAt = dataAt + go.length;
  const entries = [
    ...(input.needed ?? []).map((name) => [1, offsetOf(name)]),
    ...(input.soname === undefined ? [] : [[14, offsetOf(input.soname)]]),
    ...(input.runpath === undefined ? [] : [[29, offsetOf(input.runpath)]]),
    ...(tables.needed.length === 0
      ? []
      : [
          [0x6ffffffe, BASE + neededAt],
          [0x6fffffff, versions.needed.length],
        ]),
    ...(tables.defined.length === 0
      ? []
      : [
          [0x6ffffffc, BASE + definedAt],
          [0x6ffffffd, versions.defined.length],
        ]),
    [5, BASE + stringsAt],
    [0, 0],
  ];
  const dynamic = Buffer.concat(entries.map((pair) => words(...pair)));
  const names = Buffer.from(['', ...(input.sections ?? []), ''].join('\0'));
  const namesAt = dynamicAt + dynamic.length;
  const sectionsAt = namesAt + names.length;
  const segment = (type: number, flags: number, [at, size]: readonly [number, number]): Buffer =>
    is64
      ? Buffer.concat([number(type, 4), number(flags, 4), words(at, BASE + at, 0, size, size, 16)])
      : Buffer.concat([
          number(type, 4),
          words(at, BASE + at, 0, size, size),
          number(flags, 4),
          number(16, 4),
        ]);
  const section = (name: number, at: number, size: number): Buffer =>
    Buffer.concat([number(name, 4), number(3, 4), words(0, 0, at, size), Buffer.alloc(is64 ? 24 : 16)]);
  const sections = [
    section(0, namesAt, names.length),
    ...(input.sections ?? []).map((name) =>
      section(names.indexOf(`\0${name}\0`) + 1, 0, name.startsWith('.debug') ? debugBytes : 0),
    ),
  ];
  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, isLittleEndian ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    number(input.type ?? 3, 2),
    number(input.machine ?? 62, 2),
    number(1, 4),
    words(BASE, headerBytes, sectionsAt),
    number(0, 4),
    number(headerBytes, 2),
    number(segmentBytes, 2),
    number(4, 2),
    number(is64 ? 64 : 40, 2),
    number(sections.length, 2),
    number(0, 2),
  ]);
  return Buffer.concat([
    header,
    segment(input.interpreter === undefined ? 0 : 3, 4, [interpreterAt, interpreter.length]),
    segment(1, 5, [0, dataAt]),
    segment(1, 6, [dataAt, go.length + dynamic.length]),
    segment(2, 6, [dynamicAt, dynamic.length]),
    strings,
    interpreter,
    tables.needed,
    tables.defined,
    Buffer.alloc(dataAt - definedAt - tables.defined.length),
    go,
    dynamic,
    names,
    ...sections,
  ]);
}

/** Build information as Go 1.18 and later write it. https://pkg.go.dev/debug/buildinfo */
function goInfo({
  version,
  path,
  isInline = true,
  modules: lines = 'mod\texample.com/app\t(devel)\n',
}: {
  version: string;
  path: string;
  isInline?: boolean;
  modules?: string;
}): Buffer {
  const mark = 'x'.repeat(16);
  const modules = `${mark}path\t${path}\n${lines}${mark}`;
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = isInline ? 2 : 0;
  const bytes = [
    header,
    Buffer.from([version.length]),
    Buffer.from(version),
    // A varint of two bytes says the same of a short text.
    Buffer.from([(modules.length & 0x7f) | 0x80, modules.length >> 7]),
    Buffer.from(modules),
  ];
  const whole = Buffer.concat(bytes);
  return Buffer.concat([whole, Buffer.alloc((16 - (whole.length % 16)) % 16)]);
}

type Encoding = {
  readonly offsetOf: (text: string) => number;
  readonly number: (value: number, length: number) => Buffer;
};

/** The tables of symbol versions, and the texts that they name. Linux Standard Base, Core, "Symbol Versioning". */
function versionsOf({ versionsNeeded = [], versionsDefined = [] }: ElfInput) {
  const libraries = [...new Set(versionsNeeded.map((version) => version.split('@')[1] ?? ''))];
  const needed = libraries.map((library) => ({
    library,
    versions: versionsNeeded.flatMap((version) =>
      version.endsWith(`@${library}`) ? [version.split('@')[0] ?? ''] : [],
    ),
  }));
  const names = needed.flatMap(({ library, versions }) => [
    library,
    ...versions.map((name) => name.replace('?', '')),
  ]);
  const encode = ({ offsetOf, number }: Encoding) => ({
    needed: Buffer.concat(
      needed.flatMap(({ library, versions }, index) => [
        number(1, 2),
        number(versions.length, 2),
        number(offsetOf(library), 4),
        number(16, 4),
        number(index === needed.length - 1 ? 0 : 16 + versions.length * 16, 4),
        ...versions.flatMap((name, at) => [
          number(0, 4),
          number(name.endsWith('?') ? 2 : 0, 2),
          number(2, 2),
          number(offsetOf(name.replace('?', '')), 4),
          number(at === versions.length - 1 ? 0 : 16, 4),
        ]),
      ]),
    ),
    defined: Buffer.concat(
      versionsDefined.flatMap((name, index) => [
        number(1, 2),
        number(0, 2),
        number(index + 1, 2),
        number(1, 2),
        number(0, 4),
        number(20, 4),
        number(index === versionsDefined.length - 1 ? 0 : 28, 4),
        number(offsetOf(name), 4),
        number(0, 4),
      ]),
    ),
  });
  return { needed, defined: versionsDefined, texts: [...names, ...versionsDefined], encode };
}
