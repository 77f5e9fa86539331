import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GateError } from '../../errors.ts';
import { unreadable } from '../verified-json.ts';

/** Longest line in bytes: a header with all of its extensions, or the zeros at the end of an archive. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * A piece of a layer's tar as the engine took it apart: bytes between contents, or a content that lies in a file of that name.
 * https://github.com/vbatts/tar-split/blob/main/tar/storage/entry.go
 */
export type TarPiece =
  | { readonly kind: 'segment'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly name: Buffer; readonly size: number; readonly sum: number };

type Entry = {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly name_raw?: unknown;
  readonly size?: unknown;
  readonly payload?: unknown;
};

/** The pieces of a tar in their order; throws `image-unreadable` where the file is not what the engine writes. */
export async function* readTarPieces(file: string, what: string): AsyncGenerator<TarPiece> {
  for await (const line of readLines(file, what)) {
    const piece = toPiece(parseEntry(line, what), what);
    if (piece !== undefined) yield piece;
  }
}

const SEGMENT_START = '{"type":2,"payload":"';

/** Bytes of the whole tar, with no more parsing than that takes. */
export async function readTarSize(file: string, what: string): Promise<number> {
  let size = 0;
  for await (const line of readLines(file, what)) {
    const end = line.startsWith(SEGMENT_START) ? line.indexOf('"', SEGMENT_START.length) : -1;
    if (end > 0) size += Buffer.byteLength(line.slice(SEGMENT_START.length, end), 'base64');
    else size += sizeOf(toPiece(parseEntry(line, what), what));
  }
  return size;
}

function sizeOf(piece: TarPiece | undefined): number {
  if (piece === undefined) return 0;
  return piece.kind === 'segment' ? piece.bytes.length : piece.size;
}

async function* readLines(file: string, what: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const stream = source.pipe(createGunzip({ chunkSize: 256 * 1024 }));
  source.on('error', (error) => stream.destroy(error));
  let rest = '';
  try {
    for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_BYTES)
        throw unreadable(`${what} has a line of more than ${MAX_LINE_BYTES} bytes`);
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw unreadable(`${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    source.destroy();
    await finished(source).catch(() => undefined);
  }
}

function parseEntry(line: string, what: string): Entry {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null) return entry;
  } catch {
    throw unreadable(`${what} has a line that is no JSON`);
  }
  throw unreadable(`${what} has a line that is no entry`);
}

function toPiece({ type, name, name_raw: raw, size, payload }: Entry, what: string): TarPiece | undefined {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'base64') : Buffer.alloc(0);
  if (type === 2) return { kind: 'segment', bytes };
  if (type !== 1) throw unreadable(`${what} has an entry of another type than 1 and 2`);
  const count = toCount(size, what);
  return count === 0
    ? undefined
    : { kind: 'file', name: toName(name, raw), size: count, sum: foldSum(bytes) };
}

/** Directories, links and empty files have none. */
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

/** CRC-64/ISO in 32 bits; 0 where there is none. */
function foldSum(bytes: Buffer): number {
  return bytes.length === 8 ? (bytes.readUInt32BE(0) ^ bytes.readUInt32BE(4)) >>> 0 : 0;
}
