import { unreadable } from '../verified-json.ts';

/** A content that lies in a file. Directories, links and empty files have 0 bytes. */
export type TarFile = {
  readonly name: Buffer;
  readonly size: number;
  /** CRC-64/ISO in 32 bits; 0 where there is none. */
  readonly sum: () => number;
};

/**
 * A piece of a layer's tar as the engine took it apart: bytes between contents, or a content.
 * https://github.com/vbatts/tar-split/blob/main/tar/storage/entry.go
 */
export type TarPiece =
  { readonly kind: 'segment'; readonly bytes: Uint8Array } | (TarFile & { readonly kind: 'file' });

/** Goes through the lines of a text; `at` is where the next one starts. */
export type LineCursor = {
  readonly text: Buffer;
  at: number;
  /** For a segment, where that is not too large for it. */
  readonly memory: Buffer;
};

/**
 * What the next line of a tar-split file says, valid until the one after it: parsed in place where it is just as engines write it,
 * else as JSON. Undefined where there is no whole line.
 */
export function parseTarPiece(cursor: LineCursor, what: string): TarPiece | undefined {
  return toSegment(cursor) ?? toFile(cursor) ?? parseLine(cursor, what);
}

/** Bytes of the tar that the next line stands for. */
export function parsePieceSize(cursor: LineCursor, what: string): number | undefined {
  const start = after(cursor, cursor.at, SEGMENT);
  const end = findQuote(cursor, start);
  if ((end - start) % 4 === 0 && endLine(cursor, end + 1)) return base64Bytes(cursor, start, end);
  const piece = toFile(cursor) ?? parseLine(cursor, what);
  return piece?.kind === 'segment' ? piece.bytes.length : piece?.size;
}

const SEGMENT = Buffer.from('{"type":2,"payload":"');
const FILE = Buffer.from('{"type":1,"name":"');
const SIZE = Buffer.from('","size":');
const PAYLOAD = Buffer.from(',"payload":"');
const NO_PAYLOAD = Buffer.from('","payload":null');
const POSITION = Buffer.from(',"position":');
const END = Buffer.from('}\n');
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const EQUALS = 0x3d;
const ZERO = 0x30;
const SPACE = 0x20;

function toSegment(cursor: LineCursor): TarPiece | undefined {
  const { text, memory } = cursor;
  const start = after(cursor, cursor.at, SEGMENT);
  const end = findQuote(cursor, start);
  if (end < 0) return undefined;
  const payload = text.toString('latin1', start, end);
  const isSmall = payload.length < memory.length;
  const bytes = isSmall
    ? memory.subarray(0, memory.write(payload, 'base64'))
    : Buffer.from(payload, 'base64');
  // Left out is what is not of base64, as escapes and ends of lines: JSON says what such a line means.
  if (payload.length % 4 !== 0 || bytes.length !== base64Bytes(cursor, start, end)) return undefined;
  return endLine(cursor, end + 1) ? { kind: 'segment', bytes } : undefined;
}

/** What whole and right base64 decodes to. */
function base64Bytes({ text }: LineCursor, start: number, end: number): number {
  if (end === start) return 0;
  const padding = text[end - 1] !== EQUALS ? 0 : text[end - 2] !== EQUALS ? 1 : 2;
  return ((end - start) / 4) * 3 - padding;
}

function toFile(cursor: LineCursor): TarPiece | undefined {
  const { text } = cursor;
  const start = after(cursor, cursor.at, FILE);
  const end = findTextEnd(cursor, start);
  const digits = after(cursor, end, SIZE);
  const digitsEnd = findDigitsEnd(cursor, digits);
  const sum = after(cursor, digitsEnd, PAYLOAD);
  const sumEnd = findTextEnd(cursor, sum);
  if (endLine(cursor, sumEnd + 1)) {
    const size = toNumber(cursor, digits, digitsEnd);
    const toSum = (): number => foldSum(text.toString('latin1', sum, sumEnd));
    return { kind: 'file', name: text.subarray(start, end), size, sum: toSum };
  }
  if (!endLine(cursor, after(cursor, end, NO_PAYLOAD))) return undefined;
  return { kind: 'file', name: text.subarray(start, end), size: 0, sum: NO_SUM };
}

