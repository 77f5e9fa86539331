import { describe, expect, test } from '@jest/globals';
import { sourceFile } from '../../src/rules/source-file.ts';
import { SOURCE_LANGUAGES } from '../../src/rules/source/source-languages.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { ledgerOf, reportOf } from './rule-bench.ts';

const PROGRAM = elf({});
const SCRIPT = '#!/bin/sh\n';
const SERVER: FileInputs = { '/bin/server': PROGRAM };

type Image = { readonly base?: FileInputs; readonly own?: FileInputs; readonly config?: ConfigInput };

/** What is reported of one tracked file in `/app` of an image that starts so. */
function judge(tracked: string, { base = SERVER, own = {}, config = {} }: Image): readonly string[] {
  const text = `content of ${tracked}`;
  const ledger = ledgerOf({
    base: [layer(base)],
    own: [layer({ [`/app/${tracked}`]: text, ...own })],
    repository: { [tracked]: text },
    config: { workingDir: '/app', ...config },
  });
  return reportOf(ledger, [sourceFile]);
}

/** The same of an image whose base image has these programs in PATH, by what starts it. */
function judgeStart(tracked: string, programs: readonly string[], cmd: readonly string[]): readonly string[] {
  const base = Object.fromEntries(
    programs.map((name): [string, Uint8Array | string] => {
      const isScript = /^(kotlin|scala|clojure|lein|mix|runghc|escript|dotnet-script)$/.test(name);
      return [`/usr/bin/${name}`, isScript ? SCRIPT : PROGRAM];
    }),
  );
  return judge(tracked, { base, config: { cmd } });
}

const EXTENSIONS = SOURCE_LANGUAGES.flatMap(({ extensions }) => extensions);

