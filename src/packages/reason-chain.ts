import type { DependencyGraph } from './dependency-graph.ts';
import type { Arrivals, Package } from './package.ts';
import { topsOf } from './top-packages.ts';

/** What a chain is looked for in. */
export type ReasonView = {
  readonly packages: readonly Package[];
  readonly arrivals: Arrivals;
  /** By what packages need. */
  readonly graph: DependencyGraph;
  /** The same with what they recommend. Made when it is asked for. */
  readonly wideGraph: () => DependencyGraph;
};

/** Numbers of packages, the one that was asked for first; null where nothing that was asked for leads there. */
export type ReasonChain = readonly number[] | null;

/**
 * Finds why packages came, as the databases were when the layer was done that registered them: the shortest way from a
 * package that was asked for, of the same layer where there is one. Among equals the first by package URL counts.
 */
export function createReasonChains(view: ReasonView): ReasonChains {
  const isRoot = createRoots(view);
  return {
    isRoot,
    chainTo: (target) => {
      if (view.arrivals.layer(target) < 0) return null;
      const chain = search(view, isRoot, { graph: view.graph, target });
      return chain ?? search(view, isRoot, { graph: view.wideGraph(), target });
    },
  };
}

/** `isRoot`: whether the package was asked for by name, as far as anybody can tell. */
export type ReasonChains = {
  readonly isRoot: (number: number) => boolean;
  readonly chainTo: (target: number) => ReasonChain;
};

/** What was asked for; where no record says, what nothing else of its layer needs. */
function createRoots({ packages, arrivals, graph }: ReasonView): ReasonChains['isRoot'] {
  const isAsked = packages.map((_, number) => arrivals.isAskedFor(number));
  const unasked = new Map<number, number[]>();
  for (const number of byName(packages, [...packages.keys()])) {
    const layer = arrivals.layer(number);
    if (isAsked[number] !== undefined || layer < 0) continue;
    const known = unasked.get(layer);
    if (known === undefined) unasked.set(layer, [number]);
    else known.push(number);
  }
  const tops = new Map<number, ReadonlySet<number>>();
  return (number) => {
    if (isAsked[number] !== undefined) return isAsked[number];
    const layer = arrivals.layer(number);
    const known = tops.get(layer) ?? topsOf(graph, unasked.get(layer) ?? []);
    tops.set(layer, known);
    return known.has(number);
  };
}

function byName(packages: readonly Package[], numbers: number[]): readonly number[] {
  const nameOf = (number: number): string => `${packages[number]?.name} ${packages[number]?.purl}`;
  return numbers.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b));
}

type Search = { readonly graph: DependencyGraph; readonly target: number };

/** From the package back to those that need it, one step after another. */
function search(
  { packages, arrivals }: ReasonView,
  isRoot: ReasonChains['isRoot'],
  { graph, target }: Search,
): ReasonChain {
  const layer = arrivals.layer(target);
  const isEarlier = (number: number): boolean => {
    const own = arrivals.layer(number);
    return own >= 0 && own <= layer;
  };
  const steps = createSteps(graph, target, isEarlier);
  let other: ReasonChain = null;
  for (let step = [target]; step.length > 0; step = steps.next(step)) {
    for (const number of byName(packages, step)) {
      if (!isRoot(number)) continue;
      if (arrivals.layer(number) === layer) return steps.chain(number);
      other ??= steps.chain(number);
    }
  }
  return other;
}

/** `next`: packages that need one of these, and that no step had. `chain`: the way from such a package to the target. */
function createSteps(graph: DependencyGraph, target: number, isIn: (number: number) => boolean) {
  const seen = new Uint8Array(graph.nodes);
  const towards = new Map<number, number>();
  seen[target] = 1;
  const enter = (found: number[], node: number, from: number): void => {
    if (seen[node] === 1 || !isIn(node)) return;
    seen[node] = 1;
    towards.set(node, from);
    found.push(node);
  };
  /** Packages that need the node, by a name that no step came by before. */
  const needing = (node: number): Int32Array | readonly number[] => {
    if (node < graph.packages) return [node];
    if (seen[node] === 1) return [];
    seen[node] = 1;
    return graph.neededBy.of(node);
  };
  const next = (step: readonly number[]): number[] => {
    const found: number[] = [];
    for (const number of step) {
      for (const node of graph.neededBy.of(number))
        for (const one of needing(node)) enter(found, one, number);
    }
    return found;
  };
  const chain = (start: number): readonly number[] => {
    const numbers: number[] = [];
    for (let at: number | undefined = start; at !== undefined; at = towards.get(at)) numbers.push(at);
    return numbers;
  };
  return { next, chain };
}
