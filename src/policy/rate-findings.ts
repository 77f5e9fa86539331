import type { ComparedFinding } from '../compare/comparison.ts';
import type { Severity } from '../rules/rule.ts';
import type { Inspection } from '../scan/finding.ts';
import { severityOf } from './apply-policy.ts';
import type { Policy } from './policy.ts';
import type { JudgedFinding } from './verdict.ts';

/** A finding as it was compared, with its rows, beside what the policy makes of it. */
export type RatedFinding = { readonly compared: ComparedFinding; readonly judged: JudgedFinding };

/** Both images with their findings, as they were compared. */
type Inspections = { readonly candidate: Inspection; readonly baseline: Inspection | null };

/** Gives each finding its severity, leaves out what the policy switches off, and sorts the rest as `Verdict` says. */
export function rateFindings(
  findings: readonly ComparedFinding[],
  policy: Policy,
  inspections: Inspections,
): readonly RatedFinding[] {
  const isCovered = coveredByBase(policy, inspections);
  return findings
    .flatMap((compared) => {
      const severity = isCovered(compared) ? 'off' : rate(compared, policy);
      return severity === 'off' ? [] : [{ compared, judged: toJudged(compared, severity) }];
    })
    .toSorted((a, b) => bySeverity(a.judged, b.judged));
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
const STATUSES = ['introduced', 'persisting', 'resolved'] as const;

function rate(
  { ratings, atMost }: Pick<ComparedFinding, 'ratings' | 'atMost'>,
  policy: Policy,
): Severity | 'off' {
  const severities = ratings.map((rating) => severityOf(policy, rating));
  const severest = SEVERITIES.find((severity) => severities.includes(severity)) ?? 'off';
  if (severest === 'off' || atMost === null) return severest;
  return SEVERITIES.indexOf(atMost) > SEVERITIES.indexOf(severest) ? atMost : severest;
}

/** The choice of a base image is one finding, `sdk-base`: the build tools that it names are not reported again, each by itself. */
function coveredByBase(
  policy: Policy,
  { candidate, baseline }: Inspections,
): (finding: ComparedFinding) => boolean {
  const sides = { candidate: baseRows(candidate, policy), baseline: baseRows(baseline, policy) };
  return ({ status, inherited, category, rows }) => {
    const covered = status === 'resolved' ? sides.baseline : sides.candidate;
    return (
      covered !== null && inherited && category === 'build-tool' && rows.every((row) => covered.has(row))
    );
  };
}

function baseRows(inspection: Inspection | null, policy: Policy): ReadonlySet<number> | null {
  const base = inspection?.findings.find(({ ruleId }) => ruleId === 'sdk-base');
  return base === undefined || rate(base, policy) === 'off' ? null : new Set(base.rows);
}

/** Keys are in the order of the JSON report. */
function toJudged(finding: ComparedFinding, severity: Severity): JudgedFinding {
  const { ruleId, category, status, inherited, subject, version, title, message, bytes, files } = finding;
  const { packages, because, locations, locationsOmitted, places, place } = finding;
  const { fix, fingerprint, primary, cause } = finding;
  return {
    ...{ ruleId, category, severity, status, inherited, subject, version, title, message, bytes, files },
    ...{ packages, because, locations, locationsOmitted, places, place },
    ...{ fix, fingerprint, primary, cause },
  };
}

function bySeverity(a: JudgedFinding, b: JudgedFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    byText(a.ruleId, b.ruleId) ||
    byText(a.subject, b.subject) ||
    Number(a.inherited) - Number(b.inherited) ||
    byText(a.fingerprint, b.fingerprint)
  );
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
