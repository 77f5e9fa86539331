/** What an ELF file of a test has. */
export type ElfInput = {
  readonly is64?: boolean;
  readonly isLittleEndian?: boolean;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly runpath?: string;
  readonly go?: { readonly version: string; readonly path: string; readonly isInline?: boolean };
  readonly sections?: readonly string[];
  /** Bytes of text before the dynamic section and the data. */
  readonly gap?: number;
};

/** Address of the first byte. */
export const BASE = 0x400000;

/** A small ELF file of one read-only and one writable segment. System V gABI, chapters 4 and 5. */
export function elf(input: ElfInput): Uint8Array {
  const { is64 = true, isLittleEndian = true, gap = 0 } = input;
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
  const texts = ['', ...(input.needed ?? []), input.soname ?? '', input.runpath ?? ''];
  const strings = Buffer.from(`${texts.join('\0')}\0`);
  const offsetOf = (text: string): number => strings.indexOf(`\0${text}\0`) + 1;
  const interpreter = Buffer.from(input.interpreter === undefined ? '' : `${input.interpreter}\0`);
  const stringsAt = headerBytes + 4 * segmentBytes;
  const interpreterAt = stringsAt + strings.length;
  const dataAt = Math.ceil((interpreterAt + interpreter.length + gap) / 16) * 16;
  const go = input.go === undefined ? Buffer.alloc(0) : goInfo(input.go);
  const dynamicAt = dataAt + go.length;
  const entries = [
    ...(input.needed ?? []).map((name) => [1, offsetOf(name)]),
    ...(input.soname === undefined ? [] : [[14, offsetOf(input.soname)]]),
    ...(input.runpath === undefined ? [] : [[29, offsetOf(input.runpath)]]),
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
    ...(input.sections ?? []).map((name) => section(names.indexOf(`\0${name}\0`) + 1, 0, 0)),
  ];
  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, isLittleEndian ? 1 : 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    number(3, 2),
    number(62, 2),
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
    Buffer.alloc(dataAt - interpreterAt - interpreter.length),
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
}: {
  version: string;
  path: string;
  isInline?: boolean;
}): Buffer {
  const mark = 'x'.repeat(16);
  const modules = `${mark}path\t${path}\nmod\texample.com/app\t(devel)\n${mark}`;
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = isInline ? 2 : 0;
  const bytes = [
    header,
    Buffer.from([version.length]),
    Buffer.from(version),
    Buffer.from([modules.length]),
    Buffer.from(modules),
  ];
  const whole = Buffer.concat(bytes);
  return Buffer.concat([whole, Buffer.alloc((16 - (whole.length % 16)) % 16)]);
}
