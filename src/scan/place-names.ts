import type { PathTable } from '../files/table/path-table.ts';

/** Names that a machine made of a digest, and the one or two digits that stores sort them by: they say nothing to a reader. */
const HASHED = [/^[0-9a-f]{1,2}$/, /[0-9a-f]{16}/i, /^(?=(.*\d){3})[a-z0-9]{20,}(\.\w+)?$/i];

/** Whether a file or directory goes by a digest: `/root/.npm/_cacache/content-v2/sha512/0a/1f/9b…`. */
export function isHashed(name: string): boolean {
  return HASHED.some((pattern) => pattern.test(name)) && /\d/.test(name);
}

/** Directories of which each entry is a package: readers know those, and not the files in them. */
const PACKAGE_FOLDERS = new Set(['node_modules', 'site-packages', 'dist-packages', 'gems', '.pnpm', '.bun']);

/** Tools keep their caches there, too: `node_modules/.cache`. */
function isPackage(name: string): boolean {
  return !PACKAGE_FOLDERS.has(name) && !name.startsWith('.');
}

/** The outermost package directory that a node lies in; the node itself where it lies in none. */
export function unitOf(paths: PathTable, node: number): number {
  let unit = node;
  let below = node;
  for (let at = paths.parent(node); at >= 0; at = paths.parent(at)) {
    const name = paths.name(at);
    // pnpm and Bun keep the packages in a directory among the links to them.
    if (PACKAGE_FOLDERS.has(name) && isPackage(paths.name(below))) unit = below;
    // A scope such as `@babel` holds packages.
    if (!name.startsWith('@')) below = at;
  }
  return unit;
}
