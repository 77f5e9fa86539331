import { findingsOf, type Choice, type Proof, type Step } from './fix.ts';

/** Builds and looks at the image that the choices give together; null where time or builds are used up. */
export type Prove = (choices: readonly Choice[]) => Promise<Proof | null>;

/** Choices that were proven together. */
export type Proven = { readonly choices: readonly Choice[]; readonly proof: Proof };

export type Found = {
  readonly proven: Proven | null;
  /** For each step that is not in it: the proof that failed last; null where none was made. */
  readonly failed: ReadonlyMap<Step, Proof | null>;
};

/**
 * All steps together first, which is one build. Where that fails they are halved until the failing ones are known; what holds in
 * both halves is proven together once more. Of a single step every way is tried. A step that mends several findings is tried
 * without the steps for those; they are tried where it cannot be proven.
 */
export async function searchFixes(steps: readonly Step[], prove: Prove): Promise<Found> {
  const failed = new Map<Step, Proof | null>();
  const solved = await solveWidest(steps, { prove, failed });
  if (solved?.proof.state === 'proven') return { proven: solved, failed: without(steps, solved, failed) };
  for (const { step } of solved?.choices ?? []) failed.set(step, solved?.proof ?? null);
  return { proven: null, failed: without(steps, null, failed) };
}

/** What is known of each step that was not proven. */
function without(
  steps: readonly Step[],
  proven: Proven | null,
  failed: ReadonlyMap<Step, Proof | null>,
): Found['failed'] {
  const fixed = new Set(proven?.choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const open = steps.filter(({ finding }) => !fixed.has(finding.fingerprint));
  return new Map(open.map((step) => [step, failed.get(step) ?? null]));
}

type Search = { readonly prove: Prove; readonly failed: Map<Step, Proof | null> };

async function solveWidest(steps: readonly Step[], search: Search): Promise<Proven | null> {
  const widest = steps.filter(isWide).toSorted((one, other) => widthOf(other) - widthOf(one))[0];
  if (widest === undefined) return solve(steps, search);
  const mended = new Set(widest.proposals[0]?.alsoMends?.map(({ fingerprint }) => fingerprint));
  const others = steps.filter((step) => step !== widest && !mended.has(step.finding.fingerprint));
  const solved = await solve([widest, ...others], search);
  if (solved?.choices.some(({ step }) => step === widest) === true) return solveRest(steps, solved, search);
  return solve(
    steps.filter((step) => !isWide(step)),
    search,
  );
}

/** What the way that holds does not mend, although the first way would have. */
async function solveRest(steps: readonly Step[], solved: Proven, search: Search): Promise<Proven> {
  const fixed = new Set(solved.choices.flatMap(findingsOf).map(({ fingerprint }) => fingerprint));
  const isOpen = (step: Step) => !fixed.has(step.finding.fingerprint) && !isWide(step);
  const open = steps.filter((step) => isOpen(step) && !search.failed.has(step));
  const rest = await solve(open, search);
  if (rest === null) return solved;
  return (await tryOut([...solved.choices, ...rest.choices], search)) ?? solved;
}

function isWide(step: Step): boolean {
  return widthOf(step) > 0;
}

function widthOf({ proposals }: Step): number {
  return proposals[0]?.alsoMends?.length ?? 0;
}

async function solve(steps: readonly Step[], search: Search): Promise<Proven | null> {
  const [only, ...others] = steps;
  if (only === undefined) return null;
  if (others.length === 0) return solveOne(only, search);
  const together = await tryOut(steps.flatMap(firstChoice), search);
  if (together !== null) return together;
  const half = Math.ceil(steps.length / 2);
  const one = await solve(steps.slice(0, half), search);
  const other = await solve(steps.slice(half), search);
  if (one === null || other === null) return one ?? other;
  const both = await tryOut([...one.choices, ...other.choices], search);
  return both ?? larger(one, other);
}

async function solveOne(step: Step, search: Search): Promise<Proven | null> {
  for (const proposal of step.proposals) {
    const proven = await tryOut([{ step, proposal }], search);
    if (proven !== null) return proven;
  }
  return null;
}

function firstChoice(step: Step): readonly Choice[] {
  const [proposal] = step.proposals;
  return proposal === undefined ? [] : [{ step, proposal }];
}

async function tryOut(choices: readonly Choice[], { prove, failed }: Search): Promise<Proven | null> {
  const proof = await prove(choices);
  if (proof !== null && holds(proof)) return { choices, proof };
  const [only, ...others] = choices;
  if (only !== undefined && others.length === 0 && proof !== null) failed.set(only.step, proof);
  return null;
}

/** What saves more; the first where both save the same. */
function larger(one: Proven, other: Proven): Proven {
  return (other.proof.delta ?? 0) < (one.proof.delta ?? 0) ? other : one;
}

/** What saves too little by itself may still be part of a fix that saves enough. */
function holds({ checks }: Proof): boolean {
  return checks.every(({ id, state }) => state !== 'failed' || id === 'smaller');
}
