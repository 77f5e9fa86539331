import { isSameUpTo, mountsFiles, stepOf, type Recipe } from '../dockerfile/recipe.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Unit } from './layer-units.ts';

/** One image's unit; undefined where that image has none of the key. */
export type Side = { readonly ledger: Ledger; readonly unit: Unit | undefined };

/**
 * A `RUN` of which everything is the same but the day: text, arguments, and what is above it in the Dockerfile. Mounted files are
 * in no layer, so they are not known to be the same.
 */
export function isSameRun(before: Side, after: Side): boolean {
  const [one, other] = [findStep(before), findStep(after)];
  if (one === undefined || one.index !== other?.index) return false;
  const step = other.recipe.steps[other.index];
  if (step?.ref.keyword !== 'RUN' || mountsFiles(step)) return false;
  // The history has the arguments' values.
  return hasSameHistory(before, after) && isSameUpTo(one.recipe, other.recipe, one.index);
}

type FoundStep = { readonly index: number; readonly recipe: Recipe };

function findStep({ ledger: { recipe }, unit }: Side): FoundStep | undefined {
  if (recipe === null || unit?.instruction == null) return undefined;
  const index = stepOf(recipe, unit.instruction);
  return index < 0 ? undefined : { index, recipe };
}

function hasSameHistory(before: Side, after: Side): boolean {
  const createdBy = ownHistory(before);
  return createdBy !== undefined && createdBy === ownHistory(after);
}

/** What the history says of an instruction that made one layer. */
function ownHistory({ ledger, unit }: Side): string | undefined {
  const [layer, ...others] = unit?.layers ?? [];
  return layer === undefined || others.length > 0 ? undefined : ledger.layers[layer]?.history?.createdBy;
}
