import fc from 'fast-check';
import type { WitnessRequest } from '../../scripts/engine/dockerfile-witness.ts';

const HEREDOCS = [
  '<<EOF',
  '<<-EOF',
  '<<"EOF"',
  "<<'E'OF",
  '<< EOF',
  '<<- EOF',
  '3<<EOF',
  '<<E\\OF',
  '<<EOF>/x',
  '<<<EOF',
  'x<<EOF',
  '<<EOF${A:-}',
  '<<${A:-EOF}',
  '<<$A',
  '"<<EOF"',
  "<<''",
  '<<E"O"F',
  '<<\tEOF',
  '<<EOF;',
  '<<"E F"',
];

const VARIABLES = [
  '$A',
  '${A}',
  '${A:-w}',
  '${A-w}',
  '${A:+w}',
  '${A+w}',
  '${A:?w}',
  '${A?}',
  '${A#a*}',
  '${A##*a}',
  '${A%b}',
  '${A%%*b}',
  '${A%\\}}',
  '${A/a/b}',
  '${A//a/b}',
  '${A//?/}',
  '${A/*/x}',
  '${A//}',
  '${A:=x}',
  '${A',
  '${}',
  '${:-x}',
  '${-x}',
  '$',
  '$$',
  '$1',
  '$10a',
  '${@}',
  '\\$A',
  '${A:-${B:-${C}}}',
  "${A:-'x'}",
  '${A:-"y}"}',
  '${B:+$A}',
  '${TARGETARCH:+gcc}',
  '$TARGETPLATFORM',
  '${TARGETVARIANT:-none}',
  '$TARGETSTAGE',
  '${BUILDOS:+b}',
];

const PIECES = [
  ...['"', "'", '\\', '`', '"a b"', "'a'", '\\"', '"\\$A"', '\\a', '#', '=', '-', '--', '-->', 'é', '\u212a'],
  ...['A=1', "A='b c'", 'A="b"', 'B=$A', 'a', '/b', 'EOF', 'as', '.', 'x:1', '{', '}', '|', ';', '(', '1'],
  ...['["a"]', '["a", "b"]', '[1]', '[]', '["a"', '[ "a" , "\\u0062" ]', '["a"] x'],
  ...['--from=s', '--from="s"', "--mount='type=tmpfs,target=/t'", '--a\\ b', '--', '--link', '--x=é'],
];
const BLANKS = [' ', ' ', ' ', '', '\t', '  ', '\u00a0', '\u0085', '\u2003', '\v', '\f', '\r', '\uFEFF'];

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.constantFrom(...HEREDOCS) },
  { weight: 2, arbitrary: fc.constantFrom(...VARIABLES) },
);

const words = fc
  .array(fc.tuple(piece, fc.constantFrom(...BLANKS)), { maxLength: 6 })
  .map((parts) => parts.flat().join(''));

const KEYWORDS = [
  'RUN',
  'RUN',
  'COPY',
  'copy',
  'ADD',
  'ENV',
  'ARG',
  'LABEL',
  'ONBUILD',
  'ONBUILD RUN',
  'SHELL',
];
const MORE_KEYWORDS = [
  'CMD',
  'USER',
  'WORKDIR',
  'EXPOSE',
  'VOLUME',
  'ONBUILD COPY',
  'HEALTHCHECK CMD',
  'wor\u212aDIR',
];
const LINES = [
  ...[
    'EOF',
    'EOF',
    'EOF ',
    '\tEOF',
    '# x',
    '  # x',
    '',
    ' ',
    '\\',
    '`',
    '# escape=`',
    '#escape = \\',
    'E F',
    'w',
  ],
  ...['# syntax=docker/dockerfile:1', '# check=skip=all', '// syntax=x', ' # escape=`', '\\ ', '"EOF"', '$A'],
  ...['FROM s', 'FROM x AS s', 'FROM $A', 'from y as T2', 'RUN a && \\', 'COPY a b', 'ONBUILD SHELL ["/x"]'],
];

