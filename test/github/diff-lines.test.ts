import { describe, expect, test } from '@jest/globals';
import { isInHunk, readHunks } from '../../src/github/diff-lines.ts';

const PATCH = [
  '@@ -1,4 +1,5 @@ stage',
  ' FROM a',
  '-RUN b',
  '+RUN c \\',
  '+  && d',
  ' ',
  ' USER e',
  '@@ -20 +21,2 @@',
  '+--- x',
  ' @@ -1 +1 @@',
  '\\ No newline at end of file',
].join('\n');

describe('the lines of a diff that may have a comment', () => {
  test('are those at the head, in their hunks', () => {
    expect(readHunks(PATCH)).toEqual([
      { start: 1, lines: ['FROM a', 'RUN c \\', '  && d', '', 'USER e'] },
      { start: 21, lines: ['--- x', '@@ -1 +1 @@'] },
    ]);
    expect(readHunks('')).toEqual([]);
    expect(readHunks('no diff\n+x')).toEqual([]);
  });

  test.each<[string, number, readonly string[], boolean]>([
    ['whole lines of a hunk', 2, ['RUN c \\', '  && d'], true],
    ['context alone', 5, ['USER e'], true],
    ['another text', 2, ['RUN b', '  && d'], false],
    ['another place', 3, ['RUN c \\'], false],
    ['lines before a hunk', 0, ['', 'FROM a'], false],
    ['lines after a hunk', 5, ['USER e', ''], false],
    ['lines of two hunks', 5, ['USER e', ...Array.from({ length: 15 }, () => ''), '--- x'], false],
    ['a line with a carriage return', 5, ['USER e\r'], false],
  ])('are %s', (_what, line, before, expected) => {
    expect(isInHunk(readHunks(PATCH), { line, before })).toBe(expected);
  });
});
