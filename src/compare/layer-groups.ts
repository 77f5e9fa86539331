import type { InstructionRef } from '../dockerfile/instruction.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The layers that came from one place, bottom first: the base image, an instruction, or nobody knows where from. */
export type LayerGroup = {
  readonly kind: 'base-image' | 'instruction' | 'unknown';
  readonly instruction: InstructionRef | null;
  /** Ordinals of all its layers. */
  readonly layers: readonly number[];
  /** Those of them that the other image lacks. */
  readonly newLayers: readonly number[];
};

/** Units by a key that is the same in both images, bottom first: an instruction that only moved keeps its key. */
export function groupLayers(ledger: Ledger, other: Ledger): ReadonlyMap<string, LayerGroup> {
  const shared = sharedLayers(ledger, other);
  const keys = groupKeys(ledger);
  const groups = new Map<
    string,
    { readonly kind: LayerGroup['kind']; layers: number[]; newLayers: number[] }
  >();
  for (const [ordinal, origin] of ledger.origins.entries()) {
    const key = keys[ordinal] ?? 'unknown';
    const group = groups.get(key) ?? { kind: origin.kind, layers: [], newLayers: [] };
    groups.set(key, group);
    group.layers.push(ordinal);
    if (!shared.has(ordinal)) group.newLayers.push(ordinal);
  }
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      { ...group, instruction: instructionOf(ledger, group.layers[0] ?? -1) },
    ]),
  );
}

/** Ordinals of the layers that the other image has too, each as often as it has it. */
function sharedLayers({ layers }: Ledger, other: Ledger): ReadonlySet<number> {
  const counts = new Map<string, number>();
  for (const { diffID } of other.layers) counts.set(diffID, (counts.get(diffID) ?? 0) + 1);
  const shared = new Set<number>();
  for (const { diffID, ordinal } of layers) {
    const count = counts.get(diffID) ?? 0;
    if (count > 0) shared.add(ordinal);
    counts.set(diffID, count - 1);
  }
  return shared;
}

function groupKeys({ origins }: Ledger): readonly string[] {
  const lines = new Map<string, number[]>();
  return origins.map((origin) => {
    if (origin.kind !== 'instruction') return origin.kind;
    const { stage, text, line } = origin.instruction;
    const identity = `${stage}: ${text}`;
    const known = lines.get(identity) ?? [];
    lines.set(identity, known);
    if (!known.includes(line)) known.push(line);
    return `${identity} #${known.indexOf(line)}`;
  });
}

function instructionOf({ origins }: Ledger, ordinal: number): InstructionRef | null {
  const origin = origins[ordinal];
  return origin?.kind === 'instruction' ? origin.instruction : null;
}
