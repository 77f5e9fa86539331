import type { BreakdownNode, BreakdownTree } from './breakdown.ts';

/** A tree of sums in columns. Parents come before their children, and each node has what lies below it. */
export type SumTree = {
  readonly size: number;
  readonly candidate: Float64Array;
  /** Null without a baseline. */
  readonly baseline: Float64Array | null;
  /** Sum of what each file below gained or lost. */
  readonly churn: Float64Array;
  readonly files: Float64Array;
  /** The root's is -1. */
  parent(node: number): number;
  name(node: number): string;
  kind(node: number): 'group' | 'directory' | 'file';
  /** Whether the name says nothing to a reader, so that only much of it is worth a node. */
  isNameless(node: number): boolean;
};

/** A nameless node has at least this share of the whole. */
const MIN_NAMELESS_SHARE = 1 / 100;
const MAX_NAME_CHARACTERS = 200;

/** Adds what is in each node to those above it: from files alone to sums. */
export function addUp(tree: SumTree): void {
  const columns = [
    tree.candidate,
    tree.churn,
    tree.files,
    ...(tree.baseline === null ? [] : [tree.baseline]),
  ];
  for (let node = tree.size - 1; node > 0; node--) {
    const parent = tree.parent(node);
    for (const column of columns) column[parent] = (column[parent] ?? 0) + (column[node] ?? 0);
  }
}

/** The heaviest nodes as a tree of its own, and for each the rest of it. At most `max`, rests not counted. */
export function pickNodes(tree: SumTree, max: number): BreakdownTree {
  const weights = weigh(tree);
  const picked = heaviest(weights, max);
  const children = new Map<number, number[]>();
  for (const node of picked) {
    const siblings = children.get(tree.parent(node));
    if (siblings === undefined) children.set(tree.parent(node), [node]);
    else siblings.push(node);
  }
  const heavier = (a: number, b: number) => (weights[b] ?? 0) - (weights[a] ?? 0) || byName(tree, a, b);
  for (const siblings of children.values()) siblings.sort(heavier);
  return toTree(tree, children);
}

function byName(tree: SumTree, a: number, b: number): number {
  const [one, other] = [tree.name(a), tree.name(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Never more than what is above it has. 0: no node of its own. */
function weigh(tree: SumTree): Float64Array {
  const weights = new Float64Array(tree.size);
  const weightOf = (node: number) =>
    Math.max(tree.candidate[node] ?? 0, tree.baseline?.[node] ?? 0) + (tree.churn[node] ?? 0);
  const least = weightOf(0) * MIN_NAMELESS_SHARE;
  weights[0] = weightOf(0);
  for (let node = 1; node < tree.size; node++) {
    if ((weights[tree.parent(node)] ?? 0) === 0) continue;
    const weight = weightOf(node);
    if (weight >= least || (weight > 0 && !tree.isNameless(node))) weights[node] = weight;
  }
  return weights;
}

/** Ascending, the root first. A parent is as heavy as its child and comes first, so with every node those above it are there. */
function heaviest(weights: Float64Array, max: number): readonly number[] {
  const least = weights.length > max ? (weights.toSorted()[weights.length - max] ?? 0) : 0;
  let ties = max - weights.reduce((count, weight) => count + (weight > least ? 1 : 0), 0);
  const picked: number[] = [];
  weights.forEach((weight, node) => {
    const isTie = weight === least && (weight > 0 || node === 0);
    if (weight > least || (isTie && ties-- > 0)) picked.push(node);
  });
  return picked;
}

type Emitted = { node: number; parent: number };

function toTree(tree: SumTree, children: ReadonlyMap<number, readonly number[]>): BreakdownTree {
  const nodes: BreakdownNode[] = [];
  const open: Emitted[] = [{ node: 0, parent: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const below = children.get(next.node) ?? [];
    const index = nodes.length;
    nodes.push(next.node < 0 ? restOf(tree, children, next) : toNode(tree, next));
    if (next.node < 0 || below.length === 0) continue;
    // Last in, first out: the rest comes after all of the others.
    open.push({ node: -1 - next.node, parent: index });
    open.push(...below.toReversed().map((node) => ({ node, parent: index })));
  }
  return withoutEmpty(nodes);
}

function toNode(tree: SumTree, { node, parent }: Emitted): BreakdownNode {
  return {
    parent,
    kind: tree.kind(node),
    name: shortened(tree.name(node)),
    baseline: tree.baseline === null ? null : (tree.baseline[node] ?? 0),
    candidate: tree.candidate[node] ?? 0,
    files: tree.files[node] ?? 0,
  };
}

/** What a node has more than those below it that were picked. */
function restOf(
  tree: SumTree,
  children: ReadonlyMap<number, readonly number[]>,
  { node, parent }: Emitted,
): BreakdownNode {
  const whole = -1 - node;
  const below = children.get(whole) ?? [];
  const left = (column: Float64Array) =>
    below.reduce((rest, child) => rest - (column[child] ?? 0), column[whole] ?? 0);
  return {
    parent,
    kind: 'rest',
    name: '',
    baseline: tree.baseline && left(tree.baseline),
    candidate: left(tree.candidate),
    files: left(tree.files),
  };
}

/** Rests that hold nothing are no nodes; nothing is in a rest, so only places change. */
function withoutEmpty(nodes: readonly BreakdownNode[]): BreakdownTree {
  const places = new Map([[-1, -1]]);
  const kept: BreakdownNode[] = [];
  nodes.forEach((node, index) => {
    const isEmpty = node.kind === 'rest' && node.files === 0 && node.candidate === 0 && !node.baseline;
    if (isEmpty) return;
    places.set(index, kept.length);
    kept.push({ ...node, parent: places.get(node.parent) ?? -1 });
  });
  return kept;
}

/** Cut in the middle, since the ends say most; never within a pair of surrogates. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME_CHARACTERS) return name;
  const half = MAX_NAME_CHARACTERS / 2 - 1;
  const characters = Array.from(name);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}
