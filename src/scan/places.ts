import type { Visibility } from '../files/table/file-entry.ts';
import type { PathTable } from '../files/table/path-table.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isHashed, unitOf } from './place-names.ts';

/** Evidence as a person reads it: a file, or a directory that stands for all of its files that no other place names. */
export type Place = {
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Regular files and hard links; a content behind several names counts once, at the first place. */
  readonly files: number;
  /** Bytes of the evidence here, over all layers. */
  readonly bytes: number;
  readonly visibility: Visibility;
  /** Ordinal of the layer that all of it came with; null where several did. */
  readonly layer: number | null;
};

/** Rows that are reported together. `row`: the first of them. */
type Pile = { row: number; rows: number; files: number; bytes: number; layer: number | null };
/** Piles by node of the path table. */
type Piles = Map<number, Pile>;

const MAX_PLACES = 20;
/** So few rows are named one by one. */
const MAX_SINGLE = 10;
/** A place of its own has at least this share of the finding, so there are few of them. */
const MIN_SHARE = 1 / 8;
/** A file of the thing's own package comes first, unless it is next to nothing: Debian's `gcc` is links. */
const MIN_CAUSE_SHARE = 1 / 100;

/**
 * Where the evidence is: first the largest file of the package that is the thing (`cause`, an index into the
 * ledger's packages), then the largest of all. A finding may have a million rows: one pass over them, and one over their directories.
 */
export function placesOf(ledger: Ledger, rows: readonly number[], cause = -1): readonly Place[] {
  const { catalog } = ledger;
  const counted = new Set<number>();
  const total = bytesOf(ledger, rows);
  const isSingle =
    rows.length <= MAX_SINGLE && !rows.some((row) => isHashed(catalog.paths.name(catalog.node(row))));
  const nearest = nearestRow(ledger, rows, { cause, least: total * MIN_CAUSE_SHARE });
  const least = { bytes: total * MIN_SHARE, rows: rows.length * MIN_SHARE };
  const others = byVisibility(
    ledger,
    rows.filter((row) => row !== nearest),
  ).flatMap((same) => {
    const piles = isSingle ? singlesOf(ledger, same, counted) : heap(ledger, same, { counted, least });
    return [...piles].map(([node, pile]) => toPlace(ledger, node, pile));
  });
  const first = nearest < 0 ? [] : [toPlace(ledger, catalog.node(nearest), pileOf(ledger, nearest, counted))];
  const places = [...first, ...others.toSorted(bySize)];
  // Links beside files say no more than the files do.
  const withFiles = places.filter(({ files }) => files > 0);
  return (withFiles.length > 0 ? withFiles : places).slice(0, MAX_PLACES);
}

function bytesOf({ catalog }: Ledger, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + catalog.bytes(row), 0);
}

type Cause = { readonly cause: number; readonly least: number };

/** The largest file of the package that is the thing, where that says anything; -1: there is none. */
function nearestRow(ledger: Ledger, rows: readonly number[], { cause, least }: Cause): number {
  const { catalog } = ledger;
  if (cause < 0 || rows.every((row) => ledger.ownerIndex(row) === cause)) return -1;
  let nearest = -1;
  let bytes = least;
  for (const row of rows) {
    const isNearer = ledger.ownerIndex(row) === cause && catalog.bytes(row) > bytes;
    if (!isNearer || isHashed(catalog.paths.name(catalog.node(row)))) continue;
    nearest = row;
    bytes = catalog.bytes(row);
  }
  return nearest;
}

function byVisibility({ catalog }: Ledger, rows: readonly number[]): readonly (readonly number[])[] {
  return (['visible', 'overwritten', 'removed'] as const)
    .map((visibility) => rows.filter((row) => catalog.visibility(row) === visibility))
    .filter((same) => same.length > 0);
}

function bySize(a: Place, b: Place): number {
  return b.bytes - a.bytes || b.files - a.files || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function singlesOf(ledger: Ledger, rows: readonly number[], counted: Set<number>): Piles {
  const piles: Piles = new Map();
  // A path may be in several layers.
  for (const row of rows) addTo(piles, ledger.catalog.node(row), pileOf(ledger, row, counted));
  return piles;
}

type Heaping = {
  readonly counted: Set<number>;
  /** What a place of its own has at least; rows count where nothing has bytes. */
  readonly least: { readonly bytes: number; readonly rows: number };
};

/**
 * From the leaves to the root, what is large enough stays where it is, and the rest goes to the directory above; the last
 * of it is told where all of the rest is.
 */
function heap(ledger: Ledger, rows: readonly number[], { counted, least }: Heaping): Piles {
  const { paths } = ledger.catalog;
  const stays = (node: number, pile: Pile): boolean => {
    const isLarge = least.bytes > 0 ? pile.bytes >= least.bytes : pile.rows >= least.rows;
    return isLarge && !isHashed(paths.name(node));
  };
  const { placed, rest } = firstPiles(ledger, rows, { counted, stays });
  for (const node of withParents(paths, [...rest.keys()])) {
    const pile = rest.get(node);
    if (pile === undefined) continue;
    if (rest.size === 1 || stays(node, pile)) addTo(placed, node, pile);
    else addTo(rest, paths.parent(node), pile);
    rest.delete(node);
  }
  return placed;
}

type Staying = {
  readonly counted: Set<number>;
  readonly stays: (node: number, pile: Pile) => boolean;
};

/** Files that stay, and the others by their directory or package. */
function firstPiles(ledger: Ledger, rows: readonly number[], { counted, stays }: Staying) {
  const { catalog } = ledger;
  const placed: Piles = new Map();
  const rest: Piles = new Map();
  for (const row of rows) {
    const pile = pileOf(ledger, row, counted);
    const node = catalog.node(row);
    const unit = unitOf(catalog.paths, node);
    if (unit !== node) addTo(rest, unit, pile);
    else if (stays(node, pile)) addTo(placed, node, pile);
    else addTo(rest, catalog.paths.parent(node), pile);
  }
  return { placed, rest };
}

/** Nodes and all directories above them, lower ones first: a node is made after its parent. */
function withParents(paths: PathTable, nodes: readonly number[]): readonly number[] {
  const all = new Set<number>();
  for (const node of nodes) {
    for (let at = node; at >= 0 && !all.has(at); at = paths.parent(at)) all.add(at);
  }
  return [...all].sort((a, b) => b - a);
}

function pileOf({ catalog }: Ledger, row: number, counted: Set<number>): Pile {
  const type = catalog.type(row);
  const isFile = (type === 'regular' || type === 'hardlink') && !counted.has(catalog.groupOf(row));
  if (isFile) counted.add(catalog.groupOf(row));
  return { row, rows: 1, files: isFile ? 1 : 0, bytes: catalog.bytes(row), layer: catalog.layer(row) };
}

function addTo(piles: Piles, node: number, pile: Pile): void {
  const known = piles.get(node);
  if (known === undefined) {
    piles.set(node, pile);
    return;
  }
  known.rows += pile.rows;
  known.files += pile.files;
  known.bytes += pile.bytes;
  if (known.layer !== pile.layer) known.layer = null;
}

/** A pile of one row is that file. */
function toPlace({ catalog }: Ledger, node: number, { row, rows, files, bytes, layer }: Pile): Place {
  const at = rows === 1 ? catalog.node(row) : node;
  const isDirectory = at !== catalog.node(row) || catalog.type(row) === 'directory';
  return {
    path: catalog.paths.path(at),
    kind: isDirectory ? 'directory' : 'file',
    files,
    bytes,
    visibility: catalog.visibility(row),
    layer,
  };
}
