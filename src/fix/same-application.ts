import { isGenerated } from '../compare/generated-files.ts';
import type { FileCatalog } from '../files/catalog.ts';

/** How two root filesystems over one table of paths differ. Paths ascending. */
export type Difference = {
  /** Regular files, links and devices that only the first has. */
  readonly removed: readonly string[];
  /** The same that only the second has. */
  readonly added: readonly string[];
  /** Both have them, with another type, mode, owner or link. */
  readonly changed: readonly string[];
  /** Regular files that differ in their content alone. */
  readonly rewritten: readonly string[];
  /** What every build writes anew, and so may differ in content, be there or not. */
  readonly generated: readonly string[];
};

/** Copies of databases that package managers leave beside the new ones: nothing reads them. dpkg(1), debconf(7) */
const BACKUPS =
  /^\/var\/(lib\/dpkg\/[a-z]+|cache\/debconf\/[a-z]+\.dat)-old$|^\/etc\/(passwd|group|g?shadow)-$/;

/** One root filesystem, and the rows of it that are not compared with another one's that are not: those of base images. */
export type Compared = { readonly catalog: FileCatalog; readonly isOfBase?: (row: number) => boolean };

/** What a container sees of both. Directories count where both have them; an empty one more or less is nobody's file. */
export function differenceOf(before: Compared, after: Compared): Difference {
  const paths: Record<keyof Difference, string[]> = {
    ...{ removed: [], added: [], changed: [], rewritten: [], generated: [] },
  };
  const add = (kind: keyof Difference, path: string): void => {
    const isAnew = kind !== 'changed' && (isGenerated(path) || BACKUPS.test(path));
    paths[isAnew ? 'generated' : kind].push(path);
  };
  for (const [node, row] of visibleRows(before.catalog)) {
    const other = after.catalog.visibleRow(node);
    if (isOfBases([before, row], [after, other])) continue;
    if (other < 0) addFile(before.catalog, row, add.bind(null, 'removed'));
    else addChange([before.catalog, row], [after.catalog, other], add);
  }
  for (const row of newRows(before, after)) addFile(after.catalog, row, add.bind(null, 'added'));
  for (const list of Object.values(paths)) list.sort();
  return paths;
}

function newRows(before: Compared, after: Compared): readonly number[] {
  return [...visibleRows(after.catalog)]
    .filter(([node, row]) => before.catalog.visibleRow(node) < 0 && after.isOfBase?.(row) !== true)
    .map(([, row]) => row);
}

type ComparedRow = readonly [Compared, row: number];

/** Both came with a base image, or the first did and the second is not there. */
function isOfBases([before, row]: ComparedRow, [after, other]: ComparedRow): boolean {
  return before.isOfBase?.(row) === true && (other < 0 || after.isOfBase?.(other) === true);
}

function addChange(one: Place, other: Place, add: (kind: keyof Difference, path: string) => void): void {
  const path = one[0].path(one[1]);
  if (!isSameInode(one, other)) add('changed', path);
  else if (!isSameContent(one, other)) add('rewritten', path);
}

function addFile(catalog: FileCatalog, row: number, add: (path: string) => void): void {
  if (catalog.type(row) !== 'directory') add(catalog.path(row));
}

function* visibleRows(catalog: FileCatalog): Iterable<readonly [node: number, row: number]> {
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (catalog.visibleRow(node) === row && node !== 0) yield [node, row];
  }
}

type Place = readonly [catalog: FileCatalog, row: number];

function isSameInode(one: Place, other: Place): boolean {
  const [a, b] = [factsOf(one), factsOf(other)];
  return a.type === b.type && a.mode === b.mode && a.owner === b.owner && a.link === b.link;
}

/** A further name of a file is the file. */
function factsOf([catalog, row]: Place) {
  const group = catalog.groupOf(row);
  return {
    type: catalog.type(group),
    mode: catalog.mode(group),
    owner: `${catalog.uid(group)}:${catalog.gid(group)}`,
    link: catalog.linkTarget(group),
  };
}

/** An unknown sum is equal to none, unless there is nothing to sum up. */
function isSameContent([before, row]: Place, [after, other]: Place): boolean {
  if (before.size(row) !== after.size(other)) return false;
  if (before.size(row) === 0) return true;
  const [sum, otherSum] = [before.contentSum(row), after.contentSum(other)];
  const isComparable = before.contentSumKind(before.layer(row)) === after.contentSumKind(after.layer(other));
  return isComparable && sum !== 0 && sum === otherSum;
}
