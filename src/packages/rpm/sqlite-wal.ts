import { bufferOf } from '../../files/table/path-text.ts';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit says in which byte order the sums count. */
const MAGIC = 0x377f0682;
const VERSION = 3007000;
const MAX_PAGE_BYTES = 64 * 1024;
const MIN_PAGE_BYTES = 512;

/**
 * A database as SQLite sees it: with the pages that a write-ahead log beside it has for it. What was not committed, or
 * belongs to an older use of the log's file, does not count. https://sqlite.org/fileformat2.html#the_write_ahead_log
 */
export function withWriteAheadLog(database: Uint8Array, log: Uint8Array | undefined): Uint8Array {
  const view = bufferOf(log ?? new Uint8Array(0));
  const head = readHead(view);
  const committed = head && readFrames(view, head);
  if (committed === undefined || !hasPages(database, committed.pageBytes)) return database;
  const { pageBytes, pages, count } = committed;
  // The log says how long the database is; it can have no page that is in neither of both.
  const length = Math.min(count * pageBytes, database.length + view.length);
  const merged = new Uint8Array(length);
  merged.set(database.subarray(0, length));
  for (const [number, at] of pages) {
    const start = (number - 1) * pageBytes;
    if (start + pageBytes <= length) merged.set(view.subarray(at, at + pageBytes), start);
  }
  return merged;
}

/** An empty database is one whose pages are all in the log. */
function hasPages(database: Uint8Array, pageBytes: number): boolean {
  if (database.length === 0) return true;
  const written = database.length < 18 ? 0 : bufferOf(database).readUInt16BE(16);
  return (written === 1 ? MAX_PAGE_BYTES : written) === pageBytes;
}

type Sums = readonly [number, number];
type Head = {
  readonly pageBytes: number;
  readonly isBigEndian: boolean;
  readonly salts: Buffer;
  readonly sums: Sums;
};

function readHead(view: Buffer): Head | undefined {
  if (view.length < HEADER_BYTES || view.readUInt32BE(4) !== VERSION) return undefined;
  const magic = view.readUInt32BE(0);
  const pageBytes = view.readUInt32BE(8);
  const isPage =
    pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
  if ((magic & ~1) !== MAGIC || !isPage) return undefined;
  const isBigEndian = (magic & 1) === 1;
  const sums = addSums([0, 0], view.subarray(0, 24), isBigEndian);
  if (!areSums(view, 24, sums)) return undefined;
  return { pageBytes, isBigEndian, salts: view.subarray(16, 24), sums };
}

type Committed = {
  readonly pageBytes: number;
  /** Where the last version of each page is. */
  readonly pages: ReadonlyMap<number, number>;
  /** Pages of the database. */
  readonly count: number;
};

/** Frames up to the last one that ends a transaction; the first that does not belong to the log ends it. */
function readFrames(
  view: Buffer,
  { pageBytes, isBigEndian, salts, sums: first }: Head,
): Committed | undefined {
  const pages = new Map<number, number>();
  const open = new Map<number, number>();
  let [sums, count] = [first, 0];
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  for (let at = HEADER_BYTES; at + frameBytes <= view.length; at += frameBytes) {
    const page = at + FRAME_HEADER_BYTES;
    sums = addSums(sums, view.subarray(at, at + 8), isBigEndian);
    sums = addSums(sums, view.subarray(page, page + pageBytes), isBigEndian);
    if (!view.subarray(at + 8, at + 16).equals(salts) || !areSums(view, at + 16, sums)) break;
    open.set(view.readUInt32BE(at), page);
    const length = view.readUInt32BE(at + 4);
    if (length === 0) continue;
    count = length;
    for (const [number, place] of open) pages.set(number, place);
    open.clear();
  }
  return count === 0 ? undefined : { pageBytes, pages, count };
}

function areSums(view: Buffer, at: number, [one, other]: Sums): boolean {
  return view.readUInt32BE(at) === one && view.readUInt32BE(at + 4) === other;
}

/** Two sums that run over pairs of numbers. */
function addSums([first, second]: Sums, bytes: Buffer, isBigEndian: boolean): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [one, other] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    one = (one + view.getUint32(at, !isBigEndian) + other) >>> 0;
    other = (other + view.getUint32(at + 4, !isBigEndian) + one) >>> 0;
  }
  return [one, other];
}
