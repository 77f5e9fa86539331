import { describe, expect, test } from '@jest/globals';
import { cToolchain } from '../../src/rules/c-toolchain.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { debian } from './debian-files.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const GCC = debian({
  'gcc-12': { files: ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1', '/usr/bin/gcc-12'], version: '12.2.0-14' },
});
const npm = (root: string, name: string): FileInputs => ({
  [`${root}/node_modules/${name}/package.json`]: JSON.stringify({ name, version: '5.4.2' }),
  [`${root}/node_modules/${name}/lib/index.js`]: 'x',
});

describe.each([
  ['c-toolchain: gcc', GCC],
  ['c-toolchain: GNU Make', debian({ make: { files: ['/usr/bin/make'] } })],
  ['c-toolchain: CMake', debian({ cmake: { files: ['/usr/bin/cmake'] } })],
  [
    'go-toolchain: Go toolchain',
    { '/usr/local/go/pkg/tool/linux_amd64/compile': 'x', '/usr/local/go/VERSION': 'go1.22.5\n' },
  ],
  ['rust-toolchain: Rust toolchain', { '/home/ci/.rustup/toolchains/stable/bin/rustc': 'x' }],
  [
    'jdk: JDK',
    {
      '/opt/java/lib/ct.sym': 'x',
      '/opt/java/bin/javac': 'x',
      '/opt/java/release': 'JAVA_VERSION="17.0.9"\n',
    },
  ],
  ['jvm-build-tool: Gradle', { '/app/gradle/wrapper/gradle-wrapper.jar': 'x' }],
  ['dotnet-sdk: .NET SDK', { '/usr/share/dotnet/sdk/8.0.100/MSBuild.dll': 'x' }],
  ['node-package-manager: npm', { '/usr/local/lib/node_modules/npm/bin/npm-cli.js': 'x' }],
  ['node-bundler: TypeScript', npm('/app', 'typescript')],
  ['python-build-tool: uv', { '/usr/local/bin/uv': elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' }) }],
  ['ruby-build-tool: Ruby build tools', debian({ bundler: { files: ['/usr/share/doc/bundler/readme'] } })],
  ['php-build-tool: Composer', { '/usr/bin/composer': '#!/usr/bin/env php\n__HALT_COMPILER' }],
  ['code-generator: parser generators', debian({ bison: { files: ['/usr/bin/bison'] } })],
  ['other-toolchain: Haskell toolchain', debian({ ghc: { files: ['/usr/bin/ghc'] } })],
  ['packaging-tool: Debian packaging tools', debian({ debhelper: { files: ['/usr/bin/dh'] } })],
] as const)('%s', (finding, files: FileInputs) => {
  test('is told when an instruction adds it', () => {
    expect(reportOf(ledgerOf({ own: [layer(files)] }))).toContain(finding);
  });

  test('is told when a later instruction removes it: its layer still has it', () => {
    const removed = Object.keys(files).filter(
      (path) => !path.startsWith('/var/lib/dpkg/') && path !== '/etc/os-release',
    );
    const empty = debian({});
    const own = [layer(files), layer(...removed.map(whiteout), empty)];
    expect(reportOf(ledgerOf({ own }))).toContain(finding);
  });
});

describe('build-tool rules', () => {
  test('tell nothing where one instruction added and removed the tool', () => {
    expect(reportOf(ledgerOf({ own: [layer({ '/usr/local/bin/app': 'x' })] }))).toEqual([]);
  });

  test.each([
    ['an application at /usr/bin/go', { '/usr/bin/go': elf({}) }],
    [
      'the OpenStack client called swift',
      debian({ 'python3-swiftclient': { files: ['/usr/bin/swift'], section: 'python' } }),
    ],
    [
      'erlc inside of an Elixir release',
      { '/app/erts-14.2/bin/erlc': elf({ interpreter: '/lib64/ld-linux-x86-64.so.2' }) },
    ],
    [
      'runtime libraries of gcc',
      debian({
        'gcc-12-base': { files: ['/usr/share/doc/gcc-12-base/x'] },
        'libgcc-s1': { files: ['/lib/x86_64-linux-gnu/libgcc_s.so.1'] },
      }),
    ],
    ['cmdtest, which is called yarn', debian({ cmdtest: { files: ['/usr/bin/yarn'], section: 'utils' } })],
  ] as readonly (readonly [string, FileInputs])[])('stay silent about %s', (_, files) => {
    expect(reportOf(ledgerOf({ own: [layer(files)] }))).toEqual([]);
  });

  test('stay silent about a compiler that only the environment names', () => {
    const config = { env: ['PHPIZE_DEPS=autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c'] };
    expect(reportOf(ledgerOf({ own: [layer({ '/app/index.php': '<?php' })], config }))).toEqual([]);
  });

  test('count what only the tool needs, and name its version', () => {
    const files = debian({
      'gcc-12': { files: ['/usr/bin/gcc-12'], version: '12.2.0-14', depends: 'libisl23, libc6' },
      libisl23: { files: ['/usr/lib/libisl.so.23'], section: 'libs' },
      libc6: { files: ['/lib/libc.so.6'], section: 'libs' },
      curl: { files: ['/usr/bin/curl'], section: 'web', depends: 'libc6' },
    });
    const ledger = ledgerOf({ own: [layer(files)] });
    const [found] = cToolchain.inspect(ledger);
    expect(found).toMatchObject({ subject: 'gcc', version: '12.2.0' });
    expect(found?.packages?.map((index) => ledger.packages[index]?.name)).toEqual(['gcc-12', 'libisl23']);
    expect(found?.rows.map((row) => ledger.catalog.path(row))).toEqual([
      '/usr/bin/gcc-12',
      '/usr/lib/libisl.so.23',
    ]);
  });
});
