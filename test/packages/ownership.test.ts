import { describe, expect, test } from '@jest/globals';
import { layer, whiteout, type FileInputs } from '../helpers/image-builder.ts';
import { dpkg, ledger, rowOf } from '../ledger/ledger-builder.ts';
import { corpusText, describeWithCorpus } from './corpus.ts';

const OS = {
  '/usr/lib/os-release': 'NAME=x\nID=debian\n',
  '/etc/os-release': { symlink: '../usr/lib/os-release' },
};

const ownerOf = (made: ReturnType<typeof ledger>, path: string, at?: number): string | undefined =>
  made.owner(rowOf(made, path, at))?.purl;

describe('dpkg', () => {
  test('owns files of its lists, not directories, with distribution and architecture in the purl', () => {
    const made = ledger([
      layer(
        OS,
        { '/usr/bin/make': 'x', '/usr/bin/own': 'y' },
        dpkg({ make: { files: ['/usr/bin', '/usr/bin/make'] } }),
      ),
    ]);
    expect(ownerOf(made, '/usr/bin/make')).toBe('pkg:deb/debian/make@1.0-1?arch=amd64');
    expect(ownerOf(made, '/usr/bin/own')).toBeUndefined();
    expect(ownerOf(made, '/usr/bin')).toBeUndefined();
  });

  test('follows the links of a merged /usr', () => {
    const made = ledger([
      layer(
        {
          '/bin': { symlink: 'usr/bin' },
          '/lib': { symlink: '/usr/lib' },
          '/usr/bin/ls': 'x',
          '/usr/lib/x/y.so': 'z',
        },
        dpkg({ coreutils: { files: ['/bin/ls', '/lib/x/y.so'] } }),
      ),
    ]);
    expect(ownerOf(made, '/usr/bin/ls')).toBe('pkg:deb/debian/coreutils@1.0-1?arch=amd64');
    expect(ownerOf(made, '/usr/lib/x/y.so')).toBeDefined();
  });

  test('ends with links that turn in a circle', () => {
    const made = ledger([
      layer(
        { '/a': { symlink: 'b' }, '/b': { symlink: 'a' }, '/usr/x': 'x' },
        dpkg({ x: { files: ['/a/x', '/usr/x'] } }),
      ),
    ]);
    expect(ownerOf(made, '/usr/x')).toBeDefined();
  });

  test('tells the owner of bytes that a later layer purged', () => {
    const make = { files: ['/usr/bin/make'] };
    const libc = { files: ['/usr/lib/libc.so'] };
    const made = ledger([
      layer({ '/usr/lib/libc.so': 'c' }, dpkg({ libc6: libc })),
      layer({ '/usr/bin/make': 'm' }, dpkg({ libc6: libc, make })),
      layer(whiteout('/usr/bin/make'), whiteout('/var/lib/dpkg/info/make.list'), dpkg({ libc6: libc })),
      layer({ '/usr/bin/make': 'mine' }),
    ]);
    expect(ownerOf(made, '/usr/bin/make', 1)).toBe('pkg:deb/debian/make@1.0-1?arch=amd64');
    expect(ownerOf(made, '/usr/bin/make', 3)).toBeUndefined();
    expect(ownerOf(made, '/usr/lib/libc.so', 0)).toBeDefined();
  });

  test('gives an upgraded file to the version of its layer', () => {
    const upgraded = { ...dpkg({ z: { files: ['/usr/z'] } }) };
    upgraded['/var/lib/dpkg/status'] = upgraded['/var/lib/dpkg/status']!.replace('1.0-1', '2.0-1');
    const made = ledger([
      layer({ '/usr/z': '1' }, dpkg({ z: { files: ['/usr/z'] } })),
      layer({ '/usr/z': '2' }, upgraded),
    ]);
    expect(ownerOf(made, '/usr/z', 0)).toContain('z@1.0-1');
    expect(ownerOf(made, '/usr/z', 1)).toContain('z@2.0-1');
  });

  test('gives visible files to the database that a later COPY brought', () => {
    const made = ledger([
      layer({ '/usr/bin/make': 'm' }),
      layer(dpkg({ make: { files: ['/usr/bin/make'] } })),
    ]);
    expect(ownerOf(made, '/usr/bin/make', 0)).toBeDefined();
  });

  test('counts a claim of the layer that wrote the file, and of the base image', () => {
    const make = { files: ['/usr/bin/make', '/usr/bin/late', '/usr/bin/base'] };
    const made = ledger(
      [
        layer({ '/usr/bin/base': 'b' }, dpkg({ make: { files: ['/usr/bin/base'] } })),
        layer({ '/usr/bin/late': 'l' }),
        layer({ '/usr/bin/make': 'm' }, dpkg({ make })),
        layer({ '/usr/bin/make': 'another' }),
      ],
      { base: 1 },
    );
    const rightful = (path: string, at: number) => made.rightfulOwner(rowOf(made, path, at))?.name;
    expect([ownerOf(made, '/usr/bin/late', 1), ownerOf(made, '/usr/bin/make', 3)]).not.toContain(undefined);
    expect(rightful('/usr/bin/base', 0)).toBe('make');
    expect(rightful('/usr/bin/late', 1)).toBeUndefined();
    expect(rightful('/usr/bin/make', 2)).toBe('make');
    expect(rightful('/usr/bin/make', 3)).toBeUndefined();
  });

  test('reads distroless images: status.d and md5sums, whatever the files are called', () => {
    const sums = `e11d70c96979a1328ae4e7e50542782b  usr/lib/libssl.so.3\n`;
    const made = ledger([
      layer({
        '/usr/lib/libssl.so.3': 'x',
        '/var/lib/dpkg/status.d/bGlic3NsMw==': 'Package: libssl3\nVersion: 3.0\nArchitecture: arm64\n',
        '/var/lib/dpkg/status.d/bGlic3NsMw==.md5sums': sums,
      }),
    ]);
    expect(ownerOf(made, '/usr/lib/libssl.so.3')).toBe('pkg:deb/debian/libssl3@3.0?arch=arm64');
  });

  test('knows which packages were asked for', () => {
    const made = ledger([
      layer(dpkg({ gcc: { files: [] }, cpp: { files: [] } }), {
        '/var/lib/apt/extended_states': 'Package: cpp\nArchitecture: amd64\nAuto-Installed: 1\n',
      }),
    ]);
    expect(made.packages.map(({ name, isRequested }) => [name, isRequested])).toEqual([
      ['gcc', true],
      ['cpp', false],
    ]);
  });
});

