import type { Policy } from '../policy/policy.ts';
import { toUnchangedReport } from '../report/unchanged-report.ts';
import type { UnchangedReport } from '../report/unchanged.ts';
import type { BaselineCommit, GatePorts } from './ports.ts';
import type { Policies } from './policies.ts';
import type { GateRequest } from './request.ts';

/** What is judged, against which commit, by which policies. */
export type Asked = {
  readonly request: GateRequest;
  readonly commit: BaselineCommit;
  readonly policies: Policies;
};

/** The report of a change that no image depends on, where it may be given without one; otherwise it is said why it may not. */
export async function findUnchanged(
  { request, commit, policies }: Asked,
  ports: GatePorts,
): Promise<UnchangedReport | undefined> {
  const why =
    'none' in commit
      ? commit.none
      : (whyRequested(request) ?? whyJudged(policies) ?? (await ports.whyChanged(request, commit.commit)));
  if (why === undefined && 'commit' in commit)
    return toUnchangedReport(
      {
        version: ports.version,
        name: policies.reportName,
        commit: commit.commit,
        hasAbsoluteBudget: hasAbsoluteBudget(policies.judging),
      },
      policies.notices,
    );
  ports.explain(`nothing is skipped although \`skip-when-unchanged\` is set: ${why ?? ''}`);
  return undefined;
}

function whyRequested(request: GateRequest): string | undefined {
  if (request.mode !== 'check') return 'no image is built';
  const { image, baseline, event } = request;
  if (image !== undefined)
    return '`image` names an image that is already built, and nothing says from which files';
  if (baseline.kind !== 'git') return 'the baseline is not the image of a commit';
  // Whoever looks at a branch from time to time wants to see what its base images became.
  return event.kind === 'other' ? `the event \`${event.name}\` is about no change` : undefined;
}

/**
 * What is judged whether or not it is new needs an image. A budget of the size itself does not: the change cannot have exceeded
 * it, and the next change of the image is held against it.
 */
function whyJudged({ judging, proposed }: Policies): string | undefined {
  if (judging.failOn === 'any') return '`fail-on: any` also judges what was there before';
  return proposed === null ? undefined : 'the change proposes another policy, whose effect is reported';
}

function hasAbsoluteBudget({ budgets }: Policy): boolean {
  return budgets.some(({ max }) => max !== undefined);
}
