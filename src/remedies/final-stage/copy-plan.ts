import type { FileCatalog } from '../../files/catalog.ts';
import { visibleNames } from '../../rules/start/visible-files.ts';
import type { OwnFiles } from './own-files.ts';

/** What a final stage takes from the stage that builds. Absolute paths without a slash at their end. */
export type CopyPlan = {
  /** Whole directories, and files of one directory together. */
  readonly copies: readonly Copy[];
  /** Links that stand alone: a `COPY` would follow them. */
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** What is taken away before, since directories are copied whole. */
  readonly removals: readonly string[];
};

export type Copy =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'files'; readonly directory: string; readonly names: readonly string[] };

/** A list of more is one that nobody keeps. */
const MAX_COPIES = 8;
const MAX_REMOVALS = 8;
const FEW_COPIES = 4;
const MAX_NAMES = 6;

/** Of plain characters: nothing in it is replaced or matched. */
const PLAIN = /^[\w./@+~-]+$/;

/** The fewest instructions that bring the kept files and nothing that has to stay behind; null where that takes too many. */
export function planCopies(
  catalog: FileCatalog,
  files: OwnFiles,
  ofBase: ReadonlySet<number>,
): CopyPlan | null {
  const counts = countBelow(catalog, files);
  const exact = planWithout(catalog, files, counts);
  const isPlain = exact !== null && !makesOthers(catalog, exact, ofBase);
  if (isPlain && sizeOf(exact) <= FEW_COPIES) return exact;
  const whole = planOf(catalog, files, {
    isMixed: (node) => isOf(counts.others, node),
    isOwned: (node) => !ofBase.has(node) && isOfOther(catalog, catalog.visibleRow(node)),
  });
  const removing = whole && { ...whole, removals: removalsIn(catalog, whole, counts) };
  const plans = [removing, exact].filter((plan) => plan !== null);
  return plans.find((plan) => sizeOf(plan) <= MAX_COPIES && plan.removals.length <= MAX_REMOVALS) ?? null;
}

/** Whether a `COPY` makes a directory above what it brings that had another owner or mode: it would be root's, with the usual mode. */
function makesOthers(catalog: FileCatalog, { copies }: CopyPlan, ofBase: ReadonlySet<number>): boolean {
  const { paths } = catalog;
  return copies.flatMap(pathsOf).some((path) => {
    for (let node = paths.parent(paths.find(path)); node > 0; node = paths.parent(node)) {
      if (ofBase.has(node)) return false;
      if (isOfOther(catalog, catalog.visibleRow(node))) return true;
    }
    return false;
  });
}

function isOfOther(catalog: FileCatalog, row: number): boolean {
  if (row < 0) return false;
  return catalog.uid(row) !== 0 || catalog.gid(row) !== 0 || (catalog.mode(row) & 0o7777) !== 0o755;
}

/** The same where nothing can be taken away before. */
export function planExactCopies(catalog: FileCatalog, files: OwnFiles): CopyPlan | null {
  const plan = planWithout(catalog, files, countBelow(catalog, files));
  return plan === null || sizeOf(plan) > MAX_COPIES ? null : plan;
}

function planWithout(catalog: FileCatalog, files: OwnFiles, { dropped, others }: Counts): CopyPlan | null {
  return planOf(catalog, files, {
    isMixed: (node) => isOf(dropped, node) || isOf(others, node),
    isOwned: () => false,
  });
}

function sizeOf({ copies, links }: CopyPlan): number {
  return copies.length + links.length;
}

type Counts = Readonly<Record<'kept' | 'dropped' | 'others', Uint32Array>>;

function isOf(counts: Uint32Array, node: number): boolean {
  return (counts[node] ?? 0) > 0;
}

/** How many visible files lie in each directory and below it; a parent's node is always smaller. */
function countBelow(catalog: FileCatalog, files: OwnFiles): Counts {
  const { size } = catalog.paths;
  const counts = {
    kept: new Uint32Array(size),
    dropped: new Uint32Array(size),
    others: new Uint32Array(size),
  };
  for (let node = size - 1; node > 0; node -= 1) {
    const kind = kindOf(catalog, files, catalog.visibleRow(node));
    if (kind !== null) add(counts[kind], node, 1);
    const parent = catalog.paths.parent(node);
    for (const each of Object.values(counts)) add(each, parent, each[node] ?? 0);
  }
  return counts;
}

function kindOf(
  catalog: FileCatalog,
  { kept, dropped, indifferent }: OwnFiles,
  row: number,
): keyof Counts | null {
  if (kept.has(row)) return 'kept';
  if (dropped.has(row)) return 'dropped';
  return row < 0 || catalog.type(row) === 'directory' || indifferent.has(row) ? null : 'others';
}

function add(counts: Uint32Array, node: number, count: number): void {
  counts[node] = (counts[node] ?? 0) + count;
}

