import { VISIBILITIES, type Visibility } from './table/file-entry.ts';
import type { LayerTable } from './table/layer-table.ts';
import type { PathTable } from './table/path-table.ts';

/**
 * What a container sees while layers are put on top of each other. Every node with a visible row or a live child is
 * linked to its parent's list of live children, so that removing a subtree costs what it removes, and nothing twice.
 * A live node without a row is a directory that no layer lists but paths below it imply.
 */
export type RootFilesystem = {
  readonly paths: PathTable;
  /** By node: its visible row, or -1. */
  readonly visibleRow: Int32Array;
  /** By row: index into VISIBILITIES. */
  readonly visibility: Uint8Array;
  /** By row: row of its hard-link group's first entry; itself for all others. */
  readonly group: Int32Array;
  /** By row: 1 for a directory. */
  readonly isDirectory: Uint8Array;
  /** By node: 1 where it is in its parent's list of live children. The lists' ends are -1. */
  readonly isLive: Uint8Array;
  readonly firstLive: Int32Array;
  readonly nextLive: Int32Array;
  readonly previousLive: Int32Array;
};

const CODES = Object.fromEntries(VISIBILITIES.map((name, code) => [name, code])) as Readonly<
  Record<Visibility, number>
>;
const NONE = -1;

/** An empty root filesystem with room for `rows` rows. */
export function createRootFilesystem(paths: PathTable, rows: number): RootFilesystem {
  const nodes = paths.size;
  return {
    paths,
    visibleRow: new Int32Array(nodes).fill(NONE),
    visibility: new Uint8Array(rows),
    group: new Int32Array(rows),
    isDirectory: new Uint8Array(rows),
    isLive: new Uint8Array(nodes),
    firstLive: new Int32Array(nodes).fill(NONE),
    nextLive: new Int32Array(nodes).fill(NONE),
    previousLive: new Int32Array(nodes).fill(NONE),
  };
}

/**
 * One more layer: its whiteouts remove what lower layers have, wherever they stand in the tar, so they come before its rows.
 * https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
export function applyLayer(root: RootFilesystem, table: LayerTable, firstRow: number): void {
  for (const directory of table.opaqueDirectories) makeOpaque(root, directory);
  for (const node of table.whiteouts) {
    makeAncestors(root, node);
    removeWhole(root, node);
    link(root, root.paths.parent(node));
  }
  for (let row = 0; row < table.rowCount; row++) placeRow(root, table, { row, firstRow });
}

/** What stands there becomes an empty directory. The root's opaque whiteout hides nothing: overlayfs looks for none there. */
function makeOpaque(root: RootFilesystem, directory: number): void {
  if (directory === 0) return;
  makeAncestors(root, directory);
  makeDirectory(root, directory);
  removeChildren(root, directory);
  link(root, directory);
}

function placeRow(
  root: RootFilesystem,
  table: LayerTable,
  { row, firstRow }: { readonly row: number; readonly firstRow: number },
): void {
  const node = table.node(row);
  const type = table.type(row);
  const placed = firstRow + row;
  root.group[placed] = type === 'hardlink' ? linkedGroup(root, table.linkTarget(row) ?? '', placed) : placed;
  root.isDirectory[placed] = type === 'directory' ? 1 : 0;
  makeAncestors(root, node);
  const prior = root.visibleRow[node] ?? NONE;
  if (prior !== NONE) root.visibility[prior] = CODES.overwritten;
  // A directory over a directory keeps what is in it; everything else replaces the whole tree.
  if (type !== 'directory') removeChildren(root, node);
  root.visibleRow[node] = placed;
  link(root, node);
}

/** Group that a hard link joins: of what its target's path shows at that moment. A link without target stands for itself. */
function linkedGroup(root: RootFilesystem, target: string, placed: number): number {
  const row = root.visibleRow[root.paths.find(target)] ?? NONE;
  return row === NONE || root.isDirectory[row] === 1 ? placed : (root.group[row] ?? placed);
}

/** An entry makes its parents directories: what is none there is replaced. Stops where that is known to hold. */
function makeAncestors(root: RootFilesystem, node: number): void {
  for (let at = root.paths.parent(node); at >= 0; at = root.paths.parent(at)) {
    const row = root.visibleRow[at] ?? NONE;
    if (row === NONE && root.isLive[at] === 1) return;
    if (row === NONE) continue;
    makeDirectory(root, at);
    return;
  }
}

/** A row that is seen there and is no directory is overwritten. */
function makeDirectory(root: RootFilesystem, node: number): void {
  const row = root.visibleRow[node] ?? NONE;
  if (row === NONE || root.isDirectory[row] === 1) return;
  root.visibility[row] = CODES.overwritten;
  root.visibleRow[node] = NONE;
}

function link(root: RootFilesystem, node: number): void {
  for (let at = node; at > 0 && root.isLive[at] !== 1;) {
    const parent = root.paths.parent(at);
    const first = root.firstLive[parent] ?? NONE;
    root.isLive[at] = 1;
    root.previousLive[at] = NONE;
    root.nextLive[at] = first;
    if (first !== NONE) root.previousLive[first] = at;
    root.firstLive[parent] = at;
    at = parent;
  }
}

function removeWhole(root: RootFilesystem, node: number): void {
  if (root.isLive[node] !== 1) return;
  const next = root.nextLive[node] ?? NONE;
  const previous = root.previousLive[node] ?? NONE;
  if (next !== NONE) root.previousLive[next] = previous;
  if (previous !== NONE) root.nextLive[previous] = next;
  else root.firstLive[root.paths.parent(node)] = next;
  removeSubtrees(root, [node]);
}

function removeChildren(root: RootFilesystem, node: number): void {
  removeSubtrees(root, takeChildren(root, node));
}

function removeSubtrees(root: RootFilesystem, nodes: number[]): void {
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const row = root.visibleRow[node] ?? NONE;
    if (row !== NONE) root.visibility[row] = CODES.removed;
    root.visibleRow[node] = NONE;
    root.isLive[node] = 0;
    for (const child of takeChildren(root, node)) nodes.push(child);
  }
}

/** Live children of a node, which has none afterwards. */
function takeChildren(root: RootFilesystem, node: number): number[] {
  const children: number[] = [];
  for (let at = root.firstLive[node] ?? NONE; at !== NONE; at = root.nextLive[at] ?? NONE) children.push(at);
  root.firstLive[node] = NONE;
  return children;
}
