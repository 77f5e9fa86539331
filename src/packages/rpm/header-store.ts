import { bufferOf, decodePathText } from '../../files/table/path-text.ts';

/** Values of an RPM header by tag. What lies outside of the bytes at hand is not there. */
export type HeaderStore = {
  /** First byte after the header, by its own word. */
  readonly end: number;
  /** The first text of a tag; empty where there is none. */
  text(tag: number): string;
  /** At most `max` texts of a tag. */
  texts(tag: number, max: number): readonly string[];
  /** One number of a tag, in big-endian order; -1 where there is none. */
  number(tag: number, index: number, bytes: 1 | 2 | 4): number;
};

/** A tag's entry in the index: tag, type, offset into the store, count. */
const INDEX_BYTES = 16;
/** Number of entries and of bytes in the store. */
const INTRO_BYTES = 8;
/** Most entries of one header; the largest real ones have about a hundred. */
const MAX_INDEX = 10_000;

type Entry = { readonly at: number; readonly count: number };

/**
 * The header at `at`, from its number of entries on, as packages and databases both have it; undefined where it makes no
 * sense. https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
export function readHeaderStore(bytes: Uint8Array, at: number): HeaderStore | undefined {
  const view = bufferOf(bytes);
  if (at + INTRO_BYTES > view.length) return undefined;
  const count = view.readUInt32BE(at);
  const store = at + INTRO_BYTES + count * INDEX_BYTES;
  if (count > MAX_INDEX || store > view.length) return undefined;
  const entries = new Map<number, Entry>();
  for (let index = at + INTRO_BYTES; index < store; index += INDEX_BYTES) {
    const entry = { at: store + view.readUInt32BE(index + 8), count: view.readUInt32BE(index + 12) };
    entries.set(view.readUInt32BE(index), entry);
  }
  const texts = (tag: number, max: number) => textsAt(view, entries.get(tag), max);
  return {
    end: store + view.readUInt32BE(at + 4),
    text: (tag) => texts(tag, 1)[0] ?? '',
    texts,
    number: (tag, index, width) => numberAt(view, entries.get(tag), { index, width }),
  };
}

type Place = { readonly index: number; readonly width: 1 | 2 | 4 };

function numberAt(view: Buffer, entry: Entry | undefined, { index, width }: Place): number {
  if (entry === undefined || index < 0 || index >= entry.count) return -1;
  const at = entry.at + index * width;
  return at + width > view.length ? -1 : view.readUIntBE(at, width);
}

/** Texts that end with a null, one behind the other. */
function textsAt(view: Buffer, entry: Entry | undefined, max: number): readonly string[] {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  for (let at = entry.at; texts.length < Math.min(entry.count, max);) {
    const end = at < view.length ? view.indexOf(0, at) : -1;
    if (end < 0) break;
    texts.push(decodePathText(view, at, end));
    at = end + 1;
  }
  return texts;
}
