import { expect, test } from '@jest/globals';
import { readExamples } from './example.ts';

test('every example has a variant that leaks and one that does not, and each is run to an end', async () => {
  const examples = await readExamples();
  expect(examples.length).toBeGreaterThanOrEqual(11);
  for (const { variants } of examples) {
    expect(variants.some(({ silent }) => silent)).toBe(true);
    expect(variants.some(({ conclusion }) => conclusion === 'failure')).toBe(true);
    for (const { answer, cannotStart } of variants)
      expect([answer, cannotStart].filter((each) => each !== undefined)).toHaveLength(1);
  }
});

test('a leak that was there before, and one that is mended, are tried for every kind of finding', async () => {
  const variants = (await readExamples()).flatMap((each) => each.variants);
  const mended = variants.filter(({ reverse }) => reverse !== undefined);
  const rules = new Set(mended.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId)));
  expect([...rules].sort()).toEqual(
    expect.arrayContaining(['foreign-libc', 'missing-packages', 'node-bundler', 'sdk-base', 'source-file']),
  );
  expect(variants.some(({ persisting }) => persisting === 'success')).toBe(true);
});
