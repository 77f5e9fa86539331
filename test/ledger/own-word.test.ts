import { describe, expect, test } from '@jest/globals';
import { findToolchains, toolchainOf } from '../../src/ledger/toolchains/toolchains.ts';
import type { Package } from '../../src/packages/package.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { elf } from '../helpers/elf-builder.ts';
import { dpkg, ledger } from './ledger-builder.ts';

const PROGRAM = '#!/bin/sh\nexit 0\n';
const NATIVE = elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' });
const DEVEL = 'Section: devel\nDescription: zork something\n';

/** `subject`, and how severe it is at most, of all that an image's packages are. */
function reported(files: FileInputs): readonly string[] {
  return findToolchains(ledger([layer(files)])).map(({ tool }) =>
    tool.atMost === undefined ? tool.subject : `${tool.subject}: ${tool.atMost}`,
  );
}

const automatic = (...names: readonly string[]): FileInputs => ({
  '/var/lib/apt/extended_states': names
    .map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`)
    .join('\n'),
});

/** As `apt-get install gcc` leaves it: a package of Section devel came along because one that gcc needs recommends it. */
describe('a package that another tool’s package recommends', () => {
  const compiler = (recommended: readonly string[]): FileInputs => ({
    '/usr/bin/gcc': PROGRAM,
    '/usr/bin/zork': PROGRAM,
    '/usr/lib/libzork.so.1': 'x',
    ...dpkg({
      gcc: { files: ['/usr/bin/gcc'], depends: 'libc6-dev', more: 'Section: devel\n' },
      'libc6-dev': { files: [], more: 'Section: libdevel\nRecommends: zork\n' },
      zork: { files: ['/usr/bin/zork'], depends: 'libzork1', more: DEVEL },
      libzork1: { files: ['/usr/lib/libzork.so.1'], more: 'Section: libs\n' },
    }),
    ...automatic(...recommended),
  });
  const found = (...recommended: readonly string[]) =>
    findToolchains(ledger([layer(compiler(recommended))])).map(({ tool, rows }) => [
      tool.subject,
      rows.length,
    ]);

  test('is reported with that tool, together with what it needs', () => {
    expect(found('libc6-dev', 'zork', 'libzork1')).toEqual([['gcc', 3]]);
  });

  test('is a tool of its own where somebody asked for it', () => {
    expect(found('libc6-dev', 'libzork1')).toEqual([
      ['gcc', 1],
      ['zork', 2],
    ]);
  });
});

describe('a package that no table names', () => {
  test.each<[string, FileInputs, readonly string[]]>([
    [
      'is a build tool where Debian files it under development and it ships a program',
      { '/usr/bin/zorkc': PROGRAM, ...dpkg({ zork: { files: ['/usr/bin/zorkc'], more: DEVEL } }) },
      ['zork'],
    ],
    [
      'is none without a program',
      { '/usr/share/zork/x': 'x', ...dpkg({ zork: { files: ['/usr/share/zork/x'], more: DEVEL } }) },
      [],
    ],
    [
      'is none where only an example of its documentation is a program',
      {
        '/usr/share/doc/zork/bin/x': PROGRAM,
        ...dpkg({ zork: { files: ['/usr/share/doc/zork/bin/x'], more: DEVEL } }),
      },
      [],
    ],
    [
      'is none where its program cannot be started',
      {
        '/usr/bin/zorkc': { content: 'x', mode: 0o644 },
        ...dpkg({ zork: { files: ['/usr/bin/zorkc'], more: DEVEL } }),
      },
      [],
    ],
    [
      'is none where its section is another',
      {
        '/usr/bin/zorkd': PROGRAM,
        ...dpkg({ zork: { files: ['/usr/bin/zorkd'], more: 'Section: net\nDescription: zork\n' } }),
      },
      [],
    ],
    [
      'is a note where it serves, watches or shows other things',
      {
        '/usr/bin/zorkd': PROGRAM,
        ...dpkg({
          zork: { files: ['/usr/bin/zorkd'], more: 'Section: universe/devel\nDescription: zork server\n' },
        }),
      },
      ['zork: note'],
    ],
    [
      'is a warning where it is for building against a library',
      {
        '/usr/bin/zork-gen': NATIVE,
        ...dpkg({ 'libzork-dev': { files: ['/usr/bin/zork-gen'], more: 'Section: libdevel\n' } }),
      },
      ['libzork-dev: warning'],
    ],
    [
      'is none where its only program prints options for a compiler',
      {
        '/usr/bin/zork-config': NATIVE,
        ...dpkg({ 'libzork-dev': { files: ['/usr/bin/zork-config'], more: 'Section: libdevel\n' } }),
      },
      [],
    ],
    [
      'is none where the programs of development files are scripts',
      {
        '/usr/bin/zork-rpcgen.py': '#!/usr/bin/python3\n',
        ...dpkg({ 'libzork-dev': { files: ['/usr/bin/zork-rpcgen.py'], more: 'Section: libdevel\n' } }),
      },
      [],
    ],
    [
      'belongs to the tool that it came with',
      {
        '/usr/bin/gcc-14': PROGRAM,
        '/usr/bin/zorkc': PROGRAM,
        ...dpkg({
          'gcc-14': { files: ['/usr/bin/gcc-14'], depends: 'zork' },
          zork: { files: ['/usr/bin/zorkc'], more: DEVEL },
        }),
        ...automatic('zork'),
      },
      ['gcc'],
    ],
    [
      'is one of its own where somebody asked for it',
      {
        '/usr/bin/gcc-14': PROGRAM,
        '/usr/bin/zorkc': PROGRAM,
        ...dpkg({
          'gcc-14': { files: ['/usr/bin/gcc-14'], depends: 'zork' },
          zork: { files: ['/usr/bin/zorkc'], more: DEVEL },
        }),
        ...automatic('gcc-14'),
      },
      ['gcc', 'zork'],
    ],
    [
      'is reported once where two need each other',
      {
        '/usr/bin/zorkc': PROGRAM,
        '/usr/bin/zorkl': PROGRAM,
        ...dpkg({
          zork: { files: ['/usr/bin/zorkc'], more: DEVEL, depends: 'zork-linker' },
          'zork-linker': { files: ['/usr/bin/zorkl'], more: DEVEL, depends: 'zork' },
        }),
      },
      ['zork'],
    ],
    [
      'is not reported where development files bring it',
      {
        '/usr/bin/zork-gen': NATIVE,
        ...dpkg({
          'libzork-dev': { files: [], depends: 'zork-dev-bin', more: 'Section: libdevel\n' },
          'zork-dev-bin': { files: ['/usr/bin/zork-gen'], more: 'Section: libdevel\n' },
        }),
        ...automatic('zork-dev-bin'),
      },
      [],
    ],
    [
      'is a warning as an Alpine package of development files',
      {
        '/usr/bin/zork-gen': NATIVE,
        '/lib/apk/db/installed': 'P:zork-dev\nV:1.0-r0\nA:x86_64\nF:usr/bin\nR:zork-gen\n\n',
      },
      ['zork-dev: warning'],
    ],
  ])('%s', (_what, files, subjects) => {
    expect(reported(files)).toEqual(subjects);
  });

  const rpm = (name: string, section: string, summary: string): Package => ({
    ...{ type: 'rpm', name, version: '1', purl: '', depends: [] },
    ...{ section, summary },
  });
  test.each([
    ['Development/Tools', 'zork', 'Zork something', 'zork'],
    ['Development/Tools/Building', 'zork', 'Zork something', 'zork'],
    ['Development/Tools', 'lua', 'Powerful light-weight programming language', 'lua: note'],
    ['Development/Tools', 'git', 'Fast Version Control System', 'git: note'],
    ['Development/Debuggers', 'gdb', 'A debugger', 'gdb: note'],
    ['Development/Libraries', 'zork-devel', 'Headers of zork', 'zork-devel: warning'],
    ['Development/Libraries', 'libassuan', 'Provides an IPC library', undefined],
    ['Development/Languages', 'python', 'An interpreted language', undefined],
  ])('of the RPM group %s: %s', (group, name, summary, expected) => {
    const found = toolchainOf(rpm(name, group, summary))?.toolchain;
    const text = found?.atMost === undefined ? found?.subject : `${found.subject}: ${found.atMost}`;
    expect(text).toBe(expected);
  });

  test.each([
    ['utils', 'convert arbitrary files into ELF objects'],
    ['interpreters', 'optimizing compiler for zork'],
    ['math', 'Fortran compiler for zork'],
  ])('is a build tool in section %s where it says so without doubt: %s', (section, summary) => {
    const found = toolchainOf({ ...rpm('zork', section, summary), type: 'deb' });
    expect(found?.toolchain).toMatchObject({ subject: 'zork', ruleId: 'other-toolchain' });
  });
});
