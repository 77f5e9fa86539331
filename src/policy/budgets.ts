import { sizesOf } from '../compare/sizes.ts';
import { pulledLayers } from '../compare/cause-sums.ts';
import type { LayerCauses } from '../compare/causes.ts';
import type { Sizes } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isPart } from './apply-policy.ts';
import { packageMatcher, pathMatcher } from '../files/glob/glob.ts';
import type { Budget } from './policy.ts';
import { renderInUnit } from './size.ts';
import type { GrowthLimit, SizeUnit } from './size.ts';
import type { Violation } from './verdict.ts';

/** What budgets are held against. A null baseline: growth is not judged. */
export type Measured = {
  readonly candidate: Ledger;
  readonly baseline: Ledger | null;
  readonly sizes: Sizes;
  /** Null without a baseline. */
  readonly layerCauses: LayerCauses | null;
  readonly imageName: string;
};

type BudgetViolation = Violation & { readonly kind: 'budget' };

/** Every limit of every budget that is exceeded, in the policy's order. */
export function judgeBudgets(budgets: readonly Budget[], measured: Measured): readonly Violation[] {
  return budgets.flatMap((budget) => {
    const candidate = measureSide(budget, measured, 'candidate');
    const baseline = measureSide(budget, measured, 'baseline');
    return [
      ...judgeMax(budget, candidate, measured),
      ...judgeGrowth(budget, { candidate, baseline }, measured),
    ];
  });
}

function judgeMax(budget: Budget, actual: number | null, measured: Measured): readonly BudgetViolation[] {
  const { max, maxUnit } = budget;
  if (max === undefined || actual === null || actual <= max) return [];
  const [shownActual, shownMax] = renderApart(actual, max, maxUnit);
  const message = `${nameOf(budget)} is ${renderBoth(actual, shownActual)}, more than ${shownMax}`;
  return [{ ...placeOf(budget, measured), limit: max, actual, message }];
}

type Side = { readonly candidate: number | null; readonly baseline: number | null };

/** Where both limits are given both must be exceeded; growth from nothing exceeds every percentage. */
function judgeGrowth(
  budget: Budget,
  { candidate, baseline }: Side,
  measured: Measured,
): readonly BudgetViolation[] {
  if (budget.maxGrowth === undefined || candidate === null || baseline === null) return [];
  const apart = excusedGrowth(budget, measured);
  const actual = candidate - baseline - apart;
  const limits = limitsOf(budget.maxGrowth, baseline);
  if (actual <= 0 || limits.some(({ bytes }) => actual <= bytes)) return [];
  const exceeded = limits.map(({ words }) => words).join(' and ');
  const percent = growthInPercent(actual, baseline);
  const grown = renderBoth(actual, renderAs(actual, budget.maxGrowth.unit), percent);
  const message = `${nameOf(budget)} grew by ${grown}, more than ${exceeded}${renderApartGrowth(apart)}`;
  return [{ ...placeOf(budget, measured), limit: limits[0]?.bytes ?? 0, actual, message }];
}

function renderApartGrowth(bytes: number): string {
  return bytes === 0 ? '' : `, not counting ${renderDelta(bytes)} from the rebuild and the base image`;
}

function growthInPercent(bytes: number, baseline: number): string {
  return baseline === 0 ? 'from nothing' : `+${renderPercent((bytes / baseline) * 100)}`;
}

type Limit = { readonly bytes: number; readonly words: string };

function limitsOf({ bytes, unit, percent }: GrowthLimit, baseline: number): readonly Limit[] {
  return [
    ...(bytes === undefined ? [] : [{ bytes, words: renderLimit(bytes, unit) }]),
    ...(percent === undefined
      ? []
      : [{ bytes: Math.floor((baseline * percent) / 100), words: renderPercent(percent) }]),
  ];
}

/** `1,912%`; below ten with one decimal. */
function renderPercent(percent: number): string {
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: digits })}%`;
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

function nameOf({ size, path, class: fileClass, package: packages, dockerfileStage }: Budget): string {
  const parts = [
    ...(path === undefined ? [] : [`\`${path}\``]),
    ...(fileClass === undefined ? [] : [`class \`${fileClass}\``]),
    ...(packages === undefined ? [] : [`packages \`${packages}\``]),
    ...(dockerfileStage === undefined ? [] : [`stage \`${dockerfileStage}\``]),
  ];
  return parts.length === 0 ? SIZE_NAMES[size] : `${SIZE_NAMES[size]} of ${parts.join(' in ')}`;
}

