import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { GateError } from '../../errors.ts';
import { unreadable } from '../verified-json.ts';
import { readTarLines, type LinesSink } from './tar-lines.ts';
import { parsePieceSize, parseTarPiece, type LineCursor, type TarPiece } from './tar-piece.ts';

/** What is decompressed at once and kept: most layers. Larger ones are decompressed each time that they are asked. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const MAX_KEPT_FILE_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** A layer's tar as the engine took it apart. Both throw `image-unreadable` where that is not what engines write. */
export type TarSplit = {
  /** Bytes of the whole tar. */
  readSize(): Promise<number>;
  /** All pieces in their order, each valid until the next; a promise means: no more before it resolves. */
  readPieces(sink: PieceSink): Promise<void>;
};

export type PieceSink = (piece: TarPiece) => Promise<unknown> | undefined;

/** Starts to read a small file. `what` names it in errors. */
export function openTarSplit(file: string, what: string): TarSplit {
  const kept = explained(what, readKept(file));
  // Told when it is asked for.
  kept.catch(() => undefined);
  const read = async (take: LinesSink): Promise<void> => {
    const text = await kept;
    await explained(what, readTarLines(text === undefined ? decompressed(file) : [text], take, what));
  };
  return {
    readSize: async () => {
      let sum = 0;
      await read((lines) => {
        for (let size = parsePieceSize(lines, what); size !== undefined; size = parsePieceSize(lines, what))
          sum += size;
        return undefined;
      });
      return sum;
    },
    readPieces: (sink) => read((lines) => passOn(lines, sink, what)),
  };
}

async function passOn(lines: LineCursor, sink: PieceSink, what: string): Promise<void> {
  for (let piece = parseTarPiece(lines, what); piece !== undefined; piece = parseTarPiece(lines, what)) {
    const wait = sink(piece);
    if (wait !== undefined) await wait;
  }
}

async function explained<Answer>(what: string, work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw unreadable(`${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The whole text, or undefined where it is too large to be kept. */
async function readKept(file: string): Promise<Buffer | undefined> {
  if ((await stat(file)).size > MAX_KEPT_FILE_BYTES) return undefined;
  const packed = await readFile(file);
  // The trailer says how much it is, so that one piece of memory does; a wrong one does no harm. RFC 1952, 2.3.1.
  const claimed = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4);
  const chunkSize = Math.max(CHUNK_BYTES, Math.min(claimed + 1, MAX_KEPT_BYTES));
  try {
    return await promisify(gunzip)(packed, { chunkSize, maxOutputLength: MAX_KEPT_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw cause;
  }
}

async function* decompressed(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const stream = source.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
  source.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
  } finally {
    source.destroy();
    await finished(source).catch(() => undefined);
  }
}
