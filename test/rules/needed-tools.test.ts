import { describe, expect, test } from '@jest/globals';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { RULES } from '../../src/rules/index.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { dpkgOf, filesOf, installed, type Installed } from '../helpers/installed-packages.ts';
import { ledgerOf, type ImageInput } from './rule-bench.ts';

const TOOLS = RULES.filter(({ category }) => category === 'build-tool');

/** `subject: severity: message` of the build tools of an image. */
function toolsOf(ledger: Ledger): readonly string[] {
  return scan(ledger, TOOLS).map(
    ({ subject, atMost, message }) => `${subject}: ${atMost ?? 'error'}: ${message.split(/: /, 1)[0]}`,
  );
}

const run = (...files: readonly FileInputs[]) => ({ layer: layer(...files), text: 'RUN apt-get install' });
const image = (packages: Readonly<Record<string, Installed>>, more: ImageInput = {}) =>
  toolsOf(ledgerOf({ own: [run(installed(packages))], ...more }));

const M4: Installed = { files: ['/usr/bin/m4'], automatic: true };
const BASE: Installed = { files: ['/usr/sbin/sendmailconfig'], depends: 'm4' };
const LEFT_OVER = 'GNU Autotools: error: GNU Autotools 1.0';
const NEEDED = 'GNU Autotools: note: `sendmail-base` depends on GNU Autotools 1.0 (`m4`)';

