import { describe, expect, test } from '@jest/globals';
import { sourceFile } from '../../src/rules/source-file.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { layer, whiteout, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { processorTime } from '../helpers/processor-time.ts';
import { debian } from './debian-files.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const PROGRAM = elf({});
const RUNTIME: Readonly<Record<string, FileInputs>> = {
  python: { '/usr/local/bin/python3.12': PROGRAM, '/usr/local/bin/python': { symlink: 'python3.12' } },
  node: { '/usr/local/bin/node': PROGRAM },
  ruby: { '/usr/local/bin/ruby': PROGRAM },
  php: { '/usr/local/sbin/php-fpm': PROGRAM },
  perl: { '/usr/bin/perl': PROGRAM },
  shell: { '/bin/busybox': PROGRAM, '/bin/sh': { symlink: 'busybox' } },
  deno: { '/usr/bin/deno': PROGRAM },
  none: { '/bin/server': PROGRAM },
};

/** What is told of one tracked file that was copied to `/app` of an image with this runtime. */
function judge(tracked: string, runtime: string, extra: FileInputs = {}): readonly string[] {
  const text = `content of ${tracked}`;
  const own = [layer({ [`/app/${tracked}`]: text, ...extra })];
  return reportOf(ledgerOf({ base: [layer(RUNTIME[runtime] ?? {})], own, repository: { [tracked]: text } }), [
    sourceFile,
  ]);
}

