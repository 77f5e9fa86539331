import type { Comparison } from '../compare/comparison.ts';
import type { Inspection } from '../scan/finding.ts';
import { allowFindings, allowNotices, isBuildTool } from './allow.ts';
import { judgeBudgets, toReportBudgets } from './budgets.ts';
import { measureBudgets } from './measure-budgets.ts';
import type { AllowEntry, Notice, Policy } from './policy.ts';
import { rateFindings } from './rate-findings.ts';
import type { Allowed, Conclusion, JudgedFinding, Verdict, Violation } from './verdict.ts';

/** The pull request's waiver label, and who set it where the API reports it. */
export type WaiverLabel = { readonly label: string; readonly by: string | null };

/** What is judged, and by what. `today`: ISO day in UTC. `proposed`: allow entries that do not count yet. */
export type Judgement = {
  readonly comparison: Comparison;
  readonly policy: Policy;
  readonly candidate: Inspection;
  readonly baseline: Inspection | null;
  readonly waiver: WaiverLabel | null;
  readonly today: string;
  readonly proposed: readonly AllowEntry[];
  readonly imageName: string;
  readonly mode: 'check' | 'compare' | 'inspect';
};

/** Findings and budgets against the policy: the conclusion, and everything that led to it. */
export function judge(judgement: Judgement): Verdict {
  const { policy, candidate, baseline, comparison, waiver, today, imageName } = judgement;
  const rated = rateFindings(comparison.findings, policy, judgement);
  const findings = rated.map(({ judged }) => judged);
  const present = rated.map(({ compared }) => compared).filter(({ status }) => status !== 'resolved');
  const context = { entries: policy.allow, findings: present, ledger: candidate.ledger, today };
  const accepted = allowFindings(context);
  const failing = findings.filter((finding) => isFailing(finding, policy) && !isAmong(accepted, finding));
  const ledgers = { candidate: candidate.ledger, baseline: baseline && baseline.ledger };
  const budgets = measureBudgets(policy.budgets, { ...ledgers, layerCauses: comparison.layerCauses });
  const violations = [...failing.map(toViolation), ...judgeBudgets(budgets, imageName)];
  const waived = waiver !== null && violations.length > 0 ? waive(failing, waiver) : NOT_WAIVED;
  return {
    findings,
    conclusion: conclude(violations, judgement),
    violations,
    budgets: toReportBudgets(budgets, imageName),
    allowed: [...accepted, ...waived.allowed].toSorted(byFinding),
    proposed: allowFindings({ ...context, entries: judgement.proposed }).toSorted(byFinding),
    notices: [...allowNotices(context), ...waived.notices, ...environmentNotice(failing, judgement)],
  };
}

/** To look at one image is not to judge a change. */
function conclude(violations: readonly Violation[], { mode, policy, waiver }: Judgement): Conclusion {
  if (mode === 'inspect') return 'neutral';
  if (violations.length === 0) return 'success';
  return waiver !== null || policy.failOn === 'never' ? 'neutral' : 'failure';
}

/** Only errors fail. What the base brought is judged by the choice of base alone, unless the policy says otherwise. */
function isFailing(finding: JudgedFinding, policy: Policy): boolean {
  const { severity, status, inherited, category } = finding;
  if (severity !== 'error' || status === 'resolved') return false;
  if (!isByChange(finding) && policy.failOn !== 'any') return false;
  return !inherited || policy.inherited === 'fail' || category === 'base-image';
}

/** What persists, a rebuild brought or a moved base image brought is no doing of the pull request. */
function isByChange({ status, cause }: JudgedFinding): boolean {
  return status === 'introduced' && cause === 'change';
}

function isAmong(allowed: readonly Allowed[], { fingerprint, status }: JudgedFinding): boolean {
  return allowed.some((entry) => entry.fingerprint === fingerprint && entry.status === status);
}

function toViolation({ ruleId, fingerprint, status, message }: JudgedFinding): Violation {
  return { kind: 'finding', fingerprint, status, message: `\`${ruleId}\` ${status}: ${message}` };
}

const SEVERAL = 2;

/** Several build tools at once are a mistake, or the image's purpose: then one entry says so. */
function environmentNotice(failing: readonly JudgedFinding[], { mode }: Judgement): readonly Notice[] {
  if (mode === 'inspect' || failing.filter(isBuildTool).length < SEVERAL) return [];
  const entry = '`allow: [{ rule: build-tool, permanent: true, reason: … }]`';
  const message = `several build tools fail at once: if the purpose of this image is to build, one entry in the policy of the base branch accepts them all, ${entry}`;
  return [{ code: 'build-environment', message }];
}

type Waived = { readonly allowed: readonly Allowed[]; readonly notices: readonly Notice[] };

const NOT_WAIVED: Waived = { allowed: [], notices: [] };

/** The label accepts everything at once, budgets too: the notice stands for those. */
function waive(failing: readonly JudgedFinding[], { label, by }: WaiverLabel): Waived {
  const words = `label \`${label.replaceAll('`', "'")}\`${by === null ? '' : ` set by ${by}`}`;
  const allowed = failing.map(({ fingerprint, status }) => {
    return { fingerprint, status, reason: words, expires: null, source: 'label' as const };
  });
  return {
    allowed,
    notices: [{ code: 'waived', message: `the ${words} turns the failure into a neutral result` }],
  };
}

function byFinding(a: Allowed, b: Allowed): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf({ fingerprint, status, source }: Allowed): string {
  return `${fingerprint} ${status} ${source}`;
}