const NO_SUM = (): number => 0;

/** Where an expected text ends that stands at a place, or -1; so for all of the following, which take -1, too. */
function after({ text }: LineCursor, at: number, expected: Buffer): number {
  if (at < 0) return -1;
  for (let index = 0; index < expected.length; index++) if (text[at + index] !== expected[index]) return -1;
  return at + expected.length;
}

function findQuote({ text }: LineCursor, from: number): number {
  return from < 0 ? -1 : text.indexOf(QUOTE, from);
}

/** A short text with escapes in it is left to JSON, which has no control characters. RFC 8259, section 7. */
function findTextEnd({ text }: LineCursor, from: number): number {
  if (from < 0) return -1;
  for (let at = from; at < text.length; at++) {
    const code = text[at] ?? 0;
    if (code === QUOTE) return at;
    if (code === BACKSLASH || code < SPACE) return -1;
  }
  return -1;
}

function findDigitsEnd({ text }: LineCursor, from: number): number {
  if (from < 0) return -1;
  let at = from;
  while (isDigit(text[at] ?? 0)) at++;
  const isPadded = at - from > 1 && text[from] === ZERO;
  return at > from && at - from <= MAX_DIGITS && !isPadded ? at : -1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

/** As many as are always a safe integer. */
const MAX_DIGITS = 15;

function toNumber({ text }: LineCursor, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (text[at] ?? 0) - ZERO;
  return value;
}

/** Goes on to the next line if nothing but the piece's number and the end of its line is at a place. 0 stands for -1. */
function endLine(cursor: LineCursor, at: number): boolean {
  const number = after(cursor, at > 0 ? at : -1, POSITION);
  const end = after(cursor, findDigitsEnd(cursor, number), END);
  if (end >= 0) cursor.at = end;
  return end >= 0;
}

type Entry = {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly name_raw?: unknown;
  readonly size?: unknown;
  readonly payload?: unknown;
};

function parseLine(cursor: LineCursor, what: string): TarPiece | undefined {
  const { text, at } = cursor;
  const end = text.indexOf(NEWLINE, at);
  if (end < 0) return undefined;
  cursor.at = end + 1;
  return toPiece(parseEntry(text.toString('utf8', at, end), what), what);
}

function parseEntry(line: string, what: string): Entry {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null) return entry;
  } catch {
    throw unreadable(`${what} has a line that is not JSON`);
  }
  throw unreadable(`${what} has a line that is not an entry`);
}

function toPiece({ type, name, name_raw: raw, size, payload }: Entry, what: string): TarPiece {
  const text = typeof payload === 'string' ? payload : '';
  if (type === 2) return { kind: 'segment', bytes: toBytes(text, what) };
  if (type !== 1) throw unreadable(`${what} has an entry of a type other than 1 and 2`);
  return { kind: 'file', name: toName(name, raw), size: toCount(size, what), sum: () => foldSum(text) };
}

function toBytes(payload: string, what: string): Buffer {
  const bytes = Buffer.from(payload, 'base64');
  if (payload.length % 4 === 0 && bytes.length === Buffer.byteLength(payload, 'base64')) return bytes;
  throw unreadable(`${what} has a segment that is not base64`);
}

function toCount(size: unknown, what: string): number {
  if (size === undefined) return 0;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) return size;
  throw unreadable(`${what} has a file with an invalid size`);
}

/** Names that are no UTF-8 are written a second time, as bytes. */
function toName(name: unknown, raw: unknown): Buffer {
  if (typeof raw === 'string' && raw !== '') return Buffer.from(raw, 'base64');
  return Buffer.from(typeof name === 'string' ? name : '', 'utf8');
}

function foldSum(payload: string): number {
  const bytes = Buffer.from(payload, 'base64');
  return bytes.length === 8 ? (bytes.readUInt32BE(0) ^ bytes.readUInt32BE(4)) >>> 0 : 0;
}
