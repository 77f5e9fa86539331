import { withRoom } from './table/columns.ts';
import type { ContentFacts } from './table/content-facts.ts';
import { FILE_TYPES, type FileType } from './table/file-entry.ts';
import type { LayerTable } from './table/layer-table.ts';
import type { TarEntry } from './tar/tar-entry.ts';
import { createTextPool, type TextPool } from './table/text-pool.ts';

/** The growing columns of a layer that is being read. */
export type Rows = {
  count: number;
  node: Int32Array;
  type: Uint8Array;
  mode: Uint16Array;
  uid: Uint32Array;
  gid: Uint32Array;
  size: Float64Array;
  /** Offset in `links`, 0 for rows that are no links. */
  link: Uint32Array;
  /** 0: unknown. */
  sum: Uint32Array;
  readonly links: TextPool;
  readonly facts: Map<number, ContentFacts>;
};

const TYPE_CODES = Object.fromEntries(FILE_TYPES.map((type, code) => [type, code])) as Readonly<
  Record<FileType, number>
>;

export function createRows(): Rows {
  return {
    count: 0,
    node: new Int32Array(0),
    type: new Uint8Array(0),
    mode: new Uint16Array(0),
    uid: new Uint32Array(0),
    gid: new Uint32Array(0),
    size: new Float64Array(0),
    link: new Uint32Array(0),
    sum: new Uint32Array(0),
    links: createTextPool(),
    facts: new Map(),
  };
}

/** Adds one row; `linkTarget` as LayerTable has it. */
export function appendRow(
  rows: Rows,
  {
    node,
    entry,
    linkTarget,
  }: {
    readonly node: number;
    readonly entry: Pick<TarEntry, 'type' | 'mode' | 'uid' | 'gid' | 'size'>;
    readonly linkTarget: string | undefined;
  },
): void {
  const row = rows.count++;
  rows.node = withRoom(rows.node, rows.count);
  rows.type = withRoom(rows.type, rows.count);
  rows.mode = withRoom(rows.mode, rows.count);
  rows.uid = withRoom(rows.uid, rows.count);
  rows.gid = withRoom(rows.gid, rows.count);
  rows.size = withRoom(rows.size, rows.count);
  rows.link = withRoom(rows.link, rows.count);
  rows.node[row] = node;
  rows.type[row] = TYPE_CODES[entry.type];
  rows.mode[row] = entry.mode;
  rows.uid[row] = entry.uid;
  rows.gid[row] = entry.gid;
  rows.size[row] = entry.size;
  rows.link[row] = linkTarget === undefined ? 0 : rows.links.add(linkTarget);
}

/** Notes the content sum of the row that was added last. */
export function noteSum(rows: Rows, sum: number): void {
  rows.sum = withRoom(rows.sum, rows.count);
  rows.sum[rows.count - 1] = sum;
}

/** The rows as the immutable value that others read. */
export function toLayerTable(
  rows: Rows,
  rest: Pick<LayerTable, 'paths' | 'diffID' | 'contentSumKind' | 'whiteouts' | 'opaqueDirectories' | 'notes'>,
): LayerTable {
  const { count, links, facts } = rows;
  const node = ended(rows.node, count);
  const type = ended(rows.type, count);
  const mode = ended(rows.mode, count);
  const uid = ended(rows.uid, count);
  const gid = ended(rows.gid, count);
  const size = ended(rows.size, count);
  const link = ended(rows.link, count);
  const sum = ended(rows.sum, count);
  return {
    ...rest,
    rowCount: count,
    node: (row) => node[row] ?? -1,
    type: (row) => FILE_TYPES[type[row] ?? 0] ?? 'regular',
    size: (row) => size[row] ?? 0,
    mode: (row) => mode[row] ?? 0,
    uid: (row) => uid[row] ?? 0,
    gid: (row) => gid[row] ?? 0,
    linkTarget: (row) => (isLink(type[row]) ? links.text(link[row] ?? 0) : undefined),
    contentSum: (row) => sum[row] ?? 0,
    facts: (row) => facts.get(row),
    factRows: [...facts.keys()],
  };
}

/** The column without the room that is left. */
function ended<Column extends Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array>(
  column: Column,
  count: number,
): Column {
  return column.length <= count ? column : (column.slice(0, count) as Column);
}

function isLink(code: number | undefined): boolean {
  return code === TYPE_CODES.hardlink || code === TYPE_CODES.symlink;
}
