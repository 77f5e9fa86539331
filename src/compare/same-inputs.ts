import { isSameUpTo, mountsFiles, stepOf, type BuildSteps } from '../dockerfile/build-steps.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LayerGroup } from './layer-groups.ts';

/** One image's unit; undefined where that image has none of the key. */
export type Side = { readonly ledger: Ledger; readonly group: LayerGroup | undefined };

/**
 * A `RUN` of which everything is the same but the day: text, arguments, and what is above it in the Dockerfile. Mounted files are
 * in no layer, so they are not known to be the same.
 */
export function isSameRun(before: Side, after: Side): boolean {
  const [one, other] = [findStep(before), findStep(after)];
  if (one === undefined || one.index !== other?.index) return false;
  const step = other.buildSteps.steps[other.index];
  if (step?.ref.keyword !== 'RUN' || mountsFiles(step)) return false;
  // The history has the arguments' values.
  return hasSameHistory(before, after) && isSameUpTo(one.buildSteps, other.buildSteps, one.index);
}

type FoundStep = { readonly index: number; readonly buildSteps: BuildSteps };

function findStep({ ledger: { buildSteps }, group }: Side): FoundStep | undefined {
  if (buildSteps === null || group?.instruction == null) return undefined;
  const index = stepOf(buildSteps, group.instruction);
  return index < 0 ? undefined : { index, buildSteps };
}

function hasSameHistory(before: Side, after: Side): boolean {
  const createdBy = ownHistory(before);
  return createdBy !== undefined && createdBy === ownHistory(after);
}

/** What the history says of an instruction that made one layer. */
function ownHistory({ ledger, group }: Side): string | undefined {
  const [layer, ...others] = group?.layers ?? [];
  return layer === undefined || others.length > 0 ? undefined : ledger.layers[layer]?.history?.createdBy;
}
