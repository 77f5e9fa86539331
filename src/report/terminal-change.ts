import { renderDelta } from '../ledger/bytes.ts';
import { budgetLines } from './budget-bars.ts';
import type { GateReport } from './report.ts';
import { requestLines } from './request-wording.ts';
import { sparkline, trendTitle } from './trend-wording.ts';
import { shorten, visible } from '../visible.ts';
import { renderCount, sentence } from './wording.ts';
import { wrap } from './wrap.ts';

const MAX_REQUESTS = 6;
const MAX_NAMED = 3;
/** Columns beside a bar, and those of a name at least. */
const INDENT = 4;
const MIN_NAME = 12;
/** Columns before the words. */
const AMOUNT = 14;

/** Each budget as a bar, the title first; empty where the policy has none. */
export function budgetBlock(report: GateReport, width: number): readonly string[] {
  const lines = budgetLines(report);
  const widest = Math.max(...lines.map(({ bar }) => bar.length));
  const rows = lines.map(({ name, bar, amount }) => {
    const room = Math.max(MIN_NAME, width - widest - INDENT - amount.length - 2);
    return `  ${bar.padEnd(widest)}  ${shorten(visible(name), room)}: ${amount}`;
  });
  return rows.length === 0 ? [] : ['Budgets', ...rows];
}

/** The sizes of the base branch, the title first; empty where no history is kept. */
export function trendBlock({ trend }: GateReport): readonly string[] {
  if (trend.length === 0) return [];
  return [trendTitle(trend), `  ${sparkline(trend.map(({ contentBytes }) => contentBytes))}`];
}

/** Packages that changed by what asked for them, the title first; empty where none did. */
export function requestBlock({ requested }: GateReport, width: number): readonly string[] {
  const lines = requested === null ? [] : requestLines(requested, MAX_NAMED);
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MAX_REQUESTS);
  const rows = shown.flatMap(({ delta, words }) => {
    const plain = visible(sentence(words));
    const [first = '', ...others] = wrap(plain, width - AMOUNT);
    return [
      `  ${renderDelta(delta).padStart(10)}  ${first}`,
      ...others.map((line) => `${' '.repeat(AMOUNT)}${line}`),
    ];
  });
  const more = lines.length - shown.length;
  return [
    'What changed, by what was asked for',
    ...rows,
    ...(more > 0 ? [`  … and ${renderCount(more)} more`] : []),
  ];
}
