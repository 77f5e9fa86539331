import { bufferOf } from '../../files/table/path-text.ts';
import { readRecord, readVarint, type SqliteValue } from './sqlite-record.ts';

/** Rows of one table, and whether all of it could be read. `columns`: their names in lower case, in the order of the values. */
export type SqliteTable = {
  readonly columns: readonly string[];
  readonly rows: readonly SqliteRow[];
  readonly isWhole: boolean;
};
export type SqliteRow = { readonly id: number; readonly values: readonly SqliteValue[] };

/** A database of SQLite 3 in memory. https://sqlite.org/fileformat2.html */
export type SqliteDatabase = {
  /** Undefined where it has none of the name. */
  table(name: string): SqliteTable | undefined;
};

const MAGIC = 'SQLite format 3\0';
const PAGE_SIZE_AT = 16;
const RESERVED_AT = 20;
const CHANGE_AT = 24;
const PAGES_AT = 28;
const VALID_FOR_AT = 92;
const HEADER_BYTES = 100;
const MAX_PAGE_BYTES = 64 * 1024;
const MIN_USABLE_BYTES = 480;
const LEAF = 13;
const INTERIOR = 5;

type File = {
  readonly view: Buffer;
  readonly pageBytes: number;
  /** Bytes of a page without those that are reserved for extensions. */
  readonly usable: number;
  /** Whether the file is as long as it says. */
  readonly isWhole: boolean;
};

/** Undefined for what is no such database. The pages alone are read: a journal beside the file counts as empty. */
export function openSqlite(bytes: Uint8Array): SqliteDatabase | undefined {
  const view = bufferOf(bytes);
  if (view.length < HEADER_BYTES || view.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const written = view.readUInt16BE(PAGE_SIZE_AT);
  const pageBytes = written === 1 ? MAX_PAGE_BYTES : written;
  const usable = pageBytes - (view[RESERVED_AT] ?? 0);
  if (usable < MIN_USABLE_BYTES || (pageBytes & (pageBytes - 1)) !== 0) return undefined;
  const file = { view, pageBytes, usable, isWhole: isWhole(view, pageBytes) };
  return { table: (name) => readTable(file, name) };
}

/** Versions before 3.7 did not write the number of pages. */
function isWhole(view: Buffer, pageBytes: number): boolean {
  const saysPages = view.readUInt32BE(CHANGE_AT) === view.readUInt32BE(VALID_FOR_AT);
  return !saysPages || view.readUInt32BE(PAGES_AT) * pageBytes <= view.length;
}

/** The first page has the table of all tables: type, name, name of the table, its first page, how it was made. */
function readTable(file: File, name: string): SqliteTable | undefined {
  for (const { values } of readRows(file, 1).rows) {
    const [type, called, , root, made] = values;
    if (type !== 'table' || called !== name || typeof root !== 'number' || typeof made !== 'string') continue;
    return { columns: columnsOf(made), ...readRows(file, root) };
  }
  return undefined;
}

const CONSTRAINT = /^(?:constraint|primary|unique|foreign|check)$/;
const MAX_STATEMENT = 10_000;
/** SQLite keeps a statement as it was written. https://sqlite.org/lang_comment.html */
const COMMENT = /\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|--[^\n]*/g;

function columnsOf(statement: string): readonly string[] {
  const bare = statement.slice(0, MAX_STATEMENT).replace(COMMENT, ' ');
  const inner = bare.slice(bare.indexOf('(') + 1);
  const names = inner.split(',').map((part) => /^\s*["'`[]?(\w+)/.exec(part)?.[1]?.toLowerCase() ?? '');
  const end = names.findIndex((name) => CONSTRAINT.test(name));
  return end < 0 ? names : names.slice(0, end);
}

type Walk = {
  readonly file: File;
  readonly rows: SqliteRow[];
  /** Pages that were read: each has a part of one table in one place only. */
  readonly seen: Uint8Array;
  readonly open: number[];
  isWhole: boolean;
};

function readRows(file: File, root: number): Omit<SqliteTable, 'columns'> {
  const seen = new Uint8Array(Math.ceil(file.view.length / file.pageBytes) + 1);
  const walk: Walk = { file, rows: [], seen, open: [root], isWhole: file.isWhole };
  for (let page = walk.open.pop(); page !== undefined; page = walk.open.pop()) readTreePage(walk, page);
  return { rows: walk.rows, isWhole: walk.isWhole };
}

/** Start of a page that was not read before; undefined where there is none. */
function startOf({ file, seen }: Walk, page: number): number | undefined {
  const start = (page - 1) * file.pageBytes;
  if (page < 1 || start + file.pageBytes > file.view.length || seen[page] === 1) return undefined;
  seen[page] = 1;
  return start;
}

function readTreePage(walk: Walk, number: number): void {
  const start = startOf(walk, number);
  const page = start === undefined ? undefined : walk.file.view.subarray(start, start + walk.file.usable);
  const head = number === 1 ? HEADER_BYTES : 0;
  if (page?.[head] === LEAF) for (const cell of cellsOf(page, head)) readCell(walk, page, cell);
  else if (page?.[head] === INTERIOR) openChildren(walk, page, head);
  else walk.isWhole = false;
}

/** The first page is read first, so it is put last. */
function openChildren({ open }: Walk, page: Buffer, head: number): void {
  open.push(page.readUInt32BE(head + 8));
  for (const cell of cellsOf(page, head).toReversed())
    open.push(cell + 4 > page.length ? 0 : page.readUInt32BE(cell));
}

function cellsOf(page: Buffer, head: number): readonly number[] {
  const count = page.readUInt16BE(head + 3);
  const first = head + (page[head] === LEAF ? 8 : 12);
  const fits = Math.min(count, Math.floor((page.length - first) / 2));
  return Array.from({ length: fits }, (_, index) => page.readUInt16BE(first + index * 2));
}

function readCell(walk: Walk, page: Buffer, at: number): void {
  const length = readVarint(page, at);
  const id = length && readVarint(page, length.end);
  const record = length && id && payloadOf(walk, page, { at: id.end, length: length.value });
  const values = record && readRecord(record);
  if (id !== undefined && values !== undefined) walk.rows.push({ id: id.value, values });
  else walk.isWhole = false;
}

type Payload = { readonly at: number; readonly length: number };

/** https://sqlite.org/fileformat2.html#cell_payload_overflow_pages */
function localBytes(length: number, usable: number): number {
  if (length <= usable - 35) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const local = least + ((length - least) % (usable - 4));
  return local <= usable - 35 ? local : least;
}

function payloadOf(walk: Walk, page: Buffer, { at, length }: Payload): Buffer | undefined {
  const { view, usable } = walk.file;
  const local = localBytes(length, usable);
  if (length > view.length || at + local > page.length) return undefined;
  const first = page.subarray(at, at + local);
  if (local === length) return first;
  if (at + local + 4 > page.length) return undefined;
  const parts = [first];
  let next = page.readUInt32BE(at + local);
  for (let left = length - local; left > 0;) {
    const start = startOf(walk, next);
    if (start === undefined) return undefined;
    const part = view.subarray(start + 4, start + 4 + Math.min(left, usable - 4));
    parts.push(part);
    left -= part.length;
    next = view.readUInt32BE(start);
  }
  return Buffer.concat(parts);
}