describe('a build tool that a package depends on', () => {
  test.each<[string, Readonly<Record<string, Installed>>, readonly string[]]>([
    ['is a note with the reason where the package runs', { m4: M4, 'sendmail-base': BASE }, [NEEDED]],
    [
      'is left over where nobody depends on it',
      { m4: M4, 'sendmail-base': { ...BASE, depends: 'x' } },
      [LEFT_OVER],
    ],
    [
      'is needed through an alternative',
      { m4: M4, 'sendmail-base': { ...BASE, depends: 'x | m4 (>= 1.4)' } },
      [NEEDED],
    ],
    [
      'is needed through what it provides',
      {
        'gcc-12': { files: ['/usr/bin/gcc-12'], provides: 'c-compiler', section: 'devel' },
        app: { files: ['/usr/bin/app'], depends: 'c-compiler' },
      },
      ['gcc: note: `app` depends on gcc 1.0 (`gcc-12`)'],
    ],
    [
      'is left over where another that is no tool stands in',
      {
        m4: { ...M4, provides: 'macro-processor' },
        other: { files: ['/usr/bin/other'], provides: 'macro-processor' },
        app: { files: ['/usr/bin/app'], depends: 'macro-processor' },
      },
      [LEFT_OVER],
    ],
    [
      'is left over where another tool does, which came for it',
      {
        'gcc-12': { files: ['/usr/bin/gcc-12'], provides: 'c-compiler', automatic: true },
        'clang-14': { files: ['/usr/bin/clang-14'], provides: 'c-compiler' },
        app: { files: ['/usr/bin/app'], depends: 'c-compiler' },
      },
      ['Clang/LLVM: error: Clang/LLVM 1.0', 'gcc: note: `app` depends on gcc 1.0 (`gcc-12`)'],
    ],
    [
      'is needed with the tools that it depends on in its turn',
      {
        make: { files: ['/usr/bin/make'], automatic: true },
        'dpkg-dev': { files: ['/usr/bin/dpkg-buildpackage'], depends: 'make', automatic: true },
        app: { files: ['/usr/bin/app'], depends: 'dpkg-dev' },
      },
      [
        'GNU Make: note: `app` depends on GNU Make 1.0 (`dpkg-dev`)',
        'Debian packaging tools: note: `app` depends on Debian packaging tools 1.0 (`dpkg-dev`)',
      ],
    ],
    [
      'is left over as far as the package needs a part of it only',
      {
        m4: M4,
        autoconf: { files: ['/usr/bin/autoconf'], depends: 'm4' },
        'sendmail-base': BASE,
      },
      [LEFT_OVER],
    ],
    [
      'is left over where the package is for development: files to build against',
      { m4: M4, 'libx-dev': { files: ['/usr/include/x.h'], depends: 'm4' } },
      [LEFT_OVER],
    ],
    [
      'is left over where the package is for development: its section',
      { m4: M4, x: { files: ['/usr/share/x/x'], depends: 'm4', section: 'devel' } },
      [LEFT_OVER],
    ],
    [
      'is left over where the package is for development: a module of the kernel',
      { m4: M4, 'v4l2loopback-dkms': { files: ['/usr/src/v/v.c'], depends: 'm4', section: 'kernel' } },
      [LEFT_OVER],
    ],
    [
      'is none where it is merely filed under development',
      {
        'desktop-file-utils': { files: ['/usr/bin/desktop-file-install'], section: 'devel', automatic: true },
        app: { files: ['/usr/bin/app'], depends: 'desktop-file-utils' },
      },
      [],
    ],
    [
      'is left over where the package has documentation alone',
      { m4: M4, app: { files: ['/usr/share/doc/app/copyright'], depends: 'm4' } },
      [LEFT_OVER],
    ],
    [
      'is left over where the package is there for the tool alone',
      {
        m4: { ...M4, depends: 'libx', automatic: false },
        libx: { files: ['/usr/lib/libx.so'], depends: 'm4', automatic: true },
      },
      ['GNU Autotools: error: GNU Autotools 1.0 and 1 package that only it needs'],
    ],
  ])('%s', (_what, packages, expected) => {
    expect(image(packages)).toEqual(expected);
  });

  test('is left over where the package was removed, even if its configuration stayed', () => {
    const packages = { m4: M4, 'sendmail-base': { ...BASE, files: [...BASE.files, '/etc/mail/x'] } };
    const own = [
      run(installed(packages)),
      run(
        dpkgOf({ m4: M4 }),
        whiteout('/usr/sbin/sendmailconfig'),
        whiteout('/var/lib/dpkg/info/sendmail-base.md5sums'),
      ),
    ];
    expect(toolsOf(ledgerOf({ own }))).toEqual([LEFT_OVER]);
  });

  test('is left over where the package was not installed but copied in', () => {
    const packages = { m4: M4, 'sendmail-base': BASE };
    const own = [{ layer: layer(installed(packages)), text: 'COPY --from=build / /' }];
    expect(toolsOf(ledgerOf({ own }))).toEqual([LEFT_OVER]);
  });

  test('is needed where the package was installed later', () => {
    const later = { 'sendmail-base': BASE };
    const own = [run(installed({ m4: M4 })), run(dpkgOf({ m4: M4, ...later }), filesOf(later))];
    expect(toolsOf(ledgerOf({ own }))).toEqual([NEEDED]);
  });

  test('is left over where it came after the package of the base image, which did without', () => {
    const added = { m4: M4 };
    const base = [layer(installed({ 'sendmail-base': { ...BASE, depends: 'x | m4' } }))];
    const own = [run(dpkgOf({ 'sendmail-base': { ...BASE, depends: 'x | m4' }, ...added }), filesOf(added))];
    expect(toolsOf(ledgerOf({ base, own }))).toEqual([LEFT_OVER]);
  });

  test('of the base image is needed by a package of the base image, not by one of ours', () => {
    const ours = { 'sendmail-base': BASE };
    const both = { m4: M4, ...ours };
    expect(toolsOf(ledgerOf({ base: [layer(installed(both))] }))).toEqual([NEEDED]);
    const own = [run(dpkgOf(both), filesOf(ours))];
    expect(toolsOf(ledgerOf({ base: [layer(installed({ m4: M4 }))], own }))).toEqual([LEFT_OVER]);
  });

  test('is needed by a package of Alpine, not by a virtual one', () => {
    const entry = (name: string, more: string, file: string) =>
      `C:Q1aaaaaaaaaaaaaaaaaaaaaaaaaaa=\nP:${name}\nV:1.0-r0\nA:x86_64\n${more}F:usr/bin\nR:${file}\nZ:Q1b=\n\n`;
    const apk = (database: string): FileInputs => ({
      '/usr/bin/m4': '#!/bin/sh\n',
      '/usr/bin/app': '#!/bin/sh\n',
      '/lib/apk/db/installed': database,
    });
    const m4 = entry('m4', 'p:cmd:m4=1\n', 'm4');
    const app = entry('app', 'D:cmd:m4\n', 'app');
    const virtual = 'C:Q1a=\nP:.build-deps\nV:1\nA:noarch\nD:m4\n\n';
    expect(toolsOf(ledgerOf({ own: [run(apk(m4 + app))] }))).toEqual([
      'GNU Autotools: note: `app` depends on GNU Autotools 1.0 (`m4`)',
    ]);
    expect(toolsOf(ledgerOf({ own: [run(apk(m4 + virtual))] }))).toEqual([LEFT_OVER]);
  });
});

