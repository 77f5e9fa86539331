import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLines } from '../../src/dockerfile/logical-lines.ts';
import { toLineChanges, type LineChange } from '../../src/fix/line-changes.ts';

const changesOf = (before: string, after: string): readonly LineChange[] =>
  toLineChanges([{ path: 'Dockerfile', before, after }], 'Dockerfile') ?? [];

/** What a reader gets who applies all of them. */
function applied(before: string, changes: readonly LineChange[]): string {
  const lines = before.split('\n');
  for (const change of changes.toReversed()) {
    const start = change.line - 1;
    expect(lines.slice(start, start + change.before.length)).toEqual(change.before);
    lines.splice(start, change.before.length, ...change.after);
  }
  return lines.join('\n');
}

describe('what changes line by line', () => {
  test.each<[string, string, string, readonly Omit<LineChange, 'file'>[]]>([
    [
      'a part of a continued instruction is all of it',
      'FROM a\nRUN b \\\n  && c\nUSER d\n',
      'FROM a\nRUN b \\\n  && c \\\n  && e\nUSER d\n',
      [
        {
          line: 2,
          before: ['RUN b \\', '  && c'],
          after: ['RUN b \\', '  && c \\', '  && e'],
        },
      ],
    ],
    [
      'a line of a heredoc is the whole heredoc',
      'FROM a\nRUN <<EOF\nb\nc\nEOF\nUSER d\n',
      'FROM a\nRUN <<EOF\nb\ne\nEOF\nUSER d\n',
      [
        {
          line: 2,
          before: ['RUN <<EOF', 'b', 'c', 'EOF'],
          after: ['RUN <<EOF', 'b', 'e', 'EOF'],
        },
      ],
    ],
    [
      'two places of one instruction are one change',
      'FROM a\nRUN b \\\n  c \\\n  d \\\n  e\n',
      'FROM a\nRUN x \\\n  c \\\n  d \\\n  y\n',
      [
        {
          line: 2,
          before: ['RUN b \\', '  c \\', '  d \\', '  e'],
          after: ['RUN x \\', '  c \\', '  d \\', '  y'],
        },
      ],
    ],
    [
      'an instruction that goes leaves nothing',
      'FROM a\nRUN b\n\nUSER c\n',
      'FROM a\n\nUSER c\n',
      [{ line: 2, before: ['RUN b'], after: [] }],
    ],
    [
      'an instruction that comes brings the line above it',
      'FROM a\nRUN b \\\n  c\nUSER d\n',
      'FROM a\nRUN b \\\n  c\nENV e=f\nUSER d\n',
      [{ line: 3, before: ['  c'], after: ['  c', 'ENV e=f'] }],
    ],
    [
      'an instruction that comes first brings the line below it',
      'FROM a\nRUN b\n',
      'ARG c\nFROM a\nRUN b\n',
      [{ line: 1, before: ['FROM a'], after: ['ARG c', 'FROM a'] }],
    ],
    [
      'two instructions that become one are one change',
      'FROM a\nRUN b\n\nRUN c\nUSER d\n',
      'FROM a\nRUN b \\\n\n  && c\nUSER d\n',
      [{ line: 2, before: ['RUN b', '', 'RUN c'], after: ['RUN b \\', '', '  && c'] }],
    ],
    [
      'places far apart are a change each',
      'FROM a\nRUN b\nUSER c\nRUN d',
      'FROM a\nRUN x\nUSER c\nRUN y',
      [
        { line: 2, before: ['RUN b'], after: ['RUN x'] },
        { line: 4, before: ['RUN d'], after: ['RUN y'] },
      ],
    ],
    [
      'carriage returns stay',
      'FROM a\r\nRUN b\r\n',
      'FROM a\r\nRUN c\r\n',
      [{ line: 2, before: ['RUN b\r'], after: ['RUN c\r'] }],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changesOf(before, after)).toEqual(expected.map((change) => ({ file: 'Dockerfile', ...change })));
    expect(applied(before, changesOf(before, after))).toBe(after);
  });

  test('is line by line where a file has no instructions', () => {
    const file = { path: '.dockerignore', before: 'a \\\nb\n', after: 'a \\\nc\n' };
    expect(toLineChanges([file], 'Dockerfile')).toEqual([
      { file: '.dockerignore', line: 2, before: ['b'], after: ['c'] },
    ]);
  });

  test('is unknown where a file is made', () => {
    const made = { path: '.dockerignore', before: '', after: '.git\n' };
    const changed = { path: 'Dockerfile', before: 'FROM a\n', after: 'FROM b\n' };
    expect(toLineChanges([changed, made], 'Dockerfile')).toBeNull();
  });

  test('makes the fixed text of any text, and cuts no instruction', () => {
    const line = fc.constantFrom(
      'FROM a',
      'RUN b \\',
      '  && c',
      '# d',
      '',
      'COPY <<EOF /e',
      'EOF',
      'USER f',
      '  g \\',
    );
    const text = fc.array(line, { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(text, text, fc.boolean(), (one, other, isMixed) => {
        const others = isMixed ? [...one.slice(0, 5), ...other.slice(0, 3), ...one.slice(7)] : other;
        const [before, after] = [`${one.join('\n')}\n`, `${others.join('\n')}\n`];
        fc.pre(before.trim() !== '' && isReadable(before) && isReadable(after));
        const changes = changesOf(before, after);
        expect(applied(before, changes)).toBe(after);
        for (const { before: lines, line: first, after: become } of changes) {
          // What only comes brings one line of a neighbour, which stays as it is.
          if (lines.length === 1 && become.includes(lines[0] ?? '')) continue;
          const cut = readLines(before, 'x').instructions.filter(
            ({ line: start, endLine }) =>
              start < first + lines.length &&
              endLine >= first &&
              (start < first || endLine >= first + lines.length),
          );
          expect(cut).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function isReadable(text: string): boolean {
  try {
    readLines(text, 'x');
    return true;
  } catch {
    return false;
  }
}