describe('source-file', () => {
  test.each([
    ['src/main.go', 'python', 'src/*.go of this repository'],
    ['main.go', 'none', '*.go of this repository'],
    ['src/deep/er/lib.rs', 'node', 'src/*.rs of this repository'],
    ['Hello.java', 'none', '*.java of this repository'],
    ['native/hello.c', 'node', 'native/*.c of this repository'],
    ['app.py', 'node', '*.py of this repository'],
    ['src/app.ts', 'node', 'src/*.ts of this repository'],
    ['web/App.vue', 'node', 'web/*.vue of this repository'],
    ['run.sh', 'none', '*.sh of this repository'],
    ['lib/x.rb', 'php', 'lib/*.rb of this repository'],
    ['go.mod', 'node', 'project files of this repository'],
    ['api/pom.xml', 'none', 'project files of this repository'],
    ['package.json', 'python', 'project files of this repository'],
    ['requirements.txt', 'node', 'project files of this repository'],
    ['tsconfig.json', 'node', 'project files of this repository'],
  ])('catches %s in an image with runtime %s', (tracked, runtime, subject) => {
    expect(judge(tracked, runtime)).toEqual([`source-file: ${subject}`]);
  });

  test('is no pom.xml that Maven put into an archive, which the image has unpacked', () => {
    const repository = { 'pom.xml': '<project/>' };
    const inside = layer({ '/app/META-INF/maven/com.example/app/pom.xml': '<project/>' });
    expect(reportOf(ledgerOf({ own: [inside], repository }), [sourceFile])).toEqual([]);
    const beside = layer({ '/app/META-INF/pom.xml': '<project/>' });
    expect(reportOf(ledgerOf({ own: [beside], repository }), [sourceFile])).toHaveLength(1);
  });

  test.each([
    ['app.py', 'python'],
    ['requirements.txt', 'python'],
    ['server.js', 'node'],
    ['package.json', 'node'],
    ['src/app.ts', 'deno'],
    ['tsconfig.json', 'deno'],
    ['config.ru.rb', 'ruby'],
    ['public/index.php', 'php'],
    ['bin/report.pl', 'perl'],
    ['docker-entrypoint.sh', 'shell'],
    ['static/app.js', 'none'],
    ['web/index.html', 'none'],
    ['db/schema.sql', 'none'],
    ['README.md', 'none'],
    ['LICENSE', 'none'],
    ['config/app.yaml', 'none'],
    ['types/index.d.ts', 'node'],
    ['next.config.ts', 'node'],
  ])('ignores %s in an image with runtime %s', (tracked, runtime) => {
    expect(judge(tracked, runtime)).toEqual([]);
  });

  test.each([
    ['Makefile', 'python', {}, 'warning'],
    ['go.mod', 'node', {}, 'warning'],
    ['go.mod', 'none', {}, 'error'],
    ['go.mod', 'python', { entrypoint: ['/app/server'] }, 'error'],
    ['main.go', 'python', {}, 'error'],
  ] as const)(
    '%s beside the runtime %s, started by %j, is of severity %s',
    (tracked, runtime, config, severity) => {
      const own = [layer({ [`/app/${tracked}`]: 'content', '/app/server': elf({ needed: ['libc.so.6'] }) })];
      const repository = { [tracked]: 'content' };
      const ledger = ledgerOf({ base: [layer(RUNTIME[runtime] ?? {})], own, repository, config });
      expect(ratedFindings(ledger, [sourceFile])).toMatchObject([{ severity }]);
    },
  );

  test('reads TypeScript as the application where Node.js has a loader, or is started with it', () => {
    expect(
      judge('src/app.ts', 'node', {
        '/app/node_modules/tsx/package.json': '{"name":"tsx","version":"4.0.0"}',
        '/app/node_modules/tsx/dist/cli.mjs': 'x'.repeat(600),
      }),
    ).toEqual([]);
    const repository = { 'src/app.ts': 'x = 1' };
    const input = {
      base: [layer(RUNTIME['node']!)],
      own: [layer({ '/app/src/app.ts': 'x = 1' })],
      repository,
    };
    expect(reportOf(ledgerOf({ ...input, config: { cmd: ['node', 'src/app.ts'] } }), [sourceFile])).toEqual(
      [],
    );
    expect(
      reportOf(ledgerOf({ ...input, config: { cmd: ['node', 'dist/app.js'] } }), [sourceFile]),
    ).toHaveLength(1);
  });

  const NODE_IMAGE: FileInputs = {
    ...RUNTIME['node'],
    ...RUNTIME['shell'],
    ...RUNTIME['none'],
    '/usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\n',
    '/usr/local/bin/npx': '#!/usr/bin/env node\n',
  };
  const TSX: FileInputs = {
    '/app/node_modules/tsx/package.json': '{"name":"tsx","version":"4.0.0"}',
    '/app/node_modules/tsx/dist/cli.mjs': 'x'.repeat(600),
    '/app/node_modules/.bin/tsx': '#!/usr/bin/env node\n',
  };
  const DEV: FileInputs = {
    '/app/node_modules/.package-lock.json': JSON.stringify({
      packages: { 'node_modules/tsx': { dev: true } },
    }),
  };
  const judgeStart = (text: string, files: FileInputs, config: ConfigInput): readonly string[] => {
    const env = ['PATH=/app/node_modules/.bin:/usr/local/bin:/bin', ...(config.env ?? [])];
    const own = [layer({ [`/app/${text}`]: text, ...files })];
    return reportOf(
      ledgerOf({ base: [layer(NODE_IMAGE)], own, repository: { [text]: text }, config: { ...config, env } }),
      [sourceFile],
    );
  };
  const ENTRYPOINT = { entrypoint: ['docker-entrypoint.sh'] };

  test.each<[string, FileInputs, ConfigInput]>([
    ['a script that starts what it is given', {}, { ...ENTRYPOINT, cmd: ['node', 'src/app.ts'] }],
    ['a loader by its program', TSX, { ...ENTRYPOINT, cmd: ['tsx', 'src/app.ts'] }],
    ['a loader of npx', {}, { ...ENTRYPOINT, cmd: ['npx', 'tsx', 'src/app.ts'] }],
    ['an option', {}, { ...ENTRYPOINT, cmd: ['node', '--import', 'tsx', 'src/app'] }],
    ['a shell', {}, { cmd: ['sh', '-c', 'npx prisma migrate deploy && exec node src/app.ts'] }],
    ['the environment', {}, { env: ['NODE_OPTIONS=--import=tsx'], cmd: ['node', 'src/app'] }],
    ['an entrypoint script, with a loader', TSX, { entrypoint: ['docker-entrypoint.sh'] }],
    ['a program that brings a loader in', TSX, { cmd: ['node', 'dist/app.js'] }],
    ['npm, with a loader of development', { ...TSX, ...DEV }, { ...ENTRYPOINT, cmd: ['npm', 'start'] }],
    ['npm, with a loader', TSX, { ...ENTRYPOINT, cmd: ['npm', 'start'] }],
    ['a missing Deno', {}, { cmd: ['deno', 'run', 'src/app.ts'] }],
  ])('reads TypeScript as the application that is started by %s', (_what, files, config) => {
    expect(judgeStart('src/app.ts', files, config)).toEqual([]);
  });

  test.each<[string, string, FileInputs, ConfigInput]>([
    ['a word of the environment', 'app.ts', {}, { env: ['NOTE=x.ts'], cmd: ['node', 'dist/app.js'] }],
    ['an argument of the program', 'app.ts', {}, { cmd: ['node', 'dist/app.js', 'x.ts'] }],
    ['an argument of another program', 'app.ts', {}, { cmd: ['/bin/server', 'tsx'] }],
    [
      'a loader of development that is not started',
      'app.ts',
      { ...TSX, ...DEV },
      { cmd: ['node', 'dist/app.js'] },
    ],
    ['a loader beside another program', 'app.ts', TSX, { cmd: ['/bin/server', 'serve'] }],
    [
      'options of a Node.js that does not start',
      'app.ts',
      {},
      { env: ['NODE_OPTIONS=--import=tsx'], cmd: ['/bin/server', 'serve'] },
    ],
    ['a word among options', 'app.ts', {}, { env: ['NODE_OPTIONS=x.ts'], cmd: ['node', 'dist/app.js'] }],
    ['an empty directory', 'app.ts', { '/app/node_modules/tsx/x': '' }, {}],
    ['an empty manifest', 'app.ts', { '/app/node_modules/tsx/package.json': '{}' }, {}],
    ['a manifest alone', 'app.ts', { '/app/node_modules/tsx/package.json': '{"version":"1.0.0"}' }, {}],
    ['a script called jbang', 'App.java', { '/usr/bin/jbang': '#!/bin/sh\n' }, {}],
    ['a program called cling', 'app.cpp', { '/usr/bin/cling': PROGRAM }, {}],
    ['a script called python3', 'app.py', { '/usr/bin/python3': '#!/bin/sh\n' }, {}],
    ['a small program called python3', 'app.py', { '/usr/bin/python3': PROGRAM }, {}],
    [
      'a small program called php that starts',
      'app.php',
      { '/usr/bin/php': PROGRAM },
      { cmd: ['/usr/bin/php'] },
    ],
    ['a text called ruby', 'app.rb', { '/usr/bin/ruby': 'ruby' }, {}],
    ['a script called elixir', 'app.ex', { '/usr/bin/elixir': '#!/bin/sh\n' }, {}],
    [
      'a name of which the start asks whether it is there',
      'app.py',
      {},
      { cmd: ['sh', '-c', 'command -v python && exec python app.py; exec /bin/server'] },
    ],
  ])('catches a source that only %s would excuse', (_what, text, files, config) => {
    expect(judgeStart(text, files, config)).toHaveLength(1);
  });

  test.each<[string, string, FileInputs, ConfigInput]>([
    [
      'jbang',
      'App.java',
      { '/bin/jbang': '#!/bin/sh\n', '/opt/bin/java': PROGRAM },
      { cmd: ['jbang', 'App.java'] },
    ],
    ['elixir', 'app.ex', { '/bin/elixir': '#!/bin/sh\n', '/opt/erts-14/bin/beam.smp': PROGRAM }, {}],
    [
      'a python of its own size',
      'app.py',
      { '/usr/bin/python3': elf({ needed: ['libpython3.11.so.1.0'] }) },
      {},
    ],
  ])('ignores the sources of %s', (_what, text, files, config) => {
    expect(judgeStart(text, files, config)).toEqual([]);
  });

  test.each<[string, FileInputs, ConfigInput]>([
    ['the command starts', {}, { cmd: ['python', 'app.py'] }],
    ['a script of the start needs', { '/app/run': '#!/usr/bin/env python3\n' }, { entrypoint: ['/app/run'] }],
    [
      'a virtual environment links to',
      {
        '/venv/pyvenv.cfg': 'home = /usr/local/bin\n',
        '/venv/bin/python': { symlink: '/usr/local/bin/python3' },
      },
      { env: ['PATH=/venv/bin:/bin'], cmd: ['/bin/server'] },
    ],
  ])('ignores the sources of a Python that is missing, but that %s', (_what, files, config) => {
    const repository = { 'app.py': 'print(1)', 'main.go': 'package main' };
    const own = [layer({ '/app/app.py': 'print(1)', '/app/main.go': 'package main', ...files })];
    expect(
      reportOf(ledgerOf({ base: [layer(RUNTIME['none']!)], own, repository, config }), [sourceFile]),
    ).toEqual(['source-file: *.go of this repository']);
  });

  test('ignores a file that the repository does not track, however it is called', () => {
    const own = [layer({ '/app/main.go': 'package other' })];
    expect(reportOf(ledgerOf({ own, repository: { 'main.go': 'package main ' } }), [sourceFile])).toEqual([]);
    expect(reportOf(ledgerOf({ own }), [sourceFile])).toEqual([]);
  });

  const owned = debian({ gdb: { files: ['/usr/share/gdb/x.c'] } });

  test('catches a file that is the repository’s own, though a package claims it', () => {
    const repository = { 'x.c': 'gdb /usr/share/gdb/x.c' };
    expect(reportOf(ledgerOf({ own: [layer(owned)], repository }), [sourceFile])).toHaveLength(1);
    const both = { ...repository, 'vendor/x.c': 'gdb /usr/share/gdb/x.c' };
    expect(reportOf(ledgerOf({ own: [layer(owned)], repository: both }), [sourceFile])).toHaveLength(1);
  });

  test('catches a vendored file that another instruction registers than the one that wrote it', () => {
    const repository = { 'vendor/x.c': 'content' };
    const own = [
      layer({ '/usr/share/gdb/x.c': 'content' }),
      layer({ ...owned, '/usr/share/gdb/x.c': 'other' }),
    ];
    expect(reportOf(ledgerOf({ own, repository }), [sourceFile])).toHaveLength(1);
  });

  test('ignores a vendored file that a package owns, and one that came with the base image', () => {
    const repository = { 'vendor/gdb/x.c': 'gdb /usr/share/gdb/x.c' };
    expect(reportOf(ledgerOf({ own: [layer(owned)], repository }), [sourceFile])).toEqual([]);
    const base = [layer({ '/src/x.c': 'gdb /usr/share/gdb/x.c' })];
    expect(reportOf(ledgerOf({ base, repository }), [sourceFile])).toEqual([]);
  });

  test('catches a source that a later instruction removed', () => {
    const own = [layer({ '/app/main.go': 'package main' }), layer(whiteout('/app/main.go'))];
    expect(reportOf(ledgerOf({ own, repository: { 'main.go': 'package main' } }), [sourceFile])).toHaveLength(
      1,
    );
  });

  test('ignores a transport stream beside its playlist', () => {
    const playlist = { '/app/media/index.m3u8': '#EXTM3U' };
    const packet = 'G'.repeat(2 * 188);
    const own = [layer({ '/app/media/0001.ts': packet, ...playlist })];
    expect(reportOf(ledgerOf({ own, repository: { 'media/0001.ts': packet } }), [sourceFile])).toEqual([]);
    expect(judge('media/0001.ts', 'none', playlist)).toHaveLength(1);
  });

  test.each<[string, string, number]>([
    ['a transport stream', `G\0${'x'.repeat(186)}`.repeat(4), 0],
    ['a long one', `G\0${'x'.repeat(186)}`.repeat(1000), 0],
    ['a text whose bytes lie so', `G//${'x'.repeat(185)}`.repeat(4), 1],
    ['the start of a stream', `G\0${'x'.repeat(186)}`.repeat(4).slice(0, 750), 1],
    ['a translation of Qt', '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1">', 0],
    ['one without its type', '<TS language="de_DE"></TS>', 0],
    ['a page in TypeScript', 'export const page = `<?xml version="1.0"?><TS>`;', 1],
  ])('looks whether a .ts file is %s', (_what, text, findings) => {
    const repository = { 'i18n/app.ts': text };
    const ledger = ledgerOf({ own: [layer({ '/app/i18n/app.ts': text })], repository });
    expect(reportOf(ledger, [sourceFile])).toHaveLength(findings);
  });

  test('gathers the files of one folder and language in one finding', () => {
    const files = { 'src/a.go': 'package a', 'src/b/c.go': 'package bc' };
    const own = [layer({ '/app/src/a.go': 'package a', '/app/src/b/c.go': 'package bc' })];
    const [found] = sourceFile.inspect(ledgerOf({ own, repository: files }));
    expect(found).toMatchObject({ subject: 'src/*.go of this repository' });
    expect(found?.rows).toHaveLength(2);
  });

  test('looks for what many scripts need once', () => {
    const scripts = Array.from({ length: 10_000 }, (_, at): [string, string] => [
      `/x/${at}/elixir`,
      '#!/bin/sh\n',
    ]);
    const text = Array.from({ length: 20_000 }, () => 'jbang').join(';');
    const path = Array.from({ length: 2_000 }, (_, at) => `/p/${at}`).join(':');
    const repository = { 'app.ex': 'x = 1' };
    const own = [layer({ '/app/app.ex': 'x = 1', ...Object.fromEntries(scripts) })];
    const config = { env: [`PATH=${path}`], cmd: ['/bin/sh', '-c', text] };
    const ledger = ledgerOf({ base: [layer(RUNTIME['shell']!)], own, repository, config });
    const start = processorTime();
    expect(sourceFile.inspect(ledger)).toHaveLength(1);
    expect(processorTime() - start).toBeLessThan(1_000);
  });
});
