import { isDigest } from '../digest.ts';
import type { BuildProvenance, ProvenanceStep } from './provenance.ts';
import { completeName, type StageStart } from './stage-start.ts';

/** The image that lies below everything that a build recorded; null where that is not one image, or not recorded. */
export function recordedStart({ steps }: Pick<BuildProvenance, 'steps'>): StageStart | null {
  const byID = new Map(steps.map((step) => [step.id, step]));
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  const [last, ...others] = steps.filter(({ id, inputs }) => !used.has(id) && inputs.length > 0);
  if (!last || others.length > 0) return null;
  const [name, digest = ''] = (lowestOf(last, byID)?.image ?? '').split('@');
  return name ? { label: '', name: completeName(name), digest: isDigest(digest) ? digest : null } : null;
}

function lowestOf(
  top: ProvenanceStep,
  byID: ReadonlyMap<string, ProvenanceStep>,
): ProvenanceStep | undefined {
  const seen = new Set<string>();
  let step: ProvenanceStep | undefined = top;
  while (step?.below !== undefined && !seen.has(step.id)) {
    seen.add(step.id);
    step = byID.get(step.below);
  }
  return step;
}
