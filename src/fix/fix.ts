import type { Edit } from '../dockerfile/edit/edit.ts';
import type { Finding } from '../scan/finding.ts';
import type { Proposal } from '../remedies/remedy.ts';
import type { LineChange } from './line-changes.ts';
import type { LineBytes, Listing } from './listing.ts';
import type { Ran } from './behaviour.ts';

/** What remedies propose for one finding: the ways to mend it, the best first. */
export type Step = {
  readonly finding: Finding;
  readonly proposals: readonly StepProposal[];
};

/** `remedy`: the id of the one that proposes it. */
export type StepProposal = Proposal & { readonly remedy: string };

/** One of a step's ways. */
export type Choice = { readonly step: Step; readonly proposal: StepProposal };

/** The findings that a choice is for, that of its step first. */
export function findingsOf({ step, proposal }: Choice): readonly Finding[] {
  return [step.finding, ...(proposal.alsoMends ?? [])];
}

/** One thing that must hold before a fix is shown (docs/fixes.md), in the order in which they are looked at. */
export const CHECKS = ['parses', 'builds', 'mends', 'same', 'starts', 'runs', 'smaller'] as const;
export type CheckId = (typeof CHECKS)[number];

/** `skipped`: it was not asked for, or could not be made. `message`: what was seen, one clause without a dot. */
export type Check = {
  readonly id: CheckId;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly message: string;
};

/** What was seen of the fixed image. Bytes are content bytes. */
export type Proof = {
  /** `unproven`: a check that matters could not be made. */
  readonly state: 'proven' | 'unproven' | 'failed';
  readonly checks: readonly Check[];
  /** Of the build of the fixed image; null where there was none. */
  readonly buildSeconds: number | null;
  readonly contentBytes: number | null;
  /** Against the candidate. */
  readonly delta: number | null;
  /** Files of the candidate that the fixed image does not have. */
  readonly removed: number;
  /** Paths that both have with different content, mode, owner or link, and which a build always writes anew. */
  readonly changed: readonly string[];
  /** What the fixed image has, by line of its Dockerfile. */
  readonly lines: readonly LineBytes[];
  /** What both images did when they were started; null where they were not. */
  readonly ran: Ran | null;
};

/** A fix: edits of one or several remedies that were proven together, and the findings that they are for. */
export type Fix = {
  readonly fingerprints: readonly string[];
  /** Ids of the remedies, each once. */
  readonly remedies: readonly string[];
  readonly edits: readonly Edit[];
  /** Unified diff, as `git apply` takes it. */
  readonly patch: string;
  /** The same by whole instructions, in order; null where a file is made. */
  readonly lineChanges: readonly LineChange[] | null;
  /** Null where it is too long. */
  readonly dockerfile: Listing | null;
  readonly proof: Proof;
};

/** A finding for which no edit could be proven, and why: one clause without a dot. */
export type Unfixed = {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly subject: string;
  /** Nobody has an edit; the edits failed; or there was no time or build left. */
  readonly reason: 'no-edit' | 'failed' | 'budget';
  readonly why: string;
};
