import { describe, expect, test } from '@jest/globals';
import { layer, whiteout, type FileInputs, type LayerInput } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { dpkg } from '../ledger/ledger-builder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();

const PROGRAM = elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' });
const CC1 = elf({ interpreter: '/ld', needed: ['libisl.so.23', 'libmpc.so.3', 'libmpfr.so.6'] });
const MAIN = 'package main\n\nfunc main() { println("hi") }\n';
const BASE = [
  layer(
    { '/etc/os-release': 'ID=debian\n', '/usr/lib/libc.so.6': 'c', '/bin/sh': PROGRAM },
    dpkg({ libc6: { files: ['/usr/lib/libc.so.6'] } }),
  ),
];
/** What the base image has in dpkg's database, and one more package that claims these files. */
const claim = (files: readonly string[], name = 'innocent'): FileInputs =>
  dpkg({ libc6: { files: ['/usr/lib/libc.so.6'] }, [name]: { files } });
const apk = (directory: string, names: readonly string[]): FileInputs => ({
  '/lib/apk/db/installed': `P:innocent\nV:1.0-r0\nA:x86_64\nF:${directory}\n${names.map((name) => `R:${name}\n`).join('')}\n`,
});
const SITE = '/usr/lib/python3.11/site-packages';
const wheel = (record: string): FileInputs => ({
  [`${SITE}/innocent-1.0.dist-info/METADATA`]: 'Name: innocent\nVersion: 1.0\n',
  [`${SITE}/innocent-1.0.dist-info/RECORD`]: `${record},,\ninnocent-1.0.dist-info/RECORD,,\n`,
});
const npm = (directory: string): FileInputs => ({
  [`${directory}/package.json`]: '{"name":"innocent","version":"1.0.0"}',
});

describe('a package record of the pull request that claims a source of the repository (issue 8, 3)', () => {
  const repository = { 'main.go': MAIN, 'cmd/tool.rs': 'fn main() { println!("hi") }\n' };
  const copied = layer({ '/app/main.go': MAIN });
  test.each<[string, readonly LayerInput[]]>([
    ['dpkg, in a later instruction', [copied, layer(claim(['/app', '/app/main.go']))]],
    ['dpkg, in an earlier instruction', [layer(claim(['/app/main.go'])), copied]],
    ['dpkg, in the same instruction', [layer({ '/app/main.go': MAIN }, claim(['/app/main.go']))]],
    [
      'dpkg, of a package that the base image has',
      [copied, layer(dpkg({ libc6: { files: ['/app/main.go'] } }))],
    ],
    [
      'a file of status.d with sums',
      [
        layer({
          '/app/main.go': MAIN,
          '/var/lib/dpkg/status.d/innocent': 'Package: innocent\nVersion: 1.0\n',
          '/var/lib/dpkg/status.d/innocent.md5sums': 'e11d70c96979a1328ae4e7e50542782b  app/main.go\n',
        }),
      ],
    ],
    ['apk', [layer({ '/app/main.go': MAIN }, apk('app', ['main.go']))]],
    ['a wheel', [layer({ '/app/main.go': MAIN }, wheel('/app/main.go'))]],
    [
      'a wheel whose package it lies in',
      [layer({ [`${SITE}/innocent/x.go`]: MAIN }, wheel('innocent/x.go'))],
    ],
    [
      'an npm package',
      [layer({ '/app/node_modules/innocent/main.go': MAIN }, npm('/app/node_modules/innocent'))],
    ],
    [
      'one that a later instruction removes with the file',
      [
        layer({ '/app/main.go': MAIN }, claim(['/app/main.go'])),
        layer(whiteout('/app'), whiteout('/var/lib/dpkg/info/innocent.list')),
      ],
    ],
  ])('does not excuse it: %s', async (_case, own) => {
    const verdict = await gateImages(folder, { base: BASE, own, repository });
    expect(verdict).toMatchObject({
      conclusion: 'failure',
      introduced: ['source-file: *.go of this repository'],
    });
  });

  test('does not excuse a source that lies among vendored files as well', async () => {
    const own = [layer({ '/app/node_modules/innocent/main.go': MAIN }, npm('/app/node_modules/innocent'))];
    const verdict = await gateImages(folder, {
      base: BASE,
      own,
      repository: { ...repository, 'node_modules/innocent/main.go': MAIN },
    });
    expect(verdict.introduced).toEqual(['source-file: *.go of this repository']);
  });

  test('does not excuse a history that the record lists', async () => {
    const own = [layer({ '/app/.git/HEAD': 'ref: refs/heads/main\n' }, claim(['/app/.git/HEAD']))];
    const verdict = await gateImages(folder, { base: BASE, own });
    expect(verdict.introduced).toEqual(['vcs-directory: /app/.git']);
  });

  test('nor a playlist beside it that makes TypeScript a film', async () => {
    const text = 'export const answer: number = 42;\n';
    const own = [layer({ '/app/src/app.ts': text, '/app/src/index.m3u8': '#EXTM3U\n' })];
    const verdict = await gateImages(folder, { base: BASE, own, repository: { 'src/app.ts': text } });
    expect(verdict.introduced).toEqual(['source-file: src/*.ts of this repository']);
  });
});

