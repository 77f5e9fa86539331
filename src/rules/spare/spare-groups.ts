import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains } from '../../ledger/toolchains/toolchains.ts';
import {
  createWalk,
  dependencyGraph,
  directNeeds,
  type DependencyGraph,
} from '../../packages/dependency-graph.ts';
import type { Package } from '../../packages/package.ts';
import { closureOf, soleDependenciesOf } from '../../packages/sole-dependencies.ts';
import { topsOf } from '../../packages/top-packages.ts';
import { adminTool } from './admin-tools.ts';
import { isInheritedPackage, isRemovedPackage } from './package-origins.ts';
import { addRow } from './rows-by.ts';
import { runtimePackages, siblingsOf } from './runtime-packages.ts';
import { isUsedTool } from './used-tools.ts';
import { spareKind, type Spare } from './spare-packages.ts';

/** A package that a running container does without, with what only it needs. Numbers index `ledger.packages`. */
export type SpareGroup = Spare & {
  readonly root: number;
  /** What a program needs instead of a package to build against; they are no part of the group. */
  readonly runtime: readonly number[];
  /** The root first. */
  readonly packages: readonly number[];
  /** Visible rows that the repository's own instructions wrote together with the packages, ascending. */
  readonly rows: readonly number[];
};

type View = {
  readonly ledger: Ledger;
  readonly graph: DependencyGraph;
  /** By package. What a build tool's finding counts is none, nor is what was removed. */
  readonly kinds: readonly (Spare | undefined)[];
  /** Packages that findings of build tools count. */
  readonly told: ReadonlySet<number>;
};

const memo = new WeakMap<Ledger, readonly SpareGroup[]>();

/** The spare packages of own instructions, each package in one group at most; computed once per ledger. */
export function findSpareGroups(ledger: Ledger): readonly SpareGroup[] {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const groups = deriveGroups(ledger);
  memo.set(ledger, groups);
  return groups;
}

function deriveGroups(ledger: Ledger): readonly SpareGroup[] {
  const { packages } = ledger;
  if (packages.every((pkg) => spareKind(pkg) === undefined)) return [];
  const told = new Set(findToolchains(ledger).flatMap((found) => found.packages));
  const kinds = packages.map((_, index) => (told.has(index) ? undefined : kindOf(ledger, index)));
  const view: View = { ledger, graph: dependencyGraph(packages), kinds, told };
  const roots = findRoots(view);
  const runtimes = roots.map((root) =>
    kinds[root]?.ruleId === 'dev-package' ? runtimePackages(packages, view.graph, root) : [],
  );
  const members = shareOut(view, roots, new Set([...runtimes.flat(), ...libraries(view)]));
  const rows = collectRows(ledger, members);
  return roots.flatMap((root, index): readonly SpareGroup[] => {
    const kind = kinds[root];
    const own = rows.get(index);
    if (kind === undefined || own === undefined) return [];
    return [{ ...kind, root, runtime: runtimes[index] ?? [], packages: members[index] ?? [root], rows: own }];
  });
}

/** What is seen to be used stays, and so does what the base image has. */
function kindOf(ledger: Ledger, index: number): Spare | undefined {
  const pkg = ledger.packages[index];
  const kind = pkg && spareKind(pkg);
  if (kind === undefined || isInheritedPackage(ledger, index) || isRemovedPackage(ledger, index))
    return undefined;
  const tool = adminTool(kind.subject);
  return tool !== undefined && isUsedTool(ledger, tool) ? undefined : kind;
}

/** What programs may need to run of all that the spare packages are to build against. */
function libraries({ ledger: { packages }, graph, kinds }: View): readonly number[] {
  return kinds.flatMap((kind, index) =>
    kind?.ruleId === 'dev-package' ? siblingsOf(packages, graph, index) : [],
  );
}

/** Packages that somebody asked for, or that nothing needs which stays. */
function findRoots({ ledger, graph, kinds, told }: View): readonly number[] {
  const { packages } = ledger;
  const spare = kinds.flatMap((kind, index) => (kind === undefined ? [] : [index]));
  const isSpare = new Set(spare);
  const asked = askedFor({ packages }, graph);
  const staying = packages.flatMap((_, index) =>
    isSpare.has(index) || told.has(index) || !isStaying(ledger, index) ? [] : [index],
  );
  const roots = spare.filter((index) => asked.has(index));
  const reached = closureOf(graph, [...roots, ...staying]);
  const rest = spare.filter((index) => !reached.has(index));
  return [...roots, ...topsOf(graph, rest, true)].sort((a, b) => a - b);
}

/** Whether a package stays by itself: not as what another one needs. */
function isStaying(ledger: Ledger, index: number): boolean {
  const pkg = ledger.packages[index];
  if (pkg === undefined || pkg.isRequested === false || isBundle(pkg.name)) return false;
  return !isRemovedPackage(ledger, index);
}

/** `apk add --virtual .build-deps …` makes a package of that name, which needs what somebody asked for. */
function isBundle(name: string): boolean {
  return name.startsWith('.');
}

function askedFor({ packages }: Pick<Ledger, 'packages'>, graph: DependencyGraph): ReadonlySet<number> {
  return new Set(
    packages.flatMap((pkg, index) => {
      if (isBundle(pkg.name)) return directNeeds(graph, index);
      return pkg.isRequested === true ? [index] : [];
    }),
  );
}

/**
 * By root: itself, and packages that only spare packages and build tools need; each goes to the first root that leads to it.
 * `staying` is left out, with what it needs.
 */
function shareOut(
  { ledger, graph, told }: View,
  roots: readonly number[],
  staying: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const packages = ledger.packages.map((pkg, index) =>
    staying.has(index) ? { ...pkg, isRequested: true } : pkg,
  );
  const free = new Set(soleDependenciesOf(packages, [...roots, ...told], { graph }));
  const others = packages.map((_, index) => index).filter((index) => !free.has(index));
  const walk = createWalk(graph, others);
  return roots.map((root) => walk([root]));
}

/** Visible own rows of each group, by its index; none of what the base image has, in this version or another. */
function collectRows(
  ledger: Ledger,
  members: readonly (readonly number[])[],
): ReadonlyMap<number, readonly number[]> {
  const { catalog, packages } = ledger;
  const inherited = new Set(packages.filter((_, index) => isInheritedPackage(ledger, index)).map(nameOf));
  const groupOf = new Int32Array(packages.length).fill(-1);
  for (const [group, indices] of members.entries()) {
    for (const index of indices) if (!inherited.has(nameOf(packages[index]))) groupOf[index] = group;
  }
  const rows = new Map<number, number[]>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const group = groupOf[ledger.ownerIndex(row)] ?? -1;
    if (group >= 0 && isEvidence(ledger, row)) addRow(rows, group, row);
  }
  return rows;
}

function isEvidence(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  if (catalog.type(row) === 'directory' || ledger.isInherited(row)) return false;
  return catalog.isVisible(row) && ledger.rightfulOwner(row) !== undefined;
}

function nameOf(pkg: Package | undefined): string {
  return `${pkg?.type} ${pkg?.name}`;
}