test.each<[string, FileInputs]>([
  ['apk', { '/lib/apk/db/installed': 'P:make\nV:1\nF:app\nR:x\n\n' }],
  [
    'a wheel',
    { '/app/make-1.dist-info/METADATA': 'Name: make\nVersion: 1\n', '/app/make-1.dist-info/RECORD': 'x,,\n' },
  ],
])('counts a claim of %s of the layer that wrote the file alone', (_what, database) => {
  const made = ledger([
    layer({ '/app/x': '1' }),
    layer({ '/app/x': '2' }, database),
    layer({ '/app/x': '3' }, database),
  ]);
  const rightful = [0, 1, 2].map((at) => made.rightfulOwner(rowOf(made, '/app/x', at))?.name);
  expect(rightful.slice(0, 2)).toEqual([undefined, 'make']);
});

describe('apk', () => {
  const installed = (files: string) => `P:make\nV:4.4-r0\nA:x86_64\n${files}\n\nP:.build-deps\nV:0\nD:make\n`;

  test.each(['/lib/apk/db/installed', '/usr/lib/apk/db/installed'])('owns the files of %s', (path) => {
    const made = ledger([
      layer({
        '/etc/os-release': 'ID=wolfi\n',
        '/usr/bin/make': 'x',
        [path]: installed('F:usr/bin\nR:make'),
      }),
    ]);
    expect(ownerOf(made, '/usr/bin/make')).toBe('pkg:apk/wolfi/make@4.4-r0?arch=x86_64');
  });

  test('tells the owner of bytes that `apk del` removed in a later layer', () => {
    const made = ledger([
      layer({ '/usr/bin/make': 'x', '/lib/apk/db/installed': installed('F:usr/bin\nR:make') }),
      layer(whiteout('/usr/bin/make'), { '/lib/apk/db/installed': 'P:musl\nV:1\n' }),
    ]);
    expect(ownerOf(made, '/usr/bin/make', 0)).toBe('pkg:apk/alpine/make@4.4-r0?arch=x86_64');
  });
});

