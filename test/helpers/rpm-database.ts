import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A package as RPM's database shall have it. A file is there unless it says otherwise. */
export type RpmInput = {
  readonly name: string;
  readonly version?: string;
  readonly release?: string;
  readonly epoch?: number;
  readonly group?: string;
  readonly arch?: string;
  readonly requires?: readonly string[];
  readonly provides?: readonly string[];
  readonly recommends?: readonly string[];
  readonly files?: readonly (
    string | { readonly path: string; readonly state?: number; readonly flags?: number }
  )[];
};

type Tag = { readonly tag: number; readonly type: number; readonly count: number; readonly bytes: Buffer };

/** Types of values in a header. https://rpm-software-management.github.io/rpm/manual/format_header.html */
const [CHAR, INT32, STRING, STRINGS] = [1, 4, 6, 8] as const;

const texts = (tag: number, type: number, values: readonly string[]): Tag => ({
  ...{ tag, type, count: values.length },
  bytes: Buffer.from(values.map((value) => `${value}\0`).join('')),
});

function numbers(tag: number, values: readonly number[]): Tag {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return { tag, type: INT32, count: values.length, bytes };
}

/** A header as a database has it. */
export function rpmHeader(input: RpmInput): Buffer {
  const { name, version = '1.0', release = '1.el9', epoch, group = 'Unspecified', arch = 'x86_64' } = input;
  const files = (input.files ?? []).map((file) => (typeof file === 'string' ? { path: file } : file));
  const cut = ({ path }: { readonly path: string }) => path.lastIndexOf('/') + 1;
  const directories = [...new Set(files.map((file) => file.path.slice(0, cut(file))))];
  return encode([
    texts(1000, STRING, [name]),
    texts(1001, STRING, [version]),
    texts(1002, STRING, [release]),
    ...(epoch === undefined ? [] : [numbers(1003, [epoch])]),
    texts(1004, STRING, [`Summary of ${name}`]),
    texts(1016, STRING, [group]),
    texts(1022, STRING, [arch]),
    { tag: 1029, type: CHAR, count: files.length, bytes: Buffer.from(files.map(({ state = 0 }) => state)) },
    numbers(
      1037,
      files.map(({ flags = 0 }) => flags),
    ),
    texts(1047, STRINGS, input.provides ?? []),
    texts(1049, STRINGS, input.requires ?? []),
    numbers(
      1116,
      files.map((file) => directories.indexOf(file.path.slice(0, cut(file)))),
    ),
    texts(
      1117,
      STRINGS,
      files.map((file) => file.path.slice(cut(file))),
    ),
    texts(1118, STRINGS, directories),
    ...(input.recommends === undefined ? [] : [texts(5046, STRINGS, input.recommends)]),
  ]);
}

function encode(tags: readonly Tag[]): Buffer {
  const parts: Buffer[] = [];
  const index = Buffer.alloc(8 + tags.length * 16);
  let length = 0;
  for (const [place, { tag, type, count, bytes }] of tags.entries()) {
    const padding = type === INT32 ? (4 - (length % 4)) % 4 : 0;
    parts.push(Buffer.alloc(padding), bytes);
    length += padding;
    [tag, type, length, count].forEach((value, at) => index.writeUInt32BE(value, 8 + place * 16 + at * 4));
    length += bytes.length;
  }
  index.writeUInt32BE(tags.length, 0);
  index.writeUInt32BE(length, 4);
  return Buffer.concat([index, ...parts]);
}

/** A database that SQLite itself writes, with whatever the statements of `prepare` make. `file`: where; it must not be there. */
export function sqliteDatabase(file: string, fill: (database: DatabaseSync) => void): Buffer {
  const database = new DatabaseSync(file);
  fill(database);
  database.close();
  return readFileSync(file);
}

/** The same with what a process that was killed leaves: a database, and SQLite's write-ahead log beside it. */
export function sqliteWithLog(file: string, fill: (database: DatabaseSync) => void) {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;');
  fill(database);
  const written = { database: readFileSync(file), log: readFileSync(`${file}-wal`) };
  database.close();
  return written;
}

/** `rpmdb.sqlite`, made as RPM makes it. */
export function rpmSqlite(file: string, packages: readonly RpmInput[]): Buffer {
  return sqliteDatabase(file, (database) => {
    database.exec("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)");
    database.exec("CREATE TABLE 'Name' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)");
    const insert = database.prepare("INSERT INTO 'Packages' (blob) VALUES (?)");
    database.exec('BEGIN'); // one write to the disk, and not one for each package
    for (const pkg of packages) insert.run(rpmHeader(pkg));
    database.exec('COMMIT');
  });
}

const PAGE = 4096;

