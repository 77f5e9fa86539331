import type { ByteReader } from '../../files/table/byte-columns.ts';
import type { ContentFacts } from '../../files/table/content-facts.ts';
import { readFacts } from './fact-record.ts';
import { FILE_TYPES, type FileType } from '../../files/table/file-entry.ts';
import { GIT_BLOB_BYTES } from '../../files/layer-notes.ts';
import type { RecordNodes } from './node-record.ts';
import { READING_LIMITS } from '../../files/table/reading-limits.ts';

/** Most bytes of all rows' paths together: a record must not be dearer to read than the layers it spares. */
const MAX_PATHS_BYTES = 2 ** 31;
/** Longest link target in bytes. limits.h PATH_MAX. */
const MAX_TARGET_BYTES = 4097;
/** Most files with facts: so many objects are made. */
const MAX_FACTS = 4_000_000;
/** Most scans that a record names, and the longest of their names. */
const MAX_SCANS = 1000;
const MAX_SCAN_NAME_BYTES = 200;
/** CRC-32. */
export const SUM_BYTES = 4;
const MAX_MODE = 0o7777;
const MAX_OWNER = 0xffff_ffff;

/** Rows and markers as a record has them, every number checked; nodes are ids of the record. */
export type RecordEntries = {
  readonly rowCount: number;
  /** Ids of entries that are no rows, with the rows that come next. */
  readonly markers: readonly { readonly id: number; readonly nextRow: number }[];
  readonly ids: Int32Array;
  /** Indices of FILE_TYPES. */
  readonly types: Uint8Array;
  readonly modes: Uint16Array;
  readonly uids: Uint32Array;
  readonly gids: Uint32Array;
  /** In bytes; 0 for all that is no regular file. */
  readonly sizes: Float64Array;
  /** CRC-32 of contents that were read, else 0. */
  readonly sums: Uint32Array;
  isRead(row: number): boolean;
  /** Targets of links by row. */
  readonly targets: ReadonlyMap<number, string>;
  /** As hexadecimal digits. */
  gitBlob(row: number): string | undefined;
  /** Names of the scans that the files went by. */
  readonly scans: ReadonlySet<string>;
  readonly facts: ReadonlyMap<number, ContentFacts>;
};

/** The rest of a record behind its nodes. Throws RangeError. */
export function readEntries(reader: ByteReader, nodes: RecordNodes): RecordEntries {
  const markers = readMarkers(reader, nodes);
  const rowCount = reader.number(READING_LIMITS.entries);
  const ids = readIDs(reader, nodes, rowCount);
  const kinds = readKinds(reader, rowCount);
  const types = kinds.map((kind) => kind % FILE_TYPES.length);
  const modes = reader.fill(new Uint16Array(rowCount), MAX_MODE);
  const uids = reader.fill(new Uint32Array(rowCount), MAX_OWNER);
  const gids = reader.fill(new Uint32Array(rowCount), MAX_OWNER);
  const sizes = readSizes(reader, types);
  const targets = readTargets(reader, types);
  const gitBlob = readGitBlobs(reader, kinds);
  const sums = readSums(reader, kinds);
  const scans = new Set(reader.list(MAX_SCANS, () => reader.text(MAX_SCAN_NAME_BYTES)));
  const facts = readAllFacts(reader, { rowCount, kinds, sizes });
  if (markers.some(({ nextRow }) => nextRow > rowCount)) throw new RangeError('a marker is past the rows');
  return {
    rowCount,
    markers,
    ids,
    types,
    modes,
    uids,
    gids,
    sizes,
    sums,
    isRead: (row) => isRead(kinds[row] ?? 0),
    targets,
    gitBlob,
    scans,
    facts,
  };
}

/** Type, whether the content was read, whether its blob id is known: as one small number. */
export function toKind(type: FileType, isRead: boolean, isNamed: boolean): number {
  return FILE_TYPES.indexOf(type) + FILE_TYPES.length * ((isRead ? 1 : 0) + (isNamed ? 2 : 0));
}

