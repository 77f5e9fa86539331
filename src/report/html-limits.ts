import type { GateReport } from './report.ts';
import { shorten } from '../visible.ts';

/** How much of a report one page shows; the JSON report has all. */
export type HtmlLimits = {
  /** Of each group. */
  readonly findings: number;
  /** Of each table. */
  readonly lines: number;
  readonly fixes: number;
  /** Characters of one text from outside. */
  readonly text: number;
  /** Bytes of what the page's script is given. */
  readonly data: number;
};

/** The first that keeps the page small enough counts; the last one does whatever is in the report. */
const HTML_LIMITS: readonly HtmlLimits[] = [
  { findings: 200, lines: 200, fixes: 20, text: 2000, data: 700_000 },
  { findings: 100, lines: 100, fixes: 2, text: 300, data: 700_000 },
  { findings: 5, lines: 40, fixes: 0, text: 80, data: 400_000 },
  { findings: 2, lines: 10, fixes: 0, text: 40, data: 200_000 },
];

const BOUNDED = [
  'findings',
  'composedFiles',
  'notices',
  'ledger',
  'places',
  'requested',
  'budgets',
  'breakdown',
  'candidate',
  'verdict',
] as const;

/** More characters than this make no page that is small enough, and take long to escape. */
const MAX_CHARACTERS = 2_000_000;

/** The limits that are worth trying, the most generous first. */
export function limitsFor(report: GateReport): readonly HtmlLimits[] {
  return charactersIn(report.findings, MAX_CHARACTERS) < MAX_CHARACTERS ? HTML_LIMITS : HTML_LIMITS.slice(1);
}

/** How many characters the texts in a value have, counted up to so many. */
function charactersIn(value: unknown, max: number): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 0;
  let sum = 0;
  for (const one of Object.values(value)) if ((sum += charactersIn(one, max - sum)) >= max) break;
  return sum;
}

/** A report whose texts have at most so many characters, cut in the middle. Fixes are whole, or left out. */
export function boundReport(report: GateReport, limits: HtmlLimits): GateReport {
  const fixes = report.fixes.slice(0, limits.fixes);
  if (limits === HTML_LIMITS[0]) return { ...report, fixes };
  const short = Object.fromEntries(BOUNDED.map((name) => [name, shortened(report[name], limits.text)]));
  return { ...report, ...short, fixes };
}

/** Keys are ours: only values are cut. Fingerprints and digests are short enough. */
function shortened(value: unknown, max: number): unknown {
  if (typeof value === 'string') return isDigest(value) ? value : shorten(value, max);
  if (Array.isArray(value)) return value.map((one) => shortened(one, max));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one, max)]));
}

/** A verdict names findings by their fingerprints. */
function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
