import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { FileClass } from '../../src/ledger/ledger.ts';
import { sumBy, type SumColumn } from '../../src/ledger/sums.ts';
import { layer, whiteout } from '../helpers/image-builder.ts';
import { dpkg, FROM, instruction, ledger, rowOf } from './ledger-builder.ts';

const COLUMNS: readonly SumColumn[] = ['instruction', 'owner', 'class', 'directory'];
const blob = (text: string) => createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');

describe('classes', () => {
  const source = 'package main\n';
  const script = 'print(1)\n';
  const files = {
    '/app/.git/objects/ab/cd': 'x',
    '/var/lib/apt/lists/x_InRelease': 'x',
    '/home/me/.npm/_cacache/index': 'x',
    '/go/pkg/mod/x@v1/x.go': 'x',
    '/usr/local/include/x.h': 'x',
    '/usr/lib/x/pkgconfig/x.pc': 'x',
    '/opt/lib/x.a': 'x',
    '/usr/lib/debug/.build-id/ab/x.debug': 'x',
    '/usr/share/doc/x/copyright': 'x',
    '/root/.ssh/id_rsa': 'x',
    '/usr/local/go/pkg/tool/linux_amd64/compile': 'x',
    '/usr/local/go/VERSION': 'go1\n',
    '/app/main.go': source,
    '/app/main.py': script,
    '/app/server': 'x',
    '/usr/bin/app': 'y',
    '/usr/lib/dev.so': 'x',
    '/usr/bin/apt': 'x',
    '/usr/lib/apt.txt': 'x',
    ...dpkg({
      app: { files: ['/usr/bin/app'] },
      'x-dev': { files: ['/usr/lib/dev.so'] },
      apt: { files: ['/usr/bin/apt'] },
    }),
  };
  const made = ledger([layer({ '/base': 'x' }), layer(files), layer({ '/later': 'x' })], {
    origins: [
      FROM,
      { kind: 'instruction', instruction: instruction(2) },
      { kind: 'unknown', reason: 'no history' },
    ],
    repository: {
      sizes: new Set([source.length, script.length]),
      pathsByBlob: new Map([
        [blob(source), ['cmd/main.go', 'main.go']],
        [blob(script), ['main.py']],
      ]),
    },
  });

  test.each<[string, FileClass]>([
    ['/app/.git/objects/ab/cd', 'vcs'],
    ['/var/lib/apt/lists/x_InRelease', 'cache'],
    ['/home/me/.npm/_cacache/index', 'cache'],
    ['/go/pkg/mod/x@v1/x.go', 'cache'],
    ['/usr/local/include/x.h', 'dev-files'],
    ['/usr/lib/x/pkgconfig/x.pc', 'dev-files'],
    ['/opt/lib/x.a', 'dev-files'],
    ['/usr/lib/debug/.build-id/ab/x.debug', 'debug-symbols'],
    ['/usr/share/doc/x/copyright', 'docs'],
    ['/root/.ssh/id_rsa', 'secret'],
    ['/usr/local/go/VERSION', 'toolchain'],
    ['/app/main.go', 'source'],
    ['/app/main.py', 'application'],
    ['/app/server', 'application'],
    ['/usr/bin/app', 'runtime'],
    ['/usr/lib/dev.so', 'dev-files'],
    ['/usr/bin/apt', 'package-manager'],
    ['/var/lib/dpkg/status', 'package-database'],
  ])('calls %s %s', (path, expected) => {
    expect(made.fileClass(rowOf(made, path, 1))).toBe(expected);
  });

  test('calls what the base image brought runtime, and what nobody can place other', () => {
    expect(made.fileClass(rowOf(made, '/base', 0))).toBe('runtime');
    expect(made.fileClass(rowOf(made, '/later', 2))).toBe('other');
    expect([0, 1, 2].map((at) => made.isInherited(made.catalog.firstRow(at)))).toEqual([true, false, false]);
  });

  test('finds the tracked file that is most like the row', () => {
    expect(made.repositoryTwin(rowOf(made, '/app/main.go', 1))).toBe('main.go');
    expect(made.repositoryTwin(rowOf(made, '/app/server', 1))).toBeUndefined();
  });

  test.each(COLUMNS)('sums by %s to the content bytes', (column) => {
    const total = [...sumBy(made, column).values()].reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).toBe(made.catalog.contentBytes);
    expect(total).toBeGreaterThan(0);
  });
});

