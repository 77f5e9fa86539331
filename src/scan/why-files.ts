import type { FileCatalog } from '../files/catalog.ts';
import type { FileType, Visibility } from '../files/table/file-entry.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A path of an image: what the layers wrote there, and where its links lead. */
export type FoundPath = {
  readonly path: string;
  /** Path that a container finds there; null where it finds nothing. */
  readonly leadsTo: string | null;
  readonly type: FileType;
  /** What each layer wrote at the path, bottom first; at most MAX_VERSIONS. */
  readonly versions: readonly Version[];
  readonly versionsOmitted: number;
  /** Packages that own it, what its links lead to, and what is below it: the largest first. */
  readonly owners: readonly number[];
};

type Version = { readonly layer: number; readonly visibility: Visibility; readonly bytes: number };

const MAX_VERSIONS = 20;

/** Finds what stands at a path, also where a later layer hid it; null: no layer wrote there. */
export function findPath(ledger: Ledger, path: string): FoundPath | null {
  const { catalog } = ledger;
  const node = nodeOf(catalog, path);
  const rows = node < 0 ? [] : rowsOf(catalog, node);
  const type = rows.length === 0 ? 'directory' : catalog.type(rows.at(-1) ?? 0);
  const below = type === 'directory' && node >= 0 ? rowsBelow(catalog, node) : [];
  if (rows.length + below.length === 0) return null;
  const target = catalog.resolve(path);
  const versions = rows.slice(0, MAX_VERSIONS).map((row) => ({
    layer: catalog.layer(row),
    visibility: catalog.visibility(row),
    bytes: catalog.bytes(row),
  }));
  const own = [target, ...rows.toReversed()].map((row) => (row < 0 ? -1 : ledger.ownerIndex(row)));
  return {
    path: catalog.paths.path(node),
    leadsTo: leadsTo(catalog, target, { node, below }),
    ...{ type, versions, versionsOmitted: rows.length - versions.length },
    owners: [...new Set([...own, ...ownersOf(ledger, below)])].filter((number) => number >= 0),
  };
}

/** A directory may have no entry of its own: it is there while something below it is. */
function leadsTo(
  catalog: FileCatalog,
  target: number,
  { node, below }: { readonly node: number; readonly below: readonly number[] },
): string | null {
  if (target >= 0) return catalog.path(target);
  return below.some((row) => catalog.isVisible(row)) ? catalog.paths.path(node) : null;
}

/** Links on the way are followed; one at the end is what is asked about. */
function nodeOf(catalog: FileCatalog, path: string): number {
  const plain = path.replace(/\/+$/, '');
  const slash = plain.lastIndexOf('/');
  if (slash < 0) return 0;
  const directory = catalog.resolve(plain.slice(0, slash));
  const parent = directory < 0 ? plain.slice(0, slash) : catalog.path(directory);
  const found = catalog.paths.find(`${parent}/${plain.slice(slash + 1)}`);
  return found >= 0 ? found : catalog.paths.find(plain);
}

function rowsOf(catalog: FileCatalog, node: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (catalog.node(row) === node) rows.push(row);
  return rows;
}

/** A parent's number is always smaller than its children's. */
function rowsBelow(catalog: FileCatalog, directory: number): readonly number[] {
  const { paths } = catalog;
  const isBelow = new Uint8Array(paths.size);
  for (let node = directory + 1; node < paths.size; node += 1) {
    const parent = paths.parent(node);
    if (parent === directory || isBelow[parent] === 1) isBelow[node] = 1;
  }
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) if (isBelow[catalog.node(row)] === 1) rows.push(row);
  return rows;
}

function ownersOf(ledger: Ledger, rows: readonly number[]): readonly number[] {
  const amounts = new Map<number, number>();
  for (const row of rows) {
    const owner = ledger.ownerIndex(row);
    if (owner >= 0) amounts.set(owner, (amounts.get(owner) ?? 0) + ledger.catalog.bytes(row));
  }
  return [...amounts].sort(([a, x], [b, y]) => y - x || a - b).map(([owner]) => owner);
}

/** The lowest directory on the way to a path that is there, and the names in it. */
export function namesNear({ catalog }: Ledger, path: string, max: number): readonly string[] {
  const { paths } = catalog;
  const parts = path.split('/').filter((part) => part !== '');
  let directory = 0;
  for (const part of parts) {
    const row = catalog.resolve(`${paths.path(directory)}/${part}`);
    if (row < 0) break;
    directory = catalog.node(row);
  }
  const found: string[] = [];
  const seen = new Set<number>();
  for (let row = 0; row < catalog.rowCount && found.length < max; row += 1) {
    const node = catalog.node(row);
    if (paths.parent(node) !== directory || seen.has(node)) continue;
    seen.add(node);
    found.push(paths.path(node));
  }
  return found;
}
