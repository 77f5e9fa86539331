import type { FileCatalog } from './catalog.ts';
import { VISIBILITIES, type FileType } from './table/file-entry.ts';
import type { LayerTable } from './table/layer-table.ts';
import { createPathTable } from './table/path-table.ts';
import { resolvePath } from './resolve-path.ts';
import { applyLayer, createRootFilesystem, type RootFilesystem } from './root-filesystem.ts';

/** Layers, bottom first and of one path table, to the catalog of their image. */
export function catalogLayers(tables: readonly LayerTable[]): FileCatalog {
  const paths = tables[0]?.paths ?? createPathTable();
  const firstRows = toFirstRows(tables);
  const rowCount = firstRows.at(-1) ?? 0;
  const root = createRootFilesystem(paths, rowCount);
  for (const [ordinal, table] of tables.entries()) applyLayer(root, table, firstRows[ordinal] ?? 0);
  const columns = toColumns(root, tables, firstRows);
  const reading = toReading(columns);
  // A hard link to a symbolic link is one too.
  const type = (row: number): FileType => reading.type(reading.groupOf(row));
  const linkTarget = (row: number): string | undefined => reading.linkTarget(reading.groupOf(row));
  const resolve = (path: string): number =>
    resolvePath({ paths, isLive, visibleRow, type, linkTarget }, path);
  const isLive = (node: number): boolean => node === 0 || root.isLive[node] === 1;
  const visibleRow = (node: number): number => root.visibleRow[node] ?? -1;
  return {
    paths,
    rowCount,
    layerCount: tables.length,
    firstRow: (layer) => firstRows[layer] ?? rowCount,
    ...reading,
    visibleRow,
    resolve,
    ...sums(rowCount, reading),
  };
}

type Columns = {
  readonly root: RootFilesystem;
  readonly tables: readonly LayerTable[];
  readonly firstRows: readonly number[];
  readonly layers: Uint16Array;
  /** By row of a group: the row that its bytes count on. */
  readonly bearers: Int32Array;
};

type Reading = Omit<
  FileCatalog,
  | 'paths'
  | 'rowCount'
  | 'layerCount'
  | 'firstRow'
  | 'visibleRow'
  | 'resolve'
  | 'contentBytes'
  | 'rootfsBytes'
  | 'fileCount'
>;

function toFirstRows(tables: readonly LayerTable[]): readonly number[] {
  const firstRows = [0];
  for (const table of tables) firstRows.push((firstRows.at(-1) ?? 0) + table.rowCount);
  return firstRows;
}

function toColumns(
  root: RootFilesystem,
  tables: readonly LayerTable[],
  firstRows: readonly number[],
): Columns {
  const layers = new Uint16Array(firstRows.at(-1) ?? 0);
  for (const ordinal of tables.keys()) layers.fill(ordinal, firstRows[ordinal], firstRows[ordinal + 1]);
  return { root, tables, firstRows, layers, bearers: toBearers(root) };
}

/** First visible name of every hard-link group, else its first entry. */
function toBearers({ group, visibility }: RootFilesystem): Int32Array {
  const bearers = new Int32Array(group.length).fill(-1);
  for (let row = 0; row < group.length; row++) {
    const first = group[row] ?? row;
    if (visibility[row] === 0 && bearers[first] === -1) bearers[first] = row;
  }
  for (let row = 0; row < group.length; row++) if (bearers[row] === -1) bearers[row] = row;
  return bearers;
}

function toReading({ root, tables, firstRows, layers, bearers }: Columns): Reading {
  const tableOf = (row: number): LayerTable => {
    const table = tables[layers[row] ?? 0];
    if (table === undefined) throw new RangeError(`row ${row} of a catalog of ${layers.length} rows`);
    return table;
  };
  const inLayer = (row: number): number => row - (firstRows[layers[row] ?? 0] ?? 0);
  const group = (row: number): number => root.group[row] ?? row;
  const bearer = (row: number): number => bearers[group(row)] ?? row;
  const groupSize = (row: number): number => tableOf(group(row)).size(inLayer(group(row)));
  const node = (row: number): number => tableOf(row).node(inLayer(row));
  return {
    node,
    path: (row) => root.paths.path(node(row)),
    type: (row) => tableOf(row).type(inLayer(row)),
    bytes: (row) => (bearer(row) === row ? groupSize(row) : 0),
    size: groupSize,
    mode: (row) => tableOf(row).mode(inLayer(row)),
    uid: (row) => tableOf(row).uid(inLayer(row)),
    gid: (row) => tableOf(row).gid(inLayer(row)),
    linkTarget: (row) => tableOf(row).linkTarget(inLayer(row)),
    layer: (row) => layers[row] ?? 0,
    visibility: (row) => VISIBILITIES[root.visibility[row] ?? 0] ?? 'visible',
    isVisible: (row) => root.visibility[bearer(row)] === 0,
    contentSum: (row) => tableOf(group(row)).contentSum(inLayer(group(row))),
    contentSumKind: (layer) => tables[layer]?.contentSumKind ?? 'crc32',
    facts: (row) => tableOf(group(row)).facts(inLayer(group(row))),
    factRows: tables.flatMap((table, ordinal) =>
      table.factRows.map((row) => row + (firstRows[ordinal] ?? 0)),
    ),
    groupOf: group,
  };
}

function sums(rowCount: number, { bytes, isVisible, visibility, groupOf, type }: Reading): Sums {
  const total = { contentBytes: 0, rootfsBytes: 0, fileCount: 0 };
  for (let row = 0; row < rowCount; row++) {
    const size = bytes(row);
    total.contentBytes += size;
    if (isVisible(row)) total.rootfsBytes += size;
    if (visibility(row) === 'visible' && type(groupOf(row)) === 'regular') total.fileCount++;
  }
  return total;
}

type Sums = Pick<FileCatalog, 'contentBytes' | 'rootfsBytes' | 'fileCount'>;
