import { createByteReader, createByteWriter, type ByteWriter } from '../../files/table/byte-columns.ts';
import { writeFacts } from './fact-record.ts';
import { readEntries, SUM_BYTES, toKind } from './layer-entries.ts';
import type { LayerNotes, LayerTable } from '../../files/table/layer-table.ts';
import { orderNodes, readNodes, type NodeOrder } from './node-record.ts';
import type { PathTable } from '../../files/table/path-table.ts';
import { restoreTable, type RecordOptions } from './restore-table.ts';

/** A layer's table as bytes, for a later run whose path table, repository and rules are others. Its notes and its content sums (`crc32`) must have been taken. */
export function encodeLayer(table: LayerTable, notes: LayerNotes): Uint8Array {
  const writer = createByteWriter();
  const nodes = orderNodes(table, notes);
  writeNodes(writer, table.paths, nodes);
  writeMarkers(writer, notes, nodes);
  writeRows(writer, table, { notes, nodes });
  writeScans(writer, notes);
  writeAllFacts(writer, table);
  return writer.finish();
}

/**
 * The table that reading the layer would give, with the same nodes in the same order and no facts but the wished ones. Undefined
 * where something is required that the record does not have; throws RangeError or `image-unreadable` for what `encodeLayer`
 * never writes. The path table is touched only by a record that is whole.
 */
export function decodeLayer(record: Uint8Array, options: RecordOptions): LayerTable | undefined {
  // Of a buffer every small part would be a buffer, which is dearer.
  const bytes = new Uint8Array(record.buffer, record.byteOffset, record.length);
  const reader = createByteReader(bytes);
  const nodes = readNodes(reader, bytes);
  const entries = readEntries(reader, nodes);
  reader.finish();
  return restoreTable(entries, nodes, options);
}

type Written = { readonly notes: LayerNotes; readonly nodes: NodeOrder };

function writeNodes(writer: ByteWriter, paths: PathTable, { ordered, idOf }: NodeOrder): void {
  writer.number(ordered.length);
  for (const [index, node] of ordered.entries()) {
    writer.number(index + 1 - idOf(paths.parent(node)));
    writer.text(paths.name(node));
  }
}

function writeMarkers(writer: ByteWriter, { markers }: LayerNotes, { idOf }: NodeOrder): void {
  writer.number(markers.length);
  let last = 0;
  for (const { node, nextRow } of markers) {
    writer.number(nextRow - last);
    writer.number(idOf(node));
    last = nextRow;
  }
}

/** Column after column: like stands beside like, so that it compresses well. */
function writeRows(writer: ByteWriter, table: LayerTable, { notes, nodes }: Written): void {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  writer.number(table.rowCount);
  for (const row of rows) writer.number(nodes.idOf(table.node(row)));
  for (const row of rows)
    writer.number(toKind(table.type(row), notes.isRead(row), notes.gitBlob(row) !== undefined));
  for (const column of ['mode', 'uid', 'gid'] as const)
    for (const row of rows) writer.number(table[column](row));
  for (const row of rows) if (table.type(row) === 'regular') writer.number(table.size(row));
  for (const row of rows) writeIfAny(table.linkTarget(row), writer.text);
  writeContents(writer, table, { notes, rows });
}

function writeContents(
  writer: ByteWriter,
  table: LayerTable,
  { notes, rows }: { readonly notes: LayerNotes; readonly rows: readonly number[] },
): void {
  for (const row of rows) writeIfAny(notes.gitBlob(row), writer.bytes);
  for (const row of rows) if (notes.isRead(row)) writer.bytes(toSumBytes(table.contentSum(row)));
}

/** Sums do not compress: four bytes are shorter than a number. */
function toSumBytes(sum: number): Uint8Array {
  const bytes = Buffer.alloc(SUM_BYTES);
  bytes.writeUInt32LE(sum);
  return bytes;
}

function writeIfAny<Value>(value: Value | undefined, write: (value: Value) => void): void {
  if (value !== undefined) write(value);
}

function writeScans(writer: ByteWriter, { scans }: LayerNotes): void {
  writer.number(scans.length);
  for (const scan of scans) writer.text(scan);
}

function writeAllFacts(writer: ByteWriter, table: LayerTable): void {
  writer.number(table.factRows.length);
  let last = 0;
  for (const row of table.factRows) {
    writer.number(row - last);
    writeFacts(writer, table.facts(row) ?? {});
    last = row;
  }
}
