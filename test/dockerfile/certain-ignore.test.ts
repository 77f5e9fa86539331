import { describe, expect, test } from '@jest/globals';
import { parseCertainIgnore } from '../../src/dockerfile/certain-ignore.ts';

describe('an ignore file keeps out for certain', () => {
  test.each([
    ['node_modules', 'node_modules/a/b.js'],
    ['/dist/', 'dist'],
    ['**/*.map', 'dist/deep/app.js.map'],
    ['*\n!src', '.git'],
    ['api/**', 'api/x/y'],
    ['!dist\ndist', 'dist'],
    ['[ab]\ndist', 'dist'],
  ])('%j: %s', (text, path) => {
    expect(parseCertainIgnore(text).ignores(path)).toBe(true);
  });

  test.each([
    ['', 'dist'],
    ['node_modules', 'api/node_modules'],
    ['*\n!src', 'src/a'],
    // What builders of several ages read in several ways.
    ['[ab]', 'a'],
    ['{a,b}', 'a'],
    ['a\\*', 'a*'],
    ['src**', 'src/a'],
    ['*\n![s]rc', 'other'],
    ['*\n!src**', 'other'],
    // The folder itself stays in.
    ['api/**', 'api'],
  ])('but not %j: %s', (text, path) => {
    expect(parseCertainIgnore(text).ignores(path)).toBe(false);
  });

  test.each([
    ['*\n!src', '.git', false],
    ['*\n!src', 'src', true],
    ['logs\n!logs/kept', 'logs', true],
    ['logs\n!logs/kept', 'logs/other', false],
    ['*\n!**/*.go', '.git', true],
    ['*\n!*/go.mod', 'api', true],
    ['*\n!a*', 'b/c', false],
    ['*', 'src', false],
  ])('%j may take something back out of %s: %s', (text, folder, expected) => {
    expect(parseCertainIgnore(text).takesBack(folder)).toBe(expected);
  });
});
