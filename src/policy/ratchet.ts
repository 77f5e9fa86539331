import { isAlias, isScalar, parseDocument, visit } from 'yaml';
import type { Alias, Document, Node, Scalar } from 'yaml';
import { renderBytes } from '../ledger/bytes.ts';
import { placesOf, resolved, type Place, type Use } from './budget-places.ts';
import { budgetKey, budgetName } from './budgets.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Budget, Policy } from './policy.ts';
import { renderAtLeast, renderInUnit, toSize } from './size.ts';
import type { ReportBudget } from './verdict.ts';

/** What is known when budgets are lowered. `headroom`: percent that a budget leaves above what was measured. */
export type RatchetBasis = {
  /** Path of the policy file, for mistakes in it. */
  readonly file: string;
  readonly measured: readonly ReportBudget[];
  readonly headroom: number;
};

/** One budget in words, such as `content size of api`. Sizes as the policy writes them; `actual` in bytes. */
export type Lowered = {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly actual: number;
  /** `actual` for people: in the unit of the rest of a report, and in that of a policy that counts in `MiB`. */
  readonly measured: string;
};

/** A budget that stays as it is, and why: one clause without a dot. */
export type Kept = { readonly name: string; readonly why: string };

/** The policy file with lower budgets; only their numbers differ from the text before. */
export type Ratchet = {
  readonly text: string;
  readonly lowered: readonly Lowered[];
  readonly kept: readonly Kept[];
};

/** The same policy file with each `max` lowered to what was measured. Throws `bad-policy` for a text that is none. */
export function ratchetPolicy(text: string, { file, measured, headroom }: RatchetBasis): Ratchet {
  const { policy } = parsePolicy(text, file);
  const document = parseDocument(text);
  const places = placesOf(policy, document, new Set(measured.map(({ image }) => image)));
  const decided = places.map((place) => decide(place, { text, document, measured, headroom }));
  const proposed = decided.filter((one) => 'edit' in one);
  const { shared, lowered } = splitShared(proposed, document);
  const after = applyEdits(text, lowered);
  refuseOtherChanges(policy, parsePolicy(after, file).policy, lowered);
  return {
    text: after,
    lowered: lowered.map(({ report }) => report),
    kept: [
      ...decided.filter((one) => 'why' in one),
      ...shared.map(({ report: { name } }) => ({ name, why: SHARED })),
    ],
  };
}

type Edit = { readonly start: number; readonly end: number; readonly replacement: string };
type Lowering = {
  readonly edit: Edit;
  readonly place: Place;
  readonly bytes: number;
  readonly report: Lowered;
};
type Deciding = Omit<RatchetBasis, 'file'> & { readonly text: string; readonly document: Document.Parsed };

function decide(place: Place, deciding: Deciding): Lowering | Kept {
  const { text, document, headroom } = deciding;
  const [{ budget }] = place.uses as [Use];
  const name = nameOf(place);
  const actual = measureOf(place, deciding);
  if (typeof actual === 'string') return { name, why: actual };
  const { max = 0 } = budget;
  const { number, to, bytes } = limitFor(Math.ceil((actual * (100 + headroom)) / 100), budget);
  const from = written(place.node, text, document);
  const measured = renderMeasured(actual, budget.maxUnit);
  if (actual > max) return { name, why: `${measured} was measured, more than ${from}` };
  if (bytes >= max) return { name, why: `it is ${from} already` };
  const edit = editOf(place.node, text, { number, whole: to });
  return edit === null
    ? { name, why: UNUSUAL }
    : { edit, place, bytes, report: { name, from, to, actual, measured } };
}

/** Nobody takes `3.92 MiB` for less than `4.1 MB` where both say both. */
function renderMeasured(bytes: number, unit: Use['budget']['maxUnit']): string {
  const isBinary = unit?.endsWith('iB') === true;
  return `${renderBytes(bytes)}${isBinary ? ` (${renderInUnit(bytes, unit, 2)})` : ''}`;
}

/** The lowest limit in the unit of a budget that is not below what is wanted, and its bytes. */
function limitFor(wanted: number, { max = 0, maxUnit }: Use['budget']) {
  const number = renderAtLeast(wanted, maxUnit);
  const to = maxUnit === undefined ? number : `${number} ${maxUnit}`;
  return { number, to, bytes: toSize(to)?.bytes ?? max };
}

const UNUSUAL = 'its number is written in a way that is not edited';
const SHARED = 'its number is an anchor that something else refers to';

