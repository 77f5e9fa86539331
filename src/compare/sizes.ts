import { pulledLayers } from './cause-sums.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SizeChange, Sizes } from './comparison.ts';

/** The sizes of one image in bytes (docs/policy.md, "Budgets"). */
export type ImageSizes = {
  readonly content: number;
  readonly rootfs: number;
  readonly hidden: number;
  readonly transfer: number;
  readonly isTransferEstimated: boolean;
};

export function sizesOf({ catalog, layers }: Ledger): ImageSizes {
  return {
    content: catalog.contentBytes,
    rootfs: catalog.rootfsBytes,
    hidden: catalog.contentBytes - catalog.rootfsBytes,
    transfer: layers.reduce((sum, layer) => sum + layer.transferBytes, 0),
    isTransferEstimated: layers.some((layer) => layer.transferEstimated),
  };
}

/** All sizes of the candidate beside the baseline's. */
export function compareSizes(baseline: Ledger | null, candidate: Ledger): Sizes {
  const before = baseline && sizesOf(baseline);
  const after = sizesOf(candidate);
  return {
    content: toChange(before && before.content, after.content),
    rootfs: toChange(before && before.rootfs, after.rootfs),
    hidden: toChange(before && before.hidden, after.hidden),
    transfer: toChange(before && before.transfer, after.transfer),
    pull: baseline && pullBytes(baseline, candidate),
  };
}

/** Percent is null where the baseline is 0: growth from nothing has none. */
export function toChange(baseline: number | null, candidate: number): SizeChange {
  if (baseline === null) return { baseline, candidate, delta: null, percent: null };
  const delta = candidate - baseline;
  const percent = baseline === 0 ? null : Math.round((delta / baseline) * 10_000) / 100;
  return { baseline, candidate, delta, percent: percent === 0 ? 0 : percent };
}

function pullBytes(baseline: Ledger, candidate: Ledger): number {
  return pulledLayers(baseline, candidate).reduce(
    (bytes, ordinal) => bytes + (candidate.layers[ordinal]?.transferBytes ?? 0),
    0,
  );
}
