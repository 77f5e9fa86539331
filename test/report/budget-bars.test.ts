import { describe, expect, test } from '@jest/globals';
import type { ReportBudget } from '../../src/policy/verdict.ts';
import { budgetLines } from '../../src/report/budget-bars.ts';
import { RENDERERS } from '../../src/report/index.ts';
import { renderPrComment } from '../../src/report/pr-comment.ts';
import { gateReport } from '../helpers/report-builder.ts';

const MB = 1_000_000;
const MIB = 1024 ** 2;

const budget = (part: Partial<ReportBudget>): ReportBudget => ({
  ...{ image: 'image', size: 'content', max: null, maxUnit: null, maxGrowth: null },
  ...{ actual: null, baseline: null, growth: null },
  ...part,
});
const linesOf = (part: Partial<ReportBudget>) => budgetLines({ budgets: [budget(part)] });

describe('a budget as a bar', () => {
  test.each<[string, Partial<ReportBudget>, string, string]>([
    ['in MB', { max: 250 * MB, maxUnit: 'MB', actual: 212.4 * MB }, '██████████░░', '212.4 of 250 MB (84%)'],
    ['in MiB', { max: 200 * MIB, maxUnit: 'MiB', actual: 100 * MIB }, '██████░░░░░░', '100 of 200 MiB (50%)'],
    ['in bytes', { max: 1_048_576, actual: 524_288 }, '██████░░░░░░', '524.3 kB of 1.0 MB (50%)'],
    [
      'that is exceeded',
      { max: 10 * MB, maxUnit: 'MB', actual: 25 * MB },
      '████████████▶',
      '25 of 10 MB (250%)',
    ],
    [
      'that is exceeded by a byte',
      { max: 10 * MB, maxUnit: 'MB', actual: 10 * MB + 1 },
      '████████████▶',
      '10,000,001 of 10,000,000 B (101%)',
    ],
    [
      'that is nearly reached',
      { max: 10 * MB, maxUnit: 'MB', actual: 10 * MB - 1 },
      '███████████░',
      '9,999,999 of 10,000,000 B (99%)',
    ],
    [
      'that is reached',
      { max: 10 * MB, maxUnit: 'MB', actual: 10 * MB },
      '████████████',
      '10 of 10 MB (100%)',
    ],
    [
      'of next to nothing',
      { max: 10 * MIB, maxUnit: 'MiB', actual: 412 },
      '█░░░░░░░░░░░',
      '412 B of 10 MiB (under 1%)',
    ],
    ['of nothing', { max: 0, actual: 0 }, '░░░░░░░░░░░░', '0 B of 0 B'],
    ['where nothing may be', { max: 0, actual: 5 }, '████████████▶', '5 B of 0 B'],
  ])('%s', (_what, part, bar, amount) => {
    const share = Math.min((part.actual ?? 0) / (part.max || 1), 1);
    expect(linesOf(part)).toEqual([
      { name: 'content size', bar, share, amount, isExceeded: bar.endsWith('▶') },
    ]);
  });

  test('of growth has the larger limit of both, since both must be exceeded', () => {
    const growth = (grown: number, maxGrowth: ReportBudget['maxGrowth']) =>
      linesOf({ maxGrowth, baseline: 1000 * MIB, actual: 1000 * MIB + grown, growth: grown })[0];
    const both = { bytes: 10 * MIB, unit: 'MiB', percent: 10 } as const;
    expect(growth(50 * MIB, both)).toEqual({
      name: 'growth of content size',
      bar: '██████░░░░░░',
      share: 0.5,
      amount: '50 of 100 MiB (50%), limited to 10%',
      isExceeded: false,
    });
    expect(growth(5 * MIB, { ...both, percent: null })).toMatchObject({ amount: '5 of 10 MiB (50%)' });
    expect(growth(-3.1 * MIB, both)).toMatchObject({
      bar: '░░░░░░░░░░░░',
      share: 0,
      amount: 'no growth (shrank by 3.3 MB)',
    });
    expect(growth(-1, { ...both, percent: null })).toMatchObject({ amount: 'no growth (shrank by 1 B)' });
    expect(growth(101 * MIB, both)).toMatchObject({ isExceeded: true });
  });

  test('of a percentage is a limit that nobody wrote, and is rounded', () => {
    const maxGrowth = { bytes: 10 * MIB, unit: 'MiB', percent: 10 } as const;
    const amountOf = (growth: number) =>
      linesOf({ maxGrowth, baseline: 867_300_000, actual: 867_300_000 + growth, growth })[0]?.amount;
    expect(amountOf(0)).toBe('0 of 82.7 MiB, limited to 10%');
    expect(amountOf(86_729_999)).toBe('86,729,999 of 86,730,000 B (99%), limited to 10%');
  });

  test('keeps its amount and the colon before it in a narrow terminal', () => {
    const budgets = [
      budget({ size: 'content', package: `pkg:npm/${'x'.repeat(90)}`, max: 1_200_000, actual: 100_000 }),
    ];
    const lines = RENDERERS.terminal(gateReport({ budgets })).split('\n');
    const line = lines[lines.indexOf('Budgets') + 1];
    expect(line).toMatch(/^ {2}█░{11} {2}content size of packages .*….*: 100\.0 kB of 1\.2 MB \(8%\)$/);
    expect(line?.length).toBeLessThanOrEqual(100);
  });

  test('is not there where nothing is known to hold against it', () => {
    expect(linesOf({ maxGrowth: { bytes: 1, unit: null, percent: null }, actual: 5 })).toEqual([]);
    expect(linesOf({ size: 'pull', max: 5 })).toEqual([]);
  });

  test('names what it is about, and what holds is folded in the comment', () => {
    const budgets = [
      budget({ size: 'rootfs', path: '/usr/`x`/**', stage: 'app', max: 10, actual: 5 }),
      budget({ size: 'pull', max: 10 * MB, maxUnit: 'MB', actual: 5 * MB }),
    ];
    expect(budgetLines({ budgets }).map(({ name }) => name)).toEqual([
      "root filesystem size of `/usr/'x'/**` in stage `app`",
      'pull size',
    ]);
    const text = renderPrComment(gateReport({ budgets }), { key: 'k' });
    expect(text).toContain(
      '<details><summary>Budgets that hold (2)</summary>\n\n- `██████░░░░░░` Root filesystem size of ',
    );
    expect(text).toContain('- `██████░░░░░░` Pull size: 5 of 10 MB (50%)');
  });
});
