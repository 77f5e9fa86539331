import type { Comparison } from '../compare/comparison.ts';
import { sizesOf } from '../compare/sizes.ts';
import type { RequestedChanges } from '../compare/requested.ts';
import type { LayerOrigin } from '../dockerfile/instruction.ts';
import type { Fix } from '../fix/fix.ts';
import type { Image, Platform } from '../image/image.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Notice } from '../policy/policy.ts';
import type { Verdict } from '../policy/verdict.ts';
import { toReportFix } from './report-fix.ts';
import type { GateReport, LayerSummary, ReportBreakdown, Summary } from './report.ts';

/** An opened image and its ledger. */
export type ReportedImage = { readonly image: Image; readonly ledger: Ledger };

/** Everything that a run found out. `version`: of this tool. */
export type ReportParts = {
  readonly mode: GateReport['mode'];
  readonly version: string;
  /** What the image is called among others. */
  readonly name: string;
  readonly candidate: ReportedImage;
  readonly baseline: ReportedImage | null;
  readonly comparison: Comparison;
  /** Absent: nobody looks for themselves. */
  readonly breakdown?: ReportBreakdown;
  readonly verdict: Verdict;
  /** Absent: nobody looked. */
  readonly places?: GateReport['places'];
  readonly requested?: RequestedChanges | null;
  /** Absent: none were looked for. */
  readonly fixes?: readonly Fix[];
  readonly notices: readonly Notice[];
};

/** The one value that all renderers read. Notices are sorted and reported once. */
export function assembleReport(parts: ReportParts): GateReport {
  const { findings, budgets, conclusion, violations, allowed, proposed, notices } = parts.verdict;
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: parts.version },
    mode: parts.mode,
    name: parts.name,
    candidate: summarise(parts.candidate),
    baseline: parts.baseline && summarise(parts.baseline),
    size: parts.comparison.sizes,
    causes: parts.comparison.layerCauses?.causes ?? null,
    findings,
    ledger: parts.comparison.ledger,
    ...(parts.breakdown && { breakdown: parts.breakdown }),
    places: parts.places ?? [],
    requested: parts.requested ?? null,
    composedFiles: parts.comparison.composedFiles,
    budgets,
    verdict: { conclusion, violations, allowed, proposed },
    trend: [],
    fixes: (parts.fixes ?? []).map(toReportFix),
    notices: sortNotices([...parts.notices, ...notices]),
  };
}

/** By code and message, each once. */
export function sortNotices(notices: readonly Notice[]): readonly Notice[] {
  const byKey = new Map(notices.map((notice) => [`${notice.code}\n${notice.message}`, notice]));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, notice]) => notice);
}

function summarise({ image, ledger }: ReportedImage): Summary {
  const sizes = sizesOf(ledger);
  return {
    reference: image.reference,
    imageID: image.imageID,
    platform: renderPlatform(image.platform),
    contentBytes: sizes.content,
    rootfsBytes: sizes.rootfs,
    hiddenBytes: sizes.hidden,
    transferBytes: sizes.transfer,
    transferEstimated: sizes.isTransferEstimated,
    fileCount: ledger.catalog.fileCount,
    layers: ledger.layers.map((layer) => summariseLayer(layer.ordinal, ledger)),
  };
}

function renderPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
}

function summariseLayer(ordinal: number, { layers, catalog, origins }: Ledger): LayerSummary {
  const layer = layers[ordinal];
  const origin = origins[ordinal];
  let contentBytes = 0;
  for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row++) {
    contentBytes += catalog.bytes(row);
  }
  return {
    ordinal,
    diffID: layer?.diffID ?? '',
    contentBytes,
    transferBytes: layer?.transferBytes ?? 0,
    origin: origin?.kind ?? 'unknown',
    instruction: instructionOf(origin),
  };
}

function instructionOf(origin: LayerOrigin | undefined) {
  if (origin?.kind === 'instruction') return origin.instruction;
  return origin?.kind === 'base-image' ? origin.from : null;
}
