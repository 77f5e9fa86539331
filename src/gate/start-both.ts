import { ASPECTS, DENIALS, differingAspects, isWell, toBehaviour } from '../fix/behaviour.ts';
import type { Aspect, Behaviour, Denial, Observation, Probe, Ran } from '../fix/behaviour.ts';
import { skipped } from '../fix/checks.ts';
import type { Check } from '../fix/fix.ts';
import { checkRan, differing } from '../fix/ran.ts';
import type { ImageConfig } from '../image/image.ts';
import type { FixPorts, Trial, Unstartable } from './fix-ports.ts';
import type { Side } from './ports.ts';
import type { GateRequest } from './request.ts';

/** The check `runs`, and what was seen for it. */
export type Trying = { readonly check: Check; readonly ran: Ran | null };

/** What is started: the candidate, and how it is configured. `command`: the policy's probe. */
export type Starting = {
  readonly request: GateRequest;
  readonly candidate: Side;
  readonly command: readonly string[] | undefined;
};

/** How long a container is looked at. */
type Time = { readonly milliseconds: number; readonly quietMilliseconds: number };
const SHORT: Time = { milliseconds: 30_000, quietMilliseconds: 3000 };
/** For what differs at first. */
const LONG: Time = { milliseconds: 60_000, quietMilliseconds: 8000 };

type ToTrial = (denied: readonly Denial[], time: Time) => Trial;

/** Starts the candidate and its fixed images; one for all proofs of a run. */
export class Starter {
  readonly #starting: Starting;
  readonly #ports: FixPorts;
  #denied: Promise<readonly Denial[] | Unstartable> | undefined;
  /** Runs of the candidate that can be compared with each other: what it was denied is the same, and how long it was looked at. */
  readonly #seen = new Map<Time, Behaviour[]>([
    [SHORT, []],
    [LONG, []],
  ]);

  constructor(starting: Starting, ports: FixPorts) {
    this.#starting = starting;
    this.#ports = ports;
  }

  /** `config`: of the candidate. */
  async compare(fixed: Side, config: ImageConfig): Promise<Trying> {
    if (config.entrypoint.length + config.cmd.length === 0)
      return skip('the image names no command to start');
    const probe = this.#probeOf(config);
    const toTrial: ToTrial = (denied, time) => ({
      ...{ probe, denied, platform: config.platform },
      ...time,
    });
    const denied = await (this.#denied ??= this.#whatIsBorne(toTrial));
    if ('unavailable' in denied) return skip(denied.unavailable);
    const short = await this.#startBoth(fixed, toTrial(denied, SHORT), SHORT);
    const isSame = 'unavailable' in short || differing(short).length === 0;
    const ran = isSame ? short : await this.#startBoth(fixed, toTrial(denied, LONG), LONG);
    return 'unavailable' in ran ? skip(ran.unavailable) : { check: checkRan(ran), ran };
  }

  #probeOf({ healthcheck = [] }: ImageConfig): Probe {
    const { command } = this.#starting;
    if (healthcheck.length > 0 && healthcheck[0] !== 'NONE') return { kind: 'healthcheck' };
    return command === undefined ? { kind: 'start' } : { kind: 'policy', command };
  }

  /** What the candidate can do without; where it is not well with everything, either, it gets everything. */
  async #whatIsBorne(toTrial: ToTrial): Promise<readonly Denial[] | Unstartable> {
    const tried = async (denied: readonly Denial[]) => ({
      denied,
      seen: await this.#observe(this.#starting.candidate, toTrial(denied, SHORT)),
    });
    let best = await tried(DENIALS);
    if (!isBorne(best.seen)) best = await tried([]);
    // Least is given back first.
    for (let from = 1; from < DENIALS.length && best.denied.length === 0 && isBorne(best.seen); from += 1) {
      const other = await tried(DENIALS.slice(from));
      if (isBorne(other.seen)) best = other;
    }
    if ('unavailable' in best.seen) return best.seen;
    this.#seen.get(SHORT)?.push(toBehaviour(best.seen));
    return best.denied;
  }

  async #startBoth(fixed: Side, trial: Trial, time: Time): Promise<Ran | Unstartable> {
    const { candidate } = this.#starting;
    const seen = this.#seen.get(time) ?? [];
    // Of one run alone nobody knows what is another one in each.
    const sides = seen.length === 0 ? [candidate, candidate, fixed] : [candidate, fixed];
    const behaviours: Behaviour[] = [];
    for (const one of await Promise.all(sides.map((side) => this.#observe(side, trial)))) {
      if ('unavailable' in one) return one;
      behaviours.push(toBehaviour(one));
    }
    const last = behaviours.pop();
    seen.push(...behaviours);
    const [first] = seen;
    if (first === undefined || last === undefined) throw new RangeError('the candidate is one of both');
    return {
      probe: trial.probe.kind,
      denied: ['network', ...trial.denied],
      unsteady: unsteadyAspects(seen),
      candidate: first,
      fixed: last,
    };
  }

  #observe(side: Side, trial: Trial): Promise<Observation | Unstartable> {
    return this.#ports.observe(this.#starting.request, side, trial);
  }
}

/** What differs between any two runs. */
function unsteadyAspects(seen: readonly Behaviour[]): readonly Aspect[] {
  const found = seen.flatMap((one) => seen.flatMap((other) => differingAspects(one, other)));
  return ASPECTS.filter((aspect) => found.includes(aspect));
}

function isBorne(seen: Observation | Unstartable): boolean {
  return 'exitCode' in seen && isWell(seen);
}

function skip(why: string): Trying {
  return { check: skipped('runs', `the images were not started: ${why}`), ran: null };
}
