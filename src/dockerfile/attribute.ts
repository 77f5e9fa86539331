import type { Digest } from '../digest.ts';
import type { HistoryEntry, ImageConfig } from '../image/image.ts';
import type { RecordedLayer } from '../image/recorded-layers.ts';
import type { FinalStage } from './final-stage.ts';
import { isFiller, isWrittenBy } from './history.ts';
import type { InstructionRef, LayerOrigin } from './instruction.ts';

export type AttributionEvidence = {
  readonly config: Pick<ImageConfig, 'diffIDs' | 'history'>;
  /** Null: no Dockerfile was given. */
  readonly finalStage: FinalStage | null;
  /** The base image's diffIDs where somebody knows them; null: unknown. */
  readonly baseDiffIDs: readonly Digest[] | null;
  /** What the builder recorded of each layer, by ordinal, its lines being the Dockerfile's; absent: nothing. */
  readonly recorded?: readonly (RecordedLayer | null)[];
};

/** Own instructions that made a layer, bottom first, or why the history does not say. */
type Alignment =
  | {
      readonly kind: 'aligned';
      readonly layers: readonly InstructionRef[];
      /** By index of the history, instructions that made no layer among them. */
      readonly entries: ReadonlyMap<number, InstructionRef>;
    }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Where each layer comes from, by ordinal. The base image's diffIDs as a prefix say what is inherited, the builder's record
 * which line made a layer. Without them the history tells, aligned from its end with the final stage's instructions: BuildKit
 * and the classic builder write one entry for each. It names the base's layers only where builders read the Dockerfile as we do.
 */
export function attributeLayers(evidence: AttributionEvidence): readonly LayerOrigin[] {
  const { config, finalStage } = evidence;
  const alignment = alignHistory(config, finalStage);
  const baseCount = countBaseLayers(evidence, alignment);
  const from = finalStage?.from ?? null;
  const ownStart = config.diffIDs.length - (alignment.kind === 'aligned' ? alignment.layers.length : 0);
  return config.diffIDs.map((_, ordinal): LayerOrigin => {
    if (baseCount !== null && ordinal < baseCount) return { kind: 'base-image', from };
    const known =
      alignment.kind === 'unknown' ? alignment : fromHistory(ordinal - ownStart, alignment.layers);
    return preferRecord(known ?? betweenBaseAndOwn(finalStage, baseCount), evidence, ordinal);
  });
}

/**
 * Where each entry of the history comes from, those without a layer among them. `origins`: of the layers. What stands below a
 * layer of the base image is the base's; what stands above its last one, where builders read the Dockerfile as we do.
 */
export function attributeHistory(
  { config: { diffIDs, history }, finalStage }: AttributionEvidence,
  origins: readonly LayerOrigin[],
): readonly LayerOrigin[] {
  const alignment = alignHistory({ diffIDs, history }, finalStage);
  const entries = alignment.kind === 'aligned' ? alignment.entries : new Map<number, InstructionRef>();
  const made = layersOfEntries(history, diffIDs.length);
  const lastOfBase = made.findLastIndex((layer) => origins[layer]?.kind === 'base-image');
  const ownStart = isCertain(alignment, finalStage) ? Math.min(history.length, ...entries.keys()) : 0;
  const from = finalStage?.from ?? null;
  return history.map((_, index) => {
    const layer = origins[made[index] ?? -1];
    if (layer !== undefined) return layer;
    const instruction = entries.get(index);
    if (index < lastOfBase || (index < ownStart && instruction === undefined))
      return { kind: 'base-image', from };
    return instruction === undefined ? NO_INSTRUCTION : { kind: 'instruction', instruction };
  });
}

const NO_INSTRUCTION: LayerOrigin = { kind: 'unknown', reason: 'no instruction of the Dockerfile wrote it' };

function isCertain(alignment: Alignment, finalStage: FinalStage | null): boolean {
  return alignment.kind === 'aligned' && finalStage?.doubt === null && finalStage.baseName !== 'scratch';
}

/** Ordinal of each entry's layer; -1 for one without, and for all where there are more or fewer layers. */
function layersOfEntries(history: readonly HistoryEntry[], layerCount: number): readonly number[] {
  let next = 0;
  const ordinals = history.map(({ emptyLayer }) => (emptyLayer ? -1 : next++));
  return next === layerCount ? ordinals : history.map(() => -1);
}

function fromHistory(index: number, layers: readonly InstructionRef[]): LayerOrigin | undefined {
  const instruction = layers[index];
  return instruction && { kind: 'instruction', instruction };
}

