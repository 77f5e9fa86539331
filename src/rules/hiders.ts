import type { Ledger } from '../ledger/ledger.ts';

/** For every row asked about: ordinal of the layer that removed or overwrote it, -1 where none did. */
export function findHiders(ledger: Ledger, rows: readonly number[]): ReadonlyMap<number, number> {
  const { catalog } = ledger;
  const hiders = new Map<number, number>();
  const watched = watchedNodes(ledger, rows);
  let open = rows;
  for (let layer = 0; layer < catalog.layerCount && open.length > 0; layer += 1) {
    const removers = readRemovers(ledger, layer, watched);
    const left: number[] = [];
    for (const row of open) {
      if (catalog.layer(row) <= layer && isHidden(ledger, row, { layer, ...removers }))
        hiders.set(row, layer);
      else left.push(row);
    }
    open = left;
  }
  for (const row of open) hiders.set(row, -1);
  return hiders;
}

type Removers = {
  /** Nodes that hide lower rows of themselves, and of all that is below them. */
  readonly trees: ReadonlySet<number>;
  /** Nodes that hide only what is below them: opaque directories. */
  readonly opaque: ReadonlySet<number>;
  /** Last row of the layer by node: it hides all earlier rows of that node. */
  readonly rows: ReadonlyMap<number, number>;
};

/** The rows' own nodes and all directories above them: no other node can hide them. */
function watchedNodes({ catalog }: Ledger, rows: readonly number[]): ReadonlySet<number> {
  const watched = new Set<number>();
  for (const row of rows) {
    for (let node = catalog.node(row); node >= 0 && !watched.has(node); node = catalog.paths.parent(node))
      watched.add(node);
  }
  return watched;
}

function readRemovers({ catalog, layers }: Ledger, layer: number, watched: ReadonlySet<number>): Removers {
  const table = layers[layer]?.table;
  const trees = new Set(table?.whiteouts.filter((node) => watched.has(node)));
  const opaque = new Set(table?.opaqueDirectories.filter((node) => watched.has(node)));
  const rows = new Map<number, number>();
  for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row += 1) {
    const node = catalog.node(row);
    if (!watched.has(node)) continue;
    rows.set(node, row);
    if (catalog.type(row) !== 'directory') trees.add(node);
  }
  return { trees, opaque, rows };
}

/** Whiteouts hide lower layers only; a later row of the same node hides earlier ones in its own layer, too. */
function isHidden(
  { catalog }: Ledger,
  row: number,
  { layer, trees, opaque, rows }: Removers & { readonly layer: number },
): boolean {
  const node = catalog.node(row);
  if ((rows.get(node) ?? -1) > row) return true;
  if (catalog.layer(row) >= layer) return false;
  if (trees.has(node)) return true;
  for (let above = catalog.paths.parent(node); above >= 0; above = catalog.paths.parent(above)) {
    if (trees.has(above) || opaque.has(above)) return true;
  }
  return false;
}
