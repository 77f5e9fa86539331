import { describe, expect, test } from '@jest/globals';
import { devDependency } from '../../src/rules/dev-dependency.ts';
import { developmentFix } from '../../src/rules/fix/development-fix.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { nodeBundler } from '../../src/rules/node-bundler.ts';
import { scan } from '../../src/scan/scan.ts';
import { elf } from '../helpers/elf-builder.ts';
import { ratedFindings } from '../helpers/rated-findings.ts';
import { layer, type FileInputs } from '../helpers/image-builder.ts';
import { ledgerOf } from './rule-bench.ts';

const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    'node_modules/ejs': { version: '3.1.10' },
    'node_modules/jest': { version: '29.7.0', dev: true },
    'node_modules/jest/node_modules/chalk': { version: '4.1.2', dev: true },
  },
});
const TREE: FileInputs = {
  '/app/node_modules/ejs/package.json': '{"name":"ejs","version":"3.1.10"}',
  '/app/node_modules/jest/package.json': '{"name":"jest","version":"29.7.0"}',
  '/app/node_modules/jest/index.js': 'x'.repeat(100),
  '/app/node_modules/jest/node_modules/chalk/package.json': '{"name":"chalk","version":"4.1.2"}',
};

describe('dev-dependency', () => {
  test('tells all of them as one, with all their files', () => {
    const files = { ...TREE, '/app/node_modules/.package-lock.json': LOCK };
    const ledger = ledgerOf({ own: [layer(files)] });
    const [found, ...others] = devDependency.inspect(ledger);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: 'npm development dependencies',
      message: '2 npm packages that only development needs',
    });
    expect(found?.rows.map((row) => ledger.catalog.path(row)).sort()).toEqual(
      Object.keys(TREE)
        .filter((path) => path.includes('jest'))
        .sort(),
    );
  });

  test('says nothing without a lock file, and nothing of the base image', () => {
    expect(devDependency.inspect(ledgerOf({ own: [layer(TREE)] }))).toEqual([]);
    const base = layer({ ...TREE, '/app/node_modules/.package-lock.json': LOCK });
    expect(devDependency.inspect(ledgerOf({ base: [base] }))).toEqual([]);
  });

  const PROJECT = {
    '/app/package.json': '{"dependencies":{"ejs":"3"},"devDependencies":{"jest":"29"}}',
    '/app/node_modules/jest/package.json': '{"name":"jest","version":"29.7.0","dependencies":{"chalk":"4"}}',
  };
  test.each([
    ['Yarn', '/app/node_modules/.yarn-integrity', 'yarn install --production'],
    ['Yarn', '/app/node_modules/.yarn-state.yml', 'yarn workspaces focus --production'],
    ['pnpm', '/app/node_modules/.modules.yaml', 'pnpm prune --prod'],
    ['Bun', '/app/bun.lock', 'bun install --production'],
    ['npm', '/app/index.js', 'npm prune --omit=dev'],
  ])('knows a tree of %s by %s, and how it leaves them out', (name, trace, fix) => {
    const ledger = ledgerOf({ own: [layer({ ...TREE, ...PROJECT, [trace]: 'x' })] });
    const [found, ...others] = devDependency.inspect(ledger);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ subject: `${name} development dependencies` });
    const [reported] = scan(ledger, [devDependency]);
    expect(reported?.fix).toContain(fix);
    expect(found?.rows.map((row) => ledger.catalog.path(row)).sort()).toEqual(
      Object.keys(TREE)
        .filter((path) => path.includes('jest'))
        .sort(),
    );
  });

  const installed = (names: unknown): string =>
    JSON.stringify({
      packages: [
        { name: 'phpunit/phpunit', version: '11.0.0', 'install-path': '../phpunit/phpunit' },
        { name: 'psr/log', version: '3.0.0', 'install-path': '../psr/log' },
      ],
      'dev-package-names': names,
    });
  const vendor = (names: unknown, at = '/app/vendor'): FileInputs => ({
    [`${at}/composer/installed.json`]: installed(names),
    [`${at}/phpunit/phpunit/src/TestCase.php`]: 'x'.repeat(100),
    [`${at}/psr/log/src/LoggerInterface.php`]: 'x',
  });

  test('tells what Composer installed for development, beside what npm did', () => {
    const npm = { ...TREE, '/app/node_modules/.package-lock.json': LOCK };
    const ledger = ledgerOf({ own: [layer({ ...vendor(['phpunit/phpunit']), ...npm })] });
    const found = devDependency.inspect(ledger);
    expect(found).toMatchObject([
      {
        subject: 'Composer development dependencies',
        message: '1 Composer package that only development needs',
      },
      { subject: 'npm development dependencies' },
    ]);
    expect(found[0]?.rows.map((row) => ledger.catalog.path(row))).toEqual([
      '/app/vendor/phpunit/phpunit/src/TestCase.php',
    ]);
  });

  test.each([
    ['Composer installed without them', []],
    ['Composer 1 installed, which does not note them', undefined],
  ])('says nothing of what %s', (_, names) => {
    expect(devDependency.inspect(ledgerOf({ own: [layer(vendor(names))] }))).toEqual([]);
  });

  const INSTALL = 'Install only production dependencies: `composer install --no-dev`';
  test.each([
    ['FROM x\nRUN composer install', INSTALL],
    ['FROM x AS b\nFROM x\nRUN composer install && vendor/bin/phpunit', 'Build in an earlier stage, and'],
    [
      'FROM x AS b\nFROM x\nCOPY --from=b /app /app',
      'Remove them in the stage that is copied from, once it is built: `composer install --no-dev`',
    ],
    ['FROM x\nCOPY . /app', 'Run `composer install --no-dev` before the image is built'],
  ])('says how Composer leaves them out of %j', (dockerfile, fix) => {
    const own = [layer(vendor(['phpunit/phpunit']))];
    const [reported] = scan(ledgerOf({ dockerfile, own }), [devDependency]);
    expect(reported?.fix).toContain(fix);
  });

  test('names the directory that Composer installed into, where what is copied lies over what is installed', () => {
    const dockerfile = 'FROM x\nRUN composer install --no-dev\nCOPY . /app';
    const own = [layer({ '/app/index.php': 'x' }), layer(vendor(['phpunit/phpunit'], '/app/libraries'))];
    const [reported] = scan(ledgerOf({ dockerfile, own }), [devDependency]);
    expect(reported?.fix).toContain('Add `libraries` to `.dockerignore`');
  });

  const WITH_BUNDLER = {
    ...TREE,
    '/app/node_modules/webpack/package.json': '{"name":"webpack","version":"5.0.0"}',
    '/app/node_modules/@babel/core/package.json': '{"name":"@babel/core","version":"7.0.0"}',
    '/app/node_modules/.package-lock.json': LOCK.replace(
      '"node_modules/jest":',
      '"node_modules/webpack":{"dev":true},"node_modules/@babel/core":{"dev":true},"node_modules/jest":',
    ),
  };
  const node = layer({ '/usr/local/bin/node': elf({ needed: ['libc.so.6'] }) });
  const reported = (ledger: Ledger, off: readonly string[] = []) =>
    ratedFindings(ledger, [nodeBundler, devDependency], Object.fromEntries(off.map((id) => [id, 'off']))).map(
      ({ ruleId, severity, message }) =>
        `${severity} ${ruleId}: ${message.replace(/: [\d.]+ k?B in .*/, '')}`,
    );

  test('a bundler among them is no second finding, and makes it as severe as one', () => {
    const ledger = ledgerOf({ base: [node], own: [layer(WITH_BUNDLER)] });
    const all = '4 npm packages that only development needs, including webpack 5.0.0';
    expect(reported(ledger)).toEqual([`error dev-dependency: ${all}`]);
    expect(reported(ledger, ['node-bundler'])).toEqual([`warning dev-dependency: ${all}`]);
    expect(reported(ledger, ['dev-dependency'])).toEqual([`error dev-dependency: ${all}`]);
    expect(reported(ledger, ['dev-dependency', 'node-bundler'])).toEqual([]);
  });

  test('without a bundler it is off where it is off, whatever the other rule is', () => {
    const files = { ...TREE, '/app/node_modules/.package-lock.json': LOCK };
    expect(reported(ledgerOf({ base: [node], own: [layer(files)] }), ['dev-dependency'])).toEqual([]);
  });

  test('where nothing runs JavaScript, bundlers are told as such, and each byte once', () => {
    expect(reported(ledgerOf({ own: [layer(WITH_BUNDLER)] }))).toEqual([
      'error node-bundler: Babel 7.0.0',
      'error node-bundler: webpack 5.0.0',
      'warning dev-dependency: 2 npm packages that only development needs',
    ]);
  });
});

