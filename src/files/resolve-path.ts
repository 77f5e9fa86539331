import type { FileType } from './table/file-entry.ts';
import type { PathTable } from './table/path-table.ts';

/** Most symbolic links on one way, as in Linux. path_resolution(7) */
const MAX_LINKS = 40;

/** What a way through the root filesystem asks on every step. */
export type Tree = {
  readonly paths: PathTable;
  /** Whether the node is there: by a row, or implied by what is below it. */
  isLive(node: number): boolean;
  /** Row that is seen there, or -1. */
  visibleRow(node: number): number;
  type(row: number): FileType;
  linkTarget(row: number): string | undefined;
};

/** Row that a path leads to with all links followed, as a process in the container would find it; -1 where it would not. */
export function resolvePath(tree: Tree, path: string): number {
  const way = path.split('/').reverse();
  let node = 0;
  let links = 0;
  for (let name = way.pop(); name !== undefined; name = way.pop()) {
    const next = stepTo(tree, node, name);
    if (next < 0) return -1;
    const target = linkTarget(tree, next);
    if (target === undefined) {
      node = next;
      continue;
    }
    if (++links > MAX_LINKS) return -1;
    if (target.startsWith('/')) node = 0;
    way.push(...target.split('/').reverse());
  }
  return tree.visibleRow(node);
}

/** Node that a name leads to from a directory, or -1. */
function stepTo(tree: Tree, node: number, name: string): number {
  if (name === '' || name === '.') return node;
  if (!isDirectory(tree, node)) return -1;
  if (name === '..') return Math.max(tree.paths.parent(node), 0);
  const next = tree.paths.findChild(node, name);
  return next >= 0 && tree.isLive(next) ? next : -1;
}

function isDirectory(tree: Tree, node: number): boolean {
  const row = tree.visibleRow(node);
  return row < 0 || tree.type(row) === 'directory';
}

/** Target where the node shows a symbolic link. */
function linkTarget(tree: Tree, node: number): string | undefined {
  const row = tree.visibleRow(node);
  return row >= 0 && tree.type(row) === 'symlink' ? tree.linkTarget(row) : undefined;
}
