import type { ByteReader } from './byte-columns.ts';
import type { ContentFacts } from './content-facts.ts';
import { readFacts } from './fact-record.ts';
import { FILE_TYPES, type FileType } from './file-entry.ts';
import { GIT_BLOB_BYTES } from './layer-notes.ts';
import type { RecordNodes } from './node-record.ts';
import { MAX_LAYER_ROWS } from './read-layer.ts';

/** Most bytes of all rows' paths together: a record must not be dearer to read than the layers it spares. */
const MAX_PATHS_BYTES = 2 ** 31;
/** Longest link target in bytes. limits.h PATH_MAX. */
const MAX_TARGET_BYTES = 4097;
/** Most whiteouts, and most files with facts: so many objects are made. */
const MAX_MARKERS = 2_000_000;
const MAX_FACTS = 4_000_000;
/** CRC-32. */
export const SUM_BYTES = 4;
const MAX_MODE = 0o7777;

/** Rows and markers as a record has them, every number checked; nodes are ids of the record. */
export type RecordEntries = {
  readonly rowCount: number;
  /** Ids of entries that are no rows, with the rows that come next. */
  readonly markers: readonly { readonly id: number; readonly nextRow: number }[];
  id(row: number): number;
  type(row: number): FileType;
  isRead(row: number): boolean;
  mode(row: number): number;
  size(row: number): number;
  target(row: number): string | undefined;
  /** As hexadecimal digits. */
  gitBlob(row: number): string | undefined;
  /** CRC-32 of a content that was read, else 0. */
  sum(row: number): number;
  readonly facts: ReadonlyMap<number, ContentFacts>;
};

/** The rest of a record behind its nodes. Throws RangeError. */
export function readEntries(reader: ByteReader, nodes: RecordNodes): RecordEntries {
  const markers = readMarkers(reader, nodes);
  const rowCount = reader.number(MAX_LAYER_ROWS);
  const ids = readIDs(reader, nodes, rowCount);
  const kinds = readKinds(reader, rowCount);
  const modes = Uint16Array.from({ length: rowCount }, () => reader.number(MAX_MODE));
  const type = (row: number): FileType => typeOf(kinds[row] ?? 0);
  const sizes = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++)
    if (type(row) === 'regular') sizes[row] = reader.number(Number.MAX_SAFE_INTEGER);
  const targets = readTargets(reader, rowCount, type);
  const gitBlobs = readGitBlobs(reader, kinds);
  const sums = readSums(reader, kinds);
  const facts = readAllFacts(reader, { rowCount, kinds, sizes });
  if (markers.some(({ nextRow }) => nextRow > rowCount)) throw new RangeError('a marker is past the rows');
  return {
    rowCount,
    markers,
    id: (row) => ids[row] ?? 0,
    type,
    isRead: (row) => isRead(kinds[row] ?? 0),
    mode: (row) => modes[row] ?? 0,
    size: (row) => sizes[row] ?? 0,
    target: (row) => targets.get(row),
    gitBlob: gitBlobs,
    sum: (row) => sums[row] ?? 0,
    facts,
  };
}

/** Type, whether the content was read, whether its blob id is known: as one small number. */
export function toKind(type: FileType, isRead: boolean, isNamed: boolean): number {
  return FILE_TYPES.indexOf(type) + FILE_TYPES.length * ((isRead ? 1 : 0) + (isNamed ? 2 : 0));
}

function typeOf(kind: number): FileType {
  return FILE_TYPES[kind % FILE_TYPES.length] ?? 'regular';
}

function isRead(kind: number): boolean {
  return kind >= FILE_TYPES.length;
}

function isNamed(kind: number): boolean {
  return kind >= FILE_TYPES.length * 2;
}

const KINDS: ReadonlySet<number> = new Set([
  ...FILE_TYPES.map((type) => toKind(type, false, false)),
  toKind('regular', true, false),
  toKind('regular', true, true),
]);

function readMarkers(reader: ByteReader, nodes: RecordNodes): RecordEntries['markers'] {
  let nextRow = 0;
  return reader.list(MAX_MARKERS, () => {
    nextRow += reader.number(MAX_LAYER_ROWS);
    return { id: reader.number(nodes.count - 1), nextRow };
  });
}

function readIDs(reader: ByteReader, nodes: RecordNodes, rowCount: number): Int32Array {
  // Each row takes a byte here, so a short record makes no large column.
  if (rowCount > reader.left) throw new RangeError(`${rowCount} rows are expected`);
  const ids = new Int32Array(rowCount);
  let pathBytes = 0;
  for (let row = 0; row < rowCount; row++) {
    const id = reader.number(nodes.count - 1);
    ids[row] = id;
    pathBytes += nodes.length(id);
  }
  if (pathBytes > MAX_PATHS_BYTES) throw new RangeError(`the paths have ${pathBytes} bytes`);
  return ids;
}

function readKinds(reader: ByteReader, rowCount: number): Uint8Array {
  return Uint8Array.from({ length: rowCount }, (_, row) => {
    const kind = reader.number(0xff);
    if (!KINDS.has(kind)) throw new RangeError(`row ${row} is of kind ${kind}`);
    return kind;
  });
}

function readTargets(
  reader: ByteReader,
  rowCount: number,
  type: (row: number) => FileType,
): ReadonlyMap<number, string> {
  const targets = new Map<number, string>();
  for (let row = 0; row < rowCount; row++) {
    if (type(row) !== 'symlink' && type(row) !== 'hardlink') continue;
    const target = reader.text(MAX_TARGET_BYTES);
    if (type(row) === 'hardlink' && !target.startsWith('/')) throw new RangeError(`row ${row} links nowhere`);
    targets.set(row, target);
  }
  return targets;
}

/** Blob ids stand one behind the other; a column says where each row's is. */
function readGitBlobs(reader: ByteReader, kinds: Uint8Array): RecordEntries['gitBlob'] {
  const places = new Int32Array(kinds.length).fill(-1);
  let count = 0;
  for (const [row, kind] of kinds.entries()) if (isNamed(kind)) places[row] = count++;
  const blobs = Buffer.from(reader.bytes(count * GIT_BLOB_BYTES));
  return (row) => {
    const start = (places[row] ?? -1) * GIT_BLOB_BYTES;
    return start < 0 ? undefined : blobs.toString('hex', start, start + GIT_BLOB_BYTES);
  };
}

function readSums(reader: ByteReader, kinds: Uint8Array): Uint32Array {
  const sums = new Uint32Array(kinds.length);
  for (const [row, kind] of kinds.entries())
    if (isRead(kind)) sums[row] = Buffer.from(reader.bytes(SUM_BYTES)).readUInt32LE();
  return sums;
}

type FactColumns = {
  readonly rowCount: number;
  readonly kinds: Uint8Array;
  readonly sizes: Float64Array;
};

function readAllFacts(
  reader: ByteReader,
  { rowCount, kinds, sizes }: FactColumns,
): ReadonlyMap<number, ContentFacts> {
  const facts = new Map<number, ContentFacts>();
  let row = 0;
  reader.list(MAX_FACTS, () => {
    row += reader.number(rowCount);
    if (!isRead(kinds[row] ?? 0) || facts.has(row)) throw new RangeError(`row ${row} has facts`);
    facts.set(row, readFacts(reader, sizes[row] ?? 0));
  });
  return facts;
}
