import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { parseGrowth, parseSize } from '../../src/policy/size.ts';

describe('parseSize', () => {
  test.each([
    ['0', 0],
    ['1048576', 1_048_576],
    ['250 MB', 250_000_000],
    ['250MB', 250_000_000],
    ['1.5 GiB', 1_610_612_736],
    ['10 kB', 10_000],
    [' 10 KiB ', 10_240],
    ['0.1 kB', 100],
  ])('reads %p as %p bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each([
    '',
    'MB',
    '-1',
    '1.5',
    '10 mb',
    '10 Mb',
    '10 TB',
    '1e9',
    '10 MB MB',
    '9'.repeat(30),
    '1'.repeat(500),
    '10 MB\n# x',
  ])('refuses %p', (text) => {
    expect(() => parseSize(text)).toThrow(GateError);
  });
});

describe('parseGrowth', () => {
  test.each([
    ['10 MiB 10%', { bytes: 10_485_760, percent: 10 }],
    ['10% 10 MiB', { bytes: 10_485_760, percent: 10 }],
    ['10 MiB', { bytes: 10_485_760 }],
    ['2.5 %', { percent: 2.5 }],
    ['0', { bytes: 0 }],
  ])('reads %p', (text, growth) => {
    expect(parseGrowth(text)).toEqual(growth);
  });

  test.each(['', '%', '10 percent', '10% 20%', 'ten MB 10%', '-5%'])('refuses %p', (text) => {
    expect(() => parseGrowth(text)).toThrow('expected a size, a percentage, or both');
  });
});
