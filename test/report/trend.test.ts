import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderBadge, toBadge } from '../../src/report/trend-badge.ts';
import { renderTrend, renderTrendFile } from '../../src/report/trend-svg.ts';
import { sparkline, trendRows, trendTitle } from '../../src/report/trend-wording.ts';
import {
  insertPoint,
  MAX_HISTORY_BYTES,
  MAX_POINTS,
  parseHistory,
  renderHistory,
  type SizeHistory,
  type TrendPoint,
} from '../../src/report/trend.ts';
import { gateReport } from '../helpers/report-builder.ts';

const MB = 1_000_000;
const point = (day: number, contentBytes: number): TrendPoint => ({
  commit: day.toString(16).padStart(40, '0'),
  date: `${new Date(Date.UTC(2026, 10, 1 + day, 8)).toISOString().slice(0, 19)}Z`,
  ...{ contentBytes, rootfsBytes: contentBytes, transferBytes: Math.round(contentBytes / 3) },
});
const POINTS = [71.2, 70, 90, 87.2].map((size, index) => point(index, size * MB));
const encode = (text: string) => new TextEncoder().encode(text);

describe('a size history', () => {
  test('is read back as it was written, a point a line', () => {
    const history: SizeHistory = { schemaVersion: 1, image: 'api', points: POINTS };
    const text = renderHistory(history);
    expect(parseHistory(encode(text), 'api')).toEqual(history);
    expect(text.split('\n').filter((line) => line.startsWith('    {'))).toHaveLength(POINTS.length);
    expect(JSON.parse(renderHistory({ ...history, points: [] }))).toEqual({ ...history, points: [] });
  });

  test('takes a commit once, and keeps the newest ones', () => {
    const first = insertPoint(null, 'api', point(1, 5));
    expect(insertPoint(first, 'api', point(1, 7)).points).toEqual([point(1, 7)]);
    const long = Array.from({ length: 250 }, (_, day) => point(day, day)).reduce<SizeHistory | null>(
      (known, next) => insertPoint(known, 'api', next),
      null,
    );
    expect(long?.points).toHaveLength(MAX_POINTS);
    expect(long?.points[0]).toEqual(point(50, 50));
    expect(encode(renderHistory(long ?? first)).length).toBeLessThan(MAX_HISTORY_BYTES);
  });

  const daysOf = ({ points }: SizeHistory) => points.map(({ commit }) => parseInt(commit, 16));

  test('has the points in the order of the pushes, whichever run ends last', () => {
    const known: SizeHistory = {
      schemaVersion: 1,
      image: 'api',
      points: [1, 3, 5].map((day) => point(day, 1)),
    };
    expect(daysOf(insertPoint(known, 'api', point(4, 7)))).toEqual([1, 3, 4, 5]);
    expect(daysOf(insertPoint(known, 'api', point(0, 7)))).toEqual([0, 1, 3, 5]);
    const again = insertPoint(known, 'api', point(3, 7));
    expect(daysOf(again)).toEqual([1, 3, 5]);
    expect(again.points[1]?.contentBytes).toBe(7);
    expect(daysOf(insertPoint(known, 'api', { ...point(1, 7), date: point(6, 7).date }))).toEqual([3, 5, 1]);
  });

  test('keeps two pushes of one second in the order in which they came, also if the first runs again', () => {
    const { date } = point(1, 1);
    const points = [1, 2, 3].map((day) => ({ ...point(day, 1), date }));
    const first = insertPoint({ schemaVersion: 1, image: 'api', points: points.slice(0, 1) }, 'api', {
      ...point(2, 1),
      date,
    });
    expect(daysOf(first)).toEqual([1, 2]);
    expect(daysOf(insertPoint({ ...first, points }, 'api', { ...point(2, 9), date }))).toEqual([1, 2, 3]);
  });

  test('drops a push that is older than all of very many', () => {
    const points = Array.from({ length: MAX_POINTS }, (_, day) => point(day + 1, 1));
    const history: SizeHistory = { schemaVersion: 1, image: 'api', points };
    expect(insertPoint(history, 'api', point(0, 1))).toEqual(history);
  });

  test('is read where a later version added fields to it or to its points', () => {
    const points = POINTS.map((one) => ({ ...one, name: '<b>' }));
    const text = JSON.stringify({ schemaVersion: 1, image: 'api', points, unit: 'B' });
    expect(parseHistory(encode(text), 'api')).toEqual({ schemaVersion: 1, image: 'api', points: POINTS });
  });

  const whole = { schemaVersion: 1, image: 'api', points: POINTS };
  const changed = (part: object) => JSON.stringify({ ...whole, points: [{ ...POINTS[0], ...part }] });
  test.each([
    ['no JSON', '<html>', 'is not JSON'],
    ['bytes that are no text', '\udcff', 'is not JSON'],
    ['of another image', JSON.stringify({ ...whole, image: 'web' }), 'is of another image'],
    ['of a later version', JSON.stringify({ ...whole, schemaVersion: 2 }), 'is not one of this version'],
    ['with a commit that is none', changed({ commit: '</svg>' }), 'is not one of this version'],
    ['with a date that is none', changed({ date: '2026-11-01T08:00:00Z<b>' }), 'is not one of this version'],
    ['with a size that is none', changed({ contentBytes: -1 }), 'is not one of this version'],
    [
      'of too many points',
      JSON.stringify({ ...whole, points: Array.from({ length: 201 }, (_, day) => point(day, 1)) }),
      'is not one of this version',
    ],
    ['too long', ' '.repeat(MAX_HISTORY_BYTES + 1), 'expected at most'],
  ])('is refused where it is %s', (_what, text, message) => {
    expect(() => parseHistory(encode(text), 'api')).toThrow(message);
  });
});

