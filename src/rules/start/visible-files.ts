import type { FileCatalog } from '../../files/catalog.ts';

/** Whether the root filesystem shows this node or something in it: layers may leave out the entries of directories. */
function isVisibleTree(catalog: FileCatalog, node: number): boolean {
  if (node < 0) return false;
  if (catalog.visibleRow(node) >= 0) return true;
  const { paths } = catalog;
  for (let child = paths.firstChild(node); child >= 0; child = paths.nextSibling(child)) {
    if (isVisibleTree(catalog, child)) return true;
  }
  return false;
}

/** Names in a directory, sorted, without those that the root filesystem does not show. */
export function visibleNames(catalog: FileCatalog, node: number): readonly string[] {
  const { paths } = catalog;
  const names: string[] = [];
  if (node < 0) return names;
  for (let child = paths.firstChild(node); child >= 0; child = paths.nextSibling(child)) {
    if (isVisibleTree(catalog, child)) names.push(paths.name(child));
  }
  // Nodes are made in the order in which layers happen to be read.
  return names.sort();
}

/** Names in a visible directory, links to it followed; empty when there is none. */
export function childrenOf(catalog: FileCatalog, directory: string): readonly string[] {
  const row = catalog.resolve(directory);
  return visibleNames(catalog, row >= 0 ? catalog.node(row) : catalog.paths.find(directory));
}

/** Facts of a row, of its hard-link group's regular entry where the row is another name of it. */
export function factsOf(catalog: FileCatalog, row: number) {
  return catalog.facts(row) ?? catalog.facts(catalog.groupOf(row));
}

/** Text of a visible file whose content was kept, links followed; undefined otherwise. */
export function textOf(catalog: FileCatalog, path: string): string | undefined {
  const row = catalog.resolve(path);
  const content = row < 0 ? undefined : factsOf(catalog, row)?.content;
  return content && Buffer.from(content).toString('utf8');
}
