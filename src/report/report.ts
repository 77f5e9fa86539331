import type { Breakdown } from '../compare/breakdown/breakdown.ts';
import type { Causes } from '../compare/cause-sums.ts';
import type { ComposedFileChange, LedgerSums, PlaceChange, Sizes } from '../compare/comparison.ts';
import type { RequestedChanges } from '../compare/requested.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Notice } from '../policy/policy.ts';
import type { JudgedFinding, ReportBudget, Verdict } from '../policy/verdict.ts';
import type { DockerfileListing } from './dockerfile-listing.ts';
import type { ReportFix } from './report-fix.ts';
import type { TrendPoint } from './trend.ts';

export type LayerSummary = {
  readonly ordinal: number;
  readonly diffID: string;
  readonly contentBytes: number;
  readonly transferBytes: number;
  readonly origin: 'base-image' | 'instruction' | 'unknown';
  readonly instruction: InstructionRef | null;
};

/** One image in numbers. All sizes in bytes. */
export type Summary = {
  readonly reference: string;
  readonly imageID: string;
  readonly platform: string;
  readonly contentBytes: number;
  readonly rootfsBytes: number;
  readonly hiddenBytes: number;
  readonly transferBytes: number;
  readonly transferEstimated: boolean;
  readonly fileCount: number;
  readonly layers: readonly LayerSummary[];
};

/** Where the content bytes are, for people who look for themselves: bounded trees, and the Dockerfile. */
export type ReportBreakdown = Breakdown & { readonly dockerfile: DockerfileListing | null };

/** Everything that is reported, once: every renderer reads this and nothing else. Schema: docs/report.schema.json. */
export type GateReport = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'final-stage'; readonly version: string };
  readonly mode: 'check' | 'compare' | 'inspect';
  /** What the image is called among others of its repository. Absent in reports of versions before it. */
  readonly name?: string;
  readonly candidate: Summary;
  readonly baseline: Summary | null;
  readonly size: Sizes;
  /** The change by cause; null without a baseline. */
  readonly causes: Causes | null;
  readonly findings: readonly ReportFinding[];
  readonly ledger: LedgerSums;
  /** Absent in reports of versions before it. */
  readonly breakdown?: ReportBreakdown;
  /** Where the content size changed, or without a baseline where it is: files, and directories that say most. */
  readonly places: readonly PlaceChange[];
  /** Packages that changed by what asked for them; null without a baseline, and where none did. */
  readonly requested: RequestedChanges | null;
  /** What the files that grew most are made of; without a baseline, the largest ones. */
  readonly composedFiles: readonly ComposedFileChange[];
  /** Every budget of the policy with what was measured, in the policy's order. */
  readonly budgets: readonly ReportBudget[];
  readonly verdict: Omit<Verdict, 'findings' | 'budgets' | 'notices'>;
  /** Sizes of the base branch's image, the oldest first; empty where no history is kept. */
  readonly trend: readonly TrendPoint[];
  /** What was proven to mend findings; empty also where nobody asked for it. */
  readonly fixes: readonly ReportFix[];
  readonly notices: readonly Notice[];
};

/** A finding as programs read it; `primary` is the instruction that a reader should look at. */
export type ReportFinding = JudgedFinding;
