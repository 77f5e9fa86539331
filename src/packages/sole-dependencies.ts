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

/** By package: the indices of the packages that it depends on; names that nobody provides are left out. */
export function dependencyEdges(packages: readonly Package[]): readonly (readonly number[])[] {
  const byName = providers(packages);
  return packages.map(({ type, depends }) => depends.flatMap((name) => byName.get(`${type}:${name}`) ?? []));
}

/** All packages that are reached from `roots` by dependencies, the roots included. */
export function closureOf(edges: readonly (readonly number[])[], roots: Iterable<number>): Set<number> {
  const reached = new Set(roots);
  for (const index of reached) for (const next of edges[index] ?? []) reached.add(next);
  return reached;
}

/**
 * Packages that only the roots need: in their closure, asked for by nobody, and depended on by nothing outside of the
 * closure that stays. Ascending, roots left out; a cycle that only the roots lead to is included whole.
 */
export function soleDependenciesOf(
  packages: readonly Package[],
  roots: readonly number[],
): readonly number[] {
  const edges = dependencyEdges(packages);
  const closure = closureOf(edges, roots);
  const wanted = new Set(roots);
  const staying = packages
    .map((_, index) => index)
    .filter((index) => !wanted.has(index) && (!closure.has(index) || packages[index]?.isRequested === true));
  const needed = reachedWithout(edges, staying, wanted);
  return [...closure].filter((index) => !needed.has(index) && !wanted.has(index)).sort((a, b) => a - b);
}

/** Closure of `from` that does not pass through `without`: a root that a staying package needs is removed all the same. */
function reachedWithout(
  edges: readonly (readonly number[])[],
  from: readonly number[],
  without: ReadonlySet<number>,
): Set<number> {
  const reached = new Set(from);
  for (const index of reached) {
    for (const next of edges[index] ?? []) if (!without.has(next)) reached.add(next);
  }
  return reached;
}
