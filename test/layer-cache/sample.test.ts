import { describe, expect, test } from '@jest/globals';
import { isSampled } from '../../src/layer-cache/sample.ts';

const MIB = 1024 * 1024;
const DRAWS = 20_000;

function share(size: number, isStreamed: boolean): number {
  const hits = Array.from({ length: DRAWS }, () => isSampled({ size }, isStreamed)).filter(Boolean);
  return hits.length / DRAWS;
}

describe('known layers that are read again', () => {
  test.each([
    ['every second small one', 1, false, 1 / 2],
    ['one in three of 48 MiB', 48 * MIB, false, 1 / 3],
    ['one in sixteen of any size', Number.MAX_SAFE_INTEGER, false, 1 / 16],
    ['one in four whose bytes come by', Number.MAX_SAFE_INTEGER, true, 1 / 4],
  ])('are %s', (_title, size, isStreamed, expected) => {
    // Ten times the standard deviation.
    expect(Math.abs(share(size, isStreamed) - expected)).toBeLessThan(0.04);
  });
});
