import type { FileCatalog } from '../../files/catalog.ts';
import type { PathTable } from '../../files/table/path-table.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** For every row asked about: ordinal of the layer that removed or overwrote it, -1 where none did. */
export function findRemovedBy(ledger: Ledger, rows: readonly number[]): ReadonlyMap<number, number> {
  const { catalog } = ledger;
  const watched = watchedNodes(catalog, rows);
  const followers = findFollowers(catalog, watched.nodes);
  const removers = findRemovers(ledger, watched);
  const removedBy = new Map<number, number>();
  for (const row of rows) {
    const follower = followers.get(row);
    const overwriting = follower === undefined ? Infinity : catalog.layer(follower);
    const layer = Math.min(overwriting, findRemover(catalog, row, removers));
    removedBy.set(row, layer === Infinity ? -1 : layer);
  }
  return removedBy;
}

type Watched = { readonly nodes: ReadonlySet<number>; readonly directories: ReadonlySet<number> };

/** What one layer takes away of the watched nodes of lower layers. */
type Remover = {
  readonly layer: number;
  /** Nodes that hide lower rows of themselves, and of all that is below them. */
  readonly trees: ReadonlySet<number>;
  /** Nodes that hide only what is below them: opaque directories. */
  readonly opaque: ReadonlySet<number>;
  /** Whether all that is below a directory is hidden, as far as it was asked. */
  readonly covered: Map<number, boolean>;
};

/** The rows' own nodes and all directories above them: no other node can hide them. */
function watchedNodes(catalog: FileCatalog, rows: readonly number[]): Watched {
  const nodes = new Set(rows.map((row) => catalog.node(row)));
  const directories = new Set<number>();
  for (const start of nodes) {
    let node = catalog.paths.parent(start);
    while (node >= 0 && !directories.has(node)) {
      directories.add(node);
      node = catalog.paths.parent(node);
    }
  }
  return { nodes, directories };
}

/** The next row of the same node, in the same layer or in a higher one: it overwrites. */
function findFollowers(catalog: FileCatalog, nodes: ReadonlySet<number>): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  const followers = new Map<number, number>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    if (!nodes.has(node)) continue;
    const before = last.get(node);
    if (before !== undefined) followers.set(before, row);
    last.set(node, row);
  }
  return followers;
}

/** Layers that remove anything watched, lowest first: most layers only add. */
function findRemovers({ catalog, layers }: Ledger, { nodes, directories }: Watched): readonly Remover[] {
  return layers.flatMap(({ ordinal, table }): readonly Remover[] => {
    const trees = new Set(table.whiteouts.filter((node) => nodes.has(node) || directories.has(node)));
    const opaque = new Set(table.opaqueDirectories.filter((node) => directories.has(node)));
    for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row += 1) {
      const node = catalog.node(row);
      if (directories.has(node) && catalog.type(row) !== 'directory') trees.add(node);
    }
    return trees.size + opaque.size === 0 ? [] : [{ layer: ordinal, trees, opaque, covered: new Map() }];
  });
}

/** Ordinal of the first higher layer that removes a row, or Infinity: whiteouts hide lower layers only. */
function findRemover(catalog: FileCatalog, row: number, removers: readonly Remover[]): number {
  const { paths } = catalog;
  const node = catalog.node(row);
  const layer = catalog.layer(row);
  const found = removers.find(
    (remover) =>
      remover.layer > layer && (remover.trees.has(node) || isCovered(paths, paths.parent(node), remover)),
  );
  return found?.layer ?? Infinity;
}

function isCovered(paths: PathTable, directory: number, remover: Remover): boolean {
  if (directory < 0) return false;
  const known = remover.covered.get(directory);
  if (known !== undefined) return known;
  const isOwn = remover.trees.has(directory) || remover.opaque.has(directory);
  const found = isOwn || isCovered(paths, paths.parent(directory), remover);
  remover.covered.set(directory, found);
  return found;
}
