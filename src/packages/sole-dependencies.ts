import { createWalk, dependencyGraph, type DependencyGraph } from './dependency-graph.ts';
import type { Package } from './package.ts';

/** Who provides a name, as `type:name`: packages of that name first, and those that stand in for it. */
export function providers(packages: readonly Package[]): ReadonlyMap<string, readonly number[]> {
  const byName = new Map<string, number[]>();
  const add = (key: string, index: number): void => {
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [index]);
    else list.push(index);
  };
  packages.forEach(({ type, name, provides }, index) => {
    add(`${type}:${name}`, index);
    for (const virtual of provides ?? []) if (virtual !== name) add(`${type}:${virtual}`, index);
  });
  return byName;
}

/** All packages that are reached from `roots` by dependencies, the roots included. */
export function closureOf(graph: DependencyGraph, roots: Iterable<number>): ReadonlySet<number> {
  return new Set(createWalk(graph)(roots));
}

/**
 * Packages that only the roots need: in their closure, asked for by nobody, and depended on by nothing outside of the
 * closure that stays. Ascending, roots left out; a cycle that only the roots lead to is included whole.
 */
export function soleDependenciesOf(
  packages: readonly Package[],
  roots: readonly number[],
  { graph = dependencyGraph(packages), isRequested, isThere = () => true }: SoleOptions = {},
): readonly number[] {
  const closure = closureOf(graph, roots);
  const wanted = new Set(roots);
  const isAsked = isRequested ?? ((index: number) => packages[index]?.isRequested === true);
  const staying = packages
    .map((_, index) => index)
    .filter((index) => !wanted.has(index) && isThere(index) && (!closure.has(index) || isAsked(index)));
  // A root that a staying package needs is removed all the same.
  const needed = new Set(createWalk(graph, roots)(staying));
  return [...closure].filter((index) => !needed.has(index) && !wanted.has(index)).sort((a, b) => a - b);
}

/** Absent: by what the packages say of themselves. */
type SoleOptions = {
  readonly graph?: DependencyGraph;
  readonly isRequested?: (index: number) => boolean;
  /** What is not there keeps nothing. */
  readonly isThere?: (index: number) => boolean;
};
