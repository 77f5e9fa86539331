import type { PathTable } from '../../files/table/path-table.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { leftoverOf } from '../build-cache.ts';
import { findRemovedBy } from './removed-by.ts';
import { cacheManager } from './package-caches.ts';

/** What every installation rewrites. Nobody can help it, so it is reported by the sizes and not counted here. */
const CHURN = [
  '/var/lib/dpkg /var/lib/rpm /var/lib/apt/extended_states /var/lib/dnf /var/lib/pacman /usr/lib/apk /usr/lib/sysimage/rpm /lib/apk',
  '/var/cache/debconf /var/cache/ldconfig /var/cache/fontconfig /var/cache/man /var/log /etc/ld.so.cache /etc/apk',
  '/etc/passwd /etc/passwd- /etc/group /etc/group- /etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow-',
  '/etc/ssl/certs/ca-certificates.crt',
].flatMap((line) => line.split(' '));

/** Rows with bytes that no container sees, by what happened to them. `mostlyHiddenBy`: ordinal of the layer that hid most bytes. */
export type HiddenGroup = {
  readonly subject: string;
  readonly isRewritten: boolean;
  readonly rows: readonly number[];
  readonly bytes: number;
  readonly mostlyHiddenBy: number;
};

type Draft = {
  readonly isRewritten: boolean;
  readonly rows: number[];
  readonly bytesByRemover: Map<number, number>;
};

/** Hidden rows of an image that the repository's own instructions hid, in groups; package databases are left out. */
export function findHiddenGroups(ledger: Ledger): readonly HiddenGroup[] {
  const rows = findHiddenRows(ledger);
  const removedBy = findRemovedBy(ledger, rows);
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const remover = removedBy.get(row) ?? -1;
    // What the base image itself hid is nobody's mistake here.
    if (remover >= 0 && ledger.origins[remover]?.kind !== 'base-image') add(drafts, ledger, { row, remover });
  }
  return [...drafts].map(([subject, { isRewritten, rows: members, bytesByRemover }]) => ({
    subject,
    isRewritten,
    rows: members,
    bytes: [...bytesByRemover.values()].reduce((sum, bytes) => sum + bytes, 0),
    mostlyHiddenBy: [...bytesByRemover].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1,
  }));
}

function findHiddenRows(ledger: Ledger): readonly number[] {
  const { catalog } = ledger;
  const churn = new Set(CHURN.map((path) => catalog.paths.find(path)));
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.bytes(row) === 0 || catalog.isVisible(row)) continue;
    if (!isWithin(catalog.paths, catalog.node(row), churn) && !isCache(ledger, row)) rows.push(row);
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

type HiddenRow = { readonly row: number; readonly remover: number };

function add(drafts: Map<string, Draft>, ledger: Ledger, { row, remover }: HiddenRow): void {
  const isRewritten = ledger.catalog.visibility(row) === 'overwritten';
  const what = isRewritten ? 'rewritten files' : 'removed files';
  const subject = ledger.isInherited(row) ? `${what} of the base image` : what;
  const draft = drafts.get(subject) ?? { isRewritten, rows: [], bytesByRemover: new Map<number, number>() };
  draft.rows.push(row);
  draft.bytesByRemover.set(remover, (draft.bytesByRemover.get(remover) ?? 0) + ledger.catalog.bytes(row));
  drafts.set(subject, draft);
}
