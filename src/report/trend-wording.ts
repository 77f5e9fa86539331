import { renderBytes } from '../ledger/bytes.ts';
import type { TrendPoint } from './trend.ts';
import { renderCount } from './wording.ts';

/** A row of a small table about a history; `commit`: its first digits, null for the image at hand. */
export type TrendRow = {
  readonly name: string;
  readonly date: string;
  readonly commit: string | null;
  readonly bytes: number;
};

const LEVELS = '▁▂▃▄▅▆▇█';
const MAX_COLUMNS = 60;
const ABBREVIATED_SHA = 10;

/**
 * Content sizes as a line of blocks, from the smallest to the largest; level where all read the same. Of very many values the last
 * of each part.
 */
export function sparkline(values: readonly number[]): string {
  const columns = Math.min(values.length, MAX_COLUMNS);
  const shown = Array.from(
    { length: columns },
    (_, column) => values[Math.ceil(((column + 1) * values.length) / columns) - 1] ?? 0,
  );
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  return shown
    .map((value) => {
      const level = readAlike(least, most)
        ? 3
        : Math.round(((value - least) / (most - least)) * (LEVELS.length - 1));
      return LEVELS[level] ?? '';
    })
    .join('');
}

/** Whether two sizes are the same to a reader: a slope between them would show a change that no number says. */
export function readAlike(one: number, other: number): boolean {
  return renderBytes(one) === renderBytes(other);
}

/** `Content size over 34 commits: 71.2 MB → 87.2 MB`. */
export function trendTitle(points: readonly TrendPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (points.length === 1) return `Content size over time: ${renderBytes(last.contentBytes)}`;
  const sizes = `${renderBytes(first.contentBytes)} → ${renderBytes(last.contentBytes)}`;
  return `Content size over ${renderCount(points.length)} commits: ${sizes}`;
}

/** The first, smallest, largest and last size of the base branch, a commit once, and the size of the image at hand. */
export function trendRows(points: readonly TrendPoint[], candidateBytes: number): readonly TrendRow[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const by = (better: (a: number, b: number) => boolean) =>
    points.reduce((best, point) => (better(point.contentBytes, best.contentBytes) ? point : best), first);
  const named = [
    ['first', first],
    ['smallest', by((a, b) => a < b)],
    ['largest', by((a, b) => a > b)],
    ['last', last],
  ] as const;
  const rows = new Map<TrendPoint, string[]>();
  for (const [name, point] of named) rows.set(point, [...(rows.get(point) ?? []), name]);
  const nameOf = (names: readonly string[]) => (points.length === 1 ? 'base branch' : names.join(', '));
  return [
    ...[...rows].map(([point, names]) => toRow(nameOf(names), point)),
    { name: 'this image', date: '', commit: null, bytes: candidateBytes },
  ];
}

function toRow(name: string, { commit, date, contentBytes }: TrendPoint): TrendRow {
  return { name, date: date.slice(0, 10), commit: commit.slice(0, ABBREVIATED_SHA), bytes: contentBytes };
}
