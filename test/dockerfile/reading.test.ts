import { describe, expect, test } from '@jest/globals';
import { frontendOf } from '../../src/dockerfile/directives.ts';
import { finalStage } from '../../src/dockerfile/final-stage.ts';
import { lexWord } from '../../src/dockerfile/lexer.ts';
import { parseDockerfile } from '../../src/dockerfile/stages.ts';
import { HARD_DOCKERFILES, type HardDockerfile } from '../helpers/hard-dockerfiles.ts';
import { ourStage } from '../helpers/dockerfile-reading.ts';
import { processorTime } from '../helpers/processor-time.ts';

/** The witness test holds the same table against BuildKit's own reader, where there is Go. */
describe('a Dockerfile is read as BuildKit reads it (issue 8, 4 and 14)', () => {
  test.each(Object.entries(HARD_DOCKERFILES))('%s', (_what, hard) => {
    if (hard.reads === null) {
      expect(() => parseDockerfile(hard.text, 'Dockerfile')).toThrow();
      return;
    }
    expect(instructionsOf(hard)).toEqual(hard.reads);
    if (hard.base !== undefined) expect(ourStage(hard).baseName).toBe(hard.base);
  });
});

function instructionsOf({ text }: HardDockerfile): readonly string[] {
  return parseDockerfile(text, 'Dockerfile').stages.flatMap(({ from, instructions }) =>
    [from, ...instructions.map(({ ref }) => ref)].map(
      ({ keyword, line, endLine }) => `${keyword} ${line}${endLine > line ? `-${endLine}` : ''}`,
    ),
  );
}

describe('the frontend', () => {
  test.each([
    ['# syntax=a/b:1 --x\nFROM x', 'a/b:1'],
    ['#!/usr/bin/x\n# Syntax = a\nFROM x', 'a'],
    ['// syntax=a\nFROM x', 'a'],
    ['{"syntax": "a"}', 'a'],
    ['# escape=`\n# syntax=a\nFROM x', 'a'],
    [' # syntax=a\nFROM x', undefined],
    ['# a comment\n# syntax=a\nFROM x', undefined],
    ['FROM x\n# syntax=a', undefined],
  ])('of %j is %j', (text, frontend) => {
    expect(frontendOf(text)).toBe(frontend);
  });
});

describe('a hostile Dockerfile takes no time and no stack (issue 8, 19)', () => {
  const within = (milliseconds: number, work: () => unknown): void => {
    const started = processorTime();
    work();
    expect(processorTime() - started).toBeLessThan(milliseconds);
  };

  test('arguments within one another are refused by their number', () => {
    const nested = '${a:-'.repeat(10_000) + '}'.repeat(10_000);
    const text = `ARG X=${nested}\nFROM x\nRUN cat <<E ${nested}\nE\n`;
    within(5000, () => {
      expect(() => finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs: [] })).toThrow(
        'more than 100 variables nested in one another',
      );
    });
  });

  test('arguments that double again and again have no value', () => {
    const text = `ARG A=aaaaaaaa\n${'ARG A=$A$A\n'.repeat(10_000)}FROM x$A\n`;
    within(10_000, () => {
      expect(finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs: [] }).baseName).toBeNull();
    });
  });

  test('a pattern of stars', () => {
    const value = 'a'.repeat(5000);
    for (const modifier of ['#', '##', '%', '%%', '/', '//'])
      within(5000, () =>
        lexWord(`\${A${modifier}${'*a'.repeat(500)}b/x}`, (name) => (name === 'A' ? value : undefined)),
      );
  });

  test.each([
    ['slashes', (count: number) => `COPY a ${'/'.repeat(count)}b`],
    ['blanks', (count: number) => `COPY a${' '.repeat(count)}b`],
    ['quotes', (count: number) => `RUN ${"''".repeat(count / 2)} <<E\nE`],
    ['escapes', (count: number) => `RUN ${'\\a'.repeat(count / 2)} <<E\nE`],
    ['heredocs', (count: number) => `RUN ${'<<E '.repeat(count / 4)}\n${'E\n'.repeat(count / 4)}`],
    ['flags', (count: number) => `RUN ${'--a '.repeat(count / 4)}b`],
  ])('%s', (_what, instruction) => {
    within(5000, () => {
      const text = `FROM x\n${`${instruction(60_000)}\n`.repeat(5)}`;
      finalStage(parseDockerfile(text, 'Dockerfile'), { buildArgs: [] });
    });
  });

  test('a line that BuildKit finds too long', () => {
    expect(() => parseDockerfile(`FROM x\nCOPY a ${'/'.repeat(300_000)}`, 'Dockerfile')).toThrow(
      'line 2 has 65536 bytes or more',
    );
  });
});
