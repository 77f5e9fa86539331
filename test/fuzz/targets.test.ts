import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../../src/errors.ts';
import { expectSame, refusing, type FuzzTarget } from '../../scripts/fuzz/target.ts';

const folder = join(import.meta.dirname, '../../scripts/fuzz/targets');

describe('every fuzz target', () => {
  test.each(readdirSync(folder))('takes what it starts from: %s', async (file) => {
    const target = (await import(join(folder, file))) as FuzzTarget;
    const seeds = target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    for (const seed of seeds) {
      await target.fuzz(seed);
      await target.fuzz(seed.subarray(0, seed.length / 2));
    }
  });
});

describe('what a target finds', () => {
  test('is anything thrown but a refusal', () => {
    const refuse = (): never => {
      throw new GateError('image-unreadable', 'layer 0 is none');
    };
    const crash = (): never => {
      throw new RangeError('out of range');
    };
    expect(refusing(refuse)).toBe('image-unreadable: layer 0 is none');
    expect(() => refusing(crash)).toThrow(RangeError);
  });

  test('is a difference between two ways to the same', () => {
    expectSame({ a: [1] }, { a: [1] }, 'tables');
    expect(() => {
      expectSame({ a: [1] }, { a: [2] }, 'tables');
    }).toThrow('tables differ');
  });
});