describe('a line of blocks', () => {
  test.each<[readonly number[], string]>([
    [[], ''],
    [[5], '▄'],
    [[5, 5, 5], '▄▄▄'],
    [[0, 50, 100], '▁▅█'],
    [[100, 0], '█▁'],
  ])('shows %j', (values, line) => {
    expect(sparkline(values)).toBe(line);
  });

  test('has at most sixty, and ends with the last value', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), (values) => {
        const line = sparkline(values);
        expect(line).toMatch(/^[▁▂▃▄▅▆▇█]{1,60}$/u);
        expect(Array.from(line)).toHaveLength(Math.min(60, values.length));
        if (values.at(-1) === Math.max(...values) && Math.min(...values) < Math.max(...values))
          expect(line.endsWith('█') || Array.from(line).every((block) => block === '▄')).toBe(true);
      }),
    );
  });

  test('stands beside the first, smallest, largest and last size', () => {
    expect(trendTitle(POINTS)).toBe('Content size over 4 commits: 71.2 MB → 87.2 MB');
    expect(trendRows(POINTS, 5 * MB)).toEqual([
      { name: 'first', date: '2026-11-01', commit: '0000000000', bytes: 71.2 * MB },
      { name: 'smallest', date: '2026-11-02', commit: '0000000000', bytes: 70 * MB },
      { name: 'largest', date: '2026-11-03', commit: '0000000000', bytes: 90 * MB },
      { name: 'last', date: '2026-11-04', commit: '0000000000', bytes: 87.2 * MB },
      { name: 'this image', date: '', commit: null, bytes: 5 * MB },
    ]);
    expect(trendRows([], 5)).toEqual([]);
  });

  test('stands beside each commit once, with all that it is', () => {
    const names = (points: readonly TrendPoint[]) => trendRows(points, 5).map(({ name }) => name);
    expect(names([point(1, 5), point(2, 7)])).toEqual(['first, smallest', 'largest, last', 'this image']);
    expect(names([point(1, 5)])).toEqual(['base branch', 'this image']);
  });

  test('is level where all sizes read the same', () => {
    expect(sparkline([71_200_000, 71_200_400])).toBe('▄▄');
    expect(sparkline([71_200_000, 71_300_000])).toBe('▁█');
  });
});

describe('the chart', () => {
  test('is a file of its own, which says in words what it shows, and inside of its frame', () => {
    const svg = renderTrendFile(POINTS, '<b>&"');
    expect(svg).toContain(
      '<title>&lt;b&gt;&amp;&quot;: Content size over 4 commits: 71.2 MB → 87.2 MB</title>',
    );
    expect(svg).toContain('<desc>From 2026-11-01 to 2026-11-04: between 70.0 MB and 90.0 MB.</desc>');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img"/);
    const [, line = ''] = /<path d="(M[\d. LM]+)" fill="none"/.exec(svg) ?? [];
    const places = [...line.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(places).toEqual([
      [76, 143.7],
      [258.7, 152],
      [441.3, 14],
      [624, 33.3],
    ]);
  });

  test('of one point, or of equal ones, has its line in the middle', () => {
    const alike = [point(1, 71_200_000), point(2, 71_200_400)];
    for (const points of [POINTS.slice(0, 1), [point(1, 5), point(2, 5)], alike]) {
      const svg = renderTrendFile(points, 'x');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const [, line = ''] = /<path d="(M[\d. LM]+)" fill="none"/.exec(svg) ?? [];
      const heights = [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
      expect(new Set(heights)).toEqual(new Set([83]));
    }
    expect(renderTrendFile(alike, 'x')).toContain('<desc>From 2026-11-02 to 2026-11-03: 71.2 MB.</desc>');
    expect(renderTrendFile(POINTS.slice(0, 1), 'x')).toContain('<desc>On 2026-11-01: 71.2 MB.</desc>');
  });

  test('stands in the HTML report with a table of the same, and nowhere where no history is kept', () => {
    const html = renderTrend(gateReport({ trend: POINTS }));
    expect(html.match(/<tr>/g)).toHaveLength(6);
    expect(html).not.toContain('<style');
    expect(renderTrend(gateReport())).toBe('');
  });
});

describe('the badge', () => {
  const budget = {
    ...{ image: 'image', size: 'content', maxUnit: null, maxGrowth: null, actual: 1000, baseline: null },
    growth: null,
  };
  test('says the size, and by its colour whether budgets hold', () => {
    expect(JSON.parse(renderBadge(gateReport()))).toEqual({
      ...{ schemaVersion: 1, label: 'image size', message: '1.0 kB', color: 'blue' },
    });
    expect(toBadge(gateReport({ budgets: [{ ...budget, max: 1000 }] })).color).toBe('brightgreen');
    expect(toBadge(gateReport({ budgets: [{ ...budget, max: 999 }] })).color).toBe('red');
  });
});