describe('a language that a compiler reads', () => {
  // Every extension of every language, in an image that starts a compiled program; Razor needs to be seen compiled.
  test.each(EXTENSIONS.filter((extension) => !/html$/.test(extension)))('*%s is reported', (extension) => {
    expect(judge(`src/x${extension}`, { config: { cmd: ['/bin/server'] } })).toEqual([
      `source-file: src/*${extension} of this repository`,
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['cmd/main.go', ['go'], ['go', 'run', './cmd']],
    ['cmd/main.go', ['go', 'sh'], ['sh', '-c', 'migrate up && exec go run ./cmd']],
    ['go.mod', ['go'], ['go', 'run', '.']],
    ['src/main.rs', ['cargo'], ['cargo', 'run', '--release']],
    ['Hello.java', ['java'], ['java', '-Xmx64m', 'Hello.java']],
    ['tool.kts', ['kotlin', 'java'], ['kotlin', 'tool.kts']],
    ['tool.scala', ['scala', 'java'], ['scala', 'tool.scala']],
    ['src/core.clj', ['clojure', 'java'], ['clojure', '-M', '-m', 'core']],
    ['src/core.clj', ['java'], ['java', '-cp', 'src:lib/*', 'clojure.main', '-m', 'core']],
    ['Program.cs', ['dotnet'], ['dotnet', 'run']],
    ['app.cs', ['dotnet-script', 'dotnet'], ['dotnet-script', 'app.cs']],
    ['Main.swift', ['swift'], ['swift', 'Main.swift']],
    ['main.zig', ['zig'], ['zig', 'run', 'main.zig']],
    ['Main.hs', ['runghc', 'ghc'], ['runghc', 'Main.hs']],
    ['main.ml', ['ocaml'], ['ocaml', 'main.ml']],
    ['main.nim', ['nim'], ['nim', 'r', 'main.nim']],
    ['main.cr', ['crystal'], ['crystal', 'run', 'main.cr']],
    ['main.d', ['rdmd'], ['rdmd', 'main.d']],
    ['main.pas', ['instantfpc'], ['instantfpc', 'main.pas']],
    ['main.erl', ['escript', 'beam.smp'], ['escript', 'main.erl']],
    ['lib/app.ex', ['mix', 'beam.smp'], ['mix', 'phx.server']],
    ['main.c', ['tcc'], ['tcc', '-run', 'main.c']],
    ['main.pl', ['swipl'], ['swipl', 'main.pl']],
  ])('%s of an image with %j that starts %j is the application', (tracked, programs, cmd) => {
    expect(judgeStart(tracked, programs, cmd)).toEqual([]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['cmd/main.go', ['go', 'server'], ['server']],
    ['cmd/main.go', ['go'], ['go', 'version']],
    ['cmd/main.go', ['server'], ['server', 'go', 'run', '.']],
    ['src/main.rs', ['cargo', 'server'], ['server', 'cargo run']],
    ['Hello.java', ['java'], ['java', '-jar', 'app.jar']],
    ['Hello.java', ['java'], ['java', '-cp', 'app.jar', 'com.example.Hello']],
    ['src/core.clj', ['java'], ['java', '-jar', 'app.jar']],
    ['Program.cs', ['dotnet'], ['dotnet', 'App.dll']],
    ['Main.hs', ['ghc', 'server'], ['server']],
    ['main.cr', ['crystal', 'server'], ['server']],
    ['main.nim', ['nim'], ['nim', 'c', 'main.nim']],
  ])('%s of an image with %j that starts %j is reported', (tracked, programs, cmd) => {
    expect(judgeStart(tracked, programs, cmd)).toHaveLength(1);
  });

  test('is reported where a program of our own is only called as its compiler is', () => {
    const fakes: FileInputs = { '/app/bin/go': SCRIPT, '/app/bin/cargo': PROGRAM };
    for (const [tracked, name] of [
      ['main.go', 'go'],
      ['main.rs', 'cargo'],
    ] as const) {
      const config = { env: ['PATH=/app/bin:/bin'], cmd: [name, 'run', '.'] };
      expect(judge(tracked, { own: fakes, config })).toHaveLength(1);
    }
  });

  test('is the application where the start names a compiler that is missing', () => {
    expect(judge('main.go', { config: { cmd: ['go', 'run', '.'] } })).toEqual([]);
    expect(judge('main.go', { config: { cmd: ['go', 'build', '.'] } })).toHaveLength(1);
  });
});

describe('what something reads when it runs', () => {
  test.each([
    'templates/a.html.erb',
    'lib/web/a.html.heex',
    'lib/web/a.html.leex',
    'lib/web/a.html.eex',
    'config/runtime.exs',
    'templates/a.html',
    'templates/a.jinja2',
    'templates/a.j2',
    'templates/a.html.twig',
    'webapp/WEB-INF/a.jsp',
    'webapp/WEB-INF/a.jspx',
    'templates/a.ftl',
    'templates/a.mustache',
    'views/a.hbs',
    'views/a.pug',
    'views/a.ejs',
    'templates/a.tmpl',
    'templates/a.gohtml',
    'layouts/a.html',
    'migrations/1_a.up.sql',
    'prisma/schema.prisma',
    'schema.graphql',
    'api/a.proto',
    'conf/a.lua',
    'html/a.js',
    'jenkins/a.groovy',
    'scripts/a.csx',
    'shaders/a.glsl',
    'kernels/a.cl',
    'analysis/a.R',
    'analysis/a.jl',
    'notebooks/a.ipynb',
    'conf/a.lua.conf',
    'Views/Home/Index.cshtml',
  ])('ignores %s', (tracked) => {
    expect(judge(tracked, { config: { cmd: ['/bin/server'] } })).toEqual([]);
  });

  test.each<[string, FileInputs]>([
    ['public/a.less', { '/app/public/less.min.js': 'x' }],
    ['public/a.jsx', { '/app/public/babel.min.js': 'x' }],
    ['public/a.vue', { '/app/public/vue3-sfc-loader.js': 'x' }],
    ['public/a.scss', npmPackage('sass')],
    ['public/a.styl', npmPackage('stylus')],
    ['probe.c', { '/usr/lib/libbcc.so.0': elf({ needed: ['libc.so.6'] }) }],
    ['kernel.cu', { '/usr/lib/libnvrtc.so.12': elf({ needed: ['libc.so.6'] }) }],
  ])('ignores %s where something compiles it', (tracked, files) => {
    expect(judge(tracked, { base: { ...SERVER, ...files } })).toEqual([]);
    expect(judge(tracked, {})).toHaveLength(1);
  });

  test('views of ASP.NET Core are read where a package compiles them, and reported where they were compiled', () => {
    const deps = (name: string): FileInputs => ({
      '/app/App.deps.json': JSON.stringify({
        runtimeTarget: { name: 'net8' },
        targets: { net8: { [`${name}/8.0.0`]: { runtime: { [`lib/${name}.dll`]: {} } } } },
        libraries: { [`${name}/8.0.0`]: { type: 'package' } },
      }),
      [`/app/${name}.dll`]: 'MZ',
    });
    const view = 'Views/Home/Index.cshtml';
    expect(judge(view, { own: deps('Serilog') })).toEqual(['source-file: Views/*.cshtml of this repository']);
    expect(judge(view, { own: deps('Microsoft.AspNetCore.Mvc.Razor.RuntimeCompilation') })).toEqual([]);
  });
});

function npmPackage(name: string): FileInputs {
  const directory = `/app/node_modules/${name}`;
  return {
    [`${directory}/package.json`]: JSON.stringify({ name, version: '1.0.0' }),
    [`${directory}/index.js`]: 'x',
  };
}

describe('TypeScript that npm starts', () => {
  const NODE: FileInputs = {
    '/usr/local/bin/node': PROGRAM,
    '/usr/local/bin/npm': '#!/usr/bin/env node\n',
    '/usr/local/bin/yarn': '#!/usr/bin/env node\n',
    '/usr/local/bin/docker-entrypoint.sh': '#!/bin/sh\nif [ 1 ]; then set -- node "$@"; fi\nexec "$@"\n',
  };
  const TSX: FileInputs = {
    '/app/node_modules/tsx/package.json': '{"name":"tsx","version":"4.0.0"}',
    '/app/node_modules/tsx/dist/cli.mjs': 'x'.repeat(600),
    '/app/node_modules/.bin/tsx': '#!/usr/bin/env node\n',
    '/app/node_modules/.package-lock.json': JSON.stringify({
      packages: { 'node_modules/tsx': { dev: true } },
    }),
  };
  const started = (
    scripts: Readonly<Record<string, string>>,
    cmd: readonly string[],
    own: FileInputs = TSX,
  ) =>
    judge('src/app.ts', {
      base: NODE,
      own: { '/app/package.json': JSON.stringify({ scripts }), ...own },
      config: {
        entrypoint: ['docker-entrypoint.sh'],
        cmd,
        env: ['PATH=/app/node_modules/.bin:/usr/local/bin:/bin'],
      },
    });

  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ start: 'node dist/main.js' }, ['npm', 'start']],
    [{ start: 'npm run serve', serve: 'node dist/main.js' }, ['npm', 'run', 'start']],
    [{ serve: 'node dist/main.js' }, ['yarn', 'serve']],
  ])('is reported where %j runs what was built: %j', (scripts, cmd) => {
    expect(started(scripts, cmd)).toHaveLength(1);
  });

  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ start: 'tsx src/app.ts' }, ['npm', 'start']],
    [{ start: 'node --import tsx src/app.ts' }, ['npm', 'start']],
    [{ start: 'node src/app.ts' }, ['npm', 'run', '--silent', 'start']],
    [{ start: 'npm run a', a: 'npm run start' }, ['npm', 'start']],
    [{ start: 'start-everything' }, ['npm', 'start']],
    [{}, ['npm', 'start']],
  ])('is the application where %j may run it: %j', (scripts, cmd) => {
    expect(started(scripts, cmd)).toEqual([]);
  });

  test('is the application where a script imports it', () => {
    const cmd = ['node', 'server.js'];
    expect(started({}, cmd, { '/app/server.js': "import { db } from './src/app.ts';\n" })).toEqual([]);
    expect(started({}, cmd, { '/app/server.js': "import { db } from './src/app.js';\n" })).toHaveLength(1);
  });
});

