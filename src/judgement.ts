import { compare } from './compare/compare.ts';
import type { Comparison } from './compare/comparison.ts';
import { parseInlineAllows } from './dockerfile/inline-allow.ts';
import type { InlineAllows } from './dockerfile/inline-allow.ts';
import { parseDockerfile } from './dockerfile/stages.ts';
import { GateError } from './errors.ts';
import type { Ledger } from './ledger/ledger.ts';
import { judge } from './policy/judge.ts';
import { policyForImage, severityOf, withOverrides } from './policy/apply-policy.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import { DEFAULT_POLICY } from './policy/policy.ts';
import type { AllowEntry, Notice, Policy } from './policy/policy.ts';
import type { Verdict } from './policy/verdict.ts';
import type { BaselineCommit, GatePorts } from './ports.ts';
import type { GateRequest } from './request.ts';
import { RULES } from './rules/index.ts';
import { scan } from './scan/scan.ts';
import type { Inspection } from './scan/finding.ts';

/** Where a repository keeps its policy, relative to its root. */
export const POLICY_PATH = '.github/final-stage.yml';

/** The policy that judges, and what the pull request would change of it. */
export type Policies = {
  readonly judging: Policy;
  /** The checkout's policy, where it is not the judging one. */
  readonly proposed: Policy | null;
  /** Inline allows that are new in the checkout's Dockerfile. */
  readonly proposedAllow: readonly AllowEntry[];
  readonly imageName: string;
  readonly notices: readonly Notice[];
};

export type Ledgers = { readonly candidate: Ledger; readonly baseline: Ledger | null };

export type Judged = {
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  readonly notices: readonly Notice[];
};

/** Policy of the base commit in a pull request or merge group, of the checkout otherwise (contracts.md 1). */
export async function readPolicies(
  request: GateRequest,
  commit: BaselineCommit,
  ports: GatePorts,
): Promise<Policies> {
  const judgingCommit = judgesFromBase(request) ? ('commit' in commit ? commit.commit : undefined) : null;
  const head = await readPolicyText(request, null, ports);
  const base =
    judgingCommit === null ? head : judgingCommit && (await readPolicyText(request, judgingCommit, ports));
  requireNamedPolicy(request, head ?? base ?? null);
  const inline = await readInlineAllows(request, judgingCommit, ports);
  const dockerfile = await ports.dockerfilePath(request);
  const toPolicy = (text: string | null | undefined) => {
    const parsed = typeof text === 'string' ? parsePolicy(text, request.policyPath ?? POLICY_PATH) : null;
    const image = policyForImage(parsed?.policy ?? DEFAULT_POLICY, dockerfile);
    const policy = withOverrides(image.policy, request.overrides);
    return {
      policy: { ...policy, allow: [...policy.allow, ...inline.counting] },
      name: image.name,
      notices: parsed?.notices ?? [],
    };
  };
  const judging = toPolicy(base);
  const isChanged = judgingCommit !== null && (head ?? null) !== (base ?? null);
  return {
    judging: judging.policy,
    proposed: isChanged ? toPolicy(head).policy : null,
    proposedAllow: inline.proposed,
    imageName: judging.name,
    notices: [...judging.notices, ...inline.notices],
  };
}

function judgesFromBase(request: GateRequest): boolean {
  return (
    request.mode === 'check' &&
    (request.event.kind === 'pull_request' || request.event.kind === 'merge_group')
  );
}

async function readPolicyText(
  request: GateRequest,
  commit: string | null,
  ports: GatePorts,
): Promise<string | null> {
  if (request.mode !== 'check' && request.policyPath === undefined) return null;
  return ports.readPolicy(request, commit);
}

function requireNamedPolicy(request: GateRequest, text: string | null): void {
  if (request.policyPath === undefined || text !== null) return;
  throw new GateError('bad-input', `policy file \`${request.policyPath}\` does not exist`, {
    hint: `Name an existing file, or leave it out: \`${POLICY_PATH}\` is read where it exists.`,
  });
}

/** Inline allows count when the judging commit's Dockerfile has them; others are proposed. */
async function readInlineAllows(
  request: GateRequest,
  commit: string | null | undefined,
  ports: GatePorts,
): Promise<{
  readonly counting: readonly AllowEntry[];
  readonly proposed: readonly AllowEntry[];
  readonly notices: readonly Notice[];
}> {
  const path = await ports.dockerfilePath(request);
  if (path === null) return { counting: [], proposed: [], notices: [] };
  const head = toInlineAllows(await ports.readText(null, path), path);
  const base = commit == null ? NO_ALLOWS : toInlineAllows(await ports.readText(commit, path), path);
  const counting = commit === null ? head.allows : base.allows;
  const known = new Set(counting.map((entry) => JSON.stringify(entry)));
  return {
    counting,
    proposed: head.allows.filter((entry) => !known.has(JSON.stringify(entry))),
    notices: head.mistakes.map(({ line, message }) => ({
      code: 'inline-allow-mistake',
      message: `the comment at ${path}:${line} allows nothing: ${message}`,
    })),
  };
}

const NO_ALLOWS: InlineAllows = { allows: [], mistakes: [] };

/** A Dockerfile that cannot be parsed allows nothing; what is wrong with it is the builder's to say. */
function toInlineAllows(text: string | null, path: string): InlineAllows {
  if (text === null) return NO_ALLOWS;
  try {
    return parseInlineAllows(text, parseDockerfile(text, path));
  } catch (error) {
    if (error instanceof GateError) return NO_ALLOWS;
    throw error;
  }
}

/** Scans, compares and judges; where the pull request changes the policy, its effect is told beside the verdict. */
export async function judgeLedgers(
  ledgers: Ledgers,
  policies: Policies,
  request: GateRequest,
  ports: GatePorts,
): Promise<Judged> {
  const first = judgeBy(policies.judging, { ledgers, policies, request, waiver: null });
  const waiver =
    first.verdict.conclusion === 'failure' ? await findWaiver(policies.judging, request, ports) : null;
  const judged = waiver === null ? first : judgeBy(policies.judging, { ledgers, policies, request, waiver });
  const notices =
    policies.proposed === null ? [] : [effectOf(policies.proposed, { ledgers, policies, request, waiver })];
  return { ...judged, notices };
}

type Case = {
  readonly ledgers: Ledgers;
  readonly policies: Policies;
  readonly request: GateRequest;
  readonly waiver: { readonly label: string; readonly by: string | null } | null;
};

function judgeBy(policy: Policy, { ledgers, policies, request, waiver }: Case) {
  const inspect = (ledger: Ledger): Inspection => ({
    ledger,
    findings: scan(ledger, RULES, (rule) => severityOf(policy, rule)),
  });
  const candidate = inspect(ledgers.candidate);
  const baseline = ledgers.baseline && inspect(ledgers.baseline);
  const comparison = compare(baseline, candidate);
  const verdict = judge({
    comparison,
    policy,
    candidate,
    baseline,
    waiver,
    today: request.today,
    proposed: policies.proposedAllow,
    imageName: policies.imageName,
    mode: request.mode,
  });
  return { comparison, verdict };
}

function effectOf(proposed: Policy, judgedCase: Case): Notice {
  const { conclusion } = judgeBy(proposed, judgedCase).verdict;
  return {
    code: 'proposed-policy',
    message: `this pull request changes the policy; the base commit's policy judges it. With this pull request's policy the verdict would be ${conclusion}`,
  };
}

async function findWaiver(policy: Policy, request: GateRequest, ports: GatePorts) {
  if (policy.waiverLabel === false || request.event.kind !== 'pull_request') return null;
  return ports.waiver(policy.waiverLabel);
}
