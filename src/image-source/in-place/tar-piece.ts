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

/** A line of a text, from `start` up to `end`. */
export type Line = { readonly text: Buffer; readonly start: number; readonly end: number };

/** What a line of a tar-split file says: parsed in place where it is just as engines write it, else as JSON. */
export function parseTarPiece(line: Line, what: string): TarPiece {
  return toSegment(line) ?? toFile(line) ?? toPiece(parseEntry(line, what), what);
}

/** Bytes of the tar that a line stands for. */
export function parsePieceSize(line: Line, what: string): number {
  const start = after(line, line.start, SEGMENT);
  const end = findQuote(line, start);
  if (isLast(line, end)) return base64Bytes(line, start, end);
  const size = findSize(line);
  if (size >= 0) return size;
  const piece = toPiece(parseEntry(line, what), what);
  return piece.kind === 'segment' ? piece.bytes.length : piece.size;
}

const SEGMENT = Buffer.from('{"type":2,"payload":"');
const FILE = Buffer.from('{"type":1,"name":"');
const SIZE = Buffer.from('","size":');
const PAYLOAD = Buffer.from(',"payload":"');
const NO_PAYLOAD = Buffer.from('","payload":null');
const POSITION = Buffer.from(',"position":');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BRACE = 0x7d;

function toSegment(line: Line): TarPiece | undefined {
  const start = after(line, line.start, SEGMENT);
  const end = findQuote(line, start);
  if (!isLast(line, end)) return undefined;
  const payload = line.text.toString('latin1', start, end);
  return payload.includes('\\') ? undefined : { kind: 'segment', bytes: Buffer.from(payload, 'base64') };
}

function base64Bytes({ text }: Line, start: number, end: number): number {
  if (end === start) return 0;
  const padding = text[end - 1] !== 0x3d ? 0 : text[end - 2] !== 0x3d ? 1 : 2;
  return Math.floor(((end - start) / 4) * 3) - padding;
}

function toFile(line: Line): TarPiece | undefined {
  const { text } = line;
  const start = after(line, line.start, FILE);
  const end = findNameEnd(line, start);
  const digits = after(line, end, SIZE);
  const digitsEnd = findDigitsEnd(line, digits);
  const sum = after(line, digitsEnd, PAYLOAD);
  const sumEnd = findQuote(line, sum);
  const name = text.subarray(start, end);
  if (isLast(line, sumEnd)) {
    const size = toNumber(line, digits, digitsEnd);
    return { kind: 'file', name, size, sum: () => foldSum(text.toString('latin1', sum, sumEnd)) };
  }
  const isEmpty = isPosition(line, after(line, end, NO_PAYLOAD));
  return isEmpty ? { kind: 'file', name, size: 0, sum: () => 0 } : undefined;
}

/** Size of a file, or -1 where the line is none or not just as engines write it. */
function findSize(line: Line): number {
  const end = findNameEnd(line, after(line, line.start, FILE));
  const digits = after(line, end, SIZE);
  const digitsEnd = findDigitsEnd(line, digits);
  if (digitsEnd >= 0) return toNumber(line, digits, digitsEnd);
  return isPosition(line, after(line, end, NO_PAYLOAD)) ? 0 : -1;
}

/** Where an expected text ends that stands at a place, or -1; so for all of the following, which take -1, too. */
function after({ text }: Line, at: number, expected: Buffer): number {
  if (at < 0) return -1;
  for (let index = 0; index < expected.length; index++) if (text[at + index] !== expected[index]) return -1;
  return at + expected.length;
}

function findQuote({ text, end }: Line, from: number): number {
  const quote = from < 0 ? -1 : text.indexOf(QUOTE, from);
  return quote < end ? quote : -1;
}

/** A name with escapes in it is left to JSON. */
function findNameEnd({ text, end }: Line, from: number): number {
  if (from < 0) return -1;
  for (let at = from; at < end; at++) {
    if (text[at] === QUOTE) return at;
    if (text[at] === BACKSLASH) return -1;
  }
  return -1;
}

function findDigitsEnd({ text }: Line, from: number): number {
  if (from < 0) return -1;
  let at = from;
  for (let code = text[at] ?? 0; code >= 0x30 && code <= 0x39; code = text[at] ?? 0) at++;
  return at > from && at - from < MAX_DIGITS ? at : -1;
}

/** As many as are always a safe integer. */
const MAX_DIGITS = 15;

function toNumber({ text }: Line, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (text[at] ?? 0) - 0x30;
  return value;
}

/** Whether nothing but the piece's number follows on a quote. */
function isLast(line: Line, quote: number): boolean {
  return quote >= 0 && isPosition(line, quote + 1);
}

function isPosition(line: Line, at: number): boolean {
  const end = findDigitsEnd(line, after(line, at, POSITION));
  return end === line.end - 1 && line.text[end] === BRACE;
}

type Entry = {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly name_raw?: unknown;
  readonly size?: unknown;
  readonly payload?: unknown;
};

function parseEntry({ text, start, end }: Line, what: string): Entry {
  try {
    const entry: unknown = JSON.parse(text.toString('utf8', start, end));
    if (typeof entry === 'object' && entry !== null) return entry;
  } catch {
    throw unreadable(`${what} has a line that is no JSON`);
  }
  throw unreadable(`${what} has a line that is no entry`);
}

function toPiece({ type, name, name_raw: raw, size, payload }: Entry, what: string): TarPiece {
  const text = typeof payload === 'string' ? payload : '';
  if (type === 2) return { kind: 'segment', bytes: Buffer.from(text, 'base64') };
  if (type !== 1) throw unreadable(`${what} has an entry of another type than 1 and 2`);
  return { kind: 'file', name: toName(name, raw), size: toCount(size, what), sum: () => foldSum(text) };
}

function toCount(size: unknown, what: string): number {
  if (size === undefined) return 0;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0) return size;
  throw unreadable(`${what} has a file whose size is no size`);
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