type Directories = {
  /** Whether something lies in it that must not be copied. */
  readonly isMixed: (node: number) => boolean;
  /** Whether it has to come itself, since only a copy of it keeps its owner and mode. */
  readonly isOwned: (node: number) => boolean;
};

/** Directories are copied whole where they are not mixed; null where a path cannot be written plainly. */
function planOf(
  catalog: FileCatalog,
  { kept }: OwnFiles,
  { isMixed, isOwned }: Directories,
): CopyPlan | null {
  const byDirectory = Map.groupBy(kept, (row) => wholeAbove(catalog, catalog.node(row), isMixed));
  if (byDirectory.size > MAX_COPIES + 1) return null;
  // A file that is all of its directory is named itself.
  const [alone, whole] = partition([...byDirectory], ([directory, [row = -1, ...others]]) => {
    return directory < 0 || (others.length === 0 && isFile(catalog, row) && !isOwned(directory));
  });
  const rows = alone.flatMap(([, own]) => own);
  const [single, files] = partition(rows, (row) => catalog.type(row) === 'symlink');
  const links = single.map((row) => linkOf(catalog, row));
  const directories = whole.map(([node]) => directoryOf(catalog, node));
  const copies = [...directories, ...filesOf(catalog, files)].toSorted(byPath);
  const paths = [...copies.flatMap(pathsOf), ...links.flatMap(({ path, target }) => [path, target])];
  return paths.every((path) => PLAIN.test(path)) ? { copies, links, removals: [] } : null;
}

function partition<Item>(all: readonly Item[], isFirst: (item: Item) => boolean) {
  return [all.filter(isFirst), all.filter((item) => !isFirst(item))] as const;
}

function isFile(catalog: FileCatalog, row: number): boolean {
  return /^(?:regular|hardlink)$/.test(catalog.type(row));
}

function linkOf(catalog: FileCatalog, row: number): CopyPlan['links'][number] {
  return { path: catalog.path(row), target: catalog.linkTarget(row) ?? '' };
}

function directoryOf(catalog: FileCatalog, node: number): Copy {
  return { kind: 'directory', path: catalog.paths.path(deepest(catalog, node)) };
}

/** The highest directory above a file, or the directory itself, that is not mixed; -1: there is none. */
function wholeAbove(catalog: FileCatalog, node: number, isMixed: (node: number) => boolean): number {
  const { paths } = catalog;
  let found = catalog.type(catalog.visibleRow(node)) === 'directory' ? node : -1;
  for (let at = paths.parent(node); at > 0 && !isMixed(at); at = paths.parent(at)) found = at;
  return found;
}

/** A directory in which nothing else is than one other says no more than that one. */
function deepest(catalog: FileCatalog, directory: number): number {
  const { paths } = catalog;
  const children = visibleNames(catalog, directory);
  const only = children.length === 1 ? paths.findChild(directory, children[0] ?? '') : -1;
  const isDirectory = only >= 0 && paths.firstChild(only) >= 0 && visibleNames(catalog, only).length > 0;
  return isDirectory ? deepest(catalog, only) : directory;
}

function filesOf({ paths, ...catalog }: FileCatalog, rows: readonly number[]): readonly Copy[] {
  const byDirectory = Map.groupBy(rows, (row) => paths.parent(catalog.node(row)));
  return [...byDirectory].flatMap(([directory, own]) => {
    const names = own.map((row) => paths.name(catalog.node(row))).toSorted();
    const parts = Array.from({ length: Math.ceil(names.length / MAX_NAMES) }, (_, part) =>
      names.slice(part * MAX_NAMES, (part + 1) * MAX_NAMES),
    );
    return parts.map((part) => ({ kind: 'files', directory: paths.path(directory), names: part }) as const);
  });
}

/** Paths that one `COPY` names. */
export function pathsOf(copy: Copy): readonly string[] {
  if (copy.kind === 'directory') return [copy.path];
  return copy.names.map((name) => (copy.directory === '/' ? `/${name}` : `${copy.directory}/${name}`));
}

function byPath(one: Copy, other: Copy): number {
  return (pathsOf(one)[0] ?? '') < (pathsOf(other)[0] ?? '') ? -1 : 1;
}

/** The topmost of what has to stay behind in the directories that are copied whole. */
function removalsIn(
  { paths }: FileCatalog,
  { copies }: CopyPlan,
  { dropped, kept }: Counts,
): readonly string[] {
  const removals: string[] = [];
  const search = (node: number): void => {
    if (!isOf(dropped, node) || removals.length > MAX_REMOVALS) return;
    if (!isOf(kept, node)) removals.push(paths.path(node));
    else for (let child = paths.firstChild(node); child >= 0; child = paths.nextSibling(child)) search(child);
  };
  for (const copy of copies) if (copy.kind === 'directory') search(paths.find(copy.path));
  return removals.every((path) => PLAIN.test(path))
    ? removals
    : Array.from({ length: MAX_REMOVALS + 1 }, String);
}
