import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { applyEdits, isAnyInConflict, type TextEdit } from '../../src/dockerfile/edit/edit.ts';
import { placeInstructions, withoutInstruction } from '../../src/dockerfile/edit/placed-instruction.ts';
import { endOfShellText } from '../../src/dockerfile/edit/shell-end.ts';
import { rangeWithout, splitShellLines, splitShellList } from '../../src/dockerfile/edit/shell-list.ts';
import { readCommand } from '../../src/dockerfile/logical-lines.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';

/** Lines that BuildKit joins or leaves out in different ways. */
const LINE = fc.constantFrom(
  ...['FROM debian', 'RUN a && b', 'RUN a \\', 'RUN a\\\\', '  && b \\', '# a comment', '', '  ', '\t# c \\'],
  ...[
    'COPY <<EOF /x',
    'EOF',
    'RUN <<-E cat',
    '\tE',
    'ENV A="é 😀" B=2',
    'run  x ',
    '\u00a0RUN y',
    'USER \\',
    'app',
  ],
);
const TEXT = fc
  .tuple(fc.array(LINE, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
  .map(([lines, lineBreak, mark]) => `${mark}${['FROM scratch', ...lines].join(lineBreak)}`);

function placedOrNothing(text: string) {
  try {
    return placeInstructions(text, 'Dockerfile');
  } catch {
    return undefined;
  }
}

describe('places in a Dockerfile', () => {
  test('are those of what the reader reads', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        for (const { keyword, source, ...placed } of placedOrNothing(text)?.instructions ?? []) {
          const read = readCommand(placed.text, '\\');
          expect([read.keyword, read.source.command]).toEqual([keyword, source.command]);
          expect(text.slice(placed.start).trimStart().length).toBeGreaterThanOrEqual(source.heredoc.length);
          expect(text.slice(placed.start, placed.end).endsWith(source.heredoc)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('take an edit of an instruction that changes its range and nothing outside of it', () => {
    const cut = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.constantFrom('', 'new', 'x y'));
    fc.assert(
      fc.property(TEXT, cut, (text, [which, one, other, replacement]) => {
        const instructions = placedOrNothing(text)?.instructions ?? [];
        const placed = instructions[which % Math.max(1, instructions.length)];
        if (placed === undefined) return;
        const ends = [one, other].map((at) => at % (placed.text.length + 1)).sort((a, b) => a - b);
        const [from = 0, to = 0] = ends;
        const edit = placed.edit(from, to, replacement);
        const edited = applyEdits(text, [edit]);
        expect(edited.slice(0, edit.start)).toBe(text.slice(0, edit.start));
        expect(edited.slice(edit.start + replacement.length)).toBe(text.slice(edit.end));
        expect(edit.start).toBeGreaterThanOrEqual(placed.start);
        expect(edit.end).toBeLessThanOrEqual(placed.end);
      }),
      { numRuns: 2000 },
    );
  });

  test('replace exactly the part of the command line that is meant, however its lines are continued', () => {
    const line = fc.constantFrom('RUN', ' é 😀', '  && b ', '\t"c d"', 'e', ' ');
    const between = fc.constantFrom('\\\n', '\\\n# why\n', '\\ \n\n', '\\\r\n  # x\r\n');
    const instruction = fc
      .array(fc.tuple(between, line), { maxLength: 5 })
      .map((parts) => `FROM a\nRUN x${parts.flat().join('')}y`);
    fc.assert(
      fc.property(instruction, fc.nat(), fc.nat(), (text, one, other) => {
        const placed = placeInstructions(text, 'Dockerfile').instructions[1]!;
        const [from = 0, to = 0] = [one, other]
          .map((at) => 4 + (at % (placed.text.length - 3)))
          .sort((a, b) => a - b);
        const edited = placeInstructions(applyEdits(text, [placed.edit(from, to, 'NEW')]), 'Dockerfile');
        expect(edited.instructions).toHaveLength(2);
        expect(edited.instructions[1]?.text).toBe(`${placed.text.slice(0, from)}NEW${placed.text.slice(to)}`);
      }),
      { numRuns: 2000 },
    );
  });

  test('take an instruction out with its lines', () => {
    const text = 'FROM a\r\n  RUN b \\\r\n  # why\r\n  && c\r\nUSER d';
    const placed = placeInstructions(text, 'Dockerfile');
    const without = (index: number) =>
      applyEdits(text, [withoutInstruction(placed, placed.instructions[index]!)]);
    expect(without(1)).toBe('FROM a\r\nUSER d');
    expect(without(2)).toBe('FROM a\r\n  RUN b \\\r\n  # why\r\n  && c\r\n');
  });

  test('know how continued lines begin and end', () => {
    const text = 'FROM a\r\nRUN b \\\r\n\t&& c\r\n  USER d\r\n';
    const { instructions, lineBreak } = placeInstructions(text, 'Dockerfile');
    expect(lineBreak).toBe('\r\n');
    expect(instructions.map(({ indentation }) => indentation)).toEqual(['    ', '\t', '      ']);
  });
});

describe('edits', () => {
  test('apply in any order, each at its place in the text as it was', () => {
    const edits = [
      { start: 4, end: 4, replacement: '!' },
      { start: 0, end: 1, replacement: 'A' },
    ];
    expect(applyEdits('abcd', edits)).toBe('Abcd!');
    expect(applyEdits('abcd', [...edits].reverse())).toBe('Abcd!');
    const insertions = ['1', '2'].map((replacement) => ({ start: 2, end: 2, replacement }));
    expect(applyEdits('abcd', [...insertions, ...edits])).toBe('Ab12cd!');
  });

  test.each([
    [
      'overlap',
      [
        { start: 0, end: 3, replacement: '' },
        { start: 2, end: 4, replacement: '' },
      ],
    ],
    [
      'begin at one place',
      [
        { start: 1, end: 1, replacement: 'x' },
        { start: 1, end: 2, replacement: 'y' },
      ],
    ],
    ['lie outside of the text', [{ start: 3, end: 9, replacement: '' }]],
    ['end before they start', [{ start: 3, end: 2, replacement: '' }]],
  ])('are refused where they %s', (_title, edits) => {
    expect(() => applyEdits('abcd', edits)).toThrow(RangeError);
  });
});

describe('a list of commands', () => {
  test.each([
    ['apt-get update && apt-get install -y x', ['apt-get update', 'apt-get install -y x']],
    ['a "b && c" \'d; e\'; f', ['a "b && c" \'d; e\'', 'f']],
    ['a $(b && c "$(d ")")") || true', ['a $(b && c "$(d ")")")', 'true']],
    ['a ${B:-"}"} `c; d`', ['a ${B:-"}"} `c; d`']],
    ['a\\;b c\\ d', ['a\\;b c\\ d']],
    ['a 2>/dev/null | b && c', ['a 2>/dev/null | b', 'c']],
  ])('%s', (text, expected) => {
    expect(splitShellList(text)?.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test.each([
    'if a; then b; fi',
    'a && { b; }',
    '(a; b)',
    'a & b',
    'a;',
    'a &&',
    'a "b',
    "a 'b",
    'a $(b',
    'a # b',
    'cat <<EOF',
    'a || ! b',
    'f() { a; }',
    'for x in a; do b; done',
  ])('is not told of what is more than one: %s', (text) => {
    expect(splitShellList(text)).toBeNull();
  });

  test('is not told of what is nested without end', () => {
    expect(splitShellList(`a ${'"$('.repeat(100_000)}`)).toBeNull();
  });

  test('does without one of its commands what a shell does without it', () => {
    const word = fc.constantFrom(
      'a',
      '"b && c"',
      "'d; e'",
      '$(echo "f ; g")',
      '${H:-i j}',
      '\\;',
      'k#l',
      '""',
    );
    const command = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `echo ${words.join(' ')}`);
    const rest = fc.array(fc.tuple(fc.constantFrom(' && ', '; ', ' &&  '), command), { maxLength: 4 });
    fc.assert(
      fc.property(command, rest, fc.nat(), (first, others, which) => {
        const commands = [first, ...others.map(([, one]) => one)];
        const text = `${first}${others.map(([operator, one]) => operator + one).join('')}`;
        const items = splitShellList(text) ?? [];
        expect(items).toHaveLength(commands.length);
        const index = which % commands.length;
        const range = rangeWithout(items, index);
        if (commands.length === 1) expect(range).toBeNull();
        if (range === null) return;
        const expected = commands
          .filter((_, at) => at !== index)
          .map(outputOf)
          .join('');
        expect(outputOf(text.slice(0, range.start) + text.slice(range.end))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the lines of a script', () => {
  test.each([
    ['a\nb && c\n', ['a', 'b && c'.slice(0, 1), 'c']],
    ['set -e\n\n  # why\na \\\n  b # c\nd;\n', ['set -e', 'a \\\n  b', 'd']],
    ['a &&\n  b ||\n\n  c', ['a', 'b', 'c']],
    ['a "b\nc"\nd', ['a "b\nc"', 'd']],
  ])('%j', (text, expected) => {
    expect(splitShellLines(text)?.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test.each(['if a; then\nb\nfi\n', 'a &\nb\n', 'cat <<E\nE\n', 'a "\n', 'f() {\n a\n}\n'])(
    'are not told of what is more than one: %j',
    (text) => {
      expect(splitShellLines(text)).toBeNull();
    },
  );
});

describe('a command at the end of a shell’s text', () => {
  const PARTS = ['echo a', 'echo "b # c"', 'if true; then echo d; fi', '(echo e; echo f)', "echo 'g\\'"];
  const MORE = [
    '{ echo h; }',
    'for x in i j; do echo $x; done',
    'case k in k) echo k;; esac',
    'echo `echo l`',
  ];
  const part = fc.constantFrom(...PARTS, ...MORE, 'false || echo m', 'echo $(echo n)#o', ': > /dev/null');

  test('is run last, and as long as nothing fails before', () => {
    const rest = fc.array(fc.tuple(fc.constantFrom(' && ', '; '), part), { maxLength: 4 });
    fc.assert(
      fc.property(part, rest, (first, others) => {
        const text = `${first}${others.flat().join('')}`;
        const end = endOfShellText(text, { from: 0, hasLines: false });
        expect(end).toBe(text.length);
        expect(outputOf(`${text.slice(0, end)} && echo END${text.slice(end)}`)).toBe(
          `${outputOf(text)}END\n`,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('of a script stands before the comment that ends it', () => {
    const line = fc
      .tuple(part, fc.constantFrom('', ' # why', ' \\\n', '\n\n  # "'))
      .map((both) => both.join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = `${lines.join('\n')}\n# end\n`;
        const end = endOfShellText(text, { from: 0, hasLines: true });
        if (end === undefined) return;
        expect(outputOf(`${text.slice(0, end)} && echo END${text.slice(end)}`)).toBe(
          `${outputOf(text)}END\n`,
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each(['a # b', 'a;# b', 'a &', 'a;', 'a "', 'cat <<E', 'exit 0', 'a; exec b', '', '  '])(
    'has no place in %j',
    (text) => {
      expect(endOfShellText(text, { from: 0, hasLines: false })).toBeUndefined();
    },
  );
});

function outputOf(script: string): string {
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' });
}

test('a Dockerfile of a megabyte with ten thousand instructions has its places at once', () => {
  const text = `FROM a\n${Array.from({ length: 10_000 }, (_, index) => `RUN echo ${index} \\\n  && echo "${'x'.repeat(60)}"`).join('\n')}\n`;
  const { instructions } = placeInstructions(text, 'Dockerfile');
  const edits = instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .map((placed) => placed.edit(placed.text.length, placed.text.length, ' && true'));
  const edited = parseDockerfile(applyEdits(text, edits), 'Dockerfile');
  expect(edited.stages[0]?.instructions.every(({ source }) => source.command.endsWith(' && true'))).toBe(
    true,
  );
});

describe('edits of one text', () => {
  const EDIT = fc
    .tuple(fc.nat(30), fc.nat(6))
    .map(([start, length]): TextEdit => ({ start, end: start + length, replacement: 'x' }));
  const share = (one: TextEdit, other: TextEdit): boolean =>
    one.start === other.start
      ? one.start !== one.end || other.start !== other.end
      : one.start < other.end && other.start < one.end;

  test('are in conflict where any two of them share a place', () => {
    fc.assert(
      fc.property(fc.array(EDIT, { maxLength: 8 }), (edits) => {
        const isShared = edits.some((edit, index) =>
          edits.slice(index + 1).some((other) => share(edit, other)),
        );
        expect(isAnyInConflict(edits)).toBe(isShared);
      }),
      { numRuns: 2000 },
    );
  });

  test('may be a hundred thousand', () => {
    const edits = Array.from({ length: 100_000 }, (_, index) => ({
      start: 2 * index,
      end: 2 * index + 1,
      replacement: '',
    }));
    expect(isAnyInConflict(edits)).toBe(false);
    expect(applyEdits('ab'.repeat(edits.length), edits)).toBe('b'.repeat(edits.length));
  });
});
