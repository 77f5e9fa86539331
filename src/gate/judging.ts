import type { Comparison } from '../compare/comparison.ts';
import { judge } from '../policy/judge.ts';
import type { Notice, Policy } from '../policy/policy.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Inspection } from '../scan/finding.ts';
import type { Policies } from './policies.ts';
import type { GatePorts, Sides, Waiver } from './ports.ts';
import type { GateRequest } from './request.ts';

/** What is judged: both images and what lies between them, by which policies, for which request. */
export type Change = {
  readonly request: GateRequest;
  readonly policies: Policies;
  readonly inspections: Sides<Inspection>;
  readonly comparison: Comparison;
};

/** The verdict, with a notice of what the pull request's own policy would have said and of a waiver label that does not count. */
export async function judgeChange(change: Change, ports: GatePorts): Promise<Verdict> {
  const { judging, proposed } = change.policies;
  const first = judgeBy(judging, change, null);
  const found = first.conclusion === 'failure' ? await findWaiver(judging, change.request, ports) : null;
  const waiver = found !== null && 'label' in found ? found : null;
  const verdict = waiver === null ? first : judgeBy(judging, change, waiver);
  const notices = [
    ...(proposed === null ? [] : [effectOf(judgeBy(proposed, change, waiver))]),
    ...(found !== null && 'unconfirmed' in found ? [unconfirmedWaiver(found.unconfirmed)] : []),
  ];
  return { ...verdict, notices: [...verdict.notices, ...notices] };
}

function judgeBy(policy: Policy, change: Change, waiver: Waiver | null): Verdict {
  const { request, policies, inspections, comparison } = change;
  return judge({
    ...inspections,
    comparison,
    policy,
    waiver,
    today: request.today,
    proposed: policies.proposedAllow,
    imageName: policies.imageName,
    mode: request.mode,
  });
}

function effectOf({ conclusion }: Verdict): Notice {
  return {
    code: 'proposed-policy',
    message: `this pull request changes the policy; the base branch's policy judges it. With this pull request's policy the verdict would be ${conclusion}`,
  };
}

function unconfirmedWaiver(why: string): Notice {
  return { code: 'waiver-unconfirmed', message: `the waiver label does not count: ${why}` };
}

async function findWaiver({ waiverLabel }: Policy, { event }: GateRequest, ports: GatePorts) {
  if (waiverLabel === false || event.kind !== 'pull_request') return null;
  return ports.waiver(waiverLabel);
}