describe('sums', () => {
  test('key instructions by stage, text and occurrence, not by line', () => {
    const origin = (line: number, text: string) =>
      ({ kind: 'instruction', instruction: instruction(line, text) }) as const;
    const made = ledger(
      [
        layer({ '/a': 'a' }),
        layer({ '/b': 'bb' }),
        layer({ '/c': 'ccc' }),
        layer({ '/d': 'dddd' }),
        layer({ '/e': 'e' }),
      ],
      {
        origins: [
          FROM,
          origin(4, 'COPY x  y'),
          origin(9, 'COPY x y'),
          origin(9, 'COPY x y'),
          { kind: 'unknown', reason: 'r' },
        ],
        config: { history: [] },
      },
    );
    expect([...sumBy(made, 'instruction')]).toEqual([
      ['(base image)', { label: '(base image)', bytes: 1 }],
      ['1: COPY x y #1', { label: 'Dockerfile:4 COPY x  y', bytes: 2 }],
      ['1: COPY x y #2', { label: 'Dockerfile:9 COPY x y', bytes: 7 }],
      ['(unknown)', { label: '(unknown)', bytes: 1 }],
    ]);
  });

  test('key layers by what the history says of them, where nothing else tells', () => {
    const unknown = { kind: 'unknown', reason: 'no Dockerfile was given' } as const;
    const contents = ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'f'];
    const history = [
      '/bin/sh -c #(nop) ADD file:0123 in / ',
      'RUN |2 TOKEN=se cret V=/x /bin/sh -c make install # buildkit',
      '/bin/sh -c apk add x',
      '/bin/sh -c apk add x',
      'bazel build //app',
      undefined,
    ];
    const made = ledger(
      contents.map((content, ordinal) => layer({ [`/${ordinal}`]: content })),
      {
        origins: contents.map(() => unknown),
        config: { history: history.map((created_by) => (created_by === undefined ? {} : { created_by })) },
      },
    );
    expect([...sumBy(made, 'instruction')].map(([key, { label, bytes }]) => [key, label, bytes])).toEqual([
      ['history: ADD file:0123 in / #1', 'ADD file:0123 in /', 1],
      ['history: RUN make install #1', 'RUN make install', 2],
      ['history: RUN apk add x #1', 'RUN apk add x', 3],
      ['history: RUN apk add x #2', 'RUN apk add x #2', 4],
      ['history: bazel build //app #1', 'bazel build //app', 5],
      ['(unknown)', '(unknown)', 1],
    ]);
  });

  test('key owners without version and architecture', () => {
    const made = ledger([
      layer(
        {
          '/usr/m': '12',
          '/x': '1',
          '/a/node_modules/@a/b/package.json': '{"name":"@a/b","version":"1.0.0"}',
        },
        dpkg({ make: { files: ['/usr/m'] } }),
      ),
    ]);
    const sums = sumBy(made, 'owner');
    expect(sums.get('pkg:deb/debian/make')).toEqual({ label: 'make (deb)', bytes: 2 });
    expect(sums.get('pkg:npm/%40a/b')?.label).toBe('@a/b (npm)');
    expect(sums.has('(unowned)')).toBe(true);
  });

  test('key directories by their two top levels', () => {
    const made = ledger([layer({ '/a': '1', '/usr/b': '1', '/usr/lib/c': '1', '/usr/lib/x/y/d': '1' })]);
    expect([...sumBy(made, 'directory')].map(([key, { bytes }]) => [key, bytes])).toEqual([
      ['/', 1],
      ['/usr', 1],
      ['/usr/lib', 2],
    ]);
  });

  test('count a hard link and a removed file once', () => {
    const made = ledger([
      layer({ '/a': '123', '/b': { hardlink: '/a' } }),
      layer(whiteout('/a'), whiteout('/b')),
    ]);
    for (const column of COLUMNS) {
      expect([...sumBy(made, column).values()].reduce((sum, { bytes }) => sum + bytes, 0)).toBe(3);
    }
  });
});
