import { describe, expect, test } from '@jest/globals';
import { GateError } from '../../src/errors.ts';
import { parseGrowth, parseSize, renderInUnit } from '../../src/policy/size.ts';

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('parseSize', () => {
  test.each([
    ['0', { bytes: 0 }],
    ['1048576', { bytes: 1_048_576 }],
    ['250 MB', { bytes: 250_000_000, unit: 'MB' }],
    ['250MB', { bytes: 250_000_000, unit: 'MB' }],
    ['1.5 GiB', { bytes: 1_610_612_736, unit: 'GiB' }],
    ['10 kB', { bytes: 10_000, unit: 'kB' }],
    [' 10 KiB ', { bytes: 10_240, unit: 'KiB' }],
    ['0.1 kB', { bytes: 100, unit: 'kB' }],
  ])('reads %p as %p', (text, size) => {
    expect(parseSize(text)).toEqual(size);
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

  test('says what it found, shortened, and how to write it', () => {
    expect(refusalOf(() => parseSize('10 `mb`'))).toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^size is `10 'mb'`, expected .*bytes/),
      hint: 'Write it as `250 MB` or `200 MiB`.',
    });
    expect(refusalOf(() => parseSize('1'.repeat(500)))).toMatchObject({
      message: expect.stringContaining(`\`${'1'.repeat(64)}\``),
    });
  });

  test('reads up to 64 characters', () => {
    expect(parseSize(`${' '.repeat(62)}10`)).toEqual({ bytes: 10 });
    expect(() => parseSize(`${' '.repeat(63)}10`)).toThrow(GateError);
  });
});

describe('renderInUnit', () => {
  test.each([
    [10_485_760, 'MiB', 6, '10 MiB'],
    [10_500_000, 'MiB', 1, '10 MiB'],
    [11_123_456, 'MiB', 1, '10.6 MiB'],
    [1_500_000_000_000, 'MB', 0, '1,500,000 MB'],
    [100, 'kB', 6, '0.1 kB'],
  ] as const)('shows %p bytes in %s with %p decimals', (bytes, unit, decimals, shown) => {
    expect(renderInUnit(bytes, unit, decimals)).toBe(shown);
  });
});

describe('parseGrowth', () => {
  test.each([
    ['10 MiB 10%', { bytes: 10_485_760, unit: 'MiB', percent: 10 }],
    ['10% 10 MiB', { bytes: 10_485_760, unit: 'MiB', percent: 10 }],
    ['10 MiB', { bytes: 10_485_760, unit: 'MiB' }],
    ['2.5%', { percent: 2.5 }],
    ['0', { bytes: 0 }],
  ])('reads %p', (text, growth) => {
    expect(parseGrowth(text)).toEqual(growth);
  });

  test.each(['', '%', '10 percent', '10% 20%', 'ten MB 10%', '-5%'])('refuses %p', (text) => {
    expect(() => parseGrowth(text)).toThrow('expected a size, a percentage, or both');
  });

  test('says what it found, and how to write it', () => {
    expect(refusalOf(() => parseGrowth('ten'))).toMatchObject({
      code: 'bad-input',
      message: 'growth limit is `ten`, expected a size, a percentage, or both',
      hint: 'Write it as `10 MiB 10%`, `10 MiB` or `10%`.',
    });
  });

  test('reads up to 64 characters', () => {
    expect(parseGrowth(`${' '.repeat(61)}10%`)).toEqual({ percent: 10 });
    expect(() => parseGrowth(`${' '.repeat(62)}10%`)).toThrow(GateError);
  });
});
