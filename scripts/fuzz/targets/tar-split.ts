import { isUtf8 } from 'node:buffer';
import { readTarLines } from '../../../src/image-source/in-place/tar-lines.ts';
import { parsePieceSize, parseTarPiece } from '../../../src/image-source/in-place/tar-piece.ts';
import { expectSame, refusalOf } from '../target.ts';

export const isAsync = true;

const SUM = 'AAAAAQAAAAM=';
const NEWLINE = 0x0a;

export function seeds(): readonly Uint8Array[] {
  const lines = [
    '{"type":2,"payload":"aGVhZA==","position":0}',
    `{"type":1,"name":"a/b","size":7,"payload":"${SUM}","position":1}`,
    `{"type":1,"name":"?","name_raw":"/w==","size":2,"payload":"${SUM}","position":2}`,
    '{"type":1,"name":"d/","payload":null,"position":3}',
  ];
  const others = [
    '{"type":2,"payload":"aGVh\\u005aA==","position":0}',
    '{"position":1,"type":1,"size":7,"name":"q\\"\\n","payload":null}',
    '{"type":2,"payload":null,"position":5}',
    '{"type":1,"name":"a","size":9007199254740991,"payload":"x","position":6}',
  ];
  return [lines, others, [...others, ...lines]].map((all) => Buffer.from(all.join('\n')));
}

/** The same pieces or a refusal, whatever the chunks; each is what JSON says of its line, and has the size that is given alone. */
export async function fuzz(data: Uint8Array): Promise<void> {
  const pieces = await readPieces(data, data.length);
  expectSame(await readPieces(data, 1 + (data.length % 70)), pieces, 'pieces');
  const size = await readSize(data);
  if (pieces === REFUSED) return;
  expectSame(
    size,
    pieces.reduce((sum, piece) => sum + sizeOf(piece), 0),
    'sizes',
  );
  if (isUtf8(data)) expectSame(pieces, toLines(data).map(expectedPiece), 'pieces and their lines');
}

const REFUSED = 'refused';

type Piece =
  | { readonly kind: 'segment'; readonly bytes: string }
  | { readonly kind: 'file'; readonly name: string; readonly size: number; readonly sum: number };

function sizeOf(piece: Piece): number {
  return piece.kind === 'file' ? piece.size : piece.bytes.length / 2;
}

async function readPieces(data: Uint8Array, chunkBytes: number): Promise<readonly Piece[] | typeof REFUSED> {
  const found: Piece[] = [];
  const take: Parameters<typeof readTarLines>[1] = (lines) => {
    for (let piece = parseTarPiece(lines, 'layer 0'); piece; piece = parseTarPiece(lines, 'layer 0')) {
      if (piece.kind === 'segment') found.push({ kind: 'segment', bytes: hex(piece.bytes) });
      else found.push({ kind: 'file', name: hex(piece.name), size: piece.size, sum: piece.sum() });
    }
    return undefined;
  };
  try {
    await readTarLines(chunksOf(data, chunkBytes), take, 'layer 0');
    return found;
  } catch (error) {
    refusalOf(error);
    return REFUSED;
  }
}

async function readSize(data: Uint8Array): Promise<number | typeof REFUSED> {
  let sum = 0;
  const take: Parameters<typeof readTarLines>[1] = (lines) => {
    for (let size = parsePieceSize(lines, 'x'); size !== undefined; size = parsePieceSize(lines, 'x'))
      sum += size;
    return undefined;
  };
  try {
    await readTarLines(chunksOf(data, data.length), take, 'layer 0');
    return sum;
  } catch (error) {
    refusalOf(error);
    return REFUSED;
  }
}

function chunksOf(data: Uint8Array, chunkBytes: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(data.length / chunkBytes) }, (_, index) =>
    Buffer.from(data.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
  );
}

function toLines(data: Uint8Array): readonly string[] {
  const end = data.at(-1) === NEWLINE ? data.length - 1 : data.length;
  return data.length === 0 ? [] : Buffer.from(data.subarray(0, end)).toString('utf8').split('\n');
}

/** What a line of a text that was taken says, read in the plainest way. */
function expectedPiece(line: string): Piece {
  const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const text = (key: string): string => (typeof entry[key] === 'string' ? entry[key] : '');
  const payload = Buffer.from(text('payload'), 'base64');
  if (entry['type'] === 2) return { kind: 'segment', bytes: hex(payload) };
  const raw = Buffer.from(text('name_raw'), 'base64');
  const name = text('name_raw') === '' ? Buffer.from(text('name')) : raw;
  const sum = payload.length === 8 ? (payload.readUInt32BE(0) ^ payload.readUInt32BE(4)) >>> 0 : 0;
  return { kind: 'file', name: hex(name), size: Number(entry['size'] ?? 0), sum };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
