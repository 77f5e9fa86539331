import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { MeasuredBudget } from './measure-budgets.ts';
import type { Budget } from './policy.ts';
import { renderInUnit } from './size.ts';
import type { GrowthLimit, SizeUnit } from './size.ts';
import type { ReportBudget, Violation } from './verdict.ts';

type BudgetViolation = Violation & { readonly kind: 'budget' };

/** Every limit of every budget that is exceeded, in the policy's order. */
export function judgeBudgets(measured: readonly MeasuredBudget[], image: string): readonly Violation[] {
  return measured.flatMap((one) => [...judgeMax(one, image), ...judgeGrowth(one, image)]);
}

/** Every budget with what was measured, in the policy's order. */
export function toReportBudgets(measured: readonly MeasuredBudget[], image: string): readonly ReportBudget[] {
  return measured.map(({ budget, candidate, baseline, excused }) => {
    const { max = null, maxUnit = null } = budget;
    const growth = candidate === null || baseline === null ? null : candidate - baseline - excused;
    const limits = { max, maxUnit, maxGrowth: toReportGrowth(budget) };
    return { ...placeOf(budget, image), ...limits, actual: candidate, baseline, growth };
  });
}

function toReportGrowth({ maxGrowth }: Budget): ReportBudget['maxGrowth'] {
  if (maxGrowth === undefined) return null;
  const { bytes = null, unit = null, percent = null } = maxGrowth;
  return { bytes, unit, percent };
}

function judgeMax({ budget, candidate: actual }: MeasuredBudget, image: string): readonly BudgetViolation[] {
  const { max, maxUnit } = budget;
  if (max === undefined || actual === null || actual <= max) return [];
  const [shownActual, shownMax] = renderApart(actual, max, maxUnit);
  const verb = budget.size === 'hidden' ? 'are' : 'is';
  const message = `${budgetName(budget)} ${verb} ${renderBoth(actual, shownActual)}, more than ${shownMax}`;
  return [{ kind: 'budget', ...placeOf(budget, image), limit: max, actual, message }];
}

/** Where both limits are given both must be exceeded; growth from nothing exceeds every percentage. */
function judgeGrowth(
  { budget, candidate, baseline, excused }: MeasuredBudget,
  image: string,
): readonly BudgetViolation[] {
  if (budget.maxGrowth === undefined || candidate === null || baseline === null) return [];
  const actual = candidate - baseline - excused;
  const limits = limitsOf(budget.maxGrowth, baseline);
  if (actual <= 0 || limits.some(({ bytes }) => actual <= bytes)) return [];
  const exceeded = limits.map(({ words }) => words).join(' and ');
  const percent = growthInPercent(actual, baseline, budget.maxGrowth);
  const grown = renderBoth(actual, renderAs(actual, budget.maxGrowth.unit), percent);
  const message = `${budgetName(budget)} grew by ${grown}, more than ${exceeded}${renderApartGrowth(excused)}`;
  return [{ kind: 'budget', ...placeOf(budget, image), limit: limits[0]?.bytes ?? 0, actual, message }];
}

function renderApartGrowth(bytes: number): string {
  return bytes === 0 ? '' : `, not counting ${renderDelta(bytes)} from the rebuild and the base image`;
}

function growthInPercent(bytes: number, baseline: number, { percent }: GrowthLimit): string {
  return baseline === 0 ? 'from nothing' : `+${renderPercentAbove((bytes / baseline) * 100, percent)}`;
}

type Limit = { readonly bytes: number; readonly words: string };

function limitsOf({ bytes, unit, percent }: GrowthLimit, baseline: number): readonly Limit[] {
  return [
    ...(bytes === undefined ? [] : [{ bytes, words: renderLimit(bytes, unit) }]),
    ...(percent === undefined
      ? []
      : [{ bytes: Math.floor((baseline * percent) / 100), words: `${renderDecimals(percent, EXACT)}%` }]),
  ];
}

/** Digits after the point that tell sizes of petabytes apart. */
const MAX_PERCENT_DECIMALS = 15;

/** `1,912%`; below ten with one decimal, and with as many as it takes to read as more than the limit. */
function renderPercentAbove(percent: number, limit = -1): string {
  let decimals = percent < 10 ? 1 : 0;
  while (decimals < MAX_PERCENT_DECIMALS && Number(percent.toFixed(decimals)) <= limit) decimals += 1;
  return `${renderDecimals(percent, decimals)}%`;
}

function renderDecimals(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

/** A limit as the policy wrote it. */
function renderLimit(bytes: number, unit: SizeUnit | undefined): string {
  return unit === undefined ? renderBytes(bytes) : renderInUnit(bytes, unit, EXACT);
}

/** What is held against a limit, in the limit's unit, unless it is too little to be seen in that. */
function renderAs(bytes: number, unit: SizeUnit | undefined): string {
  const shown = unit === undefined ? '0' : renderInUnit(bytes, unit, ROUNDED);
  return shown.startsWith('0') ? renderBytes(bytes) : shown;
}

/** The rest of a report counts in `MB`: what is shown in `MiB` is told in both, so that nobody takes it for another number. */
function renderBoth(bytes: number, shown: string, ...besides: readonly string[]): string {
  const isBinary = shown.endsWith('iB');
  const inBrackets = [...(isBinary ? [shown] : []), ...besides].join(', ');
  return `${isBinary ? renderBytes(bytes) : shown}${inBrackets === '' ? '' : ` (${inBrackets})`}`;
}

/** Decimals of a limit, which is shown as it was written, and of what is held against it. */
const EXACT = 6;
const ROUNDED = 1;

/** Two sizes that read the same although they differ are shown in bytes. */
function renderApart(actual: number, limit: number, unit: SizeUnit | undefined): readonly [string, string] {
  const shown = [renderAs(actual, unit), renderLimit(limit, unit)] as const;
  if (shown[0] !== shown[1]) return shown;
  return [`${actual.toLocaleString('en-US')} B`, `${limit.toLocaleString('en-US')} B`];
}

const SIZE_NAMES = {
  content: 'content size',
  rootfs: 'root filesystem size',
  hidden: 'hidden bytes',
  transfer: 'transfer size',
  pull: 'pull size',
} as const;

/** What a budget limits, in words: `content size of class \`dev-files\``. */
export function budgetName({
  size,
  path,
  class: fileClass,
  package: packages,
  dockerfileStage,
}: Budget): string {
  const parts = [
    ...(path === undefined ? [] : [`\`${path}\``]),
    ...(fileClass === undefined ? [] : [`class \`${fileClass}\``]),
    ...(packages === undefined ? [] : [`packages \`${packages}\``]),
    ...(dockerfileStage === undefined ? [] : [`stage \`${dockerfileStage}\``]),
  ];
  return parts.length === 0 ? SIZE_NAMES[size] : `${SIZE_NAMES[size]} of ${parts.join(' in ')}`;
}

function placeOf(budget: Budget, image: string) {
  const { size, path, class: fileClass, package: packages, dockerfileStage } = budget;
  return {
    image,
    size,
    ...(path !== undefined && { path }),
    ...(fileClass !== undefined && { class: fileClass }),
    ...(packages !== undefined && { package: packages }),
    ...(dockerfileStage !== undefined && { stage: dockerfileStage }),
  };
}

type Limited = Pick<ReportBudget, 'size' | 'path' | 'class' | 'package' | 'stage'>;

/** What a budget is about, by which one of a report is found again in a policy. */
export function budgetKey({ size, path, class: fileClass, package: packages, stage }: Limited): string {
  return JSON.stringify([size, path ?? null, fileClass ?? null, packages ?? null, stage ?? null]);
}