describe('a package record of the pull request that claims a compiler (issue 8, 3)', () => {
  const tree = '/usr/lib/gcc/x86_64-linux-gnu/12';
  const gcc: FileInputs = { [`${tree}/cc1`]: CC1, [`${tree}/libgcc.a`]: 'x', '/usr/bin/gcc-12': PROGRAM };
  const paths = Object.keys(gcc);
  test.each<[string, FileInputs, string]>([
    ['dpkg', { ...gcc, ...claim(paths) }, 'c-toolchain: gcc'],
    ['dpkg, under the name of a lesser tool', { ...gcc, ...claim(paths, 'make') }, 'c-toolchain: gcc'],
    ['apk', { [`${tree}/cc1`]: CC1, ...apk(tree.slice(1), ['cc1']) }, 'c-toolchain: gcc'],
    ['dpkg, of a compiler by another name', { '/opt/x': CC1, ...claim(['/opt/x']) }, 'c-toolchain: gcc'],
    [
      'dpkg, of make alone',
      { '/usr/bin/make': PROGRAM, ...claim(['/usr/bin/make']) },
      'c-toolchain: GNU Make',
    ],
    [
      'dpkg, of a Go tree',
      {
        '/opt/go/pkg/tool/linux_amd64/compile': 'x',
        '/opt/go/bin/go': PROGRAM,
        ...claim(['/opt/go/pkg/tool/linux_amd64/compile', '/opt/go/bin/go']),
      },
      'go-toolchain: Go toolchain',
    ],
    ['dpkg, of a JDK', { '/opt/j/bin/javac': 'x', ...claim(['/opt/j/bin/javac']) }, 'jdk: JDK'],
    [
      'no record, in a directory that is called a cache',
      { '/srv/.cache/bin/gcc': PROGRAM },
      'c-toolchain: gcc',
    ],
    [
      'dpkg, of npm',
      {
        '/usr/lib/node_modules/npm/bin/npm-cli.js': 'x',
        ...claim(['/usr/lib/node_modules/npm/bin/npm-cli.js']),
      },
      'node-package-manager: npm',
    ],
  ])('does not excuse it: %s', async (_case, files, expected) => {
    const verdict = await gateImages(folder, { base: BASE, own: [layer(files)] });
    expect(verdict).toMatchObject({ conclusion: 'failure' });
    expect(verdict.introduced).toContain(expected);
  });
});