describe('of a Python project', () => {
  const LOCKS: Readonly<Record<string, string>> = {
    'poetry.lock':
      '[[package]]\nname = "flask"\nversion = "3.0"\ngroups = ["main"]\n\n[[package]]\nname = "pytest"\nversion = "8.2"\ngroups = ["dev"]\n',
    'Pipfile.lock': '{"default":{"flask":{"version":"==3.0"}},"develop":{"pytest":{"version":"==8.2"}}}',
  };
  const SITE = '/app/.venv/lib/python3.12/site-packages';
  const installed = (name: string, version: string): FileInputs => ({
    [`${SITE}/${name}-${version}.dist-info/RECORD`]: `${name}/main.py,,\n`,
    [`${SITE}/${name}/main.py`]: 'x',
  });

  test.each([
    ['poetry.lock', 'Poetry', 'poetry install --only main'],
    ['Pipfile.lock', 'Pipenv', 'pipenv sync'],
  ])('by %s', (lock, name, install) => {
    const files = {
      [`/app/${lock}`]: LOCKS[lock] ?? '',
      ...installed('flask', '3.0'),
      ...installed('pytest', '8.2'),
    };
    const ledger = ledgerOf({ own: [{ layer: layer(files), text: `RUN ${install}` }] });
    const [found, ...others] = devDependency.inspect(ledger);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      subject: `${name} development dependencies`,
      message: `1 ${name} package that only development needs`,
    });
    expect(found?.rows.map((row) => ledger.catalog.path(row)).sort()).toEqual(
      Object.keys(installed('pytest', '8.2')).sort(),
    );
    expect(developmentFix({ ledger, subject: '', rows: found?.rows ?? [] })).toContain(`\`${install}\``);
  });
});
