import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { renderPatch, type ChangedFile } from '../../src/fix/patch.ts';
import { makeRepository } from '../build/git-fixture.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
let count = 0;

/** What git makes of the files with the patch. */
function applied(files: readonly ChangedFile[]): readonly string[] {
  const checkout = makeRepository(join(folder, `checkout-${count++}`));
  for (const { path, before } of files) {
    if (before === '') continue;
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), before);
  }
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: checkout, input: renderPatch(files) });
  return files.map(({ path }) =>
    existsSync(join(checkout, path)) ? readFileSync(join(checkout, path), 'utf8') : '',
  );
}

describe('a patch', () => {
  test.each([
    ['a change', 'FROM a\nRUN b\nUSER c\n', 'FROM a\nRUN b && d\nUSER c\n'],
    ['a new file', '', '.git\n'],
    ['carriage returns', 'FROM a\r\nRUN b\r\n', 'FROM a\r\nRUN b \\\r\n  && c\r\n'],
    ['no line break at the end', 'FROM a\nRUN b', 'FROM a\nRUN b && c'],
    ['lines that look like a diff', '--- a\n+++ b\n@@ -1 +1 @@\n-- x\n', '--- a\n+++ c\n@@ -1 +1 @@\n-- x\n'],
    ['a byte order mark', '\uFEFFFROM a\nRUN b\n', '\uFEFFFROM a\nRUN b && c\n'],
  ])('with %s is what git applies', (_title, before, after) => {
    expect(applied([{ path: 'Dockerfile', before, after }])).toEqual([after]);
  });

  test.each([
    'a b/Dockerfile',
    'quo"te\\',
    'caf\u00e9/Dockerfile',
    '$HOME',
    "it's",
    'tab\there',
    'new\nline',
  ])('of the path %j is what git applies', (path) => {
    expect(applied([{ path, before: 'FROM a\n', after: 'FROM b\n' }])).toEqual(['FROM b\n']);
  });

  test('of two files is in the order of their paths, and leaves out what did not change', () => {
    const files = [
      { path: 'b', before: 'x\n', after: 'y\n' },
      { path: 'c', before: 'x\n', after: 'x\n' },
      { path: 'a', before: '', after: 'z\n' },
    ];
    expect(applied(files)).toEqual(['y\n', 'x\n', 'z\n']);
    expect(renderPatch(files).match(/^diff .*$/gm)).toEqual(['diff --git a/a b/a', 'diff --git a/b b/b']);
  });

  test('of any two texts is what git applies', () => {
    const line = fc.constantFrom(
      'FROM a',
      'RUN b \\',
      ' && c',
      '',
      '\\ No newline at end of file',
      '+x',
      '-y',
      ' ',
    );
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, lineBreak, isEnded]) => lines.join(lineBreak) + (isEnded ? lineBreak : ''))
      .filter((value) => value !== '');
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applied([{ path: 'Dockerfile', before, after }])).toEqual([after]);
      }),
      { numRuns: 40 },
    );
  });
});
