import { directNeeds, type DependencyGraph } from '../../packages/dependency-graph.ts';
import type { Package } from '../../packages/package.ts';
import { spareKind } from './spare-packages.ts';

/** Packages that one may lead through to a library; there are two or three. */
const MAX_STEPS = 50;

/**
 * What a program needs to run of what a package is to build against. A package without a library of its own leads to another one.
 */
export function runtimePackages(
  packages: readonly Package[],
  graph: DependencyGraph,
  root: number,
): readonly number[] {
  const seen = new Set([root]);
  for (const at of seen) {
    const found = siblingsOf(packages, graph, at);
    if (found.length > 0 || seen.size > MAX_STEPS) return found;
    for (const index of directNeeds(graph, at)) if (isSpare(packages[index])) seen.add(index);
  }
  return [];
}

/** Dependencies of a package that run, and have its version since they are made of one source with it. */
export function siblingsOf(
  packages: readonly Package[],
  graph: DependencyGraph,
  index: number,
): readonly number[] {
  const version = packages[index]?.version;
  return directNeeds(graph, index).filter((next) => {
    const pkg = packages[next];
    return !isSpare(pkg) && pkg?.version === version;
  });
}

function isSpare(pkg: Package | undefined): boolean {
  return pkg !== undefined && spareKind(pkg) !== undefined;
}
