import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { packageArchive } from '../../src/rules/package-archive.ts';
import { elf } from '../helpers/elf-builder.ts';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { apk, deb, gem, rpm, tarball, tarOf, wheel, zip } from '../helpers/package-archives.ts';
import { rpmSqliteBytes } from '../helpers/rpm-database.ts';
import { debian } from './debian-files.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const LXML = {
  '/usr/lib/python3/site-packages/lxml-5.2.1.dist-info/METADATA': 'Name: lxml\nVersion: 5.2.1\n',
};
const MAKE = debian({ make: { files: ['/usr/bin/make'], version: '4.3-4.1' } });
const DEB_NAME = '/tmp/make_4.3-4.1_amd64.deb';
const RACK = { '/usr/lib/ruby/gems/3.1.0/specifications/rack-2.2.1.gemspec': '# -*- encoding: utf-8 -*-' };
const EXPRESS = {
  '/app/node_modules/express/package.json': '{"name":"express","version":"4.18.2"}',
};
const JSON_OF_EXPRESS = { 'package/package.json': '{"name":"express","version":"4.18.2"}' };
const MUSL = { '/lib/apk/db/installed': 'P:jq\nV:1.7.1-r0\n\n' };
const PKG_INFO = 'Metadata-Version: 2.1\nName: lxml\nVersion: 5.2.1\n';
const SOURCES = { 'META-INF/MANIFEST.MF': 'x', 'org/a/App.java': 'class App {}' };
const reported = (own: FileInputs): readonly string[] =>
  reportOf(ledgerOf({ own: [layer(own)] }), [packageArchive]);

describe('package-archive', () => {
  test.each<[string, FileInputs, string]>([
    ['a wheel', { ...LXML, '/wheels/lxml-5.2.1-cp311-cp311-any.whl': wheel('lxml', '5.2.1') }, 'wheels'],
    ['a wheel under another name', { ...LXML, '/w/a.whl': wheel('LXML', '5.2.1') }, 'wheels'],
    [
      'a large wheel',
      { ...LXML, '/w/a.whl': wheel('lxml', '5.2.1', { 'lxml/big': incompressible(1_500_000) }) },
      'wheels',
    ],
    ['a Debian package', { ...MAKE, [DEB_NAME]: deb('make', '4.3-4.1') }, 'Debian packages'],
    ['one of Ubuntu', { ...MAKE, '/a.deb': deb('make', '4.3-4.1', 'zst') }, 'Debian packages'],
    ['one without compression', { ...MAKE, '/a.deb': deb('make', '4.3-4.1', '') }, 'Debian packages'],
    ['one whose control file is in xz', { ...MAKE, [DEB_NAME]: deb('make', 'x', 'xz') }, 'Debian packages'],
    ['an Alpine package', { ...MUSL, '/jq.apk': apk('jq', '1.7.1-r0') }, 'Alpine packages'],
    ['a gem', { ...RACK, '/tmp/x.gem': gem('rack', '2.2.1') }, 'gems'],
    ['what npm packed', { ...EXPRESS, '/tmp/express.tgz': tarball(JSON_OF_EXPRESS) }, 'source archives'],
    [
      'a source distribution',
      {
        ...LXML,
        '/tmp/lxml.tar.gz': tarball({ 'lxml-5.2.1/LICENSE': 'x', 'lxml-5.2.1/PKG-INFO': PKG_INFO }),
      },
      'source archives',
    ],
    [
      'an RPM package',
      { '/usr/bin/jq': 'program', '/jq.rpm': rpm('jq', '1.7-1', { '/usr/bin/jq': 7 }) },
      'RPM packages',
    ],
    [
      'an RPM package whose file was changed, by the word of the database',
      {
        '/usr/bin/jq': 'own',
        '/jq.rpm': rpm('jq', '1.7-1', { '/usr/bin/jq': 7 }),
        '/var/lib/rpm/rpmdb.sqlite': rpmSqliteBytes([{ name: 'jq', version: '1.7', release: '1', epoch: 3 }]),
      },
      'RPM packages',
    ],
    ['sources of Java', { '/app/a-1.0.jar': 'x', '/src/a-1.0-sources.jar': zip(SOURCES) }, 'source JARs'],
  ])('catches %s', (_what, files, kind) => {
    expect(reported(files)).toEqual([`package-archive: installed ${kind}`]);
  });

  test.each<[string, FileInputs]>([
    ['one of another version', { ...LXML, '/w/lxml-5.2.0-py3-none-any.whl': wheel('lxml', '5.2.0') }],
    ['another version under the installed one’s name', { ...MAKE, [DEB_NAME]: deb('make', '4.4-1') }],
    ['one that is not installed', { '/w/lxml-5.2.1-py3-none-any.whl': wheel('lxml', '5.2.1') }],
    ['one in a cache', { ...LXML, '/root/.cache/pip/wheels/a/lxml.whl': wheel('lxml', '5.2.1') }],
    ['an empty one', { ...LXML, '/w/lxml-5.2.1-py3-none-any.whl': '' }],
    ['what is none by its content', { ...LXML, '/w/lxml-5.2.1-py3-none-any.whl': 'no wheel' }],
    ['a package of a file that was changed', { '/a': 'new', '/a.rpm': rpm('a', '1-1', { '/a': 7 }) }],
    ['an RPM package without files', { '/a.rpm': rpm('a', '1-1', {}) }],
    ['sources of Java without their classes', { '/src/a-1.0-sources.jar': zip(SOURCES) }],
    ['another archive', { ...LXML, '/data.tar.gz': tarball({ 'data/a.csv': '1' }) }],
    [
      'a bomb',
      { ...EXPRESS, '/tmp/express.tgz': tarball({ 'a.txt': '0'.repeat(9_000_000), ...JSON_OF_EXPRESS }) },
    ],
  ])('ignores %s', (_what, files) => {
    expect(reported(files)).toEqual([]);
  });

  test('leaves what came with the base image, and what was removed, alone', () => {
    const files = { ...LXML, '/w/lxml-5.2.1-py3-none-any.whl': wheel('lxml', '5.2.1') };
    expect(reportOf(ledgerOf({ base: [layer(files)] }), [packageArchive])).toEqual([]);
    expect(reportOf(ledgerOf({ own: [layer(files), layer(whiteout('/w'))] }), [packageArchive])).toEqual([]);
  });
});

