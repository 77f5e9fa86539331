import { describe, expect, test } from '@jest/globals';
import { devPackage } from '../../src/rules/dev-package.ts';
import { scan } from '../../src/scan/scan.ts';
import { layer, whiteout, type FileInputs, type LayerInput } from '../helpers/image-builder.ts';
import { rpmSqliteBytes } from '../helpers/rpm-database.ts';
import { debian, type DebianPackage } from './debian-files.ts';
import { ledgerOf, reportOf, type ImageInput } from './rule-bench.ts';

const LIBPQ_DEV: DebianPackage = {
  files: ['/usr/include/postgresql/libpq-fe.h', '/usr/lib/libpq.a'],
  section: 'libdevel',
  version: '15.3-0',
  depends: 'libpq5 (= 15.3-0), libssl-dev',
};
const LIBSSL_DEV: DebianPackage = {
  files: ['/usr/include/openssl/ssl.h'],
  section: 'libdevel',
  version: '3.0.9-1',
  depends: 'libssl3 (= 3.0.9-1)',
};
const RUNTIME = {
  libpq5: { files: ['/usr/lib/libpq.so.5'], section: 'libs', version: '15.3-0' },
  libssl3: { files: ['/usr/lib/libssl.so.3'], section: 'libs', version: '3.0.9-1' },
};

