import { compare } from '../compare/compare.ts';
import { GateError } from '../errors.ts';
import { checkBuilt, failed, movesBase, passed, skipped, undeclared, type Built } from '../fix/checks.ts';
import { editFiles } from '../fix/edited-files.ts';
import { bytesByLine } from '../fix/listing.ts';
import type { Ran } from '../fix/behaviour.ts';
import { CHECKS, type Check, type Choice, type Proof } from '../fix/fix.ts';
import { differenceOf, type Compared } from '../fix/same-application.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { judge } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import type { Project } from '../remedies/remedy.ts';
import { scan } from '../scan/scan.ts';
import type { FixedSide, FixPorts } from './fix-ports.ts';
import type { Side, Sides } from './ports.ts';
import { eachSide, readSides } from './read-sides.ts';
import type { GateRequest } from './request.ts';
import { Starter, type Trying } from './start-both.ts';

/** How much may be spent on proving. */
export type FixBudget = { readonly milliseconds: number; readonly builds: number };

/** What is proven against: the image of the checkout, and what it was built from. */
export type Proving = {
  readonly request: GateRequest;
  readonly candidate: Side;
  readonly project: Project;
  readonly policy: Policy;
  readonly budget: FixBudget;
  /** `run`: both images are started, too. */
  readonly verify: Verify;
};

/** How far a proof goes: `static` looks at the images, `run` starts them as well. */
export type Verify = 'static' | 'run';

/** Builds with edits and looks at what comes out; one for all builds of a run. */
export class Prover {
  readonly #proving: Proving;
  readonly #ports: FixPorts;
  readonly #start: number;
  readonly #starter: Starter;
  #builds = 0;
  #rebuilt: Promise<Rebuilt> | undefined;

  constructor(proving: Proving, ports: FixPorts) {
    this.#proving = proving;
    this.#ports = ports;
    this.#start = ports.now();
    const { request, candidate, policy } = proving;
    this.#starter = new Starter({ request, candidate, command: policy.fix.probe }, ports);
  }

  get builds(): number {
    return this.#builds;
  }

