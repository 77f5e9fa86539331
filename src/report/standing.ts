import type { Allowed } from '../policy/verdict.ts';
import type { GateReport, ReportFinding } from './report.ts';

type Verdict = GateReport['verdict'];

/** What tells the parts of a split finding apart, too. */
type Identified = Pick<ReportFinding, 'fingerprint' | 'status'>;

/** A verdict by finding: each is asked for every one of perhaps very many findings. */
type Standing = {
  readonly violated: ReadonlySet<string>;
  /** By policy or Dockerfile: a label accepts the verdict, not the finding. */
  readonly accepted: ReadonlyMap<string, Allowed>;
  readonly proposed: ReadonlyMap<string, Allowed>;
};

const standings = new WeakMap<Verdict, Standing>();

/** Whether the policy rejects this finding, or would without a waiver. */
export function isViolated(verdict: Verdict, finding: Identified): boolean {
  return standingOf(verdict).violated.has(findingKey(finding));
}

/** Whether an allow entry accepts this finding. */
export function isAllowed(verdict: Verdict, finding: Identified): boolean {
  return standingOf(verdict).accepted.has(findingKey(finding));
}

/** Whether the policy rejects a finding that was there before. */
export function isPersistingViolation(verdict: Verdict, finding: Identified): boolean {
  return finding.status === 'persisting' && isViolated(verdict, finding);
}

/** The allow entry that accepts this finding. */
export function acceptanceOf(verdict: Verdict, finding: Identified): Allowed | undefined {
  return standingOf(verdict).accepted.get(findingKey(finding));
}

/** The allow entry that this change proposes and that would accept this finding. */
export function proposalOf(verdict: Verdict, finding: Identified): Allowed | undefined {
  return standingOf(verdict).proposed.get(findingKey(finding));
}

function findingKey({ fingerprint, status }: Identified): string {
  return `${fingerprint} ${status}`;
}

function standingOf(verdict: Verdict): Standing {
  const known = standings.get(verdict);
  if (known !== undefined) return known;
  const standing = toStanding(verdict);
  standings.set(verdict, standing);
  return standing;
}

function toStanding({ violations, allowed, proposed }: Verdict): Standing {
  return {
    violated: new Set(
      violations.flatMap((violation) => (violation.kind === 'finding' ? [findingKey(violation)] : [])),
    ),
    accepted: byFinding(allowed.filter(({ source }) => source !== 'label')),
    proposed: byFinding(proposed),
  };
}

/** The first entry for a finding counts. */
function byFinding(entries: readonly Allowed[]): ReadonlyMap<string, Allowed> {
  return new Map(entries.toReversed().map((entry) => [findingKey(entry), entry]));
}
