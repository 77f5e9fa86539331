import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentFacts, ElfFacts } from '../../src/files/table/content-facts.ts';
import { placedFacts, streamedFacts } from '../helpers/content-facts.ts';
import { BASE, elf, type ElfInput } from '../helpers/elf-builder.ts';

/** The same for one that streams by and for one that is read at positions. */
function facts(bytes: Uint8Array, chunkBytes = 1000): ContentFacts | undefined {
  const streamed = streamedFacts(bytes, chunkBytes);
  expect(placedFacts(bytes, Math.min(chunkBytes, bytes.length))).toEqual(streamed);
  return streamed;
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
      versionsNeeded: ['GLIBC_2.34@libc.so.6', 'GLIBC_ABI_X?@libc.so.6', 'GLIBC_2.29@libm.so.6'],
      versionsDefined: ['libx.so.1', 'X_1.0', 'X_1.1'],
      sections: ['.text', '.debug_info'],
    };
    const expected: ElfFacts = {
      type: 3,
      machine: 62,
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      needed: ['libm.so.6', 'libc.so.6'],
      soname: 'libx.so.1',
      runpath: ['$ORIGIN/../lib', '/opt/lib'],
      versionsNeeded: ['GLIBC_2.34@libc.so.6', 'GLIBC_2.29@libm.so.6'],
      versionsDefined: ['libx.so.1', 'X_1.0', 'X_1.1'],
      hasDebugInfo: true,
    };
    for (const chunkBytes of [1, 100, 100_000])
      expect(facts(elf(input), chunkBytes)).toEqual({ elf: expected });
    // The dynamic section and the section headers are far behind the part that is always kept.
    expect(facts(elf({ ...input, gap: 5_000_000 }), 65_536)).toEqual({ elf: expected });
    expect(facts(elf({ ...input, sections: ['.text'] }))?.elf?.hasDebugInfo).toBe(false);
  });

  test.each(CLASSES)('sum up their debug information: %j', (form) => {
    const sections = ['.text', '.debug_info', '.debug_line', '.debugger'];
    expect(facts(elf({ ...form, sections, debugBytes: 1000 }))?.elf?.debugBytes).toBe(2000);
    expect(
      facts(elf({ ...form, sections: ['.debug_line'], debugBytes: 1000 }))?.elf?.debugBytes,
    ).toBeUndefined();
  });

  test('take no more for debug information than there may be, whatever the headers say', () => {
    const sections = Array.from({ length: 100 }, () => '.debug_info');
    const debugBytes = 2 ** 47;
    expect(facts(elf({ sections, debugBytes }))?.elf?.debugBytes).toBe(2 ** 40);
  });

  test.each(CLASSES)('tell a Go program: %j', (form) => {
    const go = { version: 'go1.21.5', path: 'cmd/go' };
    expect(facts(elf({ ...form, go }))?.elf).toMatchObject({ goVersion: 'go1.21.5', goMainPath: 'cmd/go' });
    expect(facts(elf({ ...form, go, gap: 3_000_000 }), 65_536)?.elf).toMatchObject({ goMainPath: 'cmd/go' });
    expect(facts(elf({ ...form, go: { ...go, isInline: false } }))?.elf).not.toHaveProperty('goMainPath');
  });

  test('name the modules of a Go program', () => {
    const lines = [
      'mod\texample.com/app\tv1.2.3\th1:abc=',
      'dep\tgolang.org/x/sys\tv0.1.0\th1:def=',
      'dep\texample.com/old\tv1.0.0',
      '=>\texample.com/fork\tv1.0.1\th1:ghi=',
      `dep\t${'x'.repeat(301)}\tv1`,
      'build\tCGO_ENABLED=0',
    ];
    const modules = `${lines.join('\n')}\n`;
    const found = facts(elf({ go: { version: 'go1.24', path: 'example.com/app', modules }, gap: 3_000_000 }));
    expect(found?.elf?.goModules).toEqual([
      'mod example.com/app v1.2.3 fetched',
      'dep golang.org/x/sys v0.1.0',
      'dep example.com/fork v1.0.1',
    ]);
    expect(
      facts(elf({ go: { version: 'go1.24', path: 'cmd/go', modules: '' } }))?.elf?.goModules,
    ).toBeUndefined();
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

  test('are those of the stream for large files that lie, too', () => {
    const good = elf({ interpreter: '/lib/ld.so', needed: ['a'], sections: ['.debug_info'], gap: 2_100_000 });
    const headers = 64 + 4 * 56;
    const changes = fc.array(fc.tuple(fc.nat(headers - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(changes, fc.nat(3000), (pairs, end) => {
        const bytes = Buffer.from(good.subarray(0, good.length - end));
        for (const [at, byte] of pairs) bytes[at] = byte;
        expect(placedFacts(bytes, 0)).toEqual(streamedFacts(bytes, 100_000));
      }),
      { numRuns: 50 },
    );
  });

  test('are those of the stream for what this machine runs', () => {
    const files = [process.execPath, ...SYSTEM_FOLDERS.flatMap(filesOf)];
    let found = 0;
    for (const file of files) {
      const bytes = readFileSync(file);
      if (facts(bytes, 1_000_000)?.elf !== undefined) found++;
    }
    expect(found).toBeGreaterThan(0);
  });

  test('come with all that was required where contents are read at positions', () => {
    const bytes = elf({ needed: ['libc.so.6'], gap: 3_000_000 });
    const required = { wantsContent: () => true, gitBlobSizes: new Set([bytes.length]), contentSums: true };
    const { content: _streamed, ...expected } = streamedFacts(bytes, 65_536, required) ?? {};
    for (const pushed of [0, 3, 100, 2_500_000]) {
      const { content, ...rest } = placedFacts(bytes, pushed, required) ?? {};
      expect(rest).toEqual(expected);
      expect(content && Buffer.from(content).equals(bytes)).toBe(true);
    }
  });
});

const SYSTEM_FOLDERS = ['/usr/bin', '/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];
const MAX_FILES = 25;

function filesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .slice(0, MAX_FILES)
    .map(({ name }) => join(folder, name));
}
