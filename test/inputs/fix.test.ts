import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../src/command-line/arguments.ts';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';

const world = { environment: {}, event: { kind: 'none' }, today: '2026-01-01', version: '0' } as const;

const read = (inputs: Readonly<Record<string, string>>) =>
  readCheckInputs(
    toActionTexts((name) => inputs[name] ?? ''),
    world,
  ).request;

const readFlags = (...argv: readonly string[]) => {
  const command = readArguments(argv, world);
  if (command.kind !== 'gate' && command.kind !== 'fix') throw new Error(`it is ${command.kind}`);
  return command.inputs.request;
};

describe('fixes', () => {
  test('are not looked for unless somebody asks, and nothing is started', () => {
    for (const request of [read({}), read({ fix: 'off' }), readFlags('check')])
      for (const key of ['suggestFixes', 'fixMilliseconds', 'verify'])
        expect(request).not.toHaveProperty(key);
  });

  test.each([
    ['10 min', 600_000],
    ['90 s', 90_000],
    ['90s', 90_000],
    ['1 h', 3_600_000],
    ['3', 180_000],
  ])('have %s', (budget, fixMilliseconds) => {
    expect(read({ fix: 'suggest', 'fix-budget': budget })).toMatchObject({
      suggestFixes: true,
      fixMilliseconds,
    });
  });

  test('may be proven by starting them', () => {
    for (const verify of ['run', 'static']) {
      expect(read({ fix: 'suggest', verify })).toMatchObject({ suggestFixes: true, verify });
      expect(read({ verify })).toMatchObject({ verify });
    }
  });

  test('are asked for by flags of the same names', () => {
    const asked = { fixMilliseconds: 5000, verify: 'run' };
    const flags = ['--fix-budget', '5 s', '--verify', 'run'];
    expect(readFlags('check', '--fix', 'suggest', ...flags)).toMatchObject({ suggestFixes: true, ...asked });
    expect(readFlags('fix', ...flags)).toMatchObject(asked);
  });

  test('have their mistakes told at once', () => {
    expect(() => read({ fix: 'apply', 'fix-budget': '0 min', verify: 'yes' })).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: [
          '3 inputs are wrong:',
          '  - `fix` is `apply`, expected one of `off`, `suggest`',
          '  - `verify` is `yes`, expected one of `static`, `run`',
          '  - `fix-budget` is `0 min`, expected a time such as `10 min` or `90 s`',
        ].join('\n'),
      }),
    );
    expect(() => read({ fix: 'suggest', 'fix-budget': 'soon' })).toThrow('`fix-budget` is `soon`');
    expect(() => readFlags('check', '--fix-budget', '5 s')).toThrow(
      '`--fix-budget` is given without `--fix`, which asks for fixes',
    );
  });
});
