import { describe, expect, test } from '@jest/globals';
import { findToolchains, toolchainOf } from '../../src/ledger/toolchains/toolchains.ts';
import { upstreamVersion } from '../../src/packages/databases.ts';
import type { Package } from '../../src/packages/package.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { corpusText, describeWithCorpus } from '../packages/corpus.ts';
import { elf } from '../helpers/elf-builder.ts';
import { dpkg, ledger } from './ledger-builder.ts';

const program = elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' });
const reported = (files: FileInputs, base: FileInputs = {}): readonly string[] =>
  findToolchains(ledger([layer(base), layer(files)], { base: 1 })).map(({ tool }) => tool.subject);

describe('findToolchains', () => {
  test.each<[string, FileInputs, readonly string[]]>([
    ['a Go tree', { '/usr/local/go/pkg/tool/linux_amd64/compile': 'x' }, ['Go toolchain']],
    ['an unpackaged gcc', { '/usr/local/libexec/gcc/x86_64-linux-gnu/13.2.0/cc1': 'x' }, ['gcc']],
    ['a versioned driver', { '/usr/local/bin/x86_64-linux-gnu-gcc-13.2.0': program }, ['gcc']],
    [
      'a renamed cc1',
      { '/x/y': elf({ interpreter: '/ld', needed: ['libisl.so.23', 'libmpc.so.3', 'libmpfr.so.6'] }) },
      ['gcc'],
    ],
    [
      'a renamed rustc',
      { '/x/y': elf({ interpreter: '/ld', needed: ['librustc_driver-abc.so'] }) },
      ['Rust toolchain'],
    ],
    ['make copied alone', { '/usr/bin/make': program }, ['GNU Make']],
    ['a JDK', { '/opt/jdk-17.0.2/bin/javac': 'x' }, ['JDK']],
    [
      'a .NET SDK with its packs',
      { '/usr/share/dotnet/sdk/8.0.1/MSBuild.dll': 'x', '/usr/share/dotnet/packs/a': 'y' },
      ['.NET SDK'],
    ],
    [
      'webpack',
      { '/app/node_modules/webpack/package.json': '{"name":"webpack","version":"5.0.0"}' },
      ['webpack'],
    ],
    [
      'gcc under the names of Debian 13',
      {
        '/usr/bin/x86_64-linux-gnu-gcc-14': program,
        ...dpkg({
          'gcc-14-x86-64-linux-gnu': { files: ['/usr/bin/x86_64-linux-gnu-gcc-14'] },
          'cpp-14-x86-64-linux-gnu': { files: [] },
          'g++-14-aarch64-linux-gnu': { files: [] },
          'gcc-x86-64-linux-gnu': { files: [] },
        }),
      },
      ['gcc'],
    ],
    [
      'poetry',
      { '/v/lib/python3.12/site-packages/poetry-1.8.0.dist-info/METADATA': 'Name: poetry\nVersion: 1.8.0\n' },
      ['Poetry'],
    ],
    [
      'a compiler that calls itself one',
      {
        '/usr/bin/newcc': program,
        ...dpkg({
          newcc: { files: ['/usr/bin/newcc'], more: 'Section: devel\nDescription: compiler for C\n' },
        }),
      },
      ['newcc'],
    ],
    [
      'a compiler that a package of another name claims',
      {
        '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 'x',
        ...dpkg({ innocent: { files: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1'] } }),
      },
      ['gcc'],
    ],
    [
      'a compiler that a lesser tool claims, beside that tool',
      {
        '/usr/bin/make': program,
        '/opt/bin/gcc': program,
        ...dpkg({ make: { files: ['/usr/bin/make', '/opt/bin/gcc'] } }),
      },
      ['gcc', 'GNU Make'],
    ],
    ['a compiler in a directory that is called a cache', { '/opt/.cache/bin/gcc': program }, ['gcc']],
    [
      'a Go tree in a module cache, with what lies in it',
      { '/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.0.linux-amd64/pkg/tool/linux_amd64/compile': 'x' },
      ['Go toolchain'],
    ],
    [
      'the package manager that a package claims without its runtime',
      {
        '/usr/lib/node_modules/npm/bin/npm-cli.js': 'x',
        ...dpkg({ nodejs: { files: ['/usr/lib/node_modules/npm/bin/npm-cli.js'] } }),
      },
      ['npm'],
    ],
  ])('finds %s', (_what, files, expected) => {
    expect(reported(files)).toEqual(expected);
  });

  test.each<[string, FileInputs]>([
    ['a script called make', { '/usr/bin/make': '#!/bin/sh\n' }],
    ['a program called go', { '/usr/bin/go': program }],
    [
      'runtime libraries of gcc',
      dpkg({ 'gcc-12-base': { files: [] }, 'libgcc-s1': { files: [] }, 'libstdc++6': { files: [] } }),
    ],
    [
      'busybox under many names',
      {
        '/bin/busybox': program,
        '/bin/ar': { hardlink: '/bin/busybox' },
        '/bin/patch': { hardlink: '/bin/busybox' },
      },
    ],
    [
      'programs that a runtime package owns',
      {
        '/usr/bin/yarn': program,
        '/usr/bin/swift': program,
        ...dpkg({ cmdtest: { files: ['/usr/bin/yarn', '/usr/bin/swift'] } }),
      },
    ],
    [
      'the package manager of a runtime that one package brings',
      {
        '/usr/bin/node': program,
        '/usr/lib/node_modules/npm/bin/npm-cli.js': 'x',
        ...dpkg({ nodejs: { files: ['/usr/bin/node', '/usr/lib/node_modules/npm/bin/npm-cli.js'] } }),
      },
    ],
    ['a build dependency in a cache', { '/root/.cache/uv/archive-v0/x/data/bin/ninja': program }],
    ['a user of LLVM', { '/usr/lib/libgallium.so': elf({ needed: ['libLLVM-15.so.1'] }) }],
    ['erlc of a release', { '/app/erts-14.2/bin/erlc': program }],
    [
      "a JRE, with its compiler's signatures as Debian has it",
      {
        '/opt/java/bin/java': program,
        '/opt/java/lib/ct.sym': 'x',
        '/opt/java/release': 'JAVA_VERSION="17"\n',
      },
    ],
    ['a .NET runtime', { '/usr/share/dotnet/dotnet': program, '/usr/share/dotnet/shared/x/a.dll': 'x' }],
    [
      'pip of a virtual environment',
      { '/v/lib/python3.12/site-packages/pip-24.0.dist-info/METADATA': 'Name: pip\nVersion: 24.0\n' },
    ],
    [
      'esbuild that production needs',
      { '/a/node_modules/esbuild/package.json': '{"name":"esbuild","version":"0.20.0"}' },
    ],
    [
      'a compiler package without programs',
      dpkg({ newcc: { files: [], more: 'Section: devel\nDescription: compiler for C\n' } }),
    ],
  ])('is silent about %s', (_what, files) => {
    expect(reported(files)).toEqual([]);
  });

  const COMPILER = {
    gcc: { files: ['/usr/bin/gcc'], depends: 'binutils' },
    binutils: { files: ['/usr/bin/ld'], depends: 'libbinutils' },
    libbinutils: { files: ['/usr/lib/libbfd.so'] },
  };
  const asked = (...automatic: readonly string[]): FileInputs => ({
    '/usr/bin/gcc': 'gcc',
    '/usr/bin/ld': 'ld',
    '/usr/lib/libbfd.so': 'bfd',
    '/var/lib/apt/extended_states': automatic
      .map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`)
      .join('\n'),
  });

  test('tells assembler and linker with the compiler that brought them, and by themselves where they were asked for', () => {
    expect(reported({ ...dpkg(COMPILER), ...asked('binutils', 'libbinutils') })).toEqual(['gcc']);
    expect([...reported({ ...dpkg(COMPILER), ...asked('libbinutils') })].sort()).toEqual([
      'GNU binutils',
      'gcc',
    ]);
    const alone = { ...COMPILER, gcc: { files: ['/usr/bin/gcc'] } };
    expect([...reported({ ...dpkg(alone), ...asked('binutils', 'libbinutils') })].sort()).toEqual([
      'GNU binutils',
      'gcc',
    ]);
  });

  test("does not call a lock file's production dependency a build tool", () => {
    const files = (dev: boolean): FileInputs => ({
      '/a/node_modules/.package-lock.json': JSON.stringify({
        packages: { 'node_modules/typescript': { dev } },
      }),
      '/a/node_modules/typescript/package.json': '{"name":"typescript","version":"5.0.0"}',
    });
    expect(reported(files(false))).toEqual([]);
    expect(reported(files(true))).toEqual(['TypeScript']);
  });

  test('tells package managers of the base only when an instruction writes them', () => {
    const npm: FileInputs = {
      '/usr/local/lib/node_modules/npm/bin/npm-cli.js': 'x',
      '/usr/local/lib/node_modules/npm/lib/a.js': 'y',
    };
    expect(reported({}, npm)).toEqual([]);
    expect(reported(npm, npm)).toEqual(['npm']);
  });

  const cargo: FileInputs = { '/usr/local/cargo/bin/cargo': program, '/usr/local/cargo/env': 'PATH' };
  const go: FileInputs = { '/usr/local/go/pkg/tool/linux_amd64/compile': 'x' };
  const gcc = dpkg({
    gcc: { files: ['/usr/bin/gcc', '/usr/share/gcc/x.py'], depends: 'libisl' },
    libisl: { files: ['/usr/lib/isl.so'] },
  });
  const poetry: FileInputs = {
    '/v/lib/python3.12/site-packages/poetry/cli.py': 'x',
    '/v/lib/python3.12/site-packages/poetry-1.8.0.dist-info/METADATA': 'Name: poetry\nVersion: 1.8.0\n',
  };

  test.each<[string, FileInputs, FileInputs, readonly string[]]>([
    ["Cargo's lock file", cargo, { '/usr/local/cargo/.package-cache': '' }, []],
    ['a program that cargo installs', cargo, { '/usr/local/cargo/bin/cross': program }, []],
    ['a package that go compiled', go, { '/usr/local/go/pkg/linux_amd64/fmt.a': 'x' }, []],
    [
      'a newer compiler in the expected place',
      go,
      { '/usr/local/go/pkg/tool/linux_amd64/compile': 'y', '/usr/local/go/VERSION': 'go1.23' },
      ['/usr/local/go/pkg/tool/linux_amd64/compile', '/usr/local/go/VERSION'],
    ],
    [
      'a second toolchain',
      cargo,
      { '/usr/local/cargo/.package-cache': '', '/opt/rust/toolchains/1.80/bin/rustc': program },
      ['/opt/rust/toolchains/1.80/bin/rustc'],
    ],
    [
      'a library that only an inherited compiler needs',
      { ...gcc, '/usr/bin/gcc': 'x', '/usr/lib/isl.so': 'x' },
      { '/usr/lib/isl.so': 'y' },
      [],
    ],
    [
      'compiled Python of an inherited package',
      { ...gcc, '/usr/bin/gcc': 'x', '/usr/share/gcc/x.py': 'x' },
      { '/usr/share/gcc/__pycache__/x.cpython-312.pyc': 'y' },
      [],
    ],
    [
      'compiled Python of an inherited tool',
      poetry,
      { '/v/lib/python3.12/site-packages/poetry/__pycache__/cli.cpython-312.pyc': 'y' },
      [],
    ],
    [
      'a newer program of a package, with what it needs',
      { ...gcc, '/usr/bin/gcc': 'x', '/usr/lib/isl.so': 'x' },
      { '/usr/bin/gcc': 'y', '/usr/lib/isl.so': 'y' },
      ['/usr/bin/gcc', '/usr/lib/isl.so'],
    ],
  ])('counts of own layers, beside an inherited tool, %s', (_what, base, own, expected) => {
    const made = ledger([layer(base), layer(own)], { base: 1 });
    const found = findToolchains(made);
    expect(found).toHaveLength(1);
    const paths = found[0]!.rows.filter((row) => !made.isInherited(row)).map((row) => made.catalog.path(row));
    expect(paths).toEqual(expected);
    expect(found[0]!.rows.some((row) => made.isInherited(row))).toBe(true);
  });

  test('takes the whole directory of a tool, and nothing beside a shared one', () => {
    const made = ledger([
      layer({
        '/usr/local/go/bin/go': 'x',
        '/usr/local/go/pkg/tool/linux_amd64/compile': 'x',
        '/usr/local/go/VERSION': 'go1.22.3\ntime 2024\n',
        '/usr/local/bin/app': 'x',
        '/usr/bin/javac': 'x',
        '/usr/bin/app': 'x',
      }),
    ]);
    const [go, jdk] = findToolchains(made);
    expect(go!.rows.map((row) => made.catalog.path(row))).toEqual([
      '/usr/local/go/bin/go',
      '/usr/local/go/pkg/tool/linux_amd64/compile',
      '/usr/local/go/VERSION',
    ]);
    expect(go!.version).toBe('1.22.3');
    expect(jdk!.rows.map((row) => made.catalog.path(row))).toEqual(['/usr/bin/javac']);
    expect(findToolchains(made)).toBe(findToolchains(made));
  });

  test('gives what only tools need to the first that leads to it, caches to nobody', () => {
    const made = ledger([
      layer(
        { '/usr/bin/gcc-12': 'gcc', '/usr/lib/isl.so': 'isl', '/usr/lib/z.so': 'z', '/usr/bin/make': 'm' },
        { '/root/.cargo/bin/cargo': 'c', '/root/.cargo/registry/cache/x.crate': 'x' },
        dpkg({
          'build-essential': { files: [], depends: 'gcc-12, make' },
          'gcc-12': { files: ['/usr/bin/gcc-12'], depends: 'libisl, libz' },
          make: { files: ['/usr/bin/make'], depends: 'libisl' },
          libisl: { files: ['/usr/lib/isl.so'] },
          libz: { files: ['/usr/lib/z.so'] },
          curl: { files: [], depends: 'libz' },
        }),
      ),
    ]);
    const found = findToolchains(made).map(({ tool, version, rows, packages }) => ({
      subject: tool.subject,
      version,
      paths: rows.map((row) => made.catalog.path(row)),
      packages: packages.map((index) => made.packages[index]!.name),
    }));
    expect(found).toEqual([
      {
        subject: 'gcc',
        version: '1.0',
        paths: ['/usr/bin/gcc-12', '/usr/lib/isl.so'],
        packages: ['gcc-12', 'libisl'],
      },
      { subject: 'GNU Make', version: '1.0', paths: ['/usr/bin/make'], packages: ['make'] },
      { subject: 'Rust toolchain', version: null, paths: ['/root/.cargo/bin/cargo'], packages: [] },
    ]);
  });
});

test.each<[Package['type'], string, string]>([
  ['deb', '1:12.2.0-14+deb12u1', '12.2.0'],
  ['deb', '3.0+dfsg-1', '3.0'],
  ['apk', '13.2.1_git2024-r3', '13.2.1_git2024'],
  ['npm', '5.4.2-beta', '5.4.2-beta'],
])('shortens the version of a %s, %s, to %s', (type, version, expected) => {
  expect(upstreamVersion({ type, version })).toBe(expected);
});

type Labelled = Readonly<Record<string, string>>;

function labelledPackages(): readonly Labelled[] {
  const [head = [], ...lines] = corpusText('debian/visible.tsv')!
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines.map((columns) => Object.fromEntries(head.map((name, index) => [name, columns[index] ?? ''])));
}

function packageOf(row: Labelled): Package {
  return {
    type: 'deb',
    name: row['package']!,
    version: row['version']!,
    purl: '',
    section: row['section']!,
    summary: row['synopsis']!,
    depends: [],
  };
}

/** Subject that the image of one Debian package with its programs is reported by, or undefined. */
function subjectOf(row: Labelled): string | undefined {
  const found = toolchainOf(packageOf(row));
  return found === undefined || (found.needsProgram && row['n_bins'] === '0')
    ? undefined
    : found.toolchain.subject;
}

describeWithCorpus('7,262 labelled Debian packages', () => {
  const rows = labelledPackages();
  const isPopular = (row: Labelled) => Number(row['rdeps']) >= 3 || Number(row['docker_mentions']) > 0;
  const sure = rows.filter(
    (row) => row['label']?.startsWith('P1') && row['cross'] !== '1' && row['debatable'] !== '1',
  );

  test('finds all 76 sure build tools by name, section and summary', () => {
    expect(sure).toHaveLength(76);
    const missed = sure.filter((row) => subjectOf(row) === undefined).map((row) => row['package']);
    expect(missed).toEqual([]);
  });

  test('finds all of the others that Debian files under development, and calls them less where they are for more', () => {
    const filed = rows.filter(
      (row) => row['section'] === 'devel' && row['n_bins'] !== '0' && row['label']?.startsWith('P'),
    );
    expect(filed.filter((row) => subjectOf(row) === undefined)).toEqual([]);
    const lesser = (name: string) => {
      const row = filed.find((each) => each['package'] === name);
      return row && toolchainOf(packageOf(row))?.toolchain.atMost;
    };
    for (const name of ['skopeo', 'snapd', 'valgrind', 'prometheus-blackbox-exporter', 'mpich', 'stress-ng'])
      expect([name, lesser(name)]).toEqual([name, 'note']);
    for (const name of ['shellcheck', 'doxygen', 'gettext', 'gobject-introspection'])
      expect([name, lesser(name)]).toEqual([name, undefined]);
  });

  test('finds at least 70 of the sure ones by their names alone', () => {
    const named = sure.filter((row) => subjectOf({ ...row, section: '', synopsis: '' }) !== undefined);
    expect(named.length).toBeGreaterThanOrEqual(70);
  });

  test.each([
    [
      '1,585 clean runtime programs',
      (row: Labelled) => row['label'] === 'N1_program' && row['clean_negative'] === '1',
      1585,
    ],
    [
      '267 popular ones of them',
      (row: Labelled) => row['label'] === 'N1_program' && row['clean_negative'] === '1' && isPopular(row),
      267,
    ],
    ['290 runtime libraries', (row: Labelled) => row['label'] === 'N2_sharedlib', 290],
  ])(
    'raises no false alarm on %s, by package or by the names of their programs',
    (_what, isNegative, count) => {
      const negatives = rows.filter(isNegative);
      expect(negatives).toHaveLength(count);
      expect(negatives.filter((row) => subjectOf(row) !== undefined).map((row) => row['package'])).toEqual(
        [],
      );
      const files = Object.fromEntries(
        negatives.map((row) => [row['package']!, { files: row['bins']!.split(' ') }]),
      );
      const programs = Object.values(files).flatMap((each) =>
        each.files.filter((path) => path.startsWith('/')),
      );
      const image: FileInputs = {
        ...Object.fromEntries(programs.map((path) => [path, program])),
        ...dpkg(files),
      };
      expect(reported(image)).toEqual([]);
    },
  );
});

test('a tool has its own version, not that of a larger package that is told with it', () => {
  const files = {
    '/app/node_modules/webpack/package.json': '{"name":"webpack","version":"1.15.0"}',
    '/app/node_modules/webpack-dev-server/package.json': '{"name":"webpack-dev-server","version":"1.16.5"}',
    '/app/node_modules/webpack-dev-server/large.js': 'x'.repeat(5000),
  };
  const found = findToolchains(ledger([layer(files)]));
  expect(found.map(({ tool, version }) => [tool.subject, version])).toEqual([['webpack', '1.15.0']]);
});

test('a tool in a virtual environment of its own counts with all that is in it', () => {
  const files = {
    '/opt/poetry/pyvenv.cfg': 'home = /usr/bin',
    '/opt/poetry/bin/poetry': '#!/opt/poetry/bin/python\n',
    '/opt/poetry/lib/python3.11/site-packages/poetry-1.8.5.dist-info/METADATA':
      'Name: poetry\nVersion: 1.8.5\n',
    '/opt/poetry/lib/python3.11/site-packages/requests/api.py': 'x',
    '/app/.venv/bin/poetry': '#!/app/.venv/bin/python\n',
    '/app/.venv/lib/python3.11/site-packages/requests/api.py': 'x',
  };
  const made = ledger([layer(files)]);
  const [poetry, ...others] = findToolchains(made);
  expect(others).toEqual([]);
  expect([poetry?.tool.subject, poetry?.version]).toEqual(['Poetry', '1.8.5']);
  expect(poetry?.rows.map((row) => made.catalog.path(row)).sort()).toEqual(
    Object.keys(files)
      .filter((path) => path.startsWith('/opt/poetry'))
      .sort(),
  );
});
