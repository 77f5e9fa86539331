import { describe, expect, test } from '@jest/globals';
import { parseInlineAllows } from '../../src/policy/inline-allow.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { processorTime } from '../helpers/processor-time.ts';

const allowsOf = (text: string) => parseInlineAllows(text, parseDockerfile(text, 'Dockerfile'));

describe('an inline allow', () => {
  test('belongs to the instruction below it, one entry for each rule', () => {
    const { allows, mistakes } = allowsOf(`FROM x
# final-stage allow=c-toolchain,build-tool reason="make is the entrypoint" until=2027-01-31
# why: see the wiki
RUN apt-get install \\
  make
  #final-stage until=2027-02-28 allow=shell reason=short
USER a`);
    const entry = {
      reason: 'make is the entrypoint',
      expires: '2027-01-31',
      source: 'inline',
      instructionText: 'RUN apt-get install make',
    };
    expect(mistakes).toEqual([]);
    expect(allows).toMatchObject([
      { rule: 'c-toolchain', ...entry },
      { rule: 'build-tool', ...entry },
      { rule: 'shell', reason: 'short', expires: '2027-02-28', source: 'inline', instructionText: 'USER a' },
    ]);
  });

  test('may stand above FROM', () => {
    const text = '# final-stage allow=sdk-base reason="r" until=2027-01-31\nFROM x';
    expect(allowsOf(text).allows[0]?.instructionText).toBe('FROM x');
  });

  test.each([
    ['allow=a reason="r"', '`until=YYYY-MM-DD` is missing'],
    ['allow=a until=2027-01-31', '`reason="…"` is missing'],
    ['allow=a reason=" " until=2027-01-31', '`reason="…"` is missing'],
    ['reason="r" until=2027-01-31', '`allow=RULE` is missing'],
    ['allow=, reason="r" until=2027-01-31', '`allow=RULE` is missing'],
    ['allow=A! reason="r" until=2027-01-31', '`A!` is not the name of a rule'],
    ['allow=a reason="r" until=2027-02-30', '`until` is `2027-02-30`, expected a day such as `2027-01-31`'],
    ['allow=a reason="r" until=soon', '`until` is `soon`, expected a day such as `2027-01-31`'],
    ['allow=a allow=b', '`allow` is given twice'],
    ['alow=a', 'unknown key `alow`, expected `allow`, `reason` or `until`'],
    ['allow=a reason="r', 'cannot read `reason="r`, expected `key=value`'],
    ['allow a', 'cannot read `allow a`, expected `key=value`'],
  ])('with a mistake allows nothing: %s', (comment, message) => {
    const { allows, mistakes } = allowsOf(`FROM x\n# final-stage ${comment}\nRUN a`);
    expect([allows, mistakes]).toEqual([[], [{ line: 2, message }]]);
  });

  test('is above the next instruction, with comments of any kind in between', () => {
    const { allows, mistakes } = allowsOf(
      [
        'FROM x',
        "\t#  final-stage  reason='r'  allow=shell  until=2027-01-31  ",
        ' \t# another',
        '# final-stage allow=jdk reason=b until=2027-01-31',
        'RUN a',
        'RUN b',
      ].join('\r\n'),
    );
    expect(mistakes).toEqual([]);
    expect(allows).toMatchObject([
      { rule: 'shell', reason: "'r'", instructionText: 'RUN a' },
      { rule: 'jdk', reason: 'b', instructionText: 'RUN a' },
    ]);
  });

  test('may be one of a later stage', () => {
    const text = 'FROM x\nRUN a\n\nFROM y\nRUN b\n# final-stage allow=jdk reason=r until=2027-01-31\nRUN c';
    expect(allowsOf(text).allows).toMatchObject([{ instructionText: 'RUN c' }]);
  });

  test('that is long is repeated in part, and without its backticks', () => {
    const told = allowsOf(`FROM x\n# final-stage \`${'a'.repeat(200)}\nRUN a`).mistakes[0]?.message;
    expect(told).toBe(`cannot read \`'${'a'.repeat(79)}\`, expected \`key=value\``);
  });

  test.each([
    ['allow=1a', '`1a` is not the name of a rule'],
    ['allow=a_b', '`a_b` is not the name of a rule'],
    [`allow=${'a'.repeat(65)}`, `\`${'a'.repeat(65)}\` is not the name of a rule`],
    ['allow=a,,B', '`B` is not the name of a rule'],
  ])('names rules as rules are named: %s', (rules, message) => {
    const { allows, mistakes } = allowsOf(`FROM x\n# final-stage ${rules} reason=r until=2027-01-31\nRUN a`);
    expect([allows, mistakes]).toEqual([[], [{ line: 2, message }]]);
  });

  test.each(['2027-01-31x', 'x2027-01-31', '2027-13-01', '2027-1-31'])('has a day as its end: %s', (day) => {
    expect(allowsOf(`FROM x\n# final-stage allow=a reason=r until=${day}\nRUN a`)).toEqual({
      allows: [],
      mistakes: [{ line: 2, message: `\`until\` is \`${day}\`, expected a day such as \`2027-01-31\`` }],
    });
  });

  test.each([
    ['a blank line in between', '\nRUN a'],
    ['the end of the file', ''],
  ])('above nothing is a mistake: %s', (_what, below) => {
    const text = `FROM x\n# final-stage allow=a reason="r" until=2027-01-31${below === '' ? '' : `\n${below}`}`;
    expect(allowsOf(text)).toEqual({
      allows: [],
      mistakes: [{ line: 2, message: 'there is no instruction right below' }],
    });
  });

  test.each([
    ['in a heredoc', 'FROM x\nRUN <<EOF\n# final-stage allow=a reason="r" until=2027-01-31\necho\nEOF'],
    ['within an instruction', 'FROM x\nRUN a \\\n# final-stage allow=a\n  b'],
    ['behind something else', 'FROM x\nRUN a # final-stage allow=a'],
    ['of another word', 'FROM x\n# final-stages allow=a\nRUN a'],
  ])('is no comment %s', (_where, text) => {
    expect(allowsOf(text)).toEqual({ allows: [], mistakes: [] });
  });
});

