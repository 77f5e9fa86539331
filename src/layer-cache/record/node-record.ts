import type { ByteReader } from '../../files/table/byte-columns.ts';
import type { LayerNotes, LayerTable } from '../../files/table/layer-table.ts';
import { bufferOf, decodePathText } from '../../files/table/path-text.ts';
import type { PathTable } from '../../files/table/path-table.ts';
import { parseWhiteout } from '../../files/whiteout.ts';

/** The nodes of one layer in the order in which its tar makes them: numbered from 1, parents first; 0 is the root. */
export type NodeOrder = { readonly ordered: readonly number[]; readonly idOf: (node: number) => number };

/** Nodes as a record has them, not yet in a path table. */
export type RecordNodes = {
  /** With the root. */
  readonly count: number;
  path(id: number): string;
  /** Bytes of the paths by id. */
  readonly lengths: Uint16Array;
  /** Makes them, in order, in a path table; gives its nodes by id. */
  intern(paths: PathTable): Int32Array;
};

/** Longest path in bytes that a tar gives, limits.h PATH_MAX, with its first slash. */
const MAX_PATH_BYTES = 4097;

/** Walks the entries as the reader did: rows and markers in their order, and with each whatever it leads to. */
export function orderNodes(table: LayerTable, { markers }: LayerNotes): NodeOrder {
  const { paths } = table;
  const order = startOrder(paths);
  let row = 0;
  for (const { node, nextRow } of [...markers, { node: 0, nextRow: table.rowCount }]) {
    for (; row < nextRow; row++) addRow(table, order, row);
    addMarker(paths, order, node);
  }
  return order;
}

function addRow(table: LayerTable, order: GrowingOrder, row: number): void {
  order.add(table.node(row));
  if (table.type(row) === 'hardlink') order.add(table.paths.find(table.linkTarget(row) ?? '/'));
}

function addMarker(paths: PathTable, order: GrowingOrder, node: number): void {
  order.add(node);
  const whiteout = parseWhiteout(paths, node, 'layer');
  if (whiteout?.kind === 'path') order.add(whiteout.target);
}

type GrowingOrder = NodeOrder & { readonly add: (node: number) => void };

function startOrder(paths: PathTable): GrowingOrder {
  const ids = new Int32Array(paths.size);
  const ordered: number[] = [];
  const add = (node: number): void => {
    if (node <= 0 || ids[node] !== 0) return;
    add(paths.parent(node));
    ids[node] = ordered.push(node);
  };
  return { ordered, add, idOf: (node) => ids[node] ?? 0 };
}

/** The node section of a record, checked: parents come first, and names are names. */
export function readNodes(reader: ByteReader, record: Uint8Array): RecordNodes {
  const count = reader.number(reader.left) + 1;
  const parents = new Int32Array(count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const lengths = new Uint16Array(count);
  for (let id = 1; id < count; id++) {
    parents[id] = id - reader.number(id);
    if (parents[id] === id) throw new RangeError(`node ${id} is its own parent`);
    const length = reader.number(MAX_PATH_BYTES);
    const pathLength = (lengths[parents[id] ?? 0] ?? 0) + 1 + length;
    if (pathLength > MAX_PATH_BYTES) throw new RangeError(`the path of node ${id} has ${pathLength} bytes`);
    lengths[id] = pathLength;
    starts[id] = reader.position;
    ends[id] = reader.position + length;
    checkName(reader.bytes(length));
  }
  const view = bufferOf(record);
  return {
    count,
    path: pathsOf(parents, (id) => decodePathText(view, starts[id], ends[id])),
    lengths,
    intern: (paths) => internAll(paths, parents, (id) => record.subarray(starts[id], ends[id])),
  };
}

function checkName(name: Uint8Array): void {
  let areDots = name.length <= 2;
  for (const byte of name) {
    if (byte === SLASH || byte === 0) throw new RangeError('a name is invalid');
    if (byte !== DOT) areDots = false;
  }
  if (areDots) throw new RangeError('a name is invalid');
}

const SLASH = 0x2f;
const DOT = 0x2e;

function internAll(paths: PathTable, parents: Int32Array, name: (id: number) => Uint8Array): Int32Array {
  const nodes = new Int32Array(parents.length);
  for (let id = 1; id < parents.length; id++)
    nodes[id] = paths.childOfBytes(nodes[parents[id] ?? 0] ?? 0, name(id));
  return nodes;
}

/** Paths by id; the directory of the last one is remembered, since entries of one directory follow each other. */
function pathsOf(parents: Int32Array, name: (id: number) => string): (id: number) => string {
  let last = { parent: 0, directory: '/' };
  const directoryOf = (id: number): string => {
    const names: string[] = [];
    for (let at = id; at > 0; at = parents[at] ?? 0) names.push(name(at));
    return names.length === 0 ? '/' : `/${names.reverse().join('/')}/`;
  };
  return (id) => {
    if (id === 0) return '/';
    const parent = parents[id] ?? 0;
    if (parent !== last.parent) last = { parent, directory: directoryOf(parent) };
    return last.directory + name(id);
  };
}
