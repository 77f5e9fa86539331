import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Node, Scalar } from 'yaml';
import type { Budget, Policy } from './policy.ts';

/** One `max` as it stands in the text, and all budgets that it is the limit of: an anchor gives one to several. */
export type Place = { readonly node: Scalar | Alias; readonly uses: Use[] };

/** One budget of a list, the images that it is for, and those of them that have to be measured before it is lowered. */
export type Use = {
  readonly budget: Budget;
  readonly list: number | null;
  readonly index: number;
  readonly images: readonly string[];
  readonly missing: readonly string[];
};

type List = {
  readonly list: number | null;
  readonly node: unknown;
  readonly budgets: readonly Budget[];
} & Pick<Use, 'images' | 'missing'>;

/** Lists of budgets: that of the file is for all images that have none of their own. */
function listsOf(policy: Policy, document: Document.Parsed, measured: ReadonlySet<string>): readonly List[] {
  const own = policy.images.filter(({ budgets }) => budgets !== undefined).map(({ name }) => name);
  const others = policy.images.map(({ name }) => name).filter((name) => !own.includes(name));
  const images = [...measured].filter((name) => !own.includes(name));
  const missing = others.filter((name) => !measured.has(name));
  const file = { list: null, budgets: policy.budgets, images, missing, node: document.get('budgets', true) };
  const ofImages = policy.images.map(({ name, budgets = [] }, list) => ({
    ...{ list, budgets, images: [name], node: document.getIn(['images', list, 'budgets'], true) },
    missing: measured.has(name) ? [] : [name],
  }));
  return [file, ...ofImages];
}

/** Every `max` of a policy file, with the budgets of the images that it limits. `measured`: names of images. */
export function placesOf(
  policy: Policy,
  document: Document.Parsed,
  measured: ReadonlySet<string>,
): readonly Place[] {
  const places = new Map<Node, Place>();
  for (const { node, budgets, ...list } of listsOf(policy, document, measured)) {
    const items = resolved(node, document);
    if (!isSeq(items)) continue;
    items.items.forEach((item, index) => {
      const [max, budget] = [maxOf(resolved(item, document)), budgets[index]];
      if (max === null || budget === undefined) return;
      const place = places.get(max) ?? { node: max, uses: [] };
      place.uses.push({ ...list, budget, index });
      places.set(max, place);
    });
  }
  return [...places.values()];
}

function maxOf(budget: unknown): Scalar | Alias | null {
  const max = isMap(budget) ? budget.get('max', true) : undefined;
  return isScalar(max) || isAlias(max) ? max : null;
}

/** What a node is once an alias is followed. */
export function resolved(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}
