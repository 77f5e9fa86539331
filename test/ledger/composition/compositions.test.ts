import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createContentScans } from '../../../src/files/content-scans.ts';
import type { ElfFacts } from '../../../src/files/table/content-facts.ts';
import { findComposedFiles } from '../../../src/ledger/composition/compositions.ts';
import { goModules } from '../../../src/ledger/composition/go-modules.ts';
import { layer } from '../../helpers/image-builder.ts';
import { zip } from '../../helpers/package-archives.ts';
import { functionTable, goProgram, programWithSymbols, rustSymbols } from '../../helpers/program-builder.ts';
import { codeByPackage } from '../../../src/files/elf/go-functions.ts';
import { crateOf } from '../../../src/files/elf/rust-symbols.ts';
import { ledgerOf } from '../../rules/rule-bench.ts';

const MIB = 1024 * 1024;

function composed(path: string, bytes: Uint8Array) {
  const ledger = ledgerOf({ own: [layer({ [path]: bytes })] });
  return findComposedFiles(ledger).get(path);
}

describe('programs of Go', () => {
  const functions = [
    { name: 'runtime.main', bytes: 300 },
    { name: 'main.main', bytes: 20 },
    { name: 'example.com/lib/v2/deep.(*T).Do', bytes: 100 },
    { name: 'example.com/lib/v2.Map[go.shape.string]', bytes: 50 },
    { name: 'gopkg.in/yaml%2ev3.Marshal', bytes: 40 },
    { name: 'type:.eq.example.com/lib/v2/deep.T', bytes: 7 },
    { name: 'net/http.(*Server).Serve.func1', bytes: 9 },
  ];

  test.each(['first', 'last'] as const)('by package, with the headers of sections %s', (headers) => {
    const file = composed('/usr/local/bin/app', goProgram(functions, headers));
    expect(file).toMatchObject({ noun: 'Go module', measure: 'machine code' });
    expect(file?.parts).toEqual([
      { name: 'standard library', version: null, bytes: 309 },
      { name: 'example.com/lib/v2/deep', version: null, bytes: 107 },
      { name: 'example.com/lib/v2', version: null, bytes: 50 },
      { name: 'gopkg.in/yaml.v3', version: null, bytes: 40 },
      { name: 'main', version: null, bytes: 20 },
    ]);
  });

  test('by module with its version, as Go’s build information names them', () => {
    const elf = {
      goModules: ['mod example.com/app (devel)', 'dep example.com/lib/v2 v2.3.0'],
    } as unknown as ElfFacts;
    const derived = {
      'go-code': '100 example.com/lib/v2/deep\n50 example.com/lib/v2\n30 example.com/app/cmd\n20 main\n5 fmt',
    };
    expect(goModules.partsOf({ elf, derived })?.parts).toEqual([
      { name: 'example.com/lib/v2', version: 'v2.3.0', bytes: 150 },
      { name: 'example.com/app', version: null, bytes: 50 },
      { name: 'standard library', version: null, bytes: 5 },
    ]);
  });

  test('of a real linker, by package where nothing names the modules: esbuild', () => {
    const platform = `${process.platform}-${process.arch}`;
    const file = join(import.meta.dirname, `../../../node_modules/@esbuild/${platform}/bin/esbuild`);
    const { parts = [] } = composed('/usr/local/bin/esbuild', readFileSync(file)) ?? {};
    const names = parts.map(({ name }) => name);
    expect(names).toContain('standard library');
    expect(names).toContain('github.com/evanw/esbuild/internal/js_parser');
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    expect(bytes).toBeGreaterThan(2 * MIB);
    expect(bytes).toBeLessThan(readFileSync(file).length);
  });

  test.each(['first', 'last'] as const)('however the bytes are cut, with the headers %s', (headers) => {
    const bytes = goProgram(functions, headers);
    const derive = (chunk: number) => {
      const scans = createContentScans([goModules.reads]);
      scans.open({ path: '/app', size: bytes.length });
      for (let at = 0; at < bytes.length; at += chunk) scans.write(bytes.subarray(at, at + chunk), at);
      return scans.close();
    };
    const whole = derive(bytes.length);
    expect(whole).toBeDefined();
    for (const chunk of [3, 7, 64, 4093]) expect(derive(chunk)).toEqual(whole);
  });

  test('whose table makes no sense name no parts', () => {
    const whole = functionTable(functions);
    for (let length = 0; length < whole.length; length += 1)
      expect(() => codeByPackage(whole.subarray(0, length), true)).not.toThrow();
    const endless = Buffer.from(whole);
    endless.writeBigUInt64LE(2n ** 40n, 8);
    expect(codeByPackage(endless, true)).toBeUndefined();
    const backwards = Buffer.from(whole);
    backwards.writeUInt32LE(0xffffffff, Number(whole.readBigUInt64LE(64)));
    expect(codeByPackage(backwards, true)).toBeUndefined();
    expect(
      composed('/app', Buffer.concat([goProgram([]).subarray(0, MIB), Buffer.alloc(MIB)])),
    ).toBeUndefined();
  });

  test('say how much is left out of a list that is too long', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      name: `example.com/${'p'.repeat(40)}${index}.F`,
      bytes: 10,
    }));
    const { parts = [] } = composed('/app', goProgram(many)) ?? {};
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(30_000);
    expect(parts[0]?.name).toBe('other packages');
  });
});

