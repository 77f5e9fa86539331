import type { FileCatalog } from '../../files/catalog.ts';
import { createWalk, dependencyGraph, wideDependencyGraph } from '../../packages/dependency-graph.ts';
import { cameAlong, type Package } from '../../packages/package.ts';
import { TOOLCHAINS, toolchainOf } from './toolchain-packages.ts';
import type { Toolchain } from './toolchain.ts';

/** What is needed to know the tools of an image; the ledger is one. */
export type OwnedCatalog = {
  readonly catalog: FileCatalog;
  readonly packages: readonly Package[];
  ownerIndex(row: number): number;
};

/** Tools of an image, those of the table first, and which of them each package is; -1 is none. */
export type PackageTools = { readonly tools: readonly Toolchain[]; readonly ofPackage: Int16Array };

const MAX_TOOLS = 10_000;
const PROGRAM_DIRECTORIES = new Set(['bin', 'sbin']);

/** Whether a row lies directly in a directory of programs. */
export function isProgram(catalog: FileCatalog, row: number): boolean {
  const { paths } = catalog;
  return PROGRAM_DIRECTORIES.has(paths.name(paths.parent(catalog.node(row))));
}

type Found = ReturnType<typeof toolchainOf>;

/** The build tools that the packages of an image are. */
export function packageTools(view: OwnedCatalog): PackageTools {
  const tools = [...TOOLCHAINS];
  const numbers = new Map<string, number>(tools.map(({ subject }, index) => [subject, index]));
  const ofPackage = new Int16Array(view.packages.length).fill(-1);
  for (const [index, each] of shippedTools(view).entries()) {
    if (each === undefined || tools.length > MAX_TOOLS) continue;
    const { subject } = each.toolchain;
    if (!numbers.has(subject)) numbers.set(subject, tools.push(each.toolchain) - 1);
    ofPackage[index] = numbers.get(subject) ?? -1;
  }
  return { tools, ofPackage };
}

/** By package: the tool that it is, with its programs where it needs some. */
function shippedTools(view: OwnedCatalog): readonly Found[] {
  const named = view.packages.map(toolchainOf);
  if (named.every((each) => each?.needsProgram !== true)) return named;
  const shipping = packagesWithPrograms(view, named);
  const shipped = named.map((each, index) =>
    each?.needsProgram === true && !shipping.has(index) ? undefined : each,
  );
  if (shipped.every((each) => each?.toolchain.isFiled !== true)) return shipped;
  const parts = partsOfOthers(view, named, shipped);
  return shipped.map((each, index) => (parts.has(index) ? undefined : each));
}

function packagesWithPrograms(view: OwnedCatalog, named: readonly Found[]): ReadonlySet<number> {
  const { catalog } = view;
  const found = new Set<number>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const owner = view.ownerIndex(row);
    const candidate = named[owner];
    if (candidate?.needsProgram !== true || found.has(owner) || !isProgram(catalog, row)) continue;
    if (candidate.toolchain.isFiled !== true || isWorkingProgram(catalog, row, candidate.toolchain))
      found.add(owner);
  }
  return found;
}

/** Scripts that only print options for a compiler: `xml2-config`, `pg_config`. */
const OPTION_SCRIPT = /[-_]config(?:[-.]?[\d.]+)?$/;

/**
 * A program that can be started and does more than print options; examples of the documentation are none. Of development
 * files only native ones count: the scripts among them go with the headers.
 */
function isWorkingProgram(catalog: FileCatalog, row: number, { atMost }: Toolchain): boolean {
  if (atMost === 'warning' && catalog.facts(row)?.elf === undefined) return false;
  const type = catalog.type(row);
  const isStartable = type === 'symlink' || (type !== 'directory' && (catalog.mode(row) & 0o111) !== 0);
  if (!isStartable || OPTION_SCRIPT.test(catalog.paths.name(catalog.node(row)))) return false;
  return !catalog.path(row).startsWith('/usr/share/doc/');
}

/**
 * Packages that are only filed under development and came with another tool or with development files: they are reported
 * with these. What somebody asked for is a tool of its own.
 */
function partsOfOthers(
  { packages }: OwnedCatalog,
  named: readonly Found[],
  shipped: readonly Found[],
): ReadonlySet<number> {
  const all = packages.map((_, index) => index);
  const isWanted = (index: number): boolean => packages[index]?.isRequested === true;
  const sure = all.filter(
    (index) => shipped[index]?.toolchain.isFiled === undefined && shipped[index] !== undefined,
  );
  const filed = all.filter((index) => named[index]?.toolchain.isFiled === true);
  // Each package is gone through once.
  const walk = createWalk(dependencyGraph(packages));
  const reached = new Set(walk(sure));
  const recommended = new Set(createWalk(wideDependencyGraph(packages))(sure));
  const isPart = (index: number): boolean =>
    (reached.has(index) && !isWanted(index)) || (recommended.has(index) && cameAlong(packages[index]));
  const parts = new Set<number>();
  for (const index of [...filed.filter(isWanted), ...filed.filter((each) => !isWanted(each))]) {
    if (isPart(index)) parts.add(index);
    else for (const next of walk([index])) reached.add(next);
  }
  return parts;
}
