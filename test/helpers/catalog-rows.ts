import type { FileCatalog } from '../../src/files/catalog.ts';

/** One line per row, for comparing catalogs: layer, path, type, bytes, mode, visibility, link target. */
export function catalogLines(catalog: FileCatalog): readonly string[] {
  return Array.from({ length: catalog.rowCount }, (_, row) =>
    [
      catalog.layer(row),
      catalog.path(row),
      catalog.type(row),
      catalog.bytes(row),
      catalog.mode(row).toString(8),
      catalog.visibility(row),
      catalog.linkTarget(row) ?? '',
    ].join(' '),
  );
}

/** Paths that the root filesystem shows, ascending, with the layer that each comes from. */
export function visiblePaths(catalog: FileCatalog): readonly string[] {
  const rows = Array.from({ length: catalog.rowCount }, (_, row) => row);
  return rows
    .filter((row) => catalog.visibility(row) === 'visible')
    .map((row) => `${catalog.path(row)} ${catalog.layer(row)}`)
    .sort();
}