const PROGRAM = randomBytes(100_000);
const LARGE = randomBytes(2_000_000);
const randomText = randomBytes(9_000);
const SOURCE_FILES = Object.fromEntries(
  ['src/main.c', 'src/util.c', 'README', 'doc/manual.txt'].map((name, index) => [
    name,
    randomBytes(9000 + index),
  ]),
);
const under = (directory: string, files: Readonly<Record<string, Uint8Array>> = SOURCE_FILES): FileInputs =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${directory}/${name}`, content]));
const packed = under('pkg-1.0') as Readonly<Record<string, Uint8Array>>;

describe('package-archive, of what lies unpacked', () => {
  test.each<[string, FileInputs]>([
    ['a tar', { ...under('/usr/src/pkg-1.0'), '/tmp/pkg.tar': tarOf(packed) }],
    ['a compressed one', { ...under('/usr/src/pkg-1.0'), '/tmp/pkg.tar.gz': tarball(packed) }],
    ['one of zstd', { ...under('/usr/src/pkg-1.0'), '/tmp/pkg.tar.zst': zstdCompressSync(tarOf(packed)) }],
    ['one whose first directory was left out', { ...under('/opt/pkg'), '/tmp/pkg.tgz': tarball(packed) }],
    ['one with `./` before all names', { ...under('/opt'), '/pkg.tar': tarOf(under('.') as typeof packed) }],
    ['a zip', { ...under('/srv/pkg-1.0'), '/srv/pkg.zip': zip(packed) }],
    ['a web archive', { ...under('/srv/webapps/ROOT'), '/srv/app.war': zip(SOURCE_FILES) }],
    [
      'one of a program that was moved, whatever else was in it',
      {
        '/usr/local/bin/helm': { content: PROGRAM, mode: 0o755 },
        '/tmp/helm.tar.gz': tarball({ 'linux-amd64/helm': PROGRAM, 'linux-amd64/LICENSE': 'x'.repeat(900) }),
      },
    ],
    [
      'one that is larger than what is read of it',
      {
        '/opt/a/model.bin': LARGE,
        '/opt/a/b.bin': PROGRAM,
        '/tmp/m.tar.gz': tarball({ 'a/model.bin': LARGE, 'a/b.bin': PROGRAM }),
      },
    ],
  ])('catches %s', (_what, files) => {
    expect(reported(files)).toEqual(['package-archive: unpacked archives']);
  });

  test.each<[string, FileInputs]>([
    [
      'one for download',
      { '/usr/share/nginx/html/app.zip': zip(packed), '/usr/share/nginx/html/index.html': 'x' },
    ],
    [
      'one for download beside its files',
      { ...under('/srv/public/examples'), '/srv/public/examples.zip': zip(SOURCE_FILES) },
    ],
    [
      'one of which a part lies unpacked',
      {
        '/opt/src/main.c': SOURCE_FILES['src/main.c']!,
        '/opt/README': SOURCE_FILES['README']!,
        '/tmp/p.tar.gz': tarball(packed),
      },
    ],
    [
      'one whose files have other sizes',
      {
        ...under(
          '/opt',
          Object.fromEntries(
            Object.entries(SOURCE_FILES).map(([name, content]) => [name, content.subarray(1)]),
          ),
        ),
        '/tmp/p.tar.gz': tarball(packed),
      },
    ],
    [
      'one whose files lie in several places',
      {
        '/a/main.c': SOURCE_FILES['src/main.c']!,
        '/b/util.c': SOURCE_FILES['src/util.c']!,
        '/c/README': SOURCE_FILES['README']!,
        '/d/manual.txt': SOURCE_FILES['doc/manual.txt']!,
        '/tmp/p.tar.gz': tarball(packed),
      },
    ],
    ['a small one', { '/opt/a': 'x'.repeat(100), '/tmp/p.tar.gz': tarball({ a: 'x'.repeat(100) }) }],
    [
      'two small files of a larger one',
      {
        '/opt/a.txt': randomText,
        '/opt/b.txt': randomText,
        '/p.tar': tarOf({ 'a.txt': randomText, 'b.txt': randomText }),
      },
    ],
    [
      'what a compiler brings',
      {
        '/usr/local/go/VERSION': 'go1.24.0',
        '/usr/local/go/pkg/tool/linux_amd64/compile': elf({ go: { version: 'go1.24', path: 'cmd/compile' } }),
        ...under('/usr/local/go/lib/fips140'),
        '/usr/local/go/lib/fips140.zip': zip(SOURCE_FILES),
      },
    ],
    [
      'what a package brings',
      { ...debian({ a: { files: ['/opt/a.zip'] } }), ...under('/opt/a'), '/opt/a.zip': zip(SOURCE_FILES) },
    ],
    ['one in a cache', { ...under('/opt/pkg'), '/root/.m2/repository/a/a.jar': zip(packed) }],
    ['what is none by its content', { ...under('/opt/pkg'), '/tmp/p.tar.gz': randomBytes(20_000) }],
    [
      'a bomb',
      { ...under('/opt/pkg'), '/tmp/p.tar.gz': tarball({ ...packed, zeros: new Uint8Array(60_000_000) }) },
    ],
  ])('ignores %s', (_what, files) => {
    expect(reported(files)).toEqual([]);
  });

  test('says what helps, by what brought it', () => {
    const files = { ...under('/opt/pkg'), '/tmp/pkg.tgz': tarball(packed) };
    const fixOf = (text: string) =>
      packageArchive.inspect(ledgerOf({ own: [{ layer: layer(files), text }] })).map(({ fix }) => fix);
    expect(fixOf('RUN curl -O x && tar -xf x')).toEqual([expect.stringContaining('`curl … | tar -xz`')]);
    expect(fixOf('COPY pkg.tgz /tmp/')).toEqual([
      expect.stringContaining('RUN --mount=type=bind,source=pkg.tgz'),
    ]);
  });

  test('leaves an archive whose package is installed to that', () => {
    const sdist = { 'lxml-5.2.1/PKG-INFO': PKG_INFO, 'lxml-5.2.1/a.c': randomBytes(90_000) };
    const files = {
      ...LXML,
      '/src/lxml-5.2.1/a.c': sdist['lxml-5.2.1/a.c'],
      '/tmp/lxml.tar.gz': tarball(sdist),
    };
    expect(reported(files)).toEqual(['package-archive: installed source archives']);
  });
});

/** Text that takes about as much compressed, the same each time. */
function incompressible(bytes: number): string {
  let state = 1;
  return Buffer.from(
    Uint8Array.from({ length: bytes }, () => (state = (state * 48271) % 0x7fffffff) % 128),
  ).toString('latin1');
}
