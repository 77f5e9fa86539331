import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { collectMistakes } from '../../src/inputs/mistakes.ts';
import { renderFailure } from '../../src/run/failure-text.ts';
import { withoutVerdict } from '../../src/run/many.ts';
import { COMMAND, HOSTILE_TEXTS } from '../helpers/hostile-texts.ts';

/** Of each failure that quotes a text from outside, how many lines it has. */
const FAILURES: readonly [string, number, (text: string) => unknown][] = [
  ['an error', 1, (text) => new GateError('image-unreadable', text)],
  ['an error with a hint', 2, (text) => new GateError('image-not-found', `no ${text}`, { hint: text })],
  ['a fault of ours', 2, (text) => new Error(text)],
  [
    'images without a verdict',
    2,
    (text) =>
      withoutVerdict({
        ...{ schemaVersion: 1, tool: { name: 'final-stage', version: '0' } },
        images: [{ name: text, kind: 'no-verdict', reason: text }],
      }),
  ],
  [
    'two wrong inputs',
    4,
    (text) => {
      const mistakes = collectMistakes();
      for (const name of ['`a`', '`b`']) mistakes.note(name, `is ${text}`);
      try {
        mistakes.throwIfAny();
      } catch (error) {
        return error;
      }
      return undefined;
    },
  ],
];

describe.each(FAILURES)('%s', (_what, lineCount, make) => {
  test.each(Object.entries(HOSTILE_TEXTS))('with %s says it in lines that nobody obeys', (_name, text) => {
    const shown = renderFailure(make(text));
    expect(shown.split('\n')).toHaveLength(lineCount);
    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    expect(shown).not.toMatch(COMMAND);
  });
});
