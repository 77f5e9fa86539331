import { dependencyGraph, type DependencyGraph } from '../../packages/dependency-graph.ts';
import type { Ledger } from '../ledger.ts';
import { demandsOf, type Demands } from './demands.ts';
import { markToolchains, type ToolchainMarks } from './toolchain-marks.ts';
import type { ToolchainFound } from './toolchain.ts';
import { findToolchains } from './toolchains.ts';

/** A package that runs and that depends on a build tool: who installs it cannot leave the tool out. Names. */
export type Need = {
  /** The package that depends on it. */
  readonly by: string;
  /** The tool's package that it depends on. */
  readonly on: string;
};

/** For which package that runs the image has a tool; undefined where it is left over. */
export type NeedOf = (found: ToolchainFound) => Need | undefined;

const memo = new WeakMap<Ledger, NeedOf>();

/** Which build tools packages that run depend on; computed once per ledger. */
export function neededTools(ledger: Ledger): NeedOf {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const needOf = computeNeeds(ledger);
  memo.set(ledger, needOf);
  return needOf;
}

function computeNeeds(ledger: Ledger): NeedOf {
  const marks = markToolchains(ledger);
  const demands = demandsOf(ledger, marks, findToolchains(ledger));
  if (demands.size === 0) return () => undefined;
  const presence = presenceOf(ledger, demands);
  const graph = dependencyGraph(ledger.packages);
  const own = spreadNeeds(graph, directNeeds(ledger, demands, presence));
  const inherited = spreadNeeds(
    graph,
    directNeeds(ledger, demands, { ...presence, lastRow: presence.lastInheritedRow }),
  );
  return (found) => {
    const isInherited = (row: number): boolean => ledger.isInherited(row);
    const parts: readonly (readonly [readonly number[], Needs])[] = [
      [found.rows.filter((row) => !isInherited(row)), own],
      [found.rows.filter(isInherited), inherited],
    ];
    const needs = parts.flatMap(([rows, known]) =>
      rows.length === 0 ? [] : [needOfRows(ledger, marks, { found, rows, needs: known })],
    );
    return needs.includes(undefined) ? undefined : needs[0];
  };
}

/** Where packages are, by their rows: layers grow with the rows. */
type Presence = {
  /** First row of a tool's package. */
  readonly firstRow: ReadonlyMap<number, number>;
  /** Last row that proves that a package runs in the finished image, of all layers and of the base image's. */
  readonly lastRow: ReadonlyMap<number, number>;
  readonly lastInheritedRow: ReadonlyMap<number, number>;
};

function presenceOf(ledger: Ledger, demands: Demands): Presence {
  const firstRow = new Map<number, number>();
  const lastRow = new Map<number, number>();
  const lastInheritedRow = new Map<number, number>();
  const tools = new Set([...demands.values()].flat());
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0) continue;
    if (tools.has(owner) && !firstRow.has(owner)) firstRow.set(owner, row);
    if (!demands.has(owner) || !isProof(ledger, row)) continue;
    lastRow.set(owner, row);
    if (ledger.isInherited(row)) lastInheritedRow.set(owner, row);
  }
  return { firstRow, lastRow, lastInheritedRow };
}

/** What a package has without running anything: its documentation, and what stays when it is removed. */
const NO_PROOF = /^\/(?:usr\/share\/(?:doc|man|info|lintian)|etc)\//;

/**
 * Whether a row shows that its owner is installed and runs: a file that is not documentation and that a package manager
 * put there, in the base image or in a `RUN` that also wrote all that it writes of a package.
 */
function isProof(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  const type = catalog.type(row);
  if ((type !== 'regular' && type !== 'hardlink') || !catalog.isVisible(row)) return false;
  if (NO_PROOF.test(catalog.path(row))) return false;
  if (ledger.isInherited(row)) return true;
  const origin = ledger.origin(row);
  return (
    (origin.kind !== 'instruction' || origin.instruction.keyword === 'RUN') && ledger.isWhollyRegistered(row)
  );
}

/** By tool's package: who needs it. */
type Needs = ReadonlyMap<number, Need>;

/** A package needs what was there when it was installed. */
function directNeeds(ledger: Ledger, demands: Demands, { firstRow, lastRow }: Presence): Needs {
  const { catalog, packages } = ledger;
  const layerOf = (row: number | undefined): number => (row === undefined ? -1 : catalog.layer(row));
  const needs = new Map<number, Need>();
  for (const [index, tools] of demands) {
    const last = layerOf(lastRow.get(index));
    const there = tools.filter((tool) => firstRow.has(tool) && layerOf(firstRow.get(tool)) <= last);
    for (const tool of there) {
      const need = { by: packages[index]?.name ?? '', on: packages[tool]?.name ?? '' };
      if (!needs.has(tool)) needs.set(tool, need);
    }
  }
  return needs;
}

/** What a needed tool depends on is needed with it; each package, and each name, is gone through once. */
function spreadNeeds(graph: DependencyGraph, direct: Needs): Needs {
  const needs = new Map(direct);
  // A map goes on to what is added while it is gone through.
  for (const [node, need] of needs) {
    for (const next of graph.needs.of(node)) if (!needs.has(next)) needs.set(next, need);
  }
  return needs;
}

type Part = {
  readonly found: ToolchainFound;
  readonly rows: readonly number[];
  readonly needs: Needs;
};

/** A tool is needed where each of its packages is, and nothing of it lies there without one. */
function needOfRows(ledger: Ledger, marks: ToolchainMarks, { found, rows, needs }: Part): Need | undefined {
  const packages = new Set(found.packages);
  const owners = new Set(rows.map((row) => ledger.ownerIndex(row)));
  const tools = [...owners].filter((owner) => (marks.ofPackage[owner] ?? -1) >= 0);
  const isWhole = [...owners].every((owner) => packages.has(owner));
  if (!isWhole || tools.length === 0 || !tools.every((owner) => needs.has(owner))) return undefined;
  // The package that is needed by itself comes before what it needs in its turn.
  const reasons = tools.flatMap((owner) => needs.get(owner) ?? []);
  return reasons.find(({ on }) => tools.some((owner) => ledger.packages[owner]?.name === on)) ?? reasons[0];
}
