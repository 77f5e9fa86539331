import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ContentFacts, ElfFacts } from '../../src/files/content-facts.ts';
import { createContentReader } from '../../src/files/content-reader.ts';
import { NO_WISHES } from '../helpers/image-builder.ts';

type ElfInput = {
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

const BASE = 0x400000;

/** A small ELF file of one read-only and one writable segment. System V gABI, chapters 4 and 5. */
function elf(input: ElfInput): Uint8Array {
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

function facts(bytes: Uint8Array, chunkBytes = 1000): ContentFacts | undefined {
  const reader = createContentReader(NO_WISHES);
  reader.open(bytes.length, false);
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes));
  return reader.close();
}

const CLASSES = [
  { is64: true, isLittleEndian: true },
  { is64: true, isLittleEndian: false },
  { is64: false, isLittleEndian: true },
  { is64: false, isLittleEndian: false },
];

describe('ELF facts', () => {
  test.each(CLASSES)('are read in every class and byte order: %j', (form) => {
    const input: ElfInput = {
      ...form,
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      needed: ['libm.so.6', 'libc.so.6'],
      soname: 'libx.so.1',
      runpath: '$ORIGIN/../lib:/opt/lib',
      sections: ['.text', '.debug_info'],
    };
    const expected: ElfFacts = {
      type: 3,
      machine: 62,
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      needed: ['libm.so.6', 'libc.so.6'],
      soname: 'libx.so.1',
      runpath: ['$ORIGIN/../lib', '/opt/lib'],
      hasDebugInfo: true,
    };
    for (const chunkBytes of [1, 100, 100_000])
      expect(facts(elf(input), chunkBytes)).toEqual({ elf: expected });
    // The dynamic section and the section headers are far behind the part that is always kept.
    expect(facts(elf({ ...input, gap: 5_000_000 }), 65_536)).toEqual({ elf: expected });
    expect(facts(elf({ ...input, sections: ['.text'] }))?.elf?.hasDebugInfo).toBe(false);
  });

  test.each(CLASSES)('tell a Go program: %j', (form) => {
    const go = { version: 'go1.21.5', path: 'cmd/go' };
    expect(facts(elf({ ...form, go }))?.elf).toMatchObject({ goVersion: 'go1.21.5', goMainPath: 'cmd/go' });
    expect(facts(elf({ ...form, go, gap: 3_000_000 }), 65_536)?.elf).toMatchObject({ goMainPath: 'cmd/go' });
    expect(facts(elf({ ...form, go: { ...go, isInline: false } }))?.elf).not.toHaveProperty('goMainPath');
  });

  test('say null and nothing needed where a program is static', () => {
    const bytes = Buffer.from(elf({}));
    bytes.writeUInt32LE(0, 64 + 3 * 56);
    expect(facts(bytes)?.elf).toMatchObject({ interpreter: null, needed: [], runpath: [] });
  });

  test('leave needed libraries out where their names were not kept', () => {
    const bytes = Buffer.from(elf({ needed: ['libc.so.6'], gap: 4_000_000 }));
    const segment = 64 + 2 * 56;
    // The names are said to be in the writable segment, at an offset that nobody kept.
    bytes.writeBigUInt64LE(BigInt(BASE), segment + 16);
    bytes.writeBigUInt64LE(BigInt(2_500_000), segment + 8);
    bytes.writeUInt32LE(0, 64 + 56);
    expect(facts(bytes, 65_536)?.elf?.needed).toBeUndefined();
  });

  test('never crash, loop or grow on files that lie', () => {
    const good = elf({
      interpreter: '/lib/ld.so',
      needed: ['a', 'b'],
      go: { version: 'go1.22', path: 'x' },
      sections: ['.x'],
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        (changes) => {
          const bytes = Buffer.from(good);
          for (const [at, byte] of changes) bytes[at] = byte;
          facts(bytes, 77);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('are none of what only starts like ELF', () => {
    expect(facts(Buffer.from('\x7fELF'))).toBeUndefined();
    expect(facts(Buffer.from('\x7fEL'))).toBeUndefined();
    expect(facts(Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(200)]))).toBeUndefined();
  });
});
