import { GateError } from '../errors.ts';
import type { Fix, Unfixed } from '../fix/fix.ts';
import type { Notice } from '../policy/policy.ts';
import type { GateAndFixPorts } from './fix-ports.ts';
import { mend, type Judged } from './mend.ts';

/** Fixes for a report, and what a reader must know of how they were looked for. */
export type Suggested = { readonly fixes: readonly Fix[]; readonly notices: readonly Notice[] };

/** Looks for fixes once the verdict stands: whatever goes wrong here is a notice. Throws only where the run was cancelled. */
export async function suggestFixes(judged: Judged, ports: GateAndFixPorts): Promise<Suggested> {
  const { request } = judged;
  if (request.mode !== 'check' || request.image !== undefined)
    return { fixes: [], notices: [NOTHING_TO_BUILD] };
  const fixPorts = await ports.forFixes();
  try {
    const { fixes, unfixed } = await mend(judged, [], fixPorts);
    return { fixes, notices: noticesOf(unfixed) };
  } catch (error) {
    fixPorts.throwIfCancelled();
    return { fixes: [], notices: [{ code: 'fix-failed', message: `no fix was proven: ${reasonOf(error)}` }] };
  }
}

const NOTHING_TO_BUILD: Notice = {
  code: 'fix-not-possible',
  message: 'no fixes were looked for: a fix is proven by building it, and this image was built elsewhere',
};

function reasonOf(error: unknown): string {
  if (error instanceof GateError) return error.message;
  return `${error instanceof Error ? error.message : String(error)}. This is a bug in Final Stage; the verdict does not depend on it`;
}

const MAX_NAMED = 3;

/** Of what nobody has an edit for, nothing is said: most findings are of that kind. */
function noticesOf(unfixed: readonly Unfixed[]): readonly Notice[] {
  const failed = unfixed.filter(({ reason }) => reason === 'failed');
  const late = unfixed.filter(({ reason }) => reason === 'budget');
  return [
    ...failed.slice(0, MAX_NAMED).map((one) => ({
      code: 'fix-not-proven',
      message: `no fix was proven for ${nameOf(one)}: ${one.why}`,
    })),
    ...(late.length === 0
      ? []
      : [{ code: 'fix-budget-spent', message: `no fix was proven for ${listOf(late)}: ${BUDGET}` }]),
  ];
}

const BUDGET = 'time or builds ran out first; a larger `fix-budget` allows more';

function listOf(unfixed: readonly Unfixed[]): string {
  const more = unfixed.length - MAX_NAMED;
  const names = unfixed.slice(0, MAX_NAMED).map(nameOf).join(', ');
  return more > 0 ? `${names} and ${more} more` : names;
}

/** In back-ticks: a subject may come from the image. */
function nameOf({ ruleId, subject }: Unfixed): string {
  return `\`${ruleId}: ${subject.replaceAll('`', "'").slice(0, 100)}\``;
}
