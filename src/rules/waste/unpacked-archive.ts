import { shapeOf } from '../../files/table/text-pool.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import { factsOf } from '../start/visible-files.ts';
import { ARCHIVES, parseArchivedFiles, type ArchivedFile } from './archive-members.ts';
import { cacheManager } from './package-caches.ts';

/** An archive, and the directory in which what it holds lies unpacked. A row and a node. */
export type UnpackedArchive = { readonly row: number; readonly directory: number };

/** Most archives that are looked at: the largest. */
const MAX_ARCHIVES = 200;
/** Most files of one name that are looked at. */
const MAX_ROWS = 100;
/** Part of the bytes of an archive's files that must lie in one directory. */
const SHARE = 0.9;
/** As many files of the same names and sizes are no coincidence, nor is one that is as large. */
const MIN_FILES = 3;
const MIN_BYTES = 64 * 1024;

type Archive = { readonly row: number; readonly files: readonly ArchivedFile[] };

/** Visible archives of the repository's own instructions whose files lie unpacked in one directory, under their names and with their sizes. */
export function findUnpackedArchives(ledger: Ledger): readonly UnpackedArchive[] {
  const archives = findArchives(ledger);
  const rowsOf = rowsByName(ledger, archives);
  return archives.flatMap(({ row, files }) => {
    const directory = directoryOf(ledger, { row, files }, rowsOf);
    return directory < 0 ? [] : [{ row, directory }];
  });
}

function findArchives(ledger: Ledger): readonly Archive[] {
  const { catalog } = ledger;
  const rows = catalog.factRows.filter(
    (row) => catalog.facts(row)?.derived?.[ARCHIVES.id] !== undefined && isCandidate(ledger, row),
  );
  return rows
    .sort((a, b) => catalog.bytes(b) - catalog.bytes(a) || a - b)
    .slice(0, MAX_ARCHIVES)
    .map((row) => ({ row, files: parseArchivedFiles(factsOf(catalog, row)?.derived?.[ARCHIVES.id]) }));
}

/** What a web server gives out may be there for download, beside what is in it. */
const SERVED = /\/(?:html|htdocs|www|wwwroot|public|static|assets|_?downloads?)\//;

function isCandidate(ledger: Ledger, row: number): boolean {
  const path = ledger.catalog.path(row);
  if (!ledger.catalog.isVisible(row) || ledger.isInherited(row) || isPartOfOther(ledger, row)) return false;
  return !SERVED.test(path) && cacheManager(path) === undefined;
}

/** What a build tool or a system's package brings is theirs. */
function isPartOfOther(ledger: Ledger, row: number): boolean {
  const owner = ledger.rightfulOwner(row);
  return (
    (owner !== undefined && isSystemPackage(owner)) ||
    ['toolchain', 'package-manager'].includes(ledger.fileClass(row))
  );
}

/** Visible files of the names that archives have, in one pass. */
function rowsByName(
  { catalog }: Ledger,
  archives: readonly Archive[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>(
    archives.flatMap(({ files }) => files.map(({ path }) => [lastOf(path), []])),
  );
  const shapes = new Set([...found.keys()].map(shapeOf));
  for (let row = 0; row < catalog.rowCount && found.size > 0; row += 1) {
    const node = catalog.node(row);
    if (catalog.visibility(row) !== 'visible' || !shapes.has(catalog.paths.nameShape(node))) continue;
    const rows = found.get(catalog.paths.name(node));
    if (rows !== undefined && rows.length < MAX_ROWS) rows.push(row);
  }
  return found;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

type Tally = { files: number; bytes: number };

/** The directory that has most of an archive's bytes unpacked, or -1. */
function directoryOf(
  ledger: Ledger,
  { row: own, files }: Archive,
  rowsOf: ReadonlyMap<string, readonly number[]>,
): number {
  const all = files.reduce((sum, { size }) => sum + size, 0);
  const tallies = new Map<number, Tally>();
  for (const file of files) {
    const same = (rowsOf.get(lastOf(file.path)) ?? []).filter(
      (row) => row !== own && ledger.catalog.size(row) === file.size,
    );
    // A file of the archive counts once for each directory.
    for (const directory of new Set(same.map((row) => rootOf(ledger, row, file.path)))) {
      const tally = tallies.get(directory) ?? { files: 0, bytes: 0 };
      tallies.set(directory, { files: tally.files + 1, bytes: tally.bytes + file.size });
    }
  }
  const [best] = [...tallies].sort(([a, one], [b, other]) => other.bytes - one.bytes || a - b);
  return best !== undefined && isUnpacked(best[1], all) ? best[0] : -1;
}

function isUnpacked({ files, bytes }: Tally, all: number): boolean {
  return bytes >= SHARE * all && (files >= MIN_FILES || bytes >= MIN_BYTES);
}

/** Where an archive was unpacked to, if a row is one of its files: leading directories may have been left out. */
function rootOf({ catalog }: Ledger, row: number, path: string): number {
  const { paths } = catalog;
  let node = catalog.node(row);
  for (const name of path.split('/').reverse()) {
    if (name === '.' || name === '') continue;
    if (paths.name(node) !== name) break;
    node = paths.parent(node);
  }
  return node;
}