const REGULAR = FILE_TYPES.indexOf('regular');
const SYMLINK = FILE_TYPES.indexOf('symlink');
const HARDLINK = FILE_TYPES.indexOf('hardlink');

function isRead(kind: number): boolean {
  return kind >= FILE_TYPES.length;
}

function isNamed(kind: number): boolean {
  return kind >= FILE_TYPES.length * 2;
}

/** 1 for every kind that there is. */
const IS_KIND = new Uint8Array(0x100);
for (const type of FILE_TYPES) IS_KIND[toKind(type, false, false)] = 1;
for (const isNamed of [false, true]) IS_KIND[toKind('regular', true, isNamed)] = 1;

function readMarkers(reader: ByteReader, nodes: RecordNodes): RecordEntries['markers'] {
  let nextRow = 0;
  return reader.list(READING_LIMITS.whiteouts, () => {
    nextRow += reader.number(READING_LIMITS.entries);
    return { id: reader.number(nodes.count - 1), nextRow };
  });
}

function readIDs(reader: ByteReader, nodes: RecordNodes, rowCount: number): Int32Array {
  // Each row takes a byte here, so a short record makes no large column.
  if (rowCount > reader.left) throw new RangeError(`${rowCount} rows are expected`);
  const ids = reader.fill(new Int32Array(rowCount), nodes.count - 1);
  let pathBytes = 0;
  for (const id of ids) pathBytes += nodes.lengths[id] ?? 0;
  if (pathBytes > MAX_PATHS_BYTES) throw new RangeError(`the paths have ${pathBytes} bytes`);
  return ids;
}

function readKinds(reader: ByteReader, rowCount: number): Uint8Array {
  const kinds = reader.fill(new Uint8Array(rowCount), 0xff);
  for (const kind of kinds) if (IS_KIND[kind] !== 1) throw new RangeError(`a row is of kind ${kind}`);
  return kinds;
}

function readSizes(reader: ByteReader, types: Uint8Array): Float64Array {
  const sizes = new Float64Array(types.length);
  for (let row = 0; row < types.length; row++)
    if (types[row] === REGULAR) sizes[row] = reader.number(Number.MAX_SAFE_INTEGER);
  return sizes;
}

function readTargets(reader: ByteReader, types: Uint8Array): ReadonlyMap<number, string> {
  const targets = new Map<number, string>();
  for (let row = 0; row < types.length; row++) {
    const type = types[row];
    if (type !== SYMLINK && type !== HARDLINK) continue;
    const target = reader.text(MAX_TARGET_BYTES);
    if (type === HARDLINK && !target.startsWith('/')) throw new RangeError(`row ${row} links nowhere`);
    targets.set(row, target);
  }
  return targets;
}

/** Blob ids stand one behind the other; a column says where each row's is. */
function readGitBlobs(reader: ByteReader, kinds: Uint8Array): RecordEntries['gitBlob'] {
  const places = new Int32Array(kinds.length).fill(-1);
  let count = 0;
  for (let row = 0; row < kinds.length; row++) if (isNamed(kinds[row] ?? 0)) places[row] = count++;
  const blobs = Buffer.from(reader.bytes(count * GIT_BLOB_BYTES));
  return (row) => {
    const start = (places[row] ?? -1) * GIT_BLOB_BYTES;
    return start < 0 ? undefined : blobs.toString('hex', start, start + GIT_BLOB_BYTES);
  };
}

function readSums(reader: ByteReader, kinds: Uint8Array): Uint32Array {
  const sums = new Uint32Array(kinds.length);
  const count = kinds.reduce((read, kind) => read + (isRead(kind) ? 1 : 0), 0);
  const bytes = reader.bytes(count * SUM_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let row = 0, at = 0; row < kinds.length; row++) {
    if (!isRead(kinds[row] ?? 0)) continue;
    sums[row] = view.getUint32(at, true);
    at += SUM_BYTES;
  }
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
