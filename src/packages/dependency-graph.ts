import type { Package } from './package.ts';

/** What each node leads to. */
export type Edges = { of(node: number): Int32Array };

/**
 * Who needs whom. Nodes from 0 to `packages` are packages; behind them are the names by which packages need each other, so
 * that there are no more edges than the records have words: a name that everybody needs and provides is one node.
 */
export type DependencyGraph = {
  readonly packages: number;
  readonly nodes: number;
  /** Of a package the names that it needs, and packages that it needs directly; of a name the packages that it stands for. */
  readonly needs: Edges;
  /** The same edges, followed backwards. */
  readonly neededBy: Edges;
};

export type GraphOptions = {
  /** Names that a package needs; absent: those in `depends`. */
  readonly namesOf?: (pkg: Package) => readonly string[];
  /** Whether a name stands for the packages that are called so alone, where there are any. */
  readonly isExact?: boolean;
  /** Packages that need each other without a name: the one that needs, and the one that it needs. */
  readonly direct?: readonly (readonly [number, number])[];
};

const dependsOf = ({ depends }: Package): readonly string[] => depends;

/** With what packages recommend, too: apt installs that unless it is told not to. */
export function wideDependencyGraph(packages: readonly Package[]): DependencyGraph {
  return dependencyGraph(packages, {
    namesOf: ({ depends, recommends = [] }) => [...depends, ...recommends],
  });
}

/** Names that nobody provides lead nowhere. */
export function dependencyGraph(packages: readonly Package[], options: GraphOptions = {}): DependencyGraph {
  const { namesOf = dependsOf, isExact = false, direct = [] } = options;
  const names = new Map<string, number>();
  const pairs = createPairs();
  packages.forEach((pkg, index) => {
    for (const name of new Set(namesOf(pkg))) {
      const key = keyOf(pkg, name);
      const known = names.get(key);
      const node = known ?? packages.length + names.size;
      if (known === undefined) names.set(key, node);
      pairs.add(index, node);
    }
  });
  addProviders(packages, { names, pairs, isExact });
  for (const [from, to] of direct) pairs.add(from, to);
  const nodes = packages.length + names.size;
  return { packages: packages.length, nodes, ...pairs.toEdges(nodes) };
}

function keyOf({ type }: Package, name: string): string {
  return `${type}:${name}`;
}

type Naming = {
  readonly names: ReadonlyMap<string, number>;
  readonly pairs: Pairs;
  readonly isExact: boolean;
};

function addProviders(packages: readonly Package[], { names, pairs, isExact }: Naming): void {
  const called = new Set<number>();
  packages.forEach((pkg, index) => {
    const node = names.get(keyOf(pkg, pkg.name));
    if (node === undefined) return;
    called.add(node);
    pairs.add(node, index);
  });
  packages.forEach((pkg, index) => {
    for (const virtual of new Set(pkg.provides)) {
      const node = virtual === pkg.name ? undefined : names.get(keyOf(pkg, virtual));
      if (node !== undefined && !(isExact && called.has(node))) pairs.add(node, index);
    }
  });
}

type Pairs = ReturnType<typeof createPairs>;

function createPairs() {
  const from: number[] = [];
  const to: number[] = [];
  return {
    add: (one: number, other: number): void => {
      from.push(one);
      to.push(other);
    },
    toEdges: (nodes: number) => ({ needs: toEdges(nodes, from, to), neededBy: toEdges(nodes, to, from) }),
  };
}

/** Edges of all nodes in one array, and where those of each begin. */
function toEdges(nodes: number, from: readonly number[], to: readonly number[]): Edges {
  const starts = new Int32Array(nodes + 1);
  for (const node of from) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1)
    starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const filled = starts.slice();
  const targets = new Int32Array(from.length);
  from.forEach((node, index) => {
    const at = filled[node] ?? 0;
    filled[node] = at + 1;
    targets[at] = to[index] ?? 0;
  });
  return { of: (node) => targets.subarray(starts[node], starts[node + 1]) };
}

/** A name that so many packages stand for says of none of them that it is needed. */
const MAX_STAND_INS = 50;

/** Packages that one needs directly, each once, ascending. */
export function directNeeds({ packages, needs }: DependencyGraph, index: number): readonly number[] {
  const found = new Set<number>();
  for (const node of needs.of(index)) {
    const behind = node < packages ? [node] : needs.of(node);
    if (behind.length <= MAX_STAND_INS) for (const next of behind) found.add(next);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * Follows what packages need. Each call gives the packages that no call reached before, those that it starts from included;
 * it enters `closed` only where it starts from one.
 */
export function createWalk(
  { packages, nodes, needs }: DependencyGraph,
  closed: Iterable<number> = [],
): (roots: Iterable<number>) => readonly number[] {
  const isClosed = new Uint8Array(nodes);
  for (const node of closed) isClosed[node] = 1;
  const seen = new Uint8Array(nodes);
  return (roots) => {
    const open: number[] = [];
    const enter = (node: number): void => {
      if (seen[node] === 1) return;
      seen[node] = 1;
      open.push(node);
    };
    for (const root of roots) enter(root);
    // The list grows while it is gone through.
    for (const node of open) for (const next of needs.of(node)) if (isClosed[next] === 0) enter(next);
    return open.filter((node) => node < packages);
  };
}
