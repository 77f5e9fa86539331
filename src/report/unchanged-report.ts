import type { Notice } from '../policy/policy.ts';
import { sortNotices } from './assemble.ts';
import type { UnchangedReport } from './unchanged.ts';

const UNKNOWN = { baseline: null, candidate: null, delta: null, percent: null } as const;

/** `version`: of this tool; `name`: of the image; `commit`: the baseline's; `hasAbsoluteBudget`: whether the policy limits a size, not its growth. */
type Unchanged = {
  readonly version: string;
  readonly name: string;
  readonly commit: string;
  readonly hasAbsoluteBudget: boolean;
};

/** The report on a change that no image depends on. */
export function toUnchangedReport(unchanged: Unchanged, notices: readonly Notice[]): UnchangedReport {
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: unchanged.version },
    mode: 'check',
    name: unchanged.name,
    candidate: null,
    baseline: null,
    size: { content: UNKNOWN, rootfs: UNKNOWN, hidden: UNKNOWN, transfer: UNKNOWN, pull: null },
    causes: null,
    findings: [],
    ledger: { byInstruction: [], byOwner: [], byClass: [], byDirectory: [] },
    places: [],
    requested: null,
    composedFiles: [],
    budgets: [],
    verdict: { conclusion: 'success', violations: [], allowed: [], proposed: [] },
    trend: [],
    fixes: [],
    notices: sortNotices([toNotice(unchanged), ...notices]),
  };
}

function toNotice({ commit, hasAbsoluteBudget }: Unchanged): Notice {
  const unjudged = hasAbsoluteBudget ? ', and no budget of the size itself was judged' : '';
  return {
    code: 'unchanged',
    message: `nothing that the image is built from differs from commit ${commit.slice(0, 12)}: neither the Dockerfile nor an ignore file nor any file that the builder would be sent; so nothing was built${unjudged}`,
  };
}