describe('languages', () => {
  test('gives an npm package its directory, and marks development dependencies', () => {
    const made = ledger([
      layer({
        '/app/node_modules/.package-lock.json': JSON.stringify({
          packages: { 'node_modules/typescript': { dev: true }, 'node_modules/@a/b': {} },
        }),
        '/app/node_modules/typescript/package.json': '{"name":"typescript","version":"5.4.2"}',
        '/app/node_modules/typescript/lib/tsc.js': 'x',
        '/app/node_modules/typescript/node_modules/c/package.json': '{"name":"c","version":"1.0.0"}',
        '/app/node_modules/typescript/node_modules/c/index.js': 'x',
        '/app/node_modules/@a/b/package.json': '{"name":"@a/b","version":"2.0.0"}',
        '/app/index.js': 'x',
      }),
    ]);
    expect(ownerOf(made, '/app/node_modules/typescript/lib/tsc.js')).toBe('pkg:npm/typescript@5.4.2');
    expect(ownerOf(made, '/app/node_modules/typescript/node_modules/c/index.js')).toBe('pkg:npm/c@1.0.0');
    expect(ownerOf(made, '/app/node_modules/@a/b/package.json')).toBe('pkg:npm/%40a/b@2.0.0');
    expect(ownerOf(made, '/app/index.js')).toBeUndefined();
    expect(made.packages.map(({ name, isDevelopment }) => [name, isDevelopment])).toEqual([
      ['typescript', true],
      ['c', undefined],
      ['@a/b', false],
    ]);
  });

  test('gives a Python distribution what its RECORD lists, its directory, and compiled files', () => {
    const site = '/usr/local/lib/python3.12/site-packages';
    const made = ledger([
      layer({
        [`${site}/flask/app.py`]: 'x',
        [`${site}/flask/__pycache__/app.cpython-312.pyc`]: 'x',
        [`${site}/six.py`]: 'x',
        [`${site}/__pycache__/six.cpython-312.pyc`]: 'x',
        '/usr/local/bin/flask': '#!/usr/local/bin/python\n',
        [`${site}/Flask-3.0.0.dist-info/METADATA`]: 'Name: Flask\nVersion: 3.0.0\n\nText',
        [`${site}/Flask-3.0.0.dist-info/RECORD`]:
          '../../../bin/flask,,\nflask/app.py,sha256=x,3\nFlask-3.0.0.dist-info/METADATA,,\n',
        [`${site}/six-1.16.0.dist-info/RECORD`]: 'six.py,,\n',
      }),
    ]);
    const flask = 'pkg:pypi/flask@3.0.0';
    for (const path of [
      '/usr/local/bin/flask',
      `${site}/flask/app.py`,
      `${site}/flask/__pycache__/app.cpython-312.pyc`,
    ]) {
      expect([path, ownerOf(made, path)]).toEqual([path, flask]);
    }
    expect(ownerOf(made, `${site}/__pycache__/six.cpython-312.pyc`)).toBe('pkg:pypi/six@1.16.0');
  });

  test('lets a system package win over a language package', () => {
    const path = '/usr/lib/python3/dist-packages/six-1.16.0.dist-info/METADATA';
    const made = ledger([
      layer({ [path]: 'Name: six\nVersion: 1.16.0\n' }, dpkg({ 'python3-six': { files: [path] } })),
    ]);
    expect(made.packages.map(({ purl }) => purl)).toEqual(['pkg:deb/debian/python3-six@1.0-1?arch=amd64']);
  });
});

test('survives databases full of nonsense', () => {
  const nonsense = '\u0000\n\n:\n\n/\n'.repeat(1000);
  const made = ledger([
    layer({
      '/var/lib/dpkg/status': nonsense,
      '/var/lib/dpkg/info/x.list': nonsense,
      '/lib/apk/db/installed': nonsense,
      '/a/node_modules/x/package.json': nonsense,
      '/a/node_modules/.package-lock.json': '{"packages":{"../../../..":{"dev":true}}}',
      '/s/x-1.dist-info/RECORD': '../../../../../../etc/passwd,,\n',
      '/etc/passwd': 'root',
    }),
  ]);
  expect(made.packages.map(({ name }) => name)).toEqual(['x', 'x']);
});

describeWithCorpus('real images', () => {
  test('owns the files of a distroless image with a compiler', () => {
    const names = ['gcc-12-base', 'libc6', 'golang-1.19-go', 'make'];
    const files = names.flatMap((name): readonly (readonly [string, string])[] => [
      [`/var/lib/dpkg/status.d/${name}`, corpusText(`packages/dpkg-statusd/real-bookworm/${name}`)!],
      [
        `/var/lib/dpkg/status.d/${name}.md5sums`,
        corpusText(`packages/dpkg-statusd/real-bookworm/${name}.md5sums`)!,
      ],
    ]);
    const made = ledger([
      layer({ '/usr/lib/go-1.19/bin/go': 'x', '/usr/bin/make': 'y', ...Object.fromEntries<string>(files) }),
    ]);
    expect(ownerOf(made, '/usr/lib/go-1.19/bin/go')).toMatch(/^pkg:deb\/debian\/golang-1\.19-go@1\.19\.8/);
    expect(ownerOf(made, '/usr/bin/make')).toMatch(/^pkg:deb\/debian\/make@4\.3/);
  });

  test('owns the files of Alpine 3.20', () => {
    const made = ledger([
      layer({
        '/bin/busybox': 'x',
        '/lib/apk/db/installed': corpusText('packages/apk/alpine-v3.20-base.installed')!,
      }),
    ]);
    expect(ownerOf(made, '/bin/busybox')).toMatch(/^pkg:apk\/alpine\/busybox@1\.36/);
  });
});