describe('JavaScript beside its build', () => {
  const BUILT: FileInputs = { '/app/package.json': '{}', '/app/build/static/js/main.3f2a.js': 'bundle' };

  test.each<[string, string, Image, number]>([
    ['a project with its bundle', 'src/App.js', { own: BUILT }, 1],
    ['a module', 'src/lib/a.mjs', { own: BUILT }, 1],
    ['no bundle', 'src/App.js', { own: { '/app/package.json': '{}' } }, 0],
    ['no project', 'src/App.js', { own: { '/app/build/main.js': 'bundle' } }, 0],
    ['another folder', 'public/a.js', { own: BUILT }, 0],
    ['Node.js', 'src/App.js', { base: { '/usr/bin/node': PROGRAM }, own: BUILT }, 0],
    ['a bundle of the base image', 'src/App.js', { base: { ...SERVER, ...BUILT } }, 0],
  ])('with %s: %s', (_what, tracked, image, findings) => {
    expect(judge(tracked, image)).toHaveLength(findings);
  });

  test('is no source where what lies there is tracked as it is', () => {
    const repository = { 'src/a.js': 'source', 'dist/a.js': 'committed' };
    const own = [
      layer({ '/app/src/a.js': 'source', '/app/dist/a.js': 'committed', '/app/package.json': '{}' }),
    ];
    expect(reportOf(ledgerOf({ own, repository }), [sourceFile])).toEqual([]);
  });
});

describe('third-party sources', () => {
  test('that the repository keeps are counted and not listed', () => {
    const files = {
      'vendor/a/a.go': 'package a',
      'vendor/b/b.c': 'int b;',
      'third_party/c/go.mod': 'module c',
    };
    const own = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/app/${path}`, text]));
    const ledger = ledgerOf({
      own: [layer({ ...own, '/app/main.go': 'package main' })],
      repository: { ...files, 'main.go': 'package main' },
    });
    expect(scan(ledger, [sourceFile])).toMatchObject([
      { subject: '*.go of this repository', files: 1, locations: [{ path: '/app/main.go' }] },
      {
        subject: 'third-party sources of this repository',
        files: 3,
        bytes: 23,
        locations: [],
        locationsOmitted: 3,
      },
    ]);
  });
});
