import type { Comparison } from '../compare/comparison.ts';
import type { Digest } from '../digest.ts';
import { completeName } from '../image/stage-start.ts';
import type { Verdict } from '../policy/verdict.ts';
import { shorten, visible } from '../visible.ts';
import type { Attributed } from './attribute.ts';
import type { Side, Sides } from './ports.ts';

/** Both images of a run, made, read and judged. */
type Judged = {
  readonly made: Sides<Side>;
  readonly sides: Sides<Attributed>;
  readonly comparison: Comparison;
  readonly verdict: Verdict;
};

/**
 * Why a recorded baseline may differ from one that is built now, by something that no commit did, so that it has to be built: one
 * clause without a dot. Undefined where nothing speaks for that, or the baseline was not recorded. Builds of both images fetch the
 * same; a record holds what its build fetched at its time. A final stage's own base image that moved is told and excused.
 */
export function whyDoubted({ made, sides, comparison, verdict }: Judged): string | undefined {
  const { baseline, candidate } = made;
  if (baseline?.record === undefined) return undefined;
  const own = [sides.baseline?.base, sides.candidate.base].flatMap((base) => base?.digest ?? []);
  const moved = findMoved(fetchedBy(baseline), fetchedBy(candidate), new Set(own));
  if (moved !== undefined) return `\`${moved}\`, which the build uses, moved since it was recorded`;
  const isRepeated = comparison.layerCauses?.candidate.some((layer) => layer.isRepeated) === true;
  if (verdict.conclusion !== 'failure' || !isRepeated) return undefined;
  return 'the check would fail, and what the build fetches may have changed since it was recorded';
}

/** Digests of the images that a build fetched, by what the builder calls them. */
type Fetched = ReadonlyMap<string, ReadonlySet<Digest>>;

function fetchedBy({ starts = [], provenance }: Side): Fetched {
  const found = new Map<string, Set<Digest>>();
  const add = (name: string, digest: Digest | null): void => {
    if (digest !== null) found.set(name, (found.get(name) ?? new Set()).add(digest));
  };
  for (const { name, digest } of starts) add(completeName(name), digest);
  for (const { uri, digest } of provenance?.materials ?? []) add(uri, digest);
  return found;
}

const MAX_NAME_CHARACTERS = 200;

/** An image of the same name that is another by now, and not one of `own`: for people. */
function findMoved(before: Fetched, after: Fetched, own: ReadonlySet<Digest>): string | undefined {
  for (const [name, digests] of after) {
    const known = before.get(name);
    if (known === undefined) continue;
    const isOfBoth = (digest: Digest): boolean => digests.has(digest) && known.has(digest);
    if ([...digests, ...known].every((digest) => isOfBoth(digest) || own.has(digest))) continue;
    return shorten(visible(name), MAX_NAME_CHARACTERS).replaceAll('`', "'");
  }
  return undefined;
}
