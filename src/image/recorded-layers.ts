import type { Digest } from '../digest.ts';
import type { BuildProvenance, ProvenanceStep } from './provenance.ts';

/** What the builder recorded of one layer: fetched with an image, or made by the instruction at one of these lines. */
export type RecordedLayer =
  { readonly kind: 'image' } | { readonly kind: 'step'; readonly lines: readonly number[] };

/**
 * The record of each layer, by ordinal; null where there is none. `digests`: of the image's layer blobs, bottom first. A step
 * counts where all of its layers are the image's lowest ones, so a `COPY --link` counts where it was merged. BuildKit joins equal
 * steps of builds that run at once and records them for one of the builds: the others' records end there.
 */
export function recordedLayers(
  { steps }: Pick<BuildProvenance, 'steps'>,
  digests: readonly Digest[],
): readonly (RecordedLayer | null)[] {
  const heights = new Map(steps.map((step) => [step.id, heightsOf(step, digests)]));
  const records: (RecordedLayer | null)[] = digests.map(() => null);
  for (const step of steps.filter(({ isImage }) => isImage)) {
    for (const height of heights.get(step.id) ?? []) records.fill({ kind: 'image' }, 0, height);
  }
  for (const step of steps.filter(({ isImage, lines }) => !isImage && lines.length > 0)) {
    for (const height of ownHeights(step, heights))
      records[height - 1] ??= { kind: 'step', lines: step.lines };
  }
  return records;
}

type Heights = ReadonlyMap<string, ReadonlySet<number>>;

/** A step that only passes its input on has made nothing. */
function ownHeights({ id, inputs }: ProvenanceStep, heights: Heights): readonly number[] {
  const passedOn = new Set(inputs.flatMap((input) => [...(heights.get(input) ?? [])]));
  return [...(heights.get(id) ?? [])].filter((height) => !passedOn.has(height));
}

/** How many of the image's layers, from the bottom, each output of the step consists of. */
function heightsOf({ chains }: ProvenanceStep, digests: readonly Digest[]): ReadonlySet<number> {
  const lowest = chains.filter(
    (chain) => chain.length > 0 && chain.every((digest, ordinal) => digest === digests[ordinal]),
  );
  return new Set(lowest.map((chain) => chain.length));
}
