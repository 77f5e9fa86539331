import { bufferOf } from '../../files/table/path-text.ts';
import { createHeaderList, type HeaderList, type StoredHeaders } from './stored-headers.ts';

/**
 * Numbers of a hash file of Berkeley DB, each where its page has it. They are in the order of the machine that wrote them.
 * https://github.com/berkeleydb/libdb, src/dbinc/db_page.h
 */
const HASH_MAGIC = 0x061561;
const META_MAGIC_AT = 12;
const PAGE_SIZE_AT = 20;
const ENCRYPTION_AT = 24;
const LAST_PAGE_AT = 32;
const META_BYTES = 72;
const NEXT_PAGE_AT = 16;
const ENTRIES_AT = 20;
const LENGTH_AT = 22;
const TYPE_AT = 25;
const PAGE_HEADER_BYTES = 26;
/** Types of pages and of what stands in them. */
const HASH_PAGES: ReadonlySet<number> = new Set([2, 13]);
const OVERFLOW_PAGE = 7;
const KEY_DATA = 1;
const OFF_PAGE = 3;
const OFF_PAGE_BYTES = 12;
const MIN_PAGE_BYTES = 512;
const MAX_PAGE_BYTES = 64 * 1024;

type Database = {
  readonly view: Buffer;
  readonly pageBytes: number;
  readonly list: HeaderList;
  /** Overflow pages that were read: each has a part of one header only. */
  readonly seen: Uint8Array;
  readonly u16: (at: number) => number;
  readonly u32: (at: number) => number;
};

/** Headers in `Packages` as RPM wrote it until 4.16; undefined for what is no such database. */
export function readBerkeleyDb(bytes: Uint8Array): StoredHeaders | undefined {
  const database = openBerkeleyDb(bufferOf(bytes));
  if (database === undefined) return undefined;
  const { view, pageBytes, list, seen } = database;
  for (let page = 1; page < seen.length; page += 1)
    if (HASH_PAGES.has(view[page * pageBytes + TYPE_AT] ?? 0)) readHashPage(database, page * pageBytes);
  if (database.u32(LAST_PAGE_AT) >= seen.length) list.damage();
  return list;
}

function openBerkeleyDb(view: Buffer): Database | undefined {
  const isLittle = view.length >= META_BYTES && view.readUInt32LE(META_MAGIC_AT) === HASH_MAGIC;
  const isBig = view.length >= META_BYTES && view.readUInt32BE(META_MAGIC_AT) === HASH_MAGIC;
  if (!isLittle && !isBig) return undefined;
  const u32 = (at: number) => (isLittle ? view.readUInt32LE(at) : view.readUInt32BE(at));
  const u16 = (at: number) => (isLittle ? view.readUInt16LE(at) : view.readUInt16BE(at));
  const pageBytes = u32(PAGE_SIZE_AT);
  const isPage = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES;
  if (!isPage || view[ENCRYPTION_AT] !== 0) return undefined;
  const seen = new Uint8Array(Math.floor(view.length / pageBytes));
  return { view, pageBytes, list: createHeaderList(view.length), seen, u16, u32 };
}

/** Keys and values take turns, from the page's end down; their places stand behind the page's header. */
function readHashPage(database: Database, start: number): void {
  const { list, pageBytes, u16 } = database;
  const count = u16(start + ENTRIES_AT);
  if (PAGE_HEADER_BYTES + count * 2 > pageBytes || count % 2 !== 0) {
    list.damage();
    return;
  }
  for (let index = 1; index < count; index += 2) {
    const placeAt = start + PAGE_HEADER_BYTES + index * 2;
    const item = { at: start + u16(placeAt), end: start + u16(placeAt - 2) };
    const value = item.at >= item.end || item.end > start + pageBytes ? undefined : valueOf(database, item);
    if (value === undefined) list.damage();
    else if (value.length > MAX_COUNTER_BYTES) list.add(value);
  }
}

/** Under the number 0 stands no header but the last number that was given. */
const MAX_COUNTER_BYTES = 4;

function valueOf(
  database: Database,
  { at, end }: { readonly at: number; readonly end: number },
): Uint8Array | undefined {
  const { view, u32 } = database;
  if (view[at] === KEY_DATA) return view.subarray(at + 1, end);
  if (view[at] !== OFF_PAGE || end - at < OFF_PAGE_BYTES) return undefined;
  return readOverflow(database, u32(at + 4), u32(at + 8));
}

function readOverflow(database: Database, first: number, length: number): Uint8Array | undefined {
  const { view, pageBytes, seen, u16, u32 } = database;
  const parts: Uint8Array[] = [];
  let left = length;
  for (let page = first; left > 0;) {
    const at = page * pageBytes;
    if (page >= seen.length || seen[page] === 1 || view[at + TYPE_AT] !== OVERFLOW_PAGE) return undefined;
    seen[page] = 1;
    const count = u16(at + LENGTH_AT);
    if (count === 0 || count > Math.min(left, pageBytes - PAGE_HEADER_BYTES)) return undefined;
    parts.push(view.subarray(at + PAGE_HEADER_BYTES, at + PAGE_HEADER_BYTES + count));
    left -= count;
    page = u32(at + NEXT_PAGE_AT);
  }
  return Buffer.concat(parts);
}