/** `Packages.db` of SUSE: slots, then headers in blocks of 16 bytes. */
export function rpmNdb(packages: readonly RpmInput[]): Buffer {
  const slots = Buffer.alloc(PAGE);
  [0x506d7052, 0, 1, 1, packages.length + 1].forEach((value, at) => slots.writeUInt32LE(value, at * 4));
  for (let at = 32; at < PAGE; at += 16) slots.writeUInt32LE(0x746f6c53, at);
  const blobs: Buffer[] = [];
  let block = PAGE / 16;
  for (const [index, pkg] of packages.entries()) {
    const header = rpmHeader(pkg);
    const blob = Buffer.alloc(Math.ceil((16 + header.length + 12) / 16) * 16);
    [0x53626c42, index + 1, 1, header.length].forEach((value, at) => blob.writeUInt32LE(value, at * 4));
    header.copy(blob, 16);
    const slot = [index + 1, block, blob.length / 16];
    slot.forEach((value, at) => slots.writeUInt32LE(value, 32 + index * 16 + 4 + at * 4));
    blobs.push(blob);
    block += blob.length / 16;
  }
  return Buffer.concat([slots, ...blobs]);
}

/** `Packages` of Berkeley DB: one page of numbers, and each header on pages of its own, as a small-endian or big-endian machine writes it. */
export function rpmBerkeleyDb(packages: readonly RpmInput[], isLittle = true): Buffer {
  const pages: Buffer[] = [Buffer.alloc(PAGE), Buffer.alloc(PAGE)];
  const [meta, hash] = [pages[0]!, pages[1]!];
  const u32 = (page: Buffer, value: number, at: number) =>
    isLittle ? page.writeUInt32LE(value, at) : page.writeUInt32BE(value, at);
  const u16 = (page: Buffer, value: number, at: number) =>
    isLittle ? page.writeUInt16LE(value, at) : page.writeUInt16BE(value, at);
  u32(meta, 0x061561, 12);
  u32(meta, PAGE, 20);
  meta[25] = 8;
  hash[25] = 13;
  let end = PAGE;
  const place = (index: number, item: Buffer) => {
    end -= item.length;
    item.copy(hash, end);
    u16(hash, end, 26 + index * 2);
  };
  for (const [index, pkg] of packages.entries()) {
    const header = rpmHeader(pkg);
    const key = Buffer.alloc(5, 1);
    const value = Buffer.alloc(12, 3);
    u32(value, pages.length, 4);
    u32(value, header.length, 8);
    place(index * 2, key);
    place(index * 2 + 1, value);
    for (let at = 0; at < header.length; at += PAGE - 26) {
      const part = header.subarray(at, at + PAGE - 26);
      const page = Buffer.alloc(PAGE);
      page[25] = 7;
      u32(page, at + part.length < header.length ? pages.length + 1 : 0, 16);
      u16(page, part.length, 22);
      part.copy(page, 26);
      pages.push(page);
    }
  }
  u16(hash, packages.length * 2, 20);
  u32(meta, pages.length - 1, 32);
  return Buffer.concat(pages);
}

/** `rpmdb.sqlite` of few packages on one page, written here: where no file can be. https://sqlite.org/fileformat2.html */
export function rpmSqliteBytes(packages: readonly RpmInput[]): Buffer {
  const pages = Buffer.alloc(2 * PAGE);
  pages.write('SQLite format 3\0');
  pages.writeUInt16BE(PAGE, 16);
  pages.writeUInt32BE(2, 28);
  const made = 'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)';
  const table = sqliteRecord(['table', 'Packages', 'Packages', 2, made]);
  writeLeaf(pages.subarray(0, PAGE), 100, [table]);
  const records = packages.map((pkg) => sqliteRecord([null, rpmHeader(pkg)]));
  writeLeaf(pages.subarray(PAGE), 0, records);
  return pages;
}

function sqliteRecord(values: readonly (string | number | null | Buffer)[]): Buffer {
  const types: Buffer[] = [];
  const bodies = values.map((value) => {
    if (value === null || typeof value === 'number') {
      types.push(varint(value === null ? 0 : 1));
      return Buffer.from(value === null ? [] : [value]);
    }
    const bytes = Buffer.from(value);
    types.push(varint((typeof value === 'string' ? 13 : 12) + bytes.length * 2));
    return bytes;
  });
  const header = Buffer.concat(types);
  return Buffer.concat([varint(header.length + 1), header, ...bodies]);
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.of(value) : Buffer.of(128 | (value >> 7), value & 127);
}

function writeLeaf(page: Buffer, head: number, records: readonly Buffer[]): void {
  let end = page.length;
  for (const [index, record] of records.entries()) {
    const cell = Buffer.concat([varint(record.length), varint(index + 1), record]);
    end -= cell.length;
    cell.copy(page, end);
    page.writeUInt16BE(end, head + 8 + index * 2);
  }
  page[head] = 13;
  page.writeUInt16BE(records.length, head + 3);
}
