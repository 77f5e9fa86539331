import { describe, expect, test } from '@jest/globals';
import { devDependency } from '../../src/rules/dev-dependency.ts';
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
      message: 'npm development dependencies (2 packages)',
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
});
