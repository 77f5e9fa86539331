import type { Allowed } from '../policy/verdict.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { acceptanceOf, isAllowed, isViolated, proposalOf } from './standing.ts';

/** The findings of a report by where they are reported, each the most severe first. Each finding is in one group. */
export type FindingGroups = {
  /** Introduced, or rejected although persisting; what the reader has to do with. */
  readonly introduced: readonly ReportFinding[];
  readonly persisting: readonly ReportFinding[];
  readonly inherited: readonly ReportFinding[];
  /** Introduced, but by a rebuild or by a base image that moved. */
  readonly elsewhere: readonly ReportFinding[];
  readonly allowed: readonly ReportFinding[];
  readonly resolved: readonly ReportFinding[];
};

export function groupFindings({ findings, verdict }: GateReport): FindingGroups {
  const groupOf = (finding: ReportFinding): keyof FindingGroups => {
    if (finding.status === 'resolved') return 'resolved';
    if (isViolated(verdict, finding)) return 'introduced';
    if (isAllowed(verdict, finding)) return 'allowed';
    if (isFromElsewhere(finding)) return 'elsewhere';
    if (finding.inherited) return 'inherited';
    return finding.status;
  };
  const groups = Map.groupBy(findings, groupOf);
  const inGroup = (group: keyof FindingGroups) => (groups.get(group) ?? []).toSorted(bySize);
  const failsFirst = (a: ReportFinding, b: ReportFinding) =>
    Number(isViolated(verdict, b)) - Number(isViolated(verdict, a));
  return {
    introduced: inGroup('introduced').toSorted(failsFirst),
    persisting: inGroup('persisting'),
    inherited: inGroup('inherited'),
    elsewhere: inGroup('elsewhere'),
    allowed: inGroup('allowed'),
    resolved: inGroup('resolved'),
  };
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

/** Most severe first, then the largest; equal ones stay in the report's order. */
function bySize(a: ReportFinding, b: ReportFinding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.bytes - a.bytes;
}

/** Whether the change brought it, and neither a rebuild nor a base image. */
export function isOwnNews(finding: ReportFinding): boolean {
  return finding.status === 'introduced' && !finding.inherited && !isFromElsewhere(finding);
}

function isFromElsewhere({ status, cause }: ReportFinding): boolean {
  return status === 'introduced' && cause !== 'change';
}

/** Title of the findings that a rebuild or a moved base image introduced. */
export const ELSEWHERE_TITLE = 'Caused by the rebuild or a moved base image';
export const PROPOSED_TITLE = 'Proposed by this change, not in effect yet';

/** Title of what the reader has to do with: the group `introduced`, which is what is asked about. */
export function foremostTitle({ mode }: GateReport, introduced: readonly ReportFinding[]): string {
  if (mode === 'inspect') return 'Findings';
  const isOld = ({ status }: ReportFinding) => status === 'persisting';
  if (!introduced.some(isOld)) return 'Introduced';
  return introduced.every(isOld) ? 'Persisting, and failing' : 'Introduced, or persisting and failing';
}

/** A finding and the allow entry that accepts it, or would. */
export type Acceptance = { readonly finding: ReportFinding; readonly entry: Allowed };

/** What is accepted, with the entry that does. */
export function acceptances(report: GateReport): readonly Acceptance[] {
  return groupFindings(report).allowed.flatMap((finding) =>
    toAcceptance(finding, acceptanceOf(report.verdict, finding)),
  );
}

/** What the entries that this change proposes would accept, wherever else it is reported. */
export function proposals({ findings, verdict }: GateReport): readonly Acceptance[] {
  return findings.toSorted(bySize).flatMap((finding) => toAcceptance(finding, proposalOf(verdict, finding)));
}

function toAcceptance(finding: ReportFinding, entry: Allowed | undefined): readonly Acceptance[] {
  return entry === undefined ? [] : [{ finding, entry }];
}

/** Who accepts it, until when and why: `by the policy until 2027-01-31: …`. */
export function acceptanceWords({ source, expires, reason }: Allowed): string {
  const end = expires === null ? ', with no end' : ` until ${expires}`;
  return `by the ${source === 'inline' ? 'Dockerfile' : source}${end}: ${reason}`;
}