/** Heredocs that end, with what looks like instructions in them. */
const block = fc
  .record({
    keyword: fc.constantFrom('RUN', 'RUN cat', 'COPY', 'ONBUILD RUN', 'RUN ["a"]', 'add --link'),
    heredoc: fc.constantFrom(...HEREDOCS),
    after: fc.constantFrom('', ' /x', ' /x', ' <<F /x', ' $A', " '", ' \\\n/y'),
    body: fc.array(fc.constantFrom('RUN b', 'FROM y', '', 'EOF ', '\tEOF', 'a \\', '# x', 'COPY a b'), {
      maxLength: 3,
    }),
    ends: fc.constantFrom(['EOF'], ['EOF'], ['EOF'], ['\tEOF'], ['EOF', 'F'], ['EOF>/x'], ['E F'], []),
  })
  .map(({ keyword, heredoc, after, body, ends }) =>
    [`${keyword} ${heredoc}${after}`, ...body, ...ends].join('\n'),
  );

const line = fc.oneof(
  { weight: 2, arbitrary: block },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('', '', ' ', '\t'), fc.constantFrom(...KEYWORDS, ...MORE_KEYWORDS), words)
      .map(([indent, keyword, rest]) => `${indent}${keyword} ${rest}`),
  },
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
);

/** Dockerfiles of the pieces that readers take differently. */
export const anyDockerfile: fc.Arbitrary<WitnessRequest> = fc
  .record({
    head: fc.constantFrom(
      'FROM x AS s',
      'FROM x AS s',
      '\uFEFFFROM x',
      'ARG A=ab\nFROM x',
      '# escape=`\nFROM x',
      '',
    ),
    lines: fc.array(line, { maxLength: 4 }),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
    end: fc.constantFrom('', '\n', '\n\\', '\nEOF', '\nEOF\n'),
  })
  .map(({ head, lines, lineEnd, end }) => ({ text: [head, ...lines].join(lineEnd) + end }));

const part = fc.oneof(
  fc.constantFrom(...VARIABLES),
  fc.constantFrom(
    'a',
    'b',
    'ab',
    '"',
    "'",
    '\\',
    '.',
    '-',
    'x/y',
    '}',
    '<',
    '`',
    ' ',
    '\u2003',
    'é',
    '😀',
    '*',
    '?',
  ),
);

const value = fc
  .array(
    fc.oneof(fc.constantFrom(...VARIABLES), fc.constantFrom('a', 'b', 'ab', '"', "'", '\\', '.', '-', 'x/y')),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''));
const argument = fc
  .tuple(fc.constantFrom('A', 'B', 'C', 'TARGETARCH', 'BUILDOS'), fc.option(value))
  .map(([name, given]) => (given === null ? `ARG ${name}` : `ARG ${name}=${given}`));

/** Dockerfiles whose `FROM` is computed. */
export const anyFrom: fc.Arbitrary<WitnessRequest> = fc
  .record({
    head: fc.constantFrom('', '# escape=`\n', '# syntax=docker/dockerfile:1\n'),
    globals: fc.array(argument, { maxLength: 4 }),
    stage: fc.constantFrom('', 'FROM a AS ab\nRUN a\n', 'FROM scratch AS b\n'),
    before: fc.constantFrom('', 'r/', 'x', 'localhost:5000/'),
    name: value,
    after: fc.constantFrom('', 'x', ':1'),
    words: fc.array(
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
      { maxLength: 4 },
    ),
    buildArgs: fc.dictionary(
      fc.constantFrom('A', 'B', 'TARGETARCH'),
      fc.constantFrom('', 'ab', 'aab', 'b.b', '}', 'aé😀b', 'a*b'),
      {
        maxKeys: 2,
      },
    ),
  })
  .map(({ head, globals, stage, before, name, after, words: texts, buildArgs }) => ({
    text: `${head}${globals.map((arg) => `${arg}\n`).join('')}${stage}FROM ${before}${name}${after}\nRUN b\n`,
    words: texts,
    buildArgs,
  }));