/** The most of what is measured for it, in bytes, or why nothing is. */
function measureOf({ uses }: Place, { measured }: Deciding): number | string {
  if (uses.some(({ budget }) => budget.size === 'pull')) return 'it limits a change, as growth budgets do';
  const missing = [...new Set(uses.flatMap((use) => use.missing))].map((name) => `\`${name}\``);
  if (missing.length > 0) return `it is for ${missing.join(', ')}, too, which was not measured`;
  // A list that is for none of the images limits nothing.
  const sizes = uses.flatMap(({ budget, images }) =>
    images.map((image) => ({ image, most: mostOf(image, budget, measured) })),
  );
  if (sizes.every(({ most }) => most === null)) return 'no report has measured it';
  const without = sizes.filter(({ most }) => most === null).map(({ image }) => `\`${image}\``);
  if (without.length > 0) return `it was not measured in ${[...new Set(without)].join(', ')}`;
  return Math.max(...sizes.map(({ most }) => most ?? 0));
}

/** The most that was measured of a budget in an image, in bytes; null: nothing. */
function mostOf(image: string, budget: Budget, measured: readonly ReportBudget[]): number | null {
  const known = measured
    .filter((one) => one.image === image && budgetKey(one) === keyOf(budget))
    .flatMap(({ actual }) => actual ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function keyOf({ dockerfileStage, ...budget }: Budget): string {
  return budgetKey({ ...budget, ...(dockerfileStage !== undefined && { stage: dockerfileStage }) });
}

function nameOf({ uses }: Place): string {
  const [{ budget, list, images }] = uses as [Use];
  return list === null ? budgetName(budget) : `${budgetName(budget)} in ${images.join(', ')}`;
}

/** The text of a number and its unit, quotes left out. */
function written(node: Scalar | Alias, text: string, document: Document.Parsed): string {
  const scalar = resolved(node, document);
  return isScalar(scalar) ? String(scalar.value).trim() : text.slice(...rangeOf(node));
}

function rangeOf({ range }: Scalar | Alias): readonly [number, number] {
  return range ? [range[0], range[1]] : [0, 0];
}

type Replacement = { readonly number: string; readonly whole: string };

/** An alias gives way to a number of its own; of a text only the number is replaced. */
function editOf(node: Scalar | Alias, text: string, { number, whole }: Replacement): Edit | null {
  const [start, end] = rangeOf(node);
  if (isAlias(node)) return { start, end, replacement: whole };
  if (typeof node.value === 'number') return { start, end, replacement: number };
  const [, before = '', digits = ''] = NUMBER.exec(text.slice(start, end)) ?? [];
  if (digits === '') return null;
  const first = start + before.length;
  return { start: first, end: first + digits.length, replacement: number };
}

const NUMBER = /^(["']?\s*)(\d+(?:\.\d+)?)\s*(?:kB|MB|GB|KiB|MiB|GiB)?\s*["']?$/;

/** To lower an anchor lowers whatever refers to it; an alias that gets a number of its own does not any more. */
function splitShared(lowerings: readonly Lowering[], document: Document.Parsed) {
  const replaced = new Set<Node>(lowerings.map(({ place }) => place.node));
  const referred = new Set<unknown>();
  visit(document, {
    Alias: (_key, alias) => {
      if (!replaced.has(alias)) referred.add(alias.resolve(document));
    },
  });
  const isShared = ({ place }: Lowering) => referred.has(place.node);
  return { shared: lowerings.filter(isShared), lowered: lowerings.filter((one) => !isShared(one)) };
}

function applyEdits(text: string, lowerings: readonly Lowering[]): string {
  return lowerings
    .map(({ edit }) => edit)
    .toSorted((one, other) => other.start - one.start)
    .reduce(
      (after, { start, end, replacement }) => after.slice(0, start) + replacement + after.slice(end),
      text,
    );
}

/** Nothing but these limits may be another one: whatever YAML can do to a text, the gate must not be loosened by it. */
function refuseOtherChanges(before: Policy, after: Policy, lowerings: readonly Lowering[]): void {
  const limits = new Map(
    lowerings.flatMap(({ bytes, place }) =>
      place.uses.map(({ list, index }) => [`${list ?? ''}:${index}`, bytes] as const),
    ),
  );
  const lower = (budgets: readonly Budget[], list: number | null): readonly Budget[] =>
    budgets.map((budget, index) => {
      const max = limits.get(`${list ?? ''}:${index}`);
      return max === undefined ? budget : { ...budget, max };
    });
  const expected = {
    ...before,
    budgets: lower(before.budgets, null),
    images: before.images.map((image, list) =>
      image.budgets === undefined ? image : { ...image, budgets: lower(image.budgets, list) },
    ),
  };
  if (JSON.stringify(expected) !== JSON.stringify(after))
    throw new Error('lowering budgets would change more than budgets');
}