  /** Null where the budget is used up. */
  async prove(choices: readonly Choice[]): Promise<Proof | null> {
    const { project, budget } = this.#proving;
    const edited = editFiles(
      project,
      choices.flatMap(({ proposal }) => proposal.edits),
    );
    if ('mistake' in edited) return toProof([failed('parses', edited.mistake)], null);
    const isSpent = this.#ports.now() - this.#start >= budget.milliseconds;
    if (isSpent || this.#builds >= budget.builds) return null;
    const parsed = passed('parses', 'nothing but these edits changes the Dockerfile');
    const made = await this.#build(edited);
    if ('mistake' in made) return toProof([parsed, failed('builds', made.mistake)], null);
    const builds = passed('builds', 'the image builds with the same builder, arguments and context');
    const built = await this.#read(choices, made);
    const checks = [parsed, builds, ...checkBuilt(built)];
    const { check, ran } = await this.#run(checks, built, made.side);
    return toProof(inOrder([...checks, check]), { built, seconds: made.seconds, ran });
  }

  async #build(texts: {
    readonly dockerfile: string;
    readonly ignoreFile: string;
  }): Promise<FixedSide | { readonly mistake: string }> {
    this.#builds += 1;
    try {
      return await this.#ports.makeFixed(this.#proving.request, texts, this.#builds);
    } catch (error) {
      if (error instanceof GateError && error.code === 'build-failed') return { mistake: error.message };
      throw error;
    }
  }

  /** Nobody starts what does not hold anyway; what saves too little may be a part of what saves enough. */
  async #run(checks: readonly Check[], { before }: Built, fixed: Side): Promise<Trying> {
    const isAskedFor = this.#proving.verify === 'run';
    const isLost = checks.some(({ id, state }) => state === 'failed' && id !== 'smaller');
    if (isAskedFor && !isLost) return this.#starter.compare(fixed, before.config);
    const why = isAskedFor ? 'another check failed' : 'only `verify: run` starts them';
    return { check: skipped('runs', `the images were not started: ${why}`), ran: null };
  }

  async #read(choices: readonly Choice[], { side }: FixedSide): Promise<Built> {
    const { policy, request } = this.#proving;
    const pair = await this.#readPair(side);
    const inspections = eachSide(pair, ({ ledger }) => ({ ledger, findings: scan(ledger) }));
    const comparison = compare(inspections.baseline, inspections.candidate);
    const asked = { ...inspections, comparison, policy, waiver: null, proposed: [], imageName: '' };
    const { findings } = judge({ ...asked, today: request.today, mode: 'compare' });
    const [before, after] = [pair.baseline.ledger, pair.candidate.ledger];
    const toCompared = movesBase(choices) ? withoutBase : withBase;
    const difference = differenceOf(toCompared(before), toCompared(after));
    const seen = { choices, before, after, comparison, findings, difference };
    const isSame = undeclared({ ...seen, isRebuilt: () => false }).length === 0;
    const rebuilt = isSame ? NOTHING_REBUILT : await this.#whatRebuildsChange();
    return { ...seen, isRebuilt: (kind, path) => rebuilt[kind].has(path) };
  }

  async #readPair(side: Side) {
    const sides: Sides<Side> = { baseline: this.#proving.candidate, candidate: side };
    const { baseline, candidate } = await readSides(sides, this.#ports);
    if (baseline === null) throw new RangeError('the candidate is one of both');
    return { baseline, candidate };
  }

  /** Paths whose content differs between the candidate and itself, built once more without cache: measured where something differs, once. */
  #whatRebuildsChange(): Promise<Rebuilt> {
    this.#rebuilt ??= this.#rebuild();
    return this.#rebuilt;
  }

  async #rebuild(): Promise<Rebuilt> {
    this.#builds += 1;
    const side = await this.#ports.makeAgain(this.#proving.request);
    const { baseline, candidate } = await this.#readPair(side);
    const { removed, added, rewritten } = differenceOf(withBase(baseline.ledger), withBase(candidate.ledger));
    // What is there only sometimes may come or go, and what is always there may not.
    return { moved: new Set([...removed, ...added]), rewritten: new Set(rewritten) };
  }
}

/** Paths that a rebuild makes come or go, and those of which it makes another content. */
type Rebuilt = Readonly<Record<'moved' | 'rewritten', ReadonlySet<string>>>;

const NOTHING_REBUILT: Rebuilt = { moved: new Set(), rewritten: new Set() };

function inOrder(checks: readonly Check[]): readonly Check[] {
  return CHECKS.flatMap((id) => checks.filter((check) => check.id === id));
}

function withBase({ catalog }: Ledger): Compared {
  return { catalog };
}

function withoutBase(ledger: Ledger): Compared {
  return { catalog: ledger.catalog, isOfBase: (row) => ledger.isInherited(row) };
}

type Seen = { readonly built: Built; readonly seconds: number; readonly ran: Ran | null };

function toProof(checks: readonly Check[], seen: Seen | null): Proof {
  const state = checks.every((check) => check.state !== 'failed') ? 'proven' : 'failed';
  return { state, checks, ...(seen === null ? NOTHING_SEEN : measured(seen)) };
}

type Measured = Omit<Proof, 'state' | 'checks'>;

const NOTHING_SEEN: Measured = {
  buildSeconds: null,
  contentBytes: null,
  delta: null,
  removed: 0,
  changed: [],
  lines: [],
  ran: null,
};

function measured({ built, seconds, ran }: Seen): Measured {
  const { before, after, difference } = built;
  const { contentBytes } = after.catalog;
  return {
    buildSeconds: seconds,
    contentBytes,
    delta: contentBytes - before.catalog.contentBytes,
    removed: difference.removed.length,
    changed: [...difference.changed, ...difference.rewritten, ...difference.generated].sort(),
    lines: bytesByLine(after),
    ran,
  };
}