/** The list of what apt installed only as a dependency. */
function automatic(...names: readonly string[]) {
  const entries = ['adduser', ...names].map(
    (name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`,
  );
  return { '/var/lib/apt/extended_states': entries.join('\n') };
}

function apk(...entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n\n`).join('');
}

/** Subject to names of the packages that it counts. */
function inspect(input: ImageInput): Readonly<Record<string, readonly string[]>> {
  const ledger = ledgerOf(input);
  return Object.fromEntries(
    devPackage
      .inspect(ledger)
      .map(({ subject, packages = [] }) => [
        subject,
        packages.map((index) => ledger.packages[index]?.name ?? ''),
      ]),
  );
}

const installed = (
  packages: Readonly<Record<string, DebianPackage>>,
  ...auto: readonly string[]
): LayerInput => layer(debian(packages), automatic(...auto));

describe('dev-package', () => {
  const LIBPQ = { ...RUNTIME, 'libpq-dev': LIBPQ_DEV, 'libssl-dev': LIBSSL_DEV };

  test('is one finding for a package that was asked for, with what comes with it and is of no use at run time', () => {
    const own = [installed(LIBPQ, 'libpq5', 'libssl3', 'libssl-dev')];
    expect(inspect({ own })).toEqual({ 'libpq-dev': ['libpq-dev', 'libssl-dev'] });
    const [found] = scan(ledgerOf({ own }), [devPackage]);
    expect(found).toMatchObject({ version: '15.3', files: 3, category: 'dev-files' });
    expect(found?.message).toContain(
      'libpq-dev 15.3, which is for building against, and 1 package that comes with it',
    );
  });

  test('is one finding each where both were asked for', () => {
    const own = [installed(LIBPQ, 'libpq5', 'libssl3')];
    expect(Object.keys(inspect({ own }))).toEqual(['libpq-dev', 'libssl-dev']);
  });

  test('is one finding for a package and those that it needs where nobody knows which were asked for', () => {
    expect(inspect({ own: [layer(debian(LIBPQ))] })).toEqual({ 'libpq-dev': ['libpq-dev', 'libssl-dev'] });
  });

  test.each<[string, Readonly<Record<string, DebianPackage>>, string]>([
    ['libdevel', { 'libx-tools': { files: ['/usr/bin/x-config'], section: 'libdevel' } }, 'libx-tools'],
    ['contrib/libdevel', { x: { files: ['/usr/include/x.h'], section: 'contrib/libdevel' } }, 'x'],
    ['python', { 'python3-dev': { files: ['/usr/include/python3.h'], section: 'python' } }, 'python3-dev'],
    [
      'kernel',
      { 'linux-headers-6.1': { files: ['/usr/src/l/x.h'], section: 'kernel' } },
      'linux-headers-6.1',
    ],
  ])('knows it by section %s or by its name', (_, packages, subject) => {
    expect(Object.keys(inspect({ own: [installed(packages)] }))).toEqual([subject]);
  });

  test('leaves what only a compiler needs to the compiler’s finding, and tells all bytes once', () => {
    const gcc = { files: ['/usr/bin/gcc-12'], section: 'devel', depends: 'libc6-dev' };
    const libc = { files: ['/usr/include/stdio.h'], section: 'libdevel' };
    const alone = installed({ 'gcc-12': gcc, 'libc6-dev': libc }, 'libc6-dev');
    expect(reportOf(ledgerOf({ own: [alone] }))).toEqual(['c-toolchain: gcc']);
    const zlib = { files: ['/usr/include/zlib.h'], section: 'libdevel', depends: 'libc6-dev' };
    const both = installed({ 'gcc-12': gcc, 'libc6-dev': libc, 'zlib1g-dev': zlib }, 'libc6-dev');
    expect(inspect({ own: [both] })).toEqual({ 'zlib1g-dev': ['zlib1g-dev', 'libc6-dev'] });
    const findings = scan(ledgerOf({ own: [both] }));
    const rows = findings.flatMap((finding) => finding.rows);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test('says nothing of a package that a program’s package needs', () => {
    const r = { files: ['/usr/bin/R'], section: 'math', depends: 'libblas-dev' };
    const blas = { files: ['/usr/include/blas.h'], section: 'libdevel' };
    expect(inspect({ own: [installed({ 'r-base': r, 'libblas-dev': blas }, 'libblas-dev')] })).toEqual({});
    expect(inspect({ own: [layer(debian({ 'r-base': r, 'libblas-dev': blas }))] })).toEqual({});
    expect(inspect({ own: [installed({ 'r-base': r, 'libblas-dev': blas })] })).toEqual({
      'libblas-dev': ['libblas-dev'],
    });
  });

  test('knows Alpine’s by name, those of a virtual package, too', () => {
    const installedDb = apk(
      'P:openssl-dev\nV:3.3.2-r0\nD:so:libssl.so.3 musl-dev\nF:usr/include\nR:ssl.h',
      'P:musl-dev\nV:1.2.5-r0\nF:usr/include\nR:stdio.h',
      'P:libssl3\nV:3.3.2-r0\np:so:libssl.so.3=3\nF:usr/lib\nR:libssl.so.3',
      'P:.build-deps\nV:20240101.000000\nD:openssl-dev linux-headers',
      'P:linux-headers\nV:6.6-r0\nF:usr/include/linux\nR:types.h',
    );
    const files = {
      '/usr/include/ssl.h': 'x',
      '/usr/include/stdio.h': 'x',
      '/usr/include/linux/types.h': 'x',
    };
    const own = layer(
      {
        '/lib/apk/db/installed': installedDb,
        '/etc/apk/world': '.build-deps\n',
        '/usr/lib/libssl.so.3': 'x',
      },
      files,
    );
    expect(inspect({ own: [own] })).toEqual({
      'openssl-dev': ['openssl-dev', 'musl-dev'],
      'linux-headers': ['linux-headers'],
    });
    expect(devPackage.inspect(ledgerOf({ own: [own] }))[0]?.fix).toContain(
      '`libssl3` at most, not `openssl-dev`',
    );
  });

  test('knows those of RPM by name', () => {
    const packages = ['libpq-devel', 'kernel-headers', 'libpq'].map((name) => {
      return { name, version: '1', release: '1', files: [`/usr/share/${name}/x`] };
    });
    const database = { '/var/lib/rpm/rpmdb.sqlite': rpmSqliteBytes(packages) };
    const files = Object.fromEntries(packages.flatMap((each) => each.files.map((path) => [path, 'x'])));
    expect(Object.keys(inspect({ own: [layer(database, files)] })).sort()).toEqual([
      'kernel-headers',
      'libpq-devel',
    ]);
  });

  test('says nothing of packages of the base image, nor of their upgrades', () => {
    const before = installed({ 'libssl-dev': LIBSSL_DEV });
    const after = installed({ 'libssl-dev': { ...LIBSSL_DEV, version: '3.0.11-1' } });
    expect(inspect({ base: [before] })).toEqual({});
    expect(inspect({ base: [before], own: [after] })).toEqual({});
    const more = installed({ 'libssl-dev': LIBSSL_DEV, 'libx-dev': { files: ['/usr/include/x.h'] } });
    expect(Object.keys(inspect({ base: [before], own: [more] }))).toEqual(['libx-dev']);
  });

  test('says nothing of packages for running that ship headers', () => {
    const own = installed({
      nodejs: { files: ['/usr/bin/node', '/usr/include/node/node.h'], section: 'web' },
      'python3-numpy': {
        files: ['/usr/lib/python3/dist-packages/numpy/core/include/a.h'],
        section: 'python',
      },
      'libmagickcore-6.q16-6': { files: ['/usr/lib/x86_64-linux-gnu/ImageMagick/a.la'], section: 'libs' },
      'gcc-12-base': { files: ['/usr/share/doc/gcc'], section: 'libs' },
    });
    expect(reportOf(ledgerOf({ own: [own] }))).toEqual([]);
  });

  test('says nothing of what a later instruction removed: that is hidden bytes', () => {
    const removed = layer(whiteout('/usr/include'), whiteout('/usr/lib/libpq.a'), debian(RUNTIME));
    expect(inspect({ own: [installed(LIBPQ), removed] })).toEqual({});
  });

  test('believes no database that another layer wrote than the files’', () => {
    const own = [layer({ '/usr/include/openssl/ssl.h': 'x' }), layer(database({ 'libssl-dev': LIBSSL_DEV }))];
    expect(inspect({ own })).toEqual({});
  });

  test('takes one of a circle, and each package once', () => {
    const circle = {
      'a-dev': { files: ['/usr/include/a.h'], depends: 'b-dev' },
      'b-dev': { files: ['/usr/include/b.h'], depends: 'a-dev' },
    };
    expect(inspect({ own: [layer(debian(circle))] })).toEqual({ 'a-dev': ['a-dev', 'b-dev'] });
  });

  test('takes a chain of very many packages in one go', () => {
    const many = Array.from({ length: 2_000 }, (_, index): [string, DebianPackage] => [
      `p${index}-dev`,
      { files: [`/usr/include/${index}.h`], depends: `p${index + 1}-dev` },
    ]);
    const found = inspect({ own: [layer(debian(Object.fromEntries(many)))] });
    expect(found['p0-dev']?.length).toBe(2_000);
  });
});

/** Database without the files. */
function database(packages: Readonly<Record<string, DebianPackage>>): FileInputs {
  const all = Object.entries(debian(packages));
  return Object.fromEntries(all.filter(([path]) => path.startsWith('/var/lib/dpkg')));
}

describe('dev-package says what to install instead', () => {
  const fixOf = (own: LayerInput, input: ImageInput = {}): string | undefined =>
    devPackage.inspect(ledgerOf({ dockerfile: 'FROM a AS b\nFROM x\nRUN apt', ...input, own: [own] }))[0]
      ?.fix;
  const LIBPQ = { ...RUNTIME, 'libpq-dev': LIBPQ_DEV, 'libssl-dev': LIBSSL_DEV };
  const AUTOMATIC = ['libpq5', 'libssl3', 'libssl-dev'];

  test('the library of the same source', () => {
    expect(fixOf(installed(LIBPQ, ...AUTOMATIC))).toBe(
      'Do what needs it in an earlier stage and copy the result; the final stage needs `libpq5` at most, not `libpq-dev`',
    );
  });

  test('the library behind a package without one of its own', () => {
    const meta = { files: ['/usr/share/doc/default-dev/x'], section: 'libdevel', depends: 'libpq-dev' };
    expect(fixOf(installed({ 'default-dev': meta, ...LIBPQ }, ...AUTOMATIC, 'libpq-dev'))).toContain(
      '`libpq5`',
    );
  });

  test('nothing where the base image has the library, or where there is none', () => {
    const base = [layer(debian(RUNTIME))];
    const runtime = Object.fromEntries(Object.entries(debian(LIBPQ)).filter(([path]) => !/\.so/.test(path)));
    expect(fixOf(layer(runtime, automatic(...AUTOMATIC)), { base })).toContain(
      'the base image has `libpq5`, which programs need to run',
    );
    const headers = installed({ 'libeigen3-dev': { files: ['/usr/include/eigen.h'] } });
    expect(fixOf(headers)).toBe('Do what needs it in an earlier stage and copy the result');
  });

  test('what to copy, where a COPY brought it', () => {
    const dockerfile = 'FROM a AS build\nFROM x\nCOPY --from=build / /';
    expect(fixOf(layer(debian(LIBPQ), { '/app': new Uint8Array(10_000) }), { dockerfile })).toContain(
      'Copy from `build`',
    );
  });
});
