import { describe, expect, test } from '@jest/globals';
import { renderReason } from '../../src/report/reason-line.ts';
import { createWhy, withReasons } from '../../src/scan/because.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { programWithSymbols } from '../helpers/program-builder.ts';
import { rpmSqliteBytes } from '../helpers/rpm-database.ts';
import { dpkg, ledger } from '../ledger/ledger-builder.ts';

/** By name, why each package is there, as a report says it. */
function reasons(made: ReturnType<typeof ledger>): Record<string, string | null> {
  const why = createWhy(made);
  const entries = made.packages.map(({ name, version }, number): [string, string | null] => {
    const because = why.because(number);
    return [`${name}@${version}`, because === null ? null : renderReason(because)];
  });
  return Object.fromEntries(entries);
}

const STATES = '/var/lib/apt/extended_states';
const automatic = (...names: readonly string[]) =>
  names.map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`).join('\n');

const libc6 = { files: ['/usr/lib/libc.so'] };
const gcc = { files: ['/usr/bin/gcc'], depends: 'libc6 (>= 2), cpp | cpp-12' };
const cpp = { files: ['/usr/bin/cpp'] };
const essential = { files: ['/usr/share/doc/build-essential'], depends: 'gcc, c-make (>= 1)' };
const make = { files: ['/usr/bin/make'], more: 'Provides: c-make (= 1)\nRecommends: docs | manual\n' };
const manual = { files: ['/usr/share/manual'] };
const all = { libc6, gcc, 'cpp-12': cpp, 'build-essential': essential, make, manual };

describe('why a package of Debian is there', () => {
  test('is told by apt, with alternatives, virtual packages and recommendations', () => {
    const made = ledger(
      [layer(dpkg({ libc6 })), layer(dpkg(all), { [STATES]: automatic('gcc', 'cpp-12', 'make', 'manual') })],
      { base: 1 },
    );
    expect(reasons(made)).toEqual({
      'libc6@1.0-1': 'libc6 ← Dockerfile:1',
      'build-essential@1.0-1': 'build-essential ← Dockerfile:10',
      'gcc@1.0-1': 'gcc ← build-essential ← Dockerfile:10',
      'cpp-12@1.0-1': 'cpp-12 ← gcc ← build-essential ← Dockerfile:10',
      'make@1.0-1': 'make ← build-essential ← Dockerfile:10',
      'manual@1.0-1': 'manual ← make ← build-essential ← Dockerfile:10',
    });
  });

  test('is what was so when it came: neither a later request nor a later purge says otherwise', () => {
    const made = ledger([
      layer(dpkg(all), { [STATES]: automatic('libc6', 'gcc', 'cpp-12', 'make', 'manual') }),
      layer({ [STATES]: automatic('libc6', 'cpp-12', 'make', 'manual') }),
      layer(dpkg({ libc6 }), { [STATES]: '' }, whiteout('/usr/bin/gcc')),
    ]);
    expect(reasons(made)).toMatchObject({
      'gcc@1.0-1': 'gcc ← build-essential ← Dockerfile:10',
      'make@1.0-1': 'make ← build-essential ← Dockerfile:10',
    });
  });

  test('is what nothing else of the layer needs, where apt noted nothing', () => {
    const made = ledger([layer(dpkg({ libc6, gcc, 'cpp-12': cpp, 'build-essential': essential }))]);
    expect(reasons(made)['cpp-12@1.0-1']).toBe('cpp-12 ← gcc ← build-essential ← Dockerfile:10');
  });

  test('stands in the finding', () => {
    const files = {
      '/usr/bin/gcc-12': elf({ needed: [] }),
      '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': elf({ needed: [] }),
    };
    const made = ledger([
      layer(
        files,
        dpkg({
          'gcc-12': { files: Object.keys(files), more: 'Section: devel\n' },
          'build-essential': { files: [], depends: 'gcc-12' },
        }),
        { [STATES]: automatic('gcc-12') },
      ),
    ]);
    const found = withReasons(made, scan(made)).find(({ ruleId }) => ruleId === 'c-toolchain');
    expect(found?.because).toMatchObject([
      { kind: 'instruction', instruction: { line: 10 } },
      { kind: 'package', purl: expect.stringContaining('build-essential') },
      { kind: 'package', purl: expect.stringContaining('gcc-12') },
    ]);
  });
});

test('why a package of Alpine is there is told by its world', () => {
  const installed = [
    'P:musl\nV:1-r0\np:so:libc.musl-x86_64.so.1=1\n',
    'P:gcc\nV:13-r0\nD:so:libc.musl-x86_64.so.1 isl\n',
    'P:isl\nV:1-r0\nD:so:libc.musl-x86_64.so.1\n',
    'P:.build-deps\nV:0\nD:gcc\n',
  ];
  const database = (count: number) => ({
    '/lib/apk/db/installed': `${installed.slice(0, count).join('\n')}\n`,
  });
  const made = ledger(
    [
      layer(database(1), { '/etc/apk/world': 'alpine-baselayout\n' }),
      layer(database(4), { '/etc/apk/world': 'alpine-baselayout\n.build-deps=0\n' }),
    ],
    { base: 1 },
  );
  expect(reasons(made)).toEqual({
    'musl@1-r0': null,
    '.build-deps@0': '.build-deps ← Dockerfile:10',
    'gcc@13-r0': 'gcc ← .build-deps ← Dockerfile:10',
    'isl@1-r0': 'isl ← gcc ← .build-deps ← Dockerfile:10',
  });
});

describe('why a package of RPM is there', () => {
  const SQLITE = '/var/lib/rpm/rpmdb.sqlite';
  const packages = [
    {
      name: 'gcc',
      requires: ['libc.so.6()(64bit)', '(cpp or clang)', '/usr/bin/as'],
      recommends: ['man-pages'],
    },
    { name: 'clang', requires: ['libc.so.6()(64bit)'] },
    { name: 'glibc', provides: ['libc.so.6()(64bit)'] },
    { name: 'binutils', files: ['/usr/bin/as'] },
    { name: 'man-pages' },
  ];
  const database = { [SQLITE]: rpmSqliteBytes(packages) };

  test('is told by DNF', () => {
    const toml = ['clang', 'glibc', 'binutils', 'man-pages'].map(
      (name) =>
        `"${name}.x86_64" = {reason = "${name === 'man-pages' ? 'Weak Dependency' : 'Dependency'}"}\n`,
    );
    const made = ledger([
      layer(database, { '/usr/lib/sysimage/libdnf5/packages.toml': `[packages]\n${toml.join('')}` }),
    ]);
    expect(reasons(made)).toEqual({
      'gcc@1.0-1.el9': 'gcc ← Dockerfile:10',
      'clang@1.0-1.el9': 'clang ← gcc ← Dockerfile:10',
      'glibc@1.0-1.el9': 'glibc ← gcc ← Dockerfile:10',
      'binutils@1.0-1.el9': 'binutils ← gcc ← Dockerfile:10',
      'man-pages@1.0-1.el9': 'man-pages ← gcc ← Dockerfile:10',
    });
  });

  test('is what nothing else of the layer requires, where nobody noted anything', () => {
    expect(reasons(ledger([layer(database)]))).toMatchObject({
      'glibc@1.0-1.el9': 'glibc ← gcc ← Dockerfile:10',
      'man-pages@1.0-1.el9': 'man-pages ← Dockerfile:10',
    });
  });
});

describe('why a Python distribution is there', () => {
  const SITE = '/usr/local/lib/python3.12/site-packages';
  const distribution = (name: string, requires: readonly string[] = [], isRequested = false): FileInputs => ({
    [`${SITE}/${name}-1.0.dist-info/METADATA`]: `Name: ${name}\nVersion: 1.0\n${requires.map((one) => `Requires-Dist: ${one}\n`).join('')}\nRequires-Dist: text\n`,
    [`${SITE}/${name}-1.0.dist-info/RECORD`]: `${name}/__init__.py,,\n`,
    ...(isRequested && { [`${SITE}/${name}-1.0.dist-info/REQUESTED`]: '' }),
  });
  const files = (isMarked: boolean) => [
    distribution('Uvicorn', ['h11 (>=0.8)', "httptools>=0.6 ; extra == 'standard'"], isMarked),
    distribution('h11', ['Typing.Extensions; python_version < "3.8"', 'colorama; sys_platform == "win32"']),
    distribution('httptools'),
    distribution('typing_extensions'),
    distribution('colorama'),
    distribution('text'),
  ];

  test('is told by the marks of pip; extras and markers count where nothing else does', () => {
    expect(reasons(ledger([layer(...files(true))]))).toEqual({
      'uvicorn@1.0': 'uvicorn ← Dockerfile:10',
      'h11@1.0': 'h11 ← uvicorn ← Dockerfile:10',
      'httptools@1.0': 'httptools ← uvicorn ← Dockerfile:10',
      'typing-extensions@1.0': 'typing-extensions ← h11 ← uvicorn ← Dockerfile:10',
      'colorama@1.0': null,
      'text@1.0': null,
    });
  });

  test('is what nothing else requires, where pip marked nothing', () => {
    expect(reasons(ledger([layer(...files(false))]))).toMatchObject({
      'h11@1.0': 'h11 ← uvicorn ← Dockerfile:10',
      'httptools@1.0': 'httptools ← Dockerfile:10',
    });
  });
});

describe('why a package in node_modules is there', () => {
  const manifest = (
    path: string,
    version: string,
    dependencies: Record<string, string> = {},
  ): FileInputs => ({
    [`${path}/package.json`]: JSON.stringify({
      name: path.split('node_modules/').at(-1),
      version,
      dependencies,
    }),
  });
  const MODULES = '/app/node_modules';
  const tree = [
    manifest(`${MODULES}/express`, '4.0.0', { debug: '2', '@x/send': '1' }),
    manifest(`${MODULES}/debug`, '4.0.0', { ms: '2' }),
    manifest(`${MODULES}/ms`, '2.1.0'),
    manifest(`${MODULES}/express/node_modules/debug`, '2.6.9', { ms: '2' }),
    manifest(`${MODULES}/@x/send`, '1.0.0', { ms: '2' }),
    manifest(`${MODULES}/stray`, '1.0.0'),
  ];

  test('is told by the project and by the nearest copy', () => {
    const project = {
      '/app/package.json': '{"dependencies":{"express":"4"},"devDependencies":{"debug":"4"}}',
    };
    const made = ledger([layer(project), layer(...tree)]);
    expect(reasons(made)).toEqual({
      'express@4.0.0': 'express ← Dockerfile:11',
      'debug@4.0.0': 'debug ← Dockerfile:11',
      'debug@2.6.9': 'debug ← express ← Dockerfile:11',
      '@x/send@1.0.0': '@x/send ← express ← Dockerfile:11',
      'ms@2.1.0': 'ms ← debug ← Dockerfile:11',
      'stray@1.0.0': null,
    });
  });

  test('is what nothing else needs, where there is no project', () => {
    expect(reasons(ledger([layer(...tree)]))).toMatchObject({
      'debug@2.6.9': 'debug ← express ← Dockerfile:10',
      'stray@1.0.0': 'stray ← Dockerfile:10',
    });
  });

  test('is what was installed for all', () => {
    const npm = '/usr/local/lib/node_modules/npm';
    const made = ledger([
      layer(manifest(npm, '10.0.0', { ms: '2' }), manifest(`${npm}/node_modules/ms`, '2.1.0')),
    ]);
    expect(reasons(made)).toEqual({
      'npm@10.0.0': 'npm ← Dockerfile:10',
      'ms@2.1.0': 'ms ← npm ← Dockerfile:10',
    });
  });
});

test('why a gem and a package of Composer are there', () => {
  const gem = (name: string, needs: readonly string[]): FileInputs => ({
    [`/gems/specifications/${name}-1.0.gemspec`]: `s.name = "${name}".freeze\ns.version = "1.0"\n${needs.map((one) => `s.add_runtime_dependency(%q<${one}>.freeze, [">= 0"])\n`).join('')}`,
  });
  const installed = [
    { name: 'a/app', version: '1.0', require: { 'b/log': '1', php: '8' } },
    { name: 'b/log', version: '1.0' },
  ];
  const made = ledger([
    layer(gem('rails', ['rack']), gem('rack', []), {
      '/app/vendor/composer/installed.json': JSON.stringify({ packages: installed }),
    }),
  ]);
  expect(reasons(made)).toEqual({
    'rails@1.0': 'rails ← Dockerfile:10',
    'rack@1.0': 'rack ← rails ← Dockerfile:10',
    'a/app@1.0': 'a/app ← Dockerfile:10',
    'b/log@1.0': 'b/log ← a/app ← Dockerfile:10',
  });
});

test('why a crate of Rust is there is the program that it was linked into', () => {
  const crates = (source: string) => [
    { name: 'log', version: '0.4.22' },
    { name: 'tool', version: '1.2.3', source, root: true, dependencies: [0] },
  ];
  const program = (source: string) => programWithSymbols([], crates(source));
  expect(reasons(ledger([layer({ '/app/tool': program('local') })]))).toEqual({
    'log@0.4.22': 'log ← /app/tool ← Dockerfile:10',
  });
  expect(reasons(ledger([layer({ '/bin/tool': program('crates.io') })]))).toEqual({
    'tool@1.2.3': 'tool ← /bin/tool ← Dockerfile:10',
    'log@0.4.22': 'log ← tool ← /bin/tool ← Dockerfile:10',
  });
});

test('why a module of Go is there is the program that it was linked into', () => {
  const program = (main: string) =>
    elf({
      go: {
        version: 'go1.24',
        path: 'x/t',
        modules: `mod\tx/t\t${main}\ndep\tgolang.org/x/sys\tv0.1.0\th1:d=\n`,
      },
    });
  expect(reasons(ledger([layer({ '/app/tool': program('(devel)\t') })]))).toEqual({
    'golang.org/x/sys@v0.1.0': 'golang.org/x/sys ← /app/tool ← Dockerfile:10',
  });
  expect(reasons(ledger([layer({ '/bin/tool': program('v1.2.3\th1:a=') })]))).toEqual({
    'x/t@v1.2.3': 'x/t ← /bin/tool ← Dockerfile:10',
    'golang.org/x/sys@v0.1.0': 'golang.org/x/sys ← x/t ← /bin/tool ← Dockerfile:10',
  });
});
