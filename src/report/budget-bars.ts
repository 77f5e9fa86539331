import { renderBytes, renderCount } from '../ledger/bytes.ts';
import { renderInUnit, type SizeUnit } from '../policy/size.ts';
import type { ReportBudget } from '../policy/verdict.ts';
import type { GateReport } from './report.ts';
import { SIZE_ROWS } from './wording.ts';

/** One limit as people read it. `name` has what it is about in back-ticks: `growth of content size of stage \`app\``. */
export type BudgetLine = {
  readonly name: string;
  /** `██████████░░`, twelve cells; one more where the limit is exceeded. */
  readonly bar: string;
  /** How much of the limit is used, from 0 to 1. */
  readonly share: number;
  /** `212.4 of 250 MB (85%)`, in the unit that the policy wrote. */
  readonly amount: string;
  readonly isExceeded: boolean;
};

/** Every limit that was held against something, in the policy's order. */
export function budgetLines({ budgets }: Pick<GateReport, 'budgets'>): readonly BudgetLine[] {
  return budgets.flatMap((budget) => [...maxLine(budget), ...growthLine(budget)]);
}

function maxLine(budget: ReportBudget): readonly BudgetLine[] {
  const { max, maxUnit, actual } = budget;
  if (max === null || actual === null) return [];
  return [toLine(nameOf(budget), { actual, limit: max, unit: maxUnit })];
}

/** Of a size and a percentage the larger one is the limit: both must be exceeded. */
function growthLine(budget: ReportBudget): readonly BudgetLine[] {
  const { maxGrowth, baseline, growth } = budget;
  if (maxGrowth === null || baseline === null || growth === null) return [];
  const { bytes, unit, percent } = maxGrowth;
  const share = percent === null ? 0 : Math.floor((baseline * percent) / 100);
  const written = bytes ?? 0;
  const isComputed = share > written;
  const limit = Math.max(written, share);
  const line = toLine(`growth of ${nameOf(budget)}`, { actual: growth, limit, unit, isComputed });
  if (growth < 0) return [{ ...line, amount: `no growth (shrank by ${renderBytes(-growth)})` }];
  return [isComputed ? { ...line, amount: `${line.amount}, limited to ${String(percent)}%` } : line];
}

/** `isComputed`: nobody wrote the limit in bytes. */
type Held = {
  readonly actual: number;
  readonly limit: number;
  readonly unit: SizeUnit | null;
  readonly isComputed?: boolean;
};

function toLine(name: string, held: Held): BudgetLine {
  const isExceeded = held.actual > held.limit && held.actual > 0;
  return {
    name,
    bar: barOf(held, isExceeded),
    share: shareOf(held),
    amount: amountOf(held, isExceeded),
    isExceeded,
  };
}

function shareOf({ actual, limit }: Held): number {
  if (actual <= 0) return 0;
  return actual < limit ? actual / limit : 1;
}

const CELLS = 12;

/** Full only where the limit is reached, empty only where nothing is there. */
function barOf({ actual, limit }: Held, isExceeded: boolean): string {
  if (isExceeded) return `${'█'.repeat(CELLS)}▶`;
  const cells = limit === 0 ? 0 : Math.round((actual / limit) * CELLS);
  const filled = actual <= 0 ? 0 : Math.min(Math.max(1, cells), actual < limit ? CELLS - 1 : CELLS);
  return `${'█'.repeat(filled)}${'░'.repeat(CELLS - filled)}`;
}

function amountOf(held: Held, isExceeded: boolean): string {
  const { actual, limit } = held;
  const share = limit > 0 && actual > 0 ? ` (${percentOf(actual / limit, isExceeded)})` : '';
  return `${sizesOf(held)}${share}`;
}

/** Nothing that exceeds a limit reads as 100%, and nothing that uses some of it as 0%. */
function percentOf(ratio: number, isExceeded: boolean): string {
  const percent = ratio * 100;
  if (percent < 1) return 'under 1%';
  return `${renderCount(isExceeded ? Math.max(101, Math.round(percent)) : Math.floor(percent))}%`;
}

const EXACT = 6;
const ROUNDED = 1;

/** In one unit where that says enough: `212.4 of 250 MB`, else `412 B of 10 MiB`; in bytes where both would read the same. */
function sizesOf({ actual, limit, unit, isComputed = false }: Held): string {
  const [one, other] = [show(actual, unit, ROUNDED), show(limit, unit, isComputed ? ROUNDED : EXACT)];
  if (one === other && actual !== limit) return `${inBytes(actual)} of ${inBytes(limit)} B`;
  const isShort = unit !== null && one.endsWith(` ${unit}`);
  return `${isShort ? one.slice(0, -unit.length - 1) : one} of ${other}`;
}

function show(bytes: number, unit: SizeUnit | null, decimals: number): string {
  const shown = unit === null ? '' : renderInUnit(bytes, unit, decimals);
  const isNothing = shown === '' || (bytes !== 0 && shown.startsWith('0 '));
  return isNothing ? renderBytes(bytes) : shown;
}

function inBytes(bytes: number): string {
  return bytes.toLocaleString('en-US');
}

/** In back-ticks what the policy names: it may hold anything. */
function nameOf({ size, path, class: fileClass, package: packages, stage }: ReportBudget): string {
  const label = size === 'pull' ? 'pull size' : (SIZE_ROWS.find(({ name }) => name === size)?.label ?? size);
  const parts = [
    ...quoted('', path),
    ...quoted('class ', fileClass),
    ...quoted('packages ', packages),
    ...quoted('stage ', stage),
  ];
  return parts.length === 0 ? label : `${label} of ${parts.join(' in ')}`;
}

function quoted(noun: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${noun}\`${value.replaceAll('`', "'")}\``];
}
