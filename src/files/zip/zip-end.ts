import { decompress } from './decompress.ts';

/** The end of a zip archive. Its directory stands there, and so do the files that were added last. APPNOTE.TXT, 4.3 */
export type ZipEnd = {
  readonly names: readonly string[];
  /** Of each name its compressed bytes, in the same order. */
  readonly sizes: readonly number[];
  /** Of each name the bytes of its content, as the directory says. */
  readonly contentSizes: readonly number[];
  /** The start of a file, as text; undefined where it is no part of the end at hand. */
  read(name: string): string | undefined;
  /** A whole file of at most `max` compressed bytes; undefined where it is larger, or no part of the end at hand. */
  readBytes(name: string, max: number): Uint8Array | undefined;
};

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  readonly contentSize: number;
  readonly at: number;
};

const END = 0x06054b50;
const END_BYTES = 22;
const DIRECTORY = 0x02014b50;
const DIRECTORY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Most bytes of a comment, after the directory. */
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 100_000;
/** Most compressed bytes of a text that are read. */
const MAX_READ = 16 * 1024;

/** `tail`: the last bytes of an archive of `size` bytes; undefined where they do not hold the whole directory. */
export function readZipEnd(tail: Uint8Array, size: number): ZipEnd | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const end = findEnd(view);
  if (end < 0) return undefined;
  const before = size - tail.length;
  const start = view.getUint32(end + 16, true) - before;
  if (start < 0 || start > end) return undefined;
  const entries = readDirectory(view, start, end).map((entry) => ({ ...entry, at: entry.at - before }));
  const byName = new Map(entries.toReversed().map((entry) => [entry.name, entry]));
  return {
    names: entries.map(({ name }) => name),
    sizes: entries.map(({ size: bytes }) => bytes),
    contentSizes: entries.map(({ contentSize }) => contentSize),
    read: (name) => {
      const entry = byName.get(name);
      const content = entry && readEntry(view, { ...entry, size: Math.min(entry.size, MAX_READ) });
      return content && Buffer.from(content).toString('utf8');
    },
    readBytes: (name, max) => {
      const entry = byName.get(name);
      return entry === undefined || entry.size > max ? undefined : readEntry(view, entry);
    },
  };
}

function findEnd(view: DataView): number {
  const first = view.byteLength - END_BYTES;
  for (let at = first; at >= Math.max(0, first - MAX_COMMENT); at--)
    if (view.getUint32(at, true) === END) return at;
  return -1;
}

function readDirectory(view: DataView, start: number, end: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = start; at + DIRECTORY_BYTES <= end && entries.length < MAX_ENTRIES;) {
    if (view.getUint32(at, true) !== DIRECTORY) break;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + DIRECTORY_BYTES + nameLength;
    entries.push({
      name: textOf(view, at + DIRECTORY_BYTES, nameLength),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      contentSize: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function readEntry(view: DataView, { method, size, at }: Entry): Uint8Array | undefined {
  if (at < 0 || at + LOCAL_BYTES > view.byteLength || view.getUint32(at, true) !== LOCAL) return undefined;
  const start = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const length = Math.min(size, Math.max(0, view.byteLength - start));
  if (start > view.byteLength) return undefined;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
  return method === 0 ? bytes : method === 8 ? decompress(bytes, 'deflate') : undefined;
}

function textOf(view: DataView, at: number, length: number): string {
  const end = Math.min(length, Math.max(0, view.byteLength - at));
  return Buffer.from(view.buffer, view.byteOffset + Math.min(at, view.byteLength), end).toString('utf8');
}
