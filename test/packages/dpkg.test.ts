import { describe, expect, test } from '@jest/globals';
import { parseDpkgStatus, parseRelations } from '../../src/packages/dpkg-status.ts';
import { parseExtendedStates, parseFileList, parseMd5sums } from '../../src/packages/dpkg.ts';
import { corpusText, describeWithCorpus } from './corpus.ts';

const GCC = `Package: gcc-12
Status: install ok installed
Priority: optional
Section: devel
Version: 12.2.0-14
Architecture: amd64
Provides: c-compiler, c-compiler-2 (= 1)
Depends: cpp-12 (= 12.2.0-14), gcc-12-base:any (= 12.2.0-14) | other, binutils (>= 2.40) [amd64]
Pre-Depends: dpkg
Recommends: libc6-dev (>= 2.13-0ubuntu6) | libc-dev, gdb
Description: GNU C compiler
 This is the GNU C compiler.
 Package: not a field
`;

describe('parseDpkgStatus', () => {
  test('reads what the gate needs of an entry', () => {
    expect(parseDpkgStatus(GCC)).toEqual([
      {
        name: 'gcc-12',
        version: '12.2.0-14',
        architecture: 'amd64',
        section: 'devel',
        summary: 'GNU C compiler',
        depends: ['dpkg', 'cpp-12', 'gcc-12-base', 'binutils'],
        alsoNeeds: ['other'],
        recommends: ['libc6-dev', 'libc-dev', 'gdb'],
        provides: ['c-compiler', 'c-compiler-2'],
        isComplete: false,
      },
    ]);
  });

  test.each([
    ['deinstall ok config-files', 0],
    ['purge ok not-installed', 0],
    ['install ok half-configured', 1],
    ['hold ok installed', 1],
  ])('counts state `%s` as %i packages', (state, count) => {
    expect(parseDpkgStatus(GCC.replace('install ok installed', state))).toHaveLength(count);
  });

  test.each([
    ['an empty text', ''],
    ['a name without a value', 'Package:\nVersion: 1\n'],
    ['no version', 'Package: a\n'],
    ['a name that would break a line', 'Package: a\u2028b\nVersion: 1\n'],
    ['an endless name', `Package: ${'a'.repeat(400)}\nVersion: 1\n`],
    ['bytes', '\u0000\u0001\u0002\n\n\n:::\n: \n'],
  ])('skips %s', (_what, text) => {
    expect(parseDpkgStatus(`${text}\n\n${GCC}`).map(({ name }) => name)).toEqual(['gcc-12']);
  });
});

describe('lists', () => {
  test('takes absolute paths of a file list only', () => {
    expect(parseFileList('/.\n/usr\nusr/x\n\n/usr/bin/gcc-12\n')).toEqual(['/usr', '/usr/bin/gcc-12']);
  });

  test('reads md5sums, with spaces in names and a last line without an end', () => {
    const sum = 'e11d70c96979a1328ae4e7e50542782b';
    expect(parseMd5sums(`${sum}  usr/lib/a b.so\nnonsense\n${sum} *./usr/x`)).toEqual([
      '/usr/lib/a b.so',
      '/usr/x',
    ]);
  });

  test('keeps the first alternative of a relation', () => {
    expect(parseRelations('default-mta | mail-transport-agent, libc6 (>= 2.4), , <bad>')).toEqual([
      'default-mta',
      'libc6',
    ]);
  });

  test('takes of alternatives the first that is installed, by its name or by what it provides', () => {
    const status = (...more: readonly string[]) =>
      ['Package: app\nVersion: 1\nDepends: gcc | c-compiler, make | gmake\n', ...more].join('\n');
    const [bare] = parseDpkgStatus(status());
    expect(bare?.depends).toEqual(['gcc', 'make']);
    const [app] = parseDpkgStatus(
      status(
        'Package: clang-14\nVersion: 1\nProvides: c-compiler\n',
        'Package: gmake\nVersion: 1\nStatus: deinstall ok config-files\n',
      ),
    );
    expect(app?.depends).toEqual(['c-compiler', 'make']);
  });

  test.each([
    ['as dpkg writes it', 'Maintainer: me\n', true],
    ['without a maintainer', '', false],
  ])('an entry %s', (_what, more, isComplete) => {
    const text = `Package: app\nVersion: 1\nArchitecture: all\nDescription: an app\n${more}`;
    expect(parseDpkgStatus(text)[0]?.isComplete).toBe(isComplete);
  });

  test('reads which packages came as dependencies', () => {
    const text =
      'Package: perl\nArchitecture: amd64\nAuto-Installed: 1\n\nPackage: make\nAuto-Installed: 0\n';
    expect([...parseExtendedStates(text)]).toEqual(['perl']);
  });
});

describeWithCorpus('real databases', () => {
  const names = (path: string) => parseDpkgStatus(corpusText(`packages/${path}`)!).map(({ name }) => name);

  test('reads an old Ubuntu whole', () => {
    const text = corpusText('packages/dpkg/snyk-ubuntu-10.04.status')!;
    const installed = [
      ...text.matchAll(/^Package: (\S+)\n(?:Essential: yes\n)?Status: \S+ ok installed$/gm),
    ].map((match) => match[1]);
    expect(installed.length).toBeGreaterThan(100);
    expect(names('dpkg/snyk-ubuntu-10.04.status')).toEqual(installed);
  });

  test.each([
    ['syft-corrupt', []],
    ['syft-empty', []],
    ['syft-distroless-libsqlite3-0', ['libsqlite3-0']],
    ['real-bookworm/gcc-12-base', ['gcc-12-base']],
  ])('reads status.d entry %s as %j', (file, expected) => {
    expect(names(`dpkg-statusd/${file}`)).toEqual(expected);
  });

  test('leaves out what is deinstalled', () => {
    const text = corpusText('packages/dpkg-statusd/syft-deinstall')!;
    const removed = [...text.matchAll(/^Package: (\S+)\nStatus: deinstall/gm)].map((match) => match[1]!);
    expect(removed.length).toBeGreaterThan(0);
    for (const name of removed) expect(names('dpkg-statusd/syft-deinstall')).not.toContain(name);
  });

  test('reads the md5sums of a whole compiler', () => {
    const paths = parseMd5sums(corpusText('packages/dpkg-statusd/real-bookworm/golang-1.19-go.md5sums')!);
    expect(paths).toContain('/usr/lib/go-1.19/bin/go');
  });
});
