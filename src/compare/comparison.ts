import type { Cause } from './cause.ts';
import type { LayerCauses } from './causes.ts';
import type { Finding } from '../scan/finding.ts';

/** `introduced`: candidate only (or no baseline); `persisting`: both; `resolved`: baseline only. */
export type FindingStatus = 'introduced' | 'persisting' | 'resolved';

/** A finding, or the part of it that has one status. Its rows are of the candidate's ledger; where it is resolved, of the baseline's. */
export type ComparedFinding = Finding & {
  readonly status: FindingStatus;
  /** Why it came or went: the commits unless all of its evidence is certainly something else's; null where it persists. */
  readonly cause: Cause | null;
};

/** One size in bytes of both images. Unknown is null, never 0; `percent` is null also where the baseline is 0. */
export type SizeChange = {
  readonly baseline: number | null;
  readonly candidate: number;
  readonly delta: number | null;
  /** Percent of the baseline, rounded to two decimals. */
  readonly percent: number | null;
};

/** The five sizes (docs/policy.md, "Budgets"). `pull`: transfer bytes of candidate layers that the baseline lacks; null without baseline. */
export type Sizes = {
  readonly content: SizeChange;
  readonly rootfs: SizeChange;
  readonly hidden: SizeChange;
  readonly transfer: SizeChange;
  readonly pull: number | null;
};

/** One line of a ledger sum. `baseline` and `delta` are null without a baseline. */
export type LedgerLine = {
  readonly key: string;
  readonly label: string;
  readonly baseline: number | null;
  readonly candidate: number;
  readonly delta: number | null;
};

/** Sums of content bytes; each list adds up to `size.content`. Sorted by |delta| (else candidate), largest first, then key. */
export type LedgerSums = {
  readonly byInstruction: readonly LedgerLine[];
  readonly byOwner: readonly LedgerLine[];
  readonly byClass: readonly LedgerLine[];
  readonly byDirectory: readonly LedgerLine[];
};

/** One part of both files. Versions: those of that name, ascending; empty where they are unknown. */
export type PartChange = {
  readonly name: string;
  readonly versions: { readonly baseline: readonly string[]; readonly candidate: readonly string[] };
  readonly baseline: number | null;
  readonly candidate: number;
  readonly delta: number | null;
};

/** A large file and what it is made of, beside the baseline's file of that path. */
export type ComposedFileChange = {
  readonly path: string;
  /** What a part is, in the singular, and which of its bytes are counted: `Go module`, `machine code`. */
  readonly noun: string;
  readonly measure: string;
  /** Of the whole file; the baseline's is 0 where it has no such file. */
  readonly bytes: SizeChange;
  /** Those that changed, or without a baseline all: the largest ones. */
  readonly parts: readonly PartChange[];
  /** How many more there are. */
  readonly partsOmitted: number;
};

/** A file, or a directory that stands for all of its files that no other place names. Content bytes over all layers. */
export type PlaceChange = {
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Files that differ in size, or that only one image has. */
  readonly files: number;
  readonly baseline: number | null;
  readonly candidate: number;
  readonly delta: number | null;
};

/** Candidate beside baseline. Findings are in the order of the scan, the resolved ones last. */
export type Comparison = {
  readonly sizes: Sizes;
  readonly findings: readonly ComparedFinding[];
  readonly ledger: LedgerSums;
  readonly composedFiles: readonly ComposedFileChange[];
  /** Null without a baseline. */
  readonly layerCauses: LayerCauses | null;
};
