import { describe, expect, test } from '@jest/globals';
import { causeSentences } from '../../src/report/wording.ts';
import { CASES } from './cases.ts';

describe('noise of the rebuild', () => {
  const none = { files: 0, bytes: 0, layers: 0, pull: 0 };
  const reportOf = (rebuild: typeof none) =>
    CASES.slice(0, 1).flatMap(({ report }) =>
      causeSentences({ ...report, causes: { change: none, base: none, rebuild } }),
    );

  test.each([
    ['no layer was built anew', none],
    ['layers without files were, as WORKDIR makes them', { ...none, layers: 2, pull: 260 }],
  ])('is not told where %s', (_, rebuild) => {
    expect(reportOf(rebuild)).toEqual([]);
  });

  test('is what is pulled where the files are the same', () => {
    expect(reportOf({ ...none, layers: 1, pull: 4_100_000 })).toEqual([
      'Noise from the rebuild: 1 layer that was only rebuilt (4.1 MB to pull).',
    ]);
  });

  test('is files that came out otherwise, of the same size, too', () => {
    expect(reportOf({ files: 2, bytes: 0, layers: 1, pull: 900 })).toEqual([
      'Noise from the rebuild: 2 files, ±0 B, in 1 layer that was only rebuilt (900 B to pull).',
    ]);
  });
});
