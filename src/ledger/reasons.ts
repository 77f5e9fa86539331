import { dependencyGraph, type DependencyGraph } from '../packages/dependency-graph.ts';
import { nodeGraph } from '../packages/node-graph.ts';
import type { Arrivals, Package } from '../packages/package.ts';
import { createReasonChains, type ReasonChain } from '../packages/reason-chain.ts';
import { soleDependenciesOf } from '../packages/sole-dependencies.ts';
import type { Ledger } from './ledger.ts';

/**
 * Why the packages of an image are there, by numbers of its packages. Several numbers, the first of which says of what kind
 * they are: one package, of which some copies are for development alone.
 */
export type Reasons = {
  /** From what was asked for to the package. */
  chainTo(number: number): ReasonChain;
  isAskedFor(number: number): boolean | undefined;
  /** Packages that are installed and need one of them directly, or that recommend it without needing it; ascending. */
  neededBy(numbers: readonly number[]): readonly number[];
  recommendedBy(numbers: readonly number[]): readonly number[];
  /** Installed packages that only they need, ascending. */
  onlyFor(numbers: readonly number[]): readonly number[];
};

const NO_NAMES: readonly string[] = [];
const needsOf = ({ depends, alsoNeeds = NO_NAMES }: Package) => [...depends, ...alsoNeeds];
const wishesOf = (pkg: Package) => [...needsOf(pkg), ...(pkg.recommends ?? NO_NAMES)];

/** Made when somebody asks: the manifests of `node_modules` are read again only for a package of npm. */
export function createReasons(ledger: Ledger): Reasons {
  const ofNode = once(() =>
    createView(
      ledger,
      nodeGraph(ledger.catalog, (row) => ledger.ownerIndex(row)),
    ),
  );
  const ofOthers = once(() => createView(ledger, null));
  const viewOf = (number = -1) => (ledger.packages[number]?.type === 'npm' ? ofNode() : ofOthers());
  return {
    chainTo: (number) => viewOf(number).chainTo(number),
    isAskedFor: (number) => viewOf(number).isAskedFor(number),
    neededBy: (numbers) => viewOf(numbers[0]).neededBy(numbers),
    recommendedBy: (numbers) => viewOf(numbers[0]).recommendedBy(numbers),
    onlyFor: (numbers) => viewOf(numbers[0]).onlyFor(numbers),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/** `node`: what manifests say beside the databases; null: it does not matter. */
function createView(ledger: Ledger, node: ReturnType<typeof nodeGraph> | null): Reasons {
  const { packages, arrivals } = ledger;
  const direct = node?.direct ?? [];
  const isAskedFor = (number: number) => node?.isAskedFor(number) ?? arrivals.isAskedFor(number);
  const seen: Arrivals = { ...arrivals, isAskedFor };
  const graphOf = (namesOf: (pkg: Package) => readonly string[], isExact: boolean) =>
    dependencyGraph(packages, { namesOf, isExact, direct });
  const graph = once(() => graphOf(needsOf, true));
  const wideGraph = once(() => graphOf(wishesOf, true));
  // Whatever could do for a name keeps what it needs.
  const anyGraph = once(() => graphOf(wishesOf, false));
  const chains = once(() => createReasonChains({ packages, arrivals: seen, graph: graph(), wideGraph }));
  const isThere = (number: number) => ledger.isInstalled(number);
  return {
    isAskedFor,
    chainTo: (number) => chains().chainTo(number),
    neededBy: (numbers) => needing(graph(), numbers).filter(isThere),
    recommendedBy: (numbers) => {
      const needed = new Set(needing(graph(), numbers));
      return needing(wideGraph(), numbers).filter((one) => isThere(one) && !needed.has(one));
    },
    onlyFor: (numbers) =>
      soleDependenciesOf(packages, numbers, {
        graph: anyGraph(),
        isThere,
        isRequested: (index) => chains().isRoot(index),
      }).filter(isThere),
  };
}

/** Packages that need one of these: directly, or by a name that it stands for. */
function needing({ packages, neededBy }: DependencyGraph, numbers: readonly number[]): readonly number[] {
  const nodes = new Set(numbers.flatMap((number) => [...neededBy.of(number)]));
  const found = new Set<number>();
  for (const node of nodes) {
    if (node < packages) found.add(node);
    else for (const behind of neededBy.of(node)) found.add(behind);
  }
  for (const number of numbers) found.delete(number);
  return [...found].sort((a, b) => a - b);
}
