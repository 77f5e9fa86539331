import { describe, expect, test } from '@jest/globals';
import { findLostModule } from '../../src/fix/lost-modules.ts';
import { layer, type ConfigInput } from '../helpers/image-builder.ts';
import { ledgerOf } from '../rules/rule-bench.ts';

const modules = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`/app/node_modules/${name}/package.json`, `{"name":"${name}"}`]));
const NODE = { '/usr/bin/node': '\x7fELF', '/usr/bin/npm': '#!/usr/bin/env node\n', '/bin/sh': '\x7fELF' };

/** What is lost where the development packages of an application go. */
function lost(files: Readonly<Record<string, string>>, cmd: readonly string[] = ['node', 'index.js']) {
  const config: ConfigInput = { cmd, workingDir: '/app', env: ['PATH=/usr/bin:/bin'] };
  const image = (...names: readonly string[]) => {
    const programs = names.map((name) => [`/app/node_modules/.bin/${name}`, '#!/usr/bin/env node\n']);
    const all = { ...NODE, ...files, ...modules(...names), ...(Object.fromEntries(programs) as object) };
    return ledgerOf({ own: [layer(all)], config });
  };
  return findLostModule(image('express', 'nodemon', '@acme/log'), image('express'))?.name;
}

describe('a package for development that is gone', () => {
  test.each([
    ['`require` names it', { '/app/index.js': "const n = require('nodemon')" }, 'nodemon'],
    ['a part of it is required', { '/app/index.js': "  if (x) require('nodemon/lib/x')" }, 'nodemon/lib/x'],
    ['`import` names it', { '/app/lib/a.mjs': "import { log } from '@acme/log';" }, '@acme/log'],
    ['`import()` names it', { '/app/lib/a.mjs': "const { log } = await import('@acme/log');" }, '@acme/log'],
    ['`import` only loads it', { '/app/lib/a.mjs': "import '@acme/log';" }, '@acme/log'],
    ['a setting names it', { '/app/a.js': "pino({ transport: { target: '@acme/log' } })" }, '@acme/log'],
    ['a large source names it', { '/app/a.js': `${' '.repeat(30_000)}require('nodemon')` }, 'nodemon'],
    ['the configuration of a framework names it', { '/app/next.config.js': "require('nodemon')" }, 'nodemon'],
    ['several lines import it', { '/app/a.js': "import {\n  log,\n} from '@acme/log';" }, '@acme/log'],
  ])('is lost where %s', (_title, files, name) => {
    expect(lost(files)).toBe(name);
  });

  test.each([
    ['a test imports it', { '/app/test/a.js': "require('nodemon')" }],
    ['the configuration of a tool imports it', { '/app/jest.config.js': "require('nodemon')" }],
    [
      'a script that builds imports it',
      { '/app/build.mjs': "import 'nodemon'", '/app/scripts/a.js': "require('nodemon')" },
    ],
    ['a comment names it', { '/app/index.js': "// require('nodemon')\n/* import 'nodemon'; */" }],
    ['another package imports it', { '/app/node_modules/express/index.js': "require('nodemon')" }],
    ['what is imported was never there', { '/app/index.js': "require('other'); require('./x')" }],
    ['what is imported stays', { '/app/index.js': "require('express'); require('node:fs')" }],
  ])('is not lost where %s', (_title, files) => {
    expect(lost(files)).toBeUndefined();
  });

  test.each([
    [
      'a script of package.json calls it',
      ['npm', 'start'],
      '{"scripts":{"start":"nodemon index.js"}}',
      'nodemon',
    ],
    [
      'a script calls a script',
      ['npm', 'run', 'a'],
      '{"scripts":{"a":"npm run b","b":"nodemon ."}}',
      'nodemon',
    ],
    ['npx calls it', ['npx', 'nodemon', 'index.js'], '{}', 'nodemon'],
    [
      'the start loads it first',
      ['node', '-r', '@acme/log/register', 'index.js'],
      '{}',
      '@acme/log/register',
    ],
    ['a script calls what stays', ['npm', 'start'], '{"scripts":{"start":"node index.js"}}', undefined],
  ])('where %s', (_title, cmd, manifest, name) => {
    expect(lost({ '/app/package.json': manifest }, cmd)).toBe(name);
  });
});
