import { REMEDIES } from '../remedies/index.ts';
import type { Diagnosis, Project, Remedy } from '../remedies/remedy.ts';
import type { Finding, Inspection } from '../scan/finding.ts';
import type { Step } from './fix.ts';

/**
 * Most instructions of a Dockerfile that anything is proposed for: remedies compare instructions with each other, and people write some
 * hundreds at most.
 */
export const MAX_INSTRUCTIONS = 1000;

/** What fixes are planned for: an image with the findings to mend, and what it was built from. */
export type Patient = Inspection & {
  readonly project: Project;
  readonly runtimeBases: Diagnosis['runtimeBases'];
  /** The findings among them that are to be mended. */
  readonly mendable: readonly Finding[];
};

/** For each finding that a remedy has an edit for: its ways out, those of the first remedy first. */
export function planFixes(
  { project, mendable, ledger, findings, runtimeBases }: Patient,
  remedies: readonly Remedy[] = REMEDIES,
): readonly Step[] {
  if (project.dockerfile.instructions.length > MAX_INSTRUCTIONS) return [];
  const steps: Step[] = [];
  for (const finding of mendable) {
    const diagnosis = { ...project, ledger, finding, findings, runtimeBases };
    const own = remedies.filter(
      ({ id, rules }) => rules.includes(finding.ruleId) && !isMended(steps, id, finding),
    );
    const proposals = own.flatMap((remedy) =>
      remedy.propose(diagnosis).map((proposal) => ({ ...proposal, remedy: remedy.id })),
    );
    if (proposals.length > 0) steps.push({ finding, proposals });
  }
  return steps;
}

/** Whether an earlier step of the same remedy mends a finding as well. */
function isMended(steps: readonly Step[], id: string, { fingerprint }: Finding): boolean {
  return steps.some(
    ({ proposals: [first] }) =>
      first?.remedy === id && first.alsoMends?.some((other) => other.fingerprint === fingerprint) === true,
  );
}