describe('a build tool that the container starts', () => {
  const MAKE = { make: { files: ['/usr/bin/make'] } };
  const executable = (content: string) => ({ content, mode: 0o755 });
  test.each<[string, ImageInput, string]>([
    ['by its command', { config: { cmd: ['make', 'run'] } }, 'the container starts GNU Make 1.0'],
    [
      'in a shell',
      { config: { cmd: ['/bin/sh', '-c', 'cd /app; make run'] } },
      'the container starts GNU Make 1.0',
    ],
    ['in its start script', { config: { entrypoint: ['/start.sh'] } }, 'the start script runs GNU Make 1.0'],
  ])('%s is a note', (_what, more, reason) => {
    const own = [
      run(installed(MAKE), {
        '/usr/bin/make': executable('#!/bin/sh\n'),
        '/bin/sh': executable('#!/x\n'),
        '/start.sh': executable('#!/bin/sh\nset -e\nif make ready; then echo ok; fi\nexec /app\n'),
      }),
    ];
    const [found] = scan(ledgerOf({ own, ...more }), TOOLS);
    expect(found).toMatchObject({ subject: 'GNU Make', atMost: 'note' });
    expect(found?.message).toContain(reason);
  });

  test('stays an error where the script only speaks of it, and where it is a compiler', () => {
    const own = [
      run(installed({ ...MAKE, 'gcc-12': { files: ['/usr/bin/gcc-12'] } }), {
        '/usr/bin/gcc-12': executable('#!/bin/sh\n'),
        '/start.sh': executable('#!/bin/sh\necho make\n# make run\nexec gcc-12 x.c\n'),
      }),
    ];
    const found = scan(ledgerOf({ own, config: { entrypoint: ['/start.sh'] } }), TOOLS);
    expect(found.map(({ subject, atMost }) => [subject, atMost])).toEqual([
      ['GNU Make', null],
      ['gcc', null],
    ]);
  });
});

test('a tool is named with what only it needs, itself first', () => {
  const packages: Readonly<Record<string, Installed>> = {
    'cpp-12': { files: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1', '/usr/share/large'], automatic: true },
    gcc: { files: ['/usr/bin/gcc'], depends: 'gcc-12' },
    'gcc-12': { files: ['/usr/bin/gcc-12'], depends: 'cpp-12, binutils, libisl23', automatic: true },
    binutils: { files: ['/usr/bin/ld'], automatic: true },
    libisl23: { files: ['/usr/lib/libisl.so.23'], section: 'libs', automatic: true },
  };
  const [found, ...others] = scan(ledgerOf({ own: [run(installed(packages))] }), TOOLS);
  expect(others).toEqual([]);
  expect(found?.message).toContain('gcc 1.0 and 2 packages that only it needs');
  const names = found?.packages.map((purl) => /debian\/([^@]+)@/.exec(purl)?.[1]);
  expect(names?.[0]).toBe('gcc');
  expect(names?.toSorted()).toEqual(['binutils', 'cpp-12', 'gcc', 'gcc-12', 'libisl23']);
});

test('a tool is named with what only it recommends, too, and the sentence says so', () => {
  const own = [
    run(
      installed({
        cmake: { files: ['/usr/bin/cmake'], recommends: 'cmake-doc', depends: 'libuv1' },
        'cmake-doc': { files: ['/usr/share/cmake.html'], automatic: true },
        libuv1: { files: ['/usr/lib/libuv.so.1'], section: 'libs', automatic: true },
      }),
    ),
  ];
  const [found] = scan(ledgerOf({ own }), TOOLS);
  expect(found?.message).toContain('CMake 1.0 and 2 packages that only it needs or recommends');
});