function placeOf(budget: Budget, { imageName }: Measured) {
  const { size, path, class: fileClass, package: packages, dockerfileStage } = budget;
  return {
    kind: 'budget' as const,
    image: imageName,
    size,
    ...(path !== undefined && { path }),
    ...(fileClass !== undefined && { class: fileClass }),
    ...(packages !== undefined && { package: packages }),
    ...(dockerfileStage !== undefined && { stage: dockerfileStage }),
  };
}

/** Bytes that a budget is about in one image; null where there is no such image, or no such size without a baseline. */
function measureSide(budget: Budget, measured: Measured, side: 'candidate' | 'baseline'): number | null {
  const ledger = measured[side];
  if (ledger === null) return null;
  if (budget.size === 'pull') return side === 'candidate' ? pullOfChange(measured) : null;
  return isPart(budget) ? sumRows(budget, ledger) : sizesOf(ledger)[budget.size];
}

/** What the next deploy downloads because of the change; layers that a rebuild made anew or a moved base brought are left out. */
function pullOfChange({ candidate, baseline, layerCauses }: Measured): number | null {
  if (baseline === null) return null;
  return pulledLayers(baseline, candidate)
    .filter((ordinal) => layerCauses?.candidate[ordinal]?.isExcused !== true)
    .reduce((bytes, ordinal) => bytes + (candidate.layers[ordinal]?.transferBytes ?? 0), 0);
}

/** Growth in the layers whose difference is not the pull request's. */
function excusedGrowth(budget: Budget, { candidate, baseline, layerCauses }: Measured): number {
  if (baseline === null || layerCauses === null) return 0;
  const sum = (ledger: Ledger, side: 'candidate' | 'baseline'): number => {
    const isExcused = layerCauses[side].map((layer) => layer.isExcused);
    if (budget.size !== 'transfer') return sumRows(budget, ledger, (layer) => isExcused[layer] === true);
    return ledger.layers.reduce(
      (bytes, layer) => (isExcused[layer.ordinal] === true ? bytes + layer.transferBytes : bytes),
      0,
    );
  };
  return sum(candidate, 'candidate') - sum(baseline, 'baseline');
}

function sumRows(budget: Budget, ledger: Ledger, isCounted = (_layer: number): boolean => true): number {
  const { catalog } = ledger;
  const tests = toRowTests(budget, ledger);
  let bytes = 0;
  for (let layer = 0; layer < catalog.layerCount; layer++) {
    if (!isCounted(layer)) continue;
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++) {
      const rowBytes = catalog.bytes(row);
      if (rowBytes > 0 && tests.every((matches) => matches(row))) bytes += rowBytes;
    }
  }
  return bytes;
}

/** Cheap tests first: a path is put together for the rows that all others let through. */
function toRowTests(budget: Budget, ledger: Ledger): readonly ((row: number) => boolean)[] {
  const { size, path, class: fileClass, package: packages, dockerfileStage } = budget;
  const tests: ((row: number) => boolean)[] = [];
  if (size === 'rootfs') tests.push((row) => ledger.catalog.isVisible(row));
  if (size === 'hidden') tests.push((row) => !ledger.catalog.isVisible(row));
  if (fileClass !== undefined) tests.push((row) => ledger.fileClass(row) === fileClass);
  if (dockerfileStage !== undefined) tests.push((row) => stageOf(ledger, row) === dockerfileStage);
  if (packages !== undefined) {
    const matches = packageMatcher(packages);
    const isMatched = ledger.packages.map(({ purl }) => matches(purl));
    tests.push((row) => isMatched[ledger.ownerIndex(row)] === true);
  }
  if (path !== undefined) {
    const matches = pathMatcher(path);
    tests.push((row) => matches(ledger.catalog.path(row)));
  }
  return tests;
}

function stageOf(ledger: Ledger, row: number): string | undefined {
  const origin = ledger.origin(row);
  return origin.kind === 'instruction' ? origin.instruction.stage : undefined;
}
