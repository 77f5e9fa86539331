import { expect, test } from '@jest/globals';
import { readCheckInputs } from '../../src/inputs/inputs.ts';
import { toActionTexts } from '../../src/inputs/input-texts.ts';

const read = (inputs: Readonly<Record<string, string>>) =>
  readCheckInputs(
    toActionTexts((name) => inputs[name] ?? ''),
    { environment: {}, event: { kind: 'none' }, today: '2026-01-01' },
  ).request;

test('a command that prepares is for the baseline’s tree alone, unless the checkout is asked for, too', () => {
  expect(read({})).not.toHaveProperty('prepare');
  expect(read({ prepare: 'npm ci\nnpm run build' })).toMatchObject({
    prepare: { command: 'npm ci\nnpm run build', inCandidate: false },
  });
  expect(read({ prepare: 'make', 'prepare-candidate': 'true' })).toMatchObject({
    prepare: { inCandidate: true },
  });
});

test('preparing the checkout without a command, or neither yes nor no, is a mistake', () => {
  expect(() => read({ 'prepare-candidate': 'true' })).toThrow(
    '`prepare-candidate` is given without `prepare`',
  );
  expect(() => read({ prepare: 'make', 'prepare-candidate': 'yes' })).toThrow(
    'expected one of `true`, `false`',
  );
});
