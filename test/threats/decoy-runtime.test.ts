import { describe, expect, test } from '@jest/globals';
import { layer, type ConfigInput, type FileInputs } from '../helpers/image-builder.ts';
import { gateImages } from '../helpers/gate-images.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { elf } from '../helpers/elf-builder.ts';

const folder = temporaryFolder();

const PROGRAM = elf({ interpreter: '/lib/ld-musl-x86_64.so.1' });
const BASE: FileInputs = {
  '/lib/ld-musl-x86_64.so.1': PROGRAM,
  '/bin/busybox': PROGRAM,
  '/bin/sh': { symlink: 'busybox' },
};
const NODE: FileInputs = {
  ...BASE,
  '/usr/bin/node': PROGRAM,
  '/usr/bin/npm': '#!/usr/bin/env node\n',
  '/usr/bin/env': { symlink: '/bin/busybox' },
};
const SERVER = { content: PROGRAM, mode: 0o755 };
const SCRIPT = { content: '#!/bin/sh\n', mode: 0o755 };

type Case = {
  readonly source: string;
  readonly files?: FileInputs;
  readonly base?: FileInputs;
  readonly config?: ConfigInput;
};

function gate({ source, files = {}, base = BASE, config = {} }: Case) {
  const text = `a source of the repository: ${source}\n`;
  return gateImages(folder, {
    base: [layer(base)],
    own: [layer({ '/srv/server': SERVER, '/srv/run.sh': SCRIPT, [`/app/${source}`]: text, ...files })],
    config: { entrypoint: ['/srv/server'], ...config },
    repository: { [source]: text },
  });
}

describe('what only looks as if it ran the sources (issue 8, 21)', () => {
  test.each<[string, Case]>([
    ['a script called jbang', { source: 'App.java', files: { '/usr/bin/jbang': SCRIPT } }],
    ['a program called cling', { source: 'app.cpp', files: { '/usr/bin/cling': SERVER } }],
    [
      'jbang behind an entrypoint script',
      {
        source: 'App.java',
        files: { '/usr/bin/jbang': SCRIPT },
        config: { entrypoint: ['/srv/run.sh'], cmd: ['/srv/server'] },
      },
    ],
    [
      'a text called node',
      {
        source: 'app.ts',
        files: {
          '/usr/bin/node': '#!/bin/sh\n',
          '/app/node_modules/tsx/package.json': '{"name":"tsx","version":"1.0.0"}',
        },
      },
    ],
    ['a script called python3', { source: 'app.py', files: { '/usr/bin/python3': SCRIPT } }],
    ['the server, copied as python3', { source: 'app.py', files: { '/usr/bin/python3': SERVER } }],
    [
      'the server, started as php',
      { source: 'app.php', files: { '/srv/php': SERVER }, config: { entrypoint: ['/srv/php'] } },
    ],
    ['a text called ruby', { source: 'app.rb', files: { '/usr/bin/ruby': 'ruby' } }],
    ['a script called elixir', { source: 'app.ex', files: { '/usr/bin/elixir': SCRIPT } }],
    [
      'a word of the environment',
      {
        source: 'app.ts',
        base: NODE,
        config: { env: ['NOTE=x.ts'], entrypoint: ['/usr/bin/node', '/app/dist/a.js'] },
      },
    ],
    [
      'a word of the entrypoint',
      { source: 'app.ts', base: NODE, config: { entrypoint: ['/usr/bin/node', '/app/dist/a.js', 'tsx'] } },
    ],
    [
      'a word of the command',
      { source: 'app.ts', base: NODE, config: { entrypoint: ['/srv/server'], cmd: ['x.ts'] } },
    ],
    [
      'a loader with nothing in it',
      {
        source: 'app.ts',
        base: NODE,
        files: { '/app/node_modules/tsx/package.json': '{}' },
        config: { entrypoint: ['/srv/run.sh'] },
      },
    ],
    [
      'a program that a shell does not find and goes on',
      { source: 'App.java', config: { entrypoint: ['/bin/sh', '-c', 'jbang; exec /srv/server'] } },
    ],
  ])('excuses none: %s', async (_case, change) => {
    const { introduced, conclusion } = await gate(change);
    expect(conclusion).toBe('failure');
    expect(introduced).toEqual([
      `source-file: *${change.source.slice(change.source.indexOf('.'))} of this repository`,
    ]);
  });

  const CMD = { entrypoint: ['/srv/run.sh'] };
  const PYTHON = elf({ interpreter: '/lib/ld-musl-x86_64.so.1', needed: ['libpython3.12.so.1.0'] });
  test.each<[string, Case]>([
    [
      'Python behind a script',
      { source: 'app.py', base: { ...BASE, '/usr/bin/python3': PROGRAM }, config: CMD },
    ],
    [
      'a Python that an instruction installs',
      {
        source: 'app.py',
        files: { '/usr/lib/libpython3.12.so.1.0': PROGRAM, '/usr/bin/python3': PYTHON },
        config: CMD,
      },
    ],
    [
      'PHP-FPM',
      {
        source: 'index.php',
        base: { ...BASE, '/usr/local/sbin/php-fpm': PROGRAM },
        config: { entrypoint: ['/srv/run.sh'], cmd: ['php-fpm'] },
      },
    ],
    [
      'Node.js that a script starts with TypeScript',
      { source: 'app.ts', base: NODE, config: { entrypoint: ['/srv/run.sh'], cmd: ['node', '/app/app.ts'] } },
    ],
    ['Deno behind a script', { source: 'app.ts', base: { ...BASE, '/usr/bin/deno': PROGRAM }, config: CMD }],
    ['shell scripts', { source: 'start.sh', config: CMD }],
  ])('knows what runs them: %s', async (_case, change) => {
    expect(await gate(change)).toMatchObject({ conclusion: 'success', introduced: [] });
  });
});