describe('an allow entry for a package (issue 8, 3 and 7)', () => {
  const policy = `version: 1
allow:
  - { rule: c-toolchain, package: "pkg:deb/debian/make*", reason: it runs make, permanent: true }
`;
  const make = { '/usr/bin/make': PROGRAM };
  test.each<[string, FileInputs, string]>([
    [
      'a second make that no package owns',
      { ...make, ...claim(['/usr/bin/make'], 'make'), '/opt/bin/make': PROGRAM },
      'GNU Make',
    ],
    [
      'another tool that the record calls make',
      { ...make, '/usr/bin/cmake': PROGRAM, ...claim(['/usr/bin/make', '/usr/bin/cmake'], 'make') },
      'CMake',
    ],
  ])('does not accept %s', async (_case, files, subject) => {
    const verdict = await gateImages(folder, { base: BASE, own: [layer(files)], policy });
    expect(verdict).toMatchObject({
      conclusion: 'failure',
      introduced: expect.arrayContaining([`c-toolchain: ${subject}`]),
    });
  });

  test('accepts that package', async () => {
    const own = [layer({ ...make, ...claim(['/usr/bin/make'], 'make') })];
    expect((await gateImages(folder, { base: BASE, own, policy })).conclusion).toBe('success');
  });
});

describe('what real package managers install', () => {
  test.each<[string, FileInputs, Readonly<Record<string, string>>]>([
    [
      "node_modules that the repository commits, with somebody's TypeScript and C",
      {
        ...npm('/app/node_modules/innocent'),
        '/app/node_modules/innocent/src/a.ts': 'export const a = 1;\n',
        '/app/node_modules/innocent/addon.cc': 'int main() {}\n',
      },
      {
        'node_modules/innocent/package.json': '{"name":"innocent","version":"1.0.0"}',
        'node_modules/innocent/src/a.ts': 'export const a = 1;\n',
        'node_modules/innocent/addon.cc': 'int main() {}\n',
      },
    ],
    [
      'a header of a library, of which the repository keeps a copy',
      { '/usr/include/zlib.h': '#define ZLIB_H\n', ...claim(['/usr/include/zlib.h'], 'zlib1g-dev') },
      { 'third_party/zlib/zlib.h': '#define ZLIB_H\n' },
    ],
    [
      'a package with a tsconfig.json like ours',
      { ...npm('/app/node_modules/x'), '/app/node_modules/x/tsconfig.json': '{"extends":"./base"}\n' },
      { 'tsconfig.json': '{"extends":"./base"}\n' },
    ],
    [
      'Node.js with the npm that its package brings',
      {
        '/usr/bin/node': PROGRAM,
        '/usr/lib/node_modules/npm/bin/npm-cli.js': 'x',
        ...claim(['/usr/bin/node', '/usr/lib/node_modules/npm/bin/npm-cli.js'], 'nodejs'),
      },
      { 'README.md': 'read me' },
    ],
    [
      'programs of a runtime package that are called as tools are',
      {
        '/usr/bin/yarn': PROGRAM,
        '/usr/bin/swift': PROGRAM,
        ...claim(['/usr/bin/yarn', '/usr/bin/swift'], 'cmdtest'),
      },
      { 'README.md': 'read me' },
    ],
  ])('is as silent as before: %s', async (_case, files, repository) => {
    const verdict = await gateImages(folder, { base: BASE, own: [layer(files)], repository });
    expect(verdict).toMatchObject({ conclusion: 'success', introduced: [] });
  });

  test('tells gcc from the package of that name, once', async () => {
    const files = ['/usr/bin/gcc-12', '/usr/lib/gcc/x86_64-linux-gnu/12/cc1'];
    const own = [layer({ '/usr/bin/gcc-12': PROGRAM, [files[1]!]: CC1 }, claim(files, 'gcc-12'))];
    const { findings } = await gateImages(folder, { base: BASE, own });
    expect(findings.map(({ ruleId, subject }) => `${ruleId}: ${subject}`)).toEqual(['c-toolchain: gcc']);
  });
});
