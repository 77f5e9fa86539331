import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../src/command-line/arguments.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import { readMergeInputs } from '../../src/inputs/merge.ts';

const world = { environment: {}, event: { kind: 'none' }, today: '2026-01-01', version: '0' } as const;

const read = (inputs: Readonly<Record<string, string>>) =>
  readCheckInputs(
    toActionTexts((name) => inputs[name] ?? ''),
    world,
  ).reporting;

const readFlags = (...argv: readonly string[]) => {
  const command = readArguments(['check', ...argv], world);
  if (command.kind !== 'gate') throw new Error(`it is ${command.kind}`);
  return command.inputs.reporting;
};

describe('where a report goes beside the comment', () => {
  test.each<[Readonly<Record<string, string>>, object]>([
    [{}, { hasReview: false, hasCheckRun: true }],
    [{ fix: 'suggest' }, { hasReview: true, hasCheckRun: true }],
    [{ review: 'auto' }, { hasReview: false, hasCheckRun: true }],
    [
      { fix: 'suggest', review: 'never', 'check-run': 'never' },
      { hasReview: false, hasCheckRun: false },
    ],
    [
      { 'report-url': 'https://pages.example/9000/' },
      { hasReview: false, hasCheckRun: true, htmlUrl: 'https://pages.example/9000/' },
    ],
  ])('is, by %j, %j', (inputs, expected) => {
    expect(read(inputs)).toEqual(expected);
  });

  test('is a check on the command line only if somebody asks for it', () => {
    expect(readFlags()).toEqual({ hasReview: false, hasCheckRun: false });
    expect(readFlags('--check-run', 'auto', '--fix', 'suggest')).toEqual({
      hasReview: true,
      hasCheckRun: true,
    });
  });

  test.each<[Readonly<Record<string, string>>, object]>([
    [{}, { hasReview: true, hasCheckRun: true }],
    [
      { review: 'never', 'check-run': 'never' },
      { hasReview: false, hasCheckRun: false },
    ],
  ])('is for merged reports, which have fixes or have none, by %j, %j', (inputs, expected) => {
    const given: Readonly<Record<string, string>> = { mode: 'merge', reports: 'x', ...inputs };
    expect(readMergeInputs(toActionTexts((name) => given[name] ?? '')).reporting).toEqual(expected);
  });

  test('of `merge` is a check only if somebody asks for it', () => {
    const of = (...argv: readonly string[]) => {
      const command = readArguments(['merge', 'x', ...argv], world);
      return command.kind === 'merge' ? command.inputs.reporting : null;
    };
    expect(of('--comment', 'auto')).toEqual({ hasReview: true, hasCheckRun: false });
    expect(of('--review', 'never', '--check-run', 'auto')).toEqual({ hasReview: false, hasCheckRun: true });
  });

  test('has its mistakes told at once', () => {
    const wrong = { review: 'always', 'check-run': 'yes', 'report-url': 'javascript:alert(1)' };
    expect(() => read(wrong)).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: expect.stringMatching(/3 inputs are wrong:[^]*`report-url`[^]*`review`[^]*`check-run`/),
      }),
    );
  });
});