/** The builder's record over what the history says, except that no layer of an instruction becomes the base's by it. */
function preferRecord(known: LayerOrigin, evidence: AttributionEvidence, ordinal: number): LayerOrigin {
  const record = evidence.recorded?.[ordinal];
  if (!record) return known;
  const { finalStage } = evidence;
  if (record.kind === 'step') return madeByStep(known, record.lines, finalStage);
  return known.kind === 'unknown' ? { kind: 'base-image', from: finalStage?.from ?? null } : known;
}

function madeByStep(
  known: LayerOrigin,
  lines: readonly number[],
  finalStage: FinalStage | null,
): LayerOrigin {
  if (!finalStage) return known;
  const made = new Set(lines);
  const instruction = finalStage.instructions.find((own) => isMadeBy(made, own));
  if (instruction) return { kind: 'instruction', instruction };
  if (known.kind === 'instruction') return known;
  // The base's `ONBUILD` triggers stand on no line of this Dockerfile but the `FROM` that runs them.
  const from = finalStage.chain.map((stage) => stage.from).find((ref) => made.has(ref.line));
  const runner = from ?? (known.kind === 'base-image' ? finalStage.from : undefined);
  return runner ? { kind: 'instruction', instruction: runner } : known;
}

const MAKE_LAYERS: readonly string[] = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** Instructions share no lines, so this looks at each line of a Dockerfile once. */
function isMadeBy(made: ReadonlySet<number>, { line, endLine, keyword }: InstructionRef): boolean {
  if (!MAKE_LAYERS.includes(keyword)) return false;
  for (let at = line; at <= endLine; at++) if (made.has(at)) return true;
  return false;
}

/** Layers above the base and below the first instruction are the base's `ONBUILD` triggers, run by the `FROM` line. */
function betweenBaseAndOwn(finalStage: FinalStage | null, baseCount: number | null): LayerOrigin {
  if (!finalStage || finalStage.baseName === 'scratch') {
    return { kind: 'unknown', reason: 'the history has more layers than the Dockerfile has instructions' };
  }
  if (baseCount !== null) return { kind: 'instruction', instruction: finalStage.from };
  // The history says where the own layers begin, but only to those who know which instructions there are.
  return finalStage.doubt === null
    ? { kind: 'base-image', from: finalStage.from }
    : { kind: 'unknown', reason: finalStage.doubt };
}

/** Count of the base image's layers where its diffIDs are known to be this image's lowest ones, else null. */
function countBaseLayers(evidence: AttributionEvidence, alignment: Alignment): number | null {
  const { diffIDs } = evidence.config;
  if (evidence.finalStage?.baseName === 'scratch') return 0;
  const base = evidence.baseDiffIDs;
  if (!base?.every((diffID, ordinal) => diffID === diffIDs[ordinal])) return null;
  return base.length === diffIDs.length && hasLayers(alignment) ? null : base.length;
}

/** A base with as many layers as the image is this very image (its tag was given to what was built from it): no evidence. */
function hasLayers(alignment: Alignment): boolean {
  return alignment.kind === 'aligned' && alignment.layers.length > 0;
}

function alignHistory(config: AttributionEvidence['config'], finalStage: FinalStage | null): Alignment {
  if (!finalStage) return { kind: 'unknown', reason: 'no Dockerfile was given' };
  // Fillers stand at the end but mean layers of a base that has no history of its own.
  const last = config.history.findLastIndex((entry) => !isFiller(entry));
  if (last < 0 && finalStage.ownInstructions.some(({ isOptional }) => !isOptional)) {
    return { kind: 'unknown', reason: 'the image has no history' };
  }
  const aligned = alignFromEnd(config.history.slice(0, last + 1), finalStage);
  if (aligned.kind === 'unknown' || aligned.layers.length <= config.diffIDs.length) return aligned;
  return {
    kind: 'unknown',
    reason: `the history names ${aligned.layers.length} layers, but the image has ${config.diffIDs.length}`,
  };
}

function alignFromEnd(history: readonly HistoryEntry[], finalStage: FinalStage): Alignment {
  const layers: InstructionRef[] = [];
  const entries = new Map<number, InstructionRef>();
  let index = history.length - 1;
  for (const own of finalStage.ownInstructions.toReversed()) {
    const entry = history[index];
    if (entry && isWrittenBy(entry, own)) {
      if (!entry.emptyLayer) layers.push(own.ref);
      entries.set(index--, own.ref);
    } else if (!own.isOptional) {
      const { dockerfile, line, keyword } = own.ref;
      return {
        kind: 'unknown',
        reason: `the image's history does not have ${keyword} of ${dockerfile}:${line} in the expected place`,
      };
    }
  }
  return { kind: 'aligned', layers: layers.reverse(), entries };
}
