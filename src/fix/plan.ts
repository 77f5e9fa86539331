import { REMEDIES } from '../remedies/index.ts';
import type { Project, Remedy } from '../remedies/remedy.ts';
import type { Inspection } from '../scan/finding.ts';
import type { Step } from './fix.ts';

/**
 * Most instructions of a Dockerfile that anything is proposed for: remedies compare instructions with each other, and people write some
 * hundreds at most.
 */
const MAX_INSTRUCTIONS = 1000;

/** For each finding that a remedy has an edit for: its ways out. Findings of the base image are nobody's to mend here. */
export function planFixes(
  project: Project,
  { ledger, findings }: Inspection,
  remedies: readonly Remedy[] = REMEDIES,
): readonly Step[] {
  if (project.dockerfile.instructions.length > MAX_INSTRUCTIONS) return [];
  return findings
    .filter(({ inherited }) => !inherited)
    .flatMap((finding) => {
      const own = remedies.filter(({ rules }) => rules.includes(finding.ruleId));
      const ways = own.map((remedy) => ({
        remedy,
        proposals: remedy.propose({ ...project, ledger, finding }),
      }));
      const found = ways.find(({ proposals }) => proposals.length > 0);
      return found === undefined ? [] : [{ remedy: found.remedy.id, finding, proposals: found.proposals }];
    });
}
