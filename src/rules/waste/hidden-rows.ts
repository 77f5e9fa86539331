import type { PathTable } from '../../files/table/path-table.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { leftoverOf } from '../build-cache.ts';
import { findRemovedBy } from './removed-by.ts';
import { cacheManager } from './package-caches.ts';

/** What nobody can help to write again, or not worth a word. It is counted by the sizes and not here. */
const CHURN = [
  '/var/log /etc/passwd /etc/passwd- /etc/group /etc/group- /etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow-',
  '/etc/ssl/certs/ca-certificates.crt',
].flatMap((line) => line.split(' '));

/** What every installation writes again as a whole, beside what has the class of package databases. */
const DATABASES = [
  '/var/lib/apt/extended_states /var/cache/debconf /var/cache/ldconfig /var/cache/fontconfig /var/cache/man',
  '/etc/ld.so.cache',
].flatMap((line) => line.split(' '));

/** `databases`: of the package manager. */
export type HiddenKind = 'removed' | 'rewritten' | 'databases';

/**
 * Rows with bytes that no container sees, by what happened to them. `hiders`: ordinals of the layers that hid them, the one that
 * hid most bytes first.
 */
export type HiddenGroup = {
  readonly subject: string;
  readonly kind: HiddenKind;
  readonly rows: readonly number[];
  readonly bytes: number;
  readonly hiders: readonly number[];
};

type Draft = {
  readonly kind: HiddenKind;
  readonly rows: number[];
  readonly bytesByRemover: Map<number, number>;
};

/** Hidden rows of an image that the repository's own instructions hid, in groups. */
export function findHiddenGroups(ledger: Ledger): readonly HiddenGroup[] {
  const isDatabase = databaseRows(ledger);
  const rows = findHiddenRows(ledger, isDatabase);
  const removedBy = findRemovedBy(ledger, rows);
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const remover = removedBy.get(row) ?? -1;
    // What the base image itself hid is nobody's mistake here.
    if (remover < 0 || ledger.origins[remover]?.kind === 'base-image') continue;
    add(drafts, ledger, { row, remover, isDatabase: isDatabase(row) });
  }
  return [...drafts].map(([subject, { kind, rows: members, bytesByRemover }]) => ({
    ...{ subject, kind, rows: members },
    bytes: [...bytesByRemover.values()].reduce((sum, bytes) => sum + bytes, 0),
    hiders: [...bytesByRemover].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([layer]) => layer),
  }));
}

function databaseRows(ledger: Ledger): (row: number) => boolean {
  const { catalog } = ledger;
  const others = new Set(DATABASES.map((path) => catalog.paths.find(path)));
  return (row) =>
    ledger.fileClass(row) === 'package-database' || isWithin(catalog.paths, catalog.node(row), others);
}

/** The first installation cannot help to write the base image's databases again. */
function findHiddenRows(ledger: Ledger, isDatabase: (row: number) => boolean): readonly number[] {
  const { catalog } = ledger;
  const churn = new Set(CHURN.map((path) => catalog.paths.find(path)));
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.bytes(row) === 0 || catalog.isVisible(row)) continue;
    if (isWithin(catalog.paths, catalog.node(row), churn) || isCache(ledger, row)) continue;
    if (!ledger.isInherited(row) || !isDatabase(row)) rows.push(row);
  }
  return rows;
}

/** A cache that was removed too late is reported as a cache. */
function isCache(ledger: Ledger, row: number): boolean {
  if (ledger.isInherited(row)) return false;
  const path = ledger.catalog.path(row);
  return cacheManager(path) !== undefined || leftoverOf(path) !== undefined;
}

function isWithin(paths: PathTable, start: number, nodes: ReadonlySet<number>): boolean {
  for (let node = start; node > 0; node = paths.parent(node)) {
    if (nodes.has(node)) return true;
  }
  return false;
}

type HiddenRow = { readonly row: number; readonly remover: number; readonly isDatabase: boolean };

function add(drafts: Map<string, Draft>, ledger: Ledger, { row, remover, isDatabase }: HiddenRow): void {
  const hidden = ledger.catalog.visibility(row) === 'overwritten' ? 'rewritten' : 'removed';
  const kind = isDatabase ? 'databases' : hidden;
  const what = isDatabase ? 'package databases' : `${hidden} files`;
  const subject = ledger.isInherited(row) ? `${what} of the base image` : what;
  const draft = drafts.get(subject) ?? { kind, rows: [], bytesByRemover: new Map<number, number>() };
  draft.rows.push(row);
  draft.bytesByRemover.set(remover, (draft.bytesByRemover.get(remover) ?? 0) + ledger.catalog.bytes(row));
  drafts.set(subject, draft);
}
