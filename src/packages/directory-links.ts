import type { FileCatalog } from '../files/catalog.ts';

const MAX_DEPTH = 40;

/**
 * Finds paths as package managers write them: their directories may lead through links of the root filesystem, as
 * `/bin/ls` of a merged /usr, whose row is `/usr/bin/ls`. https://wiki.debian.org/UsrMerge
 */
export function createPathFinder(catalog: FileCatalog): (path: string) => number {
  const { paths } = catalog;
  const directories = new Map<string, number>([['', 0]]);

  const follow = (node: number, depth: number): number => {
    const row = catalog.visibleRow(node);
    const target = row >= 0 && catalog.type(row) === 'symlink' ? catalog.linkTarget(row) : undefined;
    if (target === undefined) return node;
    const written = target.startsWith('/') ? target : `${paths.path(paths.parent(node))}/${target}`;
    return depth > MAX_DEPTH ? -1 : directoryOf(lexical(written), depth + 1);
  };

  const directoryOf = (directory: string, depth: number): number => {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const slash = directory.lastIndexOf('/');
    const parent = depth > MAX_DEPTH ? -1 : directoryOf(directory.slice(0, Math.max(slash, 0)), depth + 1);
    const child = parent < 0 ? -1 : paths.findChild(parent, directory.slice(slash + 1));
    const found = child < 0 ? -1 : follow(child, depth);
    directories.set(directory, found);
    return found;
  };

  // Files of one directory follow each other.
  let last = { directory: '', node: 0 };
  return (path) => {
    const slash = path.lastIndexOf('/');
    if (slash !== last.directory.length || !path.startsWith(last.directory)) {
      const directory = path.slice(0, slash);
      last = { directory, node: directoryOf(directory, 0) };
    }
    const parent = last.node;
    return parent < 0 ? -1 : paths.findChild(parent, path.slice(slash + 1));
  };
}

/** `/a/./b/../c` as `/a/c`: link targets of system directories go through no further links before a `..`. */
function lexical(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.map((part) => `/${part}`).join('');
}
