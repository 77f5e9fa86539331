import type { InstructionRef } from '../dockerfile/instruction.ts';
import { completeName } from '../image/stage-start.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAX_GENERATED_CHANGE_BYTES } from './generated-files.ts';
import { groupLayers } from './layer-groups.ts';
import { isSameRun, type Side } from './same-inputs.ts';
import { createGroupComparer, type GroupDifference, type GroupSide } from './group-difference.ts';
import { sumCauses, type Causes } from './cause-sums.ts';
import type { LayerCause } from './cause.ts';

/** By layer ordinal of each image. */
export type LayerCauses = {
  readonly baseline: readonly LayerCause[];
  readonly candidate: readonly LayerCause[];
  readonly causes: Causes;
};

/** `isCandidateBuilt`: we built it from its Dockerfile. What a given image says of its making is reported, but excuses nothing. */
export type Making = { readonly isCandidateBuilt: boolean };

type Pair = Making & { readonly before: Side; readonly after: Side; readonly isBelowKnown: boolean };

/** `isKnown`: what lies in the unit is the same for the instructions above it, or differs through no commit of ours. */
type Judged = LayerCause & { readonly files: number; readonly isKnown: boolean };

const SAME: LayerCause = { cause: 'same', isExcused: false, isCertain: false, isRepeated: false };

/** The cause of every layer's difference: the pull request, unless something else explains all of it. */
export function deriveCauses(baseline: Ledger, candidate: Ledger, making: Making): LayerCauses {
  const [before, after] = [groupLayers(baseline, candidate), groupLayers(candidate, baseline)];
  const compareGroups = createGroupComparer(candidate.catalog.paths);
  const found = { baseline: baseline.layers.map(() => SAME), candidate: candidate.layers.map(() => SAME) };
  const files = { same: 0, change: 0, rebuild: 0, base: 0 };
  let isBelowKnown = true;
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const sides = {
      before: { ledger: baseline, group: before.get(key) },
      after: { ledger: candidate, group: after.get(key) },
    };
    const {
      isKnown,
      files: count,
      ...cause
    } = judgeGroup({ ...sides, ...making, isBelowKnown }, compareGroups);
    isBelowKnown &&= isKnown;
    files[cause.cause] += count;
    note(found.baseline, sides.before, cause);
    note(found.candidate, sides.after, cause);
  }
  return { ...found, causes: sumCauses({ baseline, candidate }, found, files) };
}

function note(causes: LayerCause[], { group }: Side, cause: LayerCause): void {
  for (const layer of group?.newLayers ?? []) causes[layer] = cause;
}

type Compare = (before: GroupSide, after: GroupSide) => GroupDifference;

function judgeGroup(pair: Pair, compareGroups: Compare): Judged {
  const [before, after] = [toSide(pair.before), toSide(pair.after)];
  if (before.layers.length + after.layers.length === 0) return { ...SAME, files: 0, isKnown: true };
  const difference = compareGroups(before, after);
  return { ...judgeDifference(pair, difference), files: difference.files };
}

function judgeDifference(pair: Pair, difference: GroupDifference): Omit<Judged, 'files'> {
  const isCertain = pair.isCandidateBuilt;
  const isRepeated = false;
  if (isMovedBase(pair)) return { cause: 'base', isExcused: isCertain, isCertain, isRepeated, isKnown: true };
  // What is the same cannot have brought a finding: something else did.
  if (difference.isProven && hasSameBytes(pair))
    return { cause: 'rebuild', isExcused: true, isCertain: false, isRepeated, isKnown: true };
  if (isCertain && pair.isBelowKnown && isSameRun(pair.before, pair.after))
    return { cause: 'rebuild', isExcused: true, isCertain, isRepeated, isKnown: true };
  if (isNoise(pair, difference))
    return { cause: 'rebuild', isExcused: true, isCertain: false, isRepeated, isKnown: false };
  const known = { isExcused: false, isCertain: false, isKnown: false } as const;
  return { cause: 'change', ...known, isRepeated: isFetchedAnew(pair) };
}

function toSide({ ledger, group }: Side): GroupSide {
  return { ledger, layers: group?.newLayers ?? [] };
}

/** Nobody changed what `FROM` names, as the builders of both named it. */
function isMovedBase({ before, after }: Pair): boolean {
  if (after.group?.kind !== 'base-image') return false;
  const [one, other] = [before.ledger.baseName, after.ledger.baseName];
  return one !== null && other !== null && completeName(one) === completeName(other);
}

/** The same instruction in both images, which does not only take what the commits have. */
function isFetchedAnew({ before, after }: Pair): boolean {
  if (before.group === undefined || after.group === undefined) return false;
  const { instruction } = after.group;
  return instruction === null || !copiesContext(instruction) || REMOTE.test(instruction.text);
}

/** https://docs.docker.com/reference/dockerfile/#adding-files-from-a-url and #adding-files-from-a-git-repository */
const REMOTE = /^ADD\b.*(?:\bhttps?:|\bgit:|\bgit@|\bssh:)/is;

/** The same files, or files that differ in every build by little. What comes from the context is the commit's, whatever its name. */
function isNoise(pair: Pair, { isSame, isGeneratedOnly }: GroupDifference): boolean {
  const { before, after } = pair;
  if (isSame) return hasSameBytes(pair);
  const isFromContext = after.group?.instruction != null && copiesContext(after.group.instruction);
  if (!isGeneratedOnly || isFromContext) return false;
  return Math.abs(bytesOf(after) - bytesOf(before)) <= MAX_GENERATED_CHANGE_BYTES;
}

/** Of a path's rows the last are compared. What lies below them, in one tar or in one unit's layers, weighs as well. */
function hasSameBytes({ before, after }: Pair): boolean {
  return bytesOf(before) === bytesOf(after);
}

function copiesContext({ keyword, text }: InstructionRef): boolean {
  return (keyword === 'COPY' || keyword === 'ADD') && !/^COPY (--\S+ )*--from=/i.test(text);
}

function bytesOf({ ledger: { catalog }, group }: Side): number {
  let bytes = 0;
  for (const layer of group?.newLayers ?? []) {
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      bytes += catalog.bytes(row);
  }
  return bytes;
}
