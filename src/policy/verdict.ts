import type { ComparedFinding, FindingStatus } from '../compare/comparison.ts';
import type { Severity } from '../rules/rule.ts';
import type { Notice } from './policy.ts';
import type { SizeUnit } from './size.ts';

/** GitHub's word for the judgement. */
export type Conclusion = 'success' | 'neutral' | 'failure';

export type Violation =
  | {
      readonly kind: 'finding';
      readonly fingerprint: string;
      /** Tells the parts of a split finding apart: they have one fingerprint. */
      readonly status: FindingStatus;
      readonly message: string;
    }
  | {
      readonly kind: 'budget';
      readonly image: string;
      readonly size: string;
      readonly path?: string;
      readonly class?: string;
      readonly package?: string;
      readonly stage?: string;
      /** Bytes, as the policy gives it; for growth: the bytes part, or the percent part in bytes. */
      readonly limit: number;
      /** Bytes; for growth: the growth. */
      readonly actual: number;
      readonly message: string;
    };

/** A budget and what was measured, in bytes. Null: not limited, not written in a unit, or not known without a baseline. */
export type ReportBudget = {
  readonly image: string;
  readonly size: string;
  readonly path?: string;
  readonly class?: string;
  readonly package?: string;
  readonly stage?: string;
  readonly max: number | null;
  readonly maxUnit: SizeUnit | null;
  readonly maxGrowth: {
    readonly bytes: number | null;
    readonly unit: SizeUnit | null;
    readonly percent: number | null;
  } | null;
  readonly actual: number | null;
  readonly baseline: number | null;
  /** What the commits added: neither what a rebuild nor what a moved base image did. */
  readonly growth: number | null;
};

export type Allowed = {
  readonly fingerprint: string;
  readonly status: FindingStatus;
  readonly reason: string;
  readonly expires: string | null;
  readonly source: 'policy' | 'inline' | 'label';
};

/** A compared finding with the severity that the policy gives it. Without rows: outside of their ledger they mean nothing. */
export type JudgedFinding = Omit<
  ComparedFinding,
  'rows' | 'fields' | 'marks' | 'countedElsewhere' | 'isUnlisted' | 'evidence' | 'ratings' | 'atMost'
> & {
  readonly severity: Severity;
};

/** Our judgement. `proposed`: allow entries of this pull request that do not count yet. */
export type Verdict = {
  /** Sorted by severity, status, rule id, subject with plain `<`, ours before inherited ones. What the policy switches off is left out. */
  readonly findings: readonly JudgedFinding[];
  readonly conclusion: Conclusion;
  readonly violations: readonly Violation[];
  /** In the policy's order. */
  readonly budgets: readonly ReportBudget[];
  readonly allowed: readonly Allowed[];
  readonly proposed: readonly Allowed[];
  readonly notices: readonly Notice[];
};
