import { sizesOf } from '../compare/sizes.ts';
import { pulledLayers } from '../compare/cause-sums.ts';
import type { LayerCauses } from '../compare/causes.ts';
import { packageMatcher, pathMatcher } from '../files/glob/glob.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isPart } from './apply-policy.ts';
import type { Budget } from './policy.ts';

/** What budgets are held against. A null baseline: growth is not judged. */
export type Measured = {
  readonly candidate: Ledger;
  readonly baseline: Ledger | null;
  /** Null without a baseline. */
  readonly layerCauses: LayerCauses | null;
};

/** A budget, and the bytes that it is about in both images; null where there is no such image, or no such size without a baseline. */
export type MeasuredBudget = {
  readonly budget: Budget;
  readonly candidate: number | null;
  readonly baseline: number | null;
  /** Growth in the layers whose difference is not the pull request's. */
  readonly excused: number;
};

/** Every budget with what it is about, in the policy's order. */
export function measureBudgets(budgets: readonly Budget[], measured: Measured): readonly MeasuredBudget[] {
  return budgets.map((budget) => ({
    budget,
    candidate: measureSide(budget, measured, 'candidate'),
    baseline: measureSide(budget, measured, 'baseline'),
    excused: budget.maxGrowth === undefined ? 0 : excusedGrowth(budget, measured),
  }));
}

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
