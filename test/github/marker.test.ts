import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentKey, isLater, parseMarker, renderMarker, withoutMarker } from '../../src/github/marker.ts';

const headSha = 'c'.repeat(40);
const run = { number: 12, attempt: 3 };

describe('a marker', () => {
  test('comes back from a comment as it went in, whatever its key is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (key, text) => {
        const body = `${text}\n\n${renderMarker({ key, headSha, run })}`;
        expect(parseMarker(body)).toEqual({ key, headSha, run });
      }),
    );
  });

  test('cannot be closed by its key', () => {
    const line = renderMarker({ key: 'x --> <b>', headSha, run });
    expect(line.slice(4, -3)).not.toMatch(/--|>/);
  });

  test('counts in the last line only', () => {
    const line = renderMarker({ key: 'k', headSha, run });
    expect(parseMarker(`${line}\ntext`)).toBeNull();
    expect(withoutMarker(`text\n\n${line}\n`)).toBe('text');
  });
});

test.each([
  [{ number: 2, attempt: 1 }, { number: 1, attempt: 9 }, true],
  [{ number: 2, attempt: 2 }, { number: 2, attempt: 1 }, true],
  [{ number: 2, attempt: 1 }, { number: 2, attempt: 1 }, false],
  [{ number: 1, attempt: 9 }, { number: 2, attempt: 1 }, false],
])('%j after %j is %j', (one, other, expected) => {
  expect(isLater(one, other)).toBe(expected);
});

test('a key names workflow file, job and image', () => {
  const environment = {
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/gate.yml@refs/pull/7/merge',
    GITHUB_JOB: 'gate',
  };
  expect(commentKey(environment, ['api/Dockerfile', ''])).toBe(
    '.github/workflows/gate.yml gate api/Dockerfile',
  );
});
