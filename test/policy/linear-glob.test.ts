import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { nameMatcher, pathMatcher } from '../../src/files/glob/glob.ts';
import { linearMatcher } from '../../src/files/glob/linear-glob.ts';
import { processorTime } from '../helpers/processor-time.ts';

const OPTIONS = { dot: true, noextglob: true, nonegate: true };

const component = fc
  .array(fc.constantFrom('a', 'b', '.c', '?', '*', '[ab]', '[a-c]', '{a,bc}'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('').replaceAll('**', '*'));
const glob = fc
  .array(fc.oneof(component, fc.constant('**')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const path = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'abc', '.c', 'bc'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

test('a path matches as picomatch has it', () => {
  fc.assert(
    fc.property(glob, path, (pattern, text) => {
      expect([pattern, text, linearMatcher(pattern, false)(text)]).toEqual([
        pattern,
        text,
        picomatch(pattern, OPTIONS)(text),
      ]);
    }),
    { numRuns: 5000 },
  );
});

test('a name matches as picomatch has it', () => {
  fc.assert(
    fc.property(component, path, (pattern, text) => {
      const expected = picomatch(pattern, { ...OPTIONS, bash: true })(text);
      expect([pattern, text, linearMatcher(pattern, true)(text)]).toEqual([pattern, text, expected]);
    }),
    { numRuns: 5000 },
  );
});

test('a hundred stars take no longer than one (issue 8, 19)', () => {
  const stars = '*a'.repeat(100);
  const started = processorTime();
  expect(nameMatcher(`${stars}b`)('a'.repeat(4000))).toBe(false);
  expect(pathMatcher(`/**/${stars}b`)(`/${'a'.repeat(4000)}`)).toBe(false);
  expect(nameMatcher('{a,aa,aaa}'.repeat(20))('a'.repeat(4000))).toBe(false);
  expect(processorTime() - started).toBeLessThan(10_000);
});