describe('an instruction that grew under its allow (issue 8, 7)', () => {
  const allow = '# final-stage allow=source-file reason="r" until=2027-01-31\n';
  const digestOf = (instruction: string) =>
    allowsOf(`FROM x\n${allow}${instruction}\n`).allows[0]?.instructionDigest;

  test.each([
    ['after its first 1,000 characters', `RUN ${'a'.repeat(1100)}`, `RUN ${'a'.repeat(1100)} && b`],
    ['by a line break in its heredoc', 'RUN <<E\necho cp x\nE', 'RUN <<E\necho\ncp x\nE'],
    ['by a blank in quotes', 'RUN echo "a b"', 'RUN echo "a  b"'],
    ['in its flags', 'RUN --mount=type=tmpfs,target=/x a', 'RUN --mount=target=/x a'],
  ])('%s is another one', (_case, before, after) => {
    expect(digestOf(before)).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf(after)).not.toBe(digestOf(before));
  });

  test('is the same where only its line moved', () => {
    expect(digestOf('RUN a')).toBe(allowsOf(`\n\nFROM x\n\n${allow}RUN a\n`).allows[0]?.instructionDigest);
  });
});

test('55,000 comments are read in no time (issue 8, 19)', () => {
  const started = processorTime();
  const text = `FROM x\n${'# final-stage allow=shell reason="r" until=2027-01-31\n'.repeat(55_000)}RUN a\n`;
  expect(allowsOf(text.slice(0, 900_000)).allows.length).toBeLessThanOrEqual(55_000);
  expect(allowsOf(`FROM x\n${'# final-stage x\n'.repeat(55_000)}RUN a\n`).mistakes).toHaveLength(55_000);
  expect(processorTime() - started).toBeLessThan(10_000);
});
