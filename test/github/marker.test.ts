import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentKeys } from '../../src/github/comment-key.ts';
import type { GateIdentity } from '../../src/github/comment-key.ts';
import { isLater, isSameRun, parseMarked, readRunNumber, renderMarked } from '../../src/github/marker.ts';
import { processorTime } from '../helpers/processor-time.ts';

const headSha = 'c'.repeat(40);
const run = { number: 12, attempt: 3, id: 9000 };

describe('a marker', () => {
  test('comes back from a comment as it went in, whatever its key is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (key, reported) => {
        const text = reported.replaceAll('\r\n', '\n').trimEnd();
        const body = renderMarked(text, { key, headSha, run });
        expect(parseMarked(body)).toEqual({ marker: { key, headSha, run }, text, isSealed: true });
        expect(parseMarked(`${body.replaceAll('\n', '\r\n')}\n`)?.marker.run).toEqual(run);
      }),
    );
  });

  test('cannot be closed by its key', () => {
    const line = renderMarked('', { key: 'x --> <b>', headSha, run }).trim();
    expect(line.slice(4, -3)).not.toMatch(/--|>/);
  });

  test('counts in the last line only', () => {
    const body = renderMarked('text', { key: 'k', headSha, run });
    expect(parseMarked(`${body}\ntext`)).toBeNull();
  });

  test('closes the text before it, and no other', () => {
    const body = renderMarked('text', { key: 'k', headSha, run });
    expect(parseMarked(`Somebody wrote: ${body}`)).toBeNull();
    expect(parseMarked(body.replace('run=12.3', 'run=99.3'))).toBeNull();
    expect(parseMarked(body.replace('key=k', 'key=l'))).toBeNull();
  });

  test('of the former version is told apart', () => {
    const line = `<!-- final-stage:1 key=k head=${headSha} run=12.3 -->`;
    expect(parseMarked(`text\n\n${line}`)).toEqual({
      marker: { key: 'k', headSha, run: { ...run, id: 0 } },
      text: 'text',
      isSealed: false,
    });
  });

  test('is looked for in linear time', () => {
    const line = '<!-- final-stage:1 key=k head=a run=1.1 -->';
    const bodies = [`${line}\n`.repeat(20_000), `${' '.repeat(500_000)}x`, '<!-- '.repeat(100_000)];
    const start = processorTime();
    for (const body of bodies) parseMarked(`${body}x`);
    expect(processorTime() - start).toBeLessThan(1000);
  });
});

test.each([
  [{ number: 2, attempt: 1 }, { number: 1, attempt: 9 }, true],
  [{ number: 2, attempt: 2 }, { number: 2, attempt: 1 }, true],
  [{ number: 2, attempt: 1 }, { number: 2, attempt: 1 }, false],
  [{ number: 1, attempt: 9 }, { number: 2, attempt: 1 }, false],
])('%j after %j is %j', (one, other, expected) => {
  expect(isLater({ ...one, id: 1 }, { ...other, id: 2 })).toBe(expected);
});

describe('a run', () => {
  test('is the same in one attempt, where its id is known', () => {
    expect(isSameRun(run, { ...run })).toBe(true);
    expect(isSameRun(run, { ...run, attempt: 4 })).toBe(false);
    expect(isSameRun({ ...run, id: 0 }, { ...run, id: 0 })).toBe(false);
  });

  test('has no id of its own in act', () => {
    const environment = { GITHUB_RUN_NUMBER: '1', GITHUB_RUN_ATTEMPT: '1', GITHUB_RUN_ID: '1' };
    expect(readRunNumber(environment).id).toBe(1);
    expect(readRunNumber({ ...environment, ACT: 'true' }).id).toBe(0);
  });
});

describe('the key of a comment', () => {
  const environment = {
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/gate.yml@refs/pull/7/merge',
    GITHUB_JOB: 'gate',
    GITHUB_ACTION: '__octo_final-stage',
  };
  const identity: GateIdentity = { parts: ['api/Dockerfile', ''], details: ['.'], leg: '' };

  test('names workflow file, job and image, and ends in a digest', () => {
    expect(commentKeys(environment, identity)).toEqual({
      key: expect.stringMatching(/^\.github\/workflows\/gate\.yml gate api\/Dockerfile [0-9a-f]{16}$/),
      former: '.github/workflows/gate.yml gate api/Dockerfile',
    });
  });

  test('tells legs, steps and inputs apart', () => {
    const keys = [
      commentKeys(environment, identity),
      commentKeys(environment, { ...identity, leg: '{"os":"a"}' }),
      commentKeys(environment, { ...identity, leg: '{"os":"b"}' }),
      commentKeys({ ...environment, GITHUB_ACTION: '__octo_final-stage_2' }, identity),
      commentKeys(environment, { ...identity, details: ['', '.'] }),
      commentKeys(environment, { ...identity, parts: ['api/Dockerfile', '', ''] }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('does not count the steps before a step of its own', () => {
    const [first, second] = ['__run', '__run_7'].map(
      (step) => commentKeys({ ...environment, GITHUB_ACTION: step }, identity).key,
    );
    expect(first).toBe(second);
  });

  test('was no other gate’s in the former version only without a matrix', () => {
    expect(commentKeys(environment, { ...identity, leg: '{"os":"a"}' }).former).toBeNull();
  });
});