describe('programs of Rust', () => {
  test('by crate with its versions, where `cargo auditable` noted them', () => {
    const symbols = [
      ...rustSymbols('serde_json', 5000),
      ...rustSymbols('rand', 700),
      ...rustSymbols('core', 100),
    ];
    const crates = [
      { name: 'serde-json', version: '1.0.100' },
      { name: 'rand', version: '0.8.5' },
      { name: 'rand', version: '0.9.0' },
    ];
    expect(composed('/usr/local/bin/app', programWithSymbols(symbols, crates))?.parts).toEqual([
      { name: 'serde_json', version: '1.0.100', bytes: 5000 },
      { name: 'rand', version: '0.8.5, 0.9.0', bytes: 700 },
      { name: 'standard library', version: null, bytes: 100 },
    ]);
  });

  test('by crate, with their symbols', () => {
    const symbols = [
      ...rustSymbols('serde', 5000),
      ...rustSymbols('core', 7000),
      ...rustSymbols('std', 1000),
      { name: 'memcpy', bytes: 11 },
    ];
    expect(composed('/usr/local/bin/app', programWithSymbols(symbols))).toMatchObject({
      noun: 'crate',
      parts: [
        { name: 'standard library', version: null, bytes: 8000 },
        { name: 'serde', version: null, bytes: 5000 },
        { name: 'other code', version: null, bytes: 11 },
      ],
    });
  });

  test('are those that have more of Rust than a library or two', () => {
    const symbols = [...rustSymbols('serde', 5000), { name: 'main', bytes: 100_000 }];
    expect(composed('/usr/bin/python3', programWithSymbols(symbols))).toBeUndefined();
  });

  test.each([
    ['_RNvCs1a_4main4main', 'main'],
    ['_RNvMs_NtNtNtCsjrHSEGnQ3l9_3std12backtrace_rs9symbolize5gimli', 'std'],
    ['_RNvXNtCsgY6Mt91CT9J_14rustc_demangle6legacyNtB2_8Demangle', 'rustc_demangle'],
    ['_ZN4core3fmt5write17h0123456789abcdefE', 'core'],
    [
      '_ZN71_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE',
      'alloc',
    ],
    ['_ZN60_$LT$$RF$T$u20$as$u20$my_crate..Show$GT$4show17h0123456789abcdefE', 'my_crate'],
    ['_ZNSt6vectorIiSaIiEE9push_backERKi', undefined],
    ['main', undefined],
  ])('%s', (symbol, crate) => {
    expect(crateOf(symbol)).toBe(crate);
  });
});

describe('archives of Java', () => {
  test('by the archives in them, and by the makers of the classes', () => {
    const jar = zip({
      'BOOT-INF/lib/spring-core-6.1.4.jar': randomBytes(MIB),
      'BOOT-INF/classes/app/Main.class': randomBytes(30_000),
      'org/apache/commons/io/IOUtils.class': randomBytes(10_000),
      'org/apache/commons/lang3/StringUtils.class': randomBytes(10_000),
      'META-INF/MANIFEST.MF': randomBytes(50),
    });
    const { noun, parts = [] } = composed('/app/app.jar', jar) ?? {};
    expect(noun).toBe('library');
    expect(parts.map(({ name, version }) => [name, version])).toEqual([
      ['spring-core', '6.1.4'],
      ['own classes', null],
      ['org.apache.commons', null],
      ['other files', null],
    ]);
    // Random bytes do not get smaller.
    expect(parts[2]?.bytes).toBeGreaterThanOrEqual(20_000);
  });
});

test('a small file, and one of no kind that is read, are not taken apart', () => {
  expect(composed('/app/small.jar', zip({ 'a/B.class': Buffer.alloc(9) }))).toBeUndefined();
  expect(composed('/data/model', Buffer.alloc(2 * MIB, 1))).toBeUndefined();
});
