import { compare } from '../compare/compare.ts';
import { nearestName } from '../dockerfile/nearest-name.ts';
import { GateError } from '../errors.ts';
import { judge } from '../policy/judge.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { FixReport } from '../report/fix-text.ts';
import { toReportFix } from '../report/report-fix.ts';
import { RULES, ruleById } from '../rules/index.ts';
import type { Inspection } from '../scan/finding.ts';
import { scan } from '../scan/scan.ts';
import type { FixPorts } from './fix-ports.ts';
import { mend } from './mend.ts';
import { noticesOf } from './notices.ts';
import { readPolicies, type Policies } from './policies.ts';
import { readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';

// What is loaded only when somebody asks for changes of the repository: one part of `dist`.
export { renderFixJson, renderFixText } from '../report/fix-text.ts';
export {
  starterPolicy,
  starterPolicyOfMany,
  starterWorkflow,
  starterWorkflowOfMany,
} from './starter-files.ts';
export { renderRatchet, runRatchet } from './ratchet.ts';
export { suggestFixes } from './suggest.ts';

/** What is fixed: a checkout. `only`: ids of rules; none for all. */
export type FixRequest = {
  readonly inputs: { readonly request: GateRequest };
  readonly only: readonly string[];
  /** Whether what is proven is written into the checkout. */
  readonly write: boolean;
};

/** Builds the checkout's image, finds edits for what is wrong with it, and proves them. */
export async function runFix(
  { inputs: { request }, only, write }: FixRequest,
  ports: FixPorts,
): Promise<FixReport> {
  for (const id of only) checkRule(id);
  const policies = await readPolicies(request, await ports.baselineCommit(request), ports);
  const candidate = await ports.makeCandidate(request);
  const sides = await readSides({ candidate, baseline: null }, ports);
  const { ledger, image } = sides.candidate;
  const inspection = { ledger, findings: scan(ledger) };
  const verdict = judgeOne(inspection, policies, request);
  const judged = { request, candidate, inspection, verdict, policy: policies.judging };
  const { fixes, unfixed, files, builds } = await mend(judged, only, ports);
  if (write) await ports.writeFiles(files);
  return {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: ports.version },
    candidate: {
      reference: image.reference,
      imageID: image.imageID,
      contentBytes: ledger.catalog.contentBytes,
    },
    fixes: fixes.map(toReportFix),
    unfixed,
    builds,
    notices: [...policies.notices, ...noticesOf(sides)],
  };
}

function judgeOne(candidate: Inspection, policies: Policies, { today }: GateRequest): Verdict {
  return judge({
    ...{ candidate, baseline: null, comparison: compare(null, candidate), waiver: null, today },
    ...{ policy: policies.judging, proposed: policies.proposedAllow, imageName: policies.imageName },
    mode: 'inspect',
  });
}

function checkRule(id: string): void {
  if (ruleById(id) !== undefined) return;
  const nearest = nearestName(
    id,
    RULES.map((rule) => rule.id),
  );
  throw new GateError('bad-input', `there is no rule \`${id.slice(0, 100)}\``, {
    hint:
      nearest === undefined ? '`final-stage explain` describes each rule.' : `Did you mean \`${nearest}\`?`,
  });
}
