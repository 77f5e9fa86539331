import { describe, expect, test } from '@jest/globals';
import { parseIgnoreFile } from '../../src/dockerfile/ignore-file.ts';

describe('an ignore file', () => {
  test.each([
    ['node_modules', 'node_modules'],
    ['node_modules', 'node_modules/a/b.js'],
    ['/dist/', 'dist'],
    ['./dist', 'dist/app.js'],
    ['**/node_modules', 'api/node_modules'],
    ['**/*.map', 'dist/deep/app.js.map'],
    ['*', 'dist'],
    ['*\n!src', 'dist'],
    ['d?st', 'dist'],
    ['[a-d]ist', 'dist'],
    ['api/**', 'api/x/y'],
    ['# a comment\n\n  dist  ', 'dist'],
    ['!dist\ndist', 'dist'],
    ['a+b.x', 'a+b.x'],
  ])('%j keeps %s out', (text, path) => {
    expect(parseIgnoreFile(text)(path)).toBe(true);
  });

  test.each([
    ['', 'dist'],
    ['#dist', 'dist'],
    ['node_modules', 'api/node_modules'],
    ['*.map', 'dist/app.js.map'],
    ['dist\n!dist', 'dist'],
    ['*\n!dist', 'dist/app.js'],
    ['dis', 'dist'],
    ['a.c', 'abc'],
    ['[z-a]', 'z'],
  ])('%j lets %s in', (text, path) => {
    expect(parseIgnoreFile(text)(path)).toBe(false);
  });
});
