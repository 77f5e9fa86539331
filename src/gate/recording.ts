import { completeName } from '../image/stage-start.ts';
import type { Notice } from '../policy/policy.ts';
import type { Attributed } from './attribute.ts';
import type { GatePorts, ReadSide, Side, Sides } from './ports.ts';
import type { Asked } from './unchanged.ts';

/** Both images of a run, made and read. */
type Read = { readonly made: Sides<Side>; readonly sides: Sides<Attributed> };

/** Records what was read for later runs, and gives what a reader must know of a baseline that was recorded itself. */
export async function recordAndNotify(
  { request, commit }: Pick<Asked, 'request' | 'commit'>,
  { made, sides }: Read,
  ports: GatePorts,
): Promise<readonly Notice[]> {
  const baseline = made.baseline && sides.baseline && toReadSide(made.baseline, sides.baseline);
  const candidate = toReadSide(made.candidate, sides.candidate);
  await ports.recordImages(request, { baseline, candidate }, 'commit' in commit ? commit.commit : null);
  return movedBase({ made, sides });
}

function toReadSide(side: Side, { image }: Attributed): ReadSide {
  return { side, image };
}

const DIGITS = 'sha256:'.length + 12;

/** A base image of the same name that is another by now, which is nobody's change. */
function movedBase({ made, sides }: Read): readonly Notice[] {
  const record = made.baseline?.record;
  const [before, after] = [toKnown(sides.baseline?.base), toKnown(sides.candidate.base)];
  if (record === undefined || before === null || after === null) return [];
  if (before.digest === after.digest || completeName(before.name) !== completeName(after.name)) return [];
  const name = after.name.replaceAll('`', "'").slice(0, 200);
  const moved = `the base image \`${name}\` moved since the baseline was recorded at commit ${record.commit.slice(0, 12)}`;
  const message = `${moved}: it was ${shown(before)} and is ${shown(after)} now. What differs in it is not counted as introduced`;
  return [{ code: 'base-image-moved', message }];
}

type KnownBase = { readonly name: string; readonly digest: string };

function toKnown(base: Attributed['base'] | undefined): KnownBase | null {
  const { name = null, digest = null } = base ?? {};
  return name === null || digest === null ? null : { name, digest };
}

function shown({ digest }: KnownBase): string {
  return `\`${digest.slice(0, DIGITS)}\``;
}
