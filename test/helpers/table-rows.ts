import type { LayerTable } from '../../src/files/table/layer-table.ts';

/** All that a layer's table says, for holding two of them against each other. */
export function tableRows(table: LayerTable): unknown {
  const { diffID, paths, notes } = table;
  const pathOf = (node: number): string => paths.path(node);
  const rows = Array.from({ length: table.rowCount }, (_, row) => [
    pathOf(table.node(row)),
    table.type(row),
    table.size(row),
    table.mode(row),
    table.uid(row),
    table.gid(row),
    table.linkTarget(row),
    table.contentSum(row),
    table.facts(row),
    notes && [notes.isRead(row), notes.gitBlob(row)],
  ]);
  const markers = notes?.markers.map(({ node, nextRow }) => [pathOf(node), nextRow]);
  return {
    diffID,
    rows,
    markers,
    whiteouts: table.whiteouts.map(pathOf),
    opaque: table.opaqueDirectories.map(pathOf),
  };
}
