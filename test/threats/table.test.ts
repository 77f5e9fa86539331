import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const attacks = readdirSync(import.meta.dirname).filter((name) => name !== 'table.test.ts');

/** Last cell of every row of docs/threats.md that names a test: paths below `test/`, one or more. */
const named = readFileSync(join(root, 'docs', 'threats.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+\.test\.ts)`/g)])
  .map((match) => match[1] ?? '');

describe('docs/threats.md', () => {
  test('names only tests that are there', () => {
    expect(named.filter((path) => !existsSync(join(root, 'test', path)))).toEqual([]);
  });

  test('names every attack that is tried', () => {
    expect(attacks.filter((name) => !named.includes(`threats/${name}`))).toEqual([]);
  });
});
