import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { GateError } from '../../errors.ts';
import { hasTarChecksum, isZeroBlock, TAR_BLOCK_BYTES } from '../../files/tar/tar-header.ts';
import type { ByteSink } from '../byte-source.ts';
import { createZstdFrames } from './zstd-frames.ts';

export type Compression = 'gzip' | 'zstd' | 'none';

/** Bytes that tell what a blob is. */
export const SNIFFED_BYTES = TAR_BLOCK_BYTES;

/** How far a layer may expand. A larger one is refused, since nobody can tell it from a decompression bomb. */
export type ExpansionLimits = {
  readonly maxBytes: number;
  /** Beyond `freeBytes` the uncompressed layer may be this many times as large as what was read of it. */
  readonly maxRatio: number;
  readonly freeBytes: number;
};

const GIB = 1024 ** 3;

export const EXPANSION_LIMITS: ExpansionLimits = { maxBytes: 128 * GIB, maxRatio: 200, freeBytes: 8 * GIB };

/** Larger chunks than zlib's default make it twice as fast; what waits for it lets reading go on meanwhile. */
const STREAM_OPTIONS = { chunkSize: 1024 * 1024, writableHighWaterMark: 4 * 1024 * 1024 };

const BATCH_BYTES = 256 * 1024;

/** What a layer blob is by its first bytes, never by its media type; undefined where it is no layer. */
export function sniffCompression(head: Uint8Array): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isZstd(head)) return 'zstd';
  const isEmptyTar = head.length >= TAR_BLOCK_BYTES && isZeroBlock(head, 0);
  return isEmptyTar || hasTarChecksum(head) ? 'none' : undefined;
}

/** A frame, or a skippable frame as zstd:chunked has them. RFC 8878, 3.1. */
function isZstd(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const magic = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5;
}

/** A decompressor that is fed; `write` resolves when more can be taken. Both throw `image-unreadable`. */
export type Decompressor = { write(chunk: Uint8Array): Promise<void> | undefined; end(): Promise<void> };

/** Feeds `sink` with what comes out. `what` names the blob in errors. */
export function createDecompressor(
  compression: Exclude<Compression, 'none'>,
  sink: ByteSink,
  { what, limits }: { readonly what: string; readonly limits: ExpansionLimits },
): Decompressor {
  const stream = compression === 'gzip' ? createGunzip(STREAM_OPTIONS) : createZstdDecompress(STREAM_OPTIONS);
  const total = { read: 0, written: 0 };
  const fail = (error: unknown): void => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  stream.on('data', (chunk: Buffer) => {
    try {
      total.written += chunk.length;
      checkExpansion(total, limits, what);
      const wait = sink(chunk);
      if (wait === undefined) {
        release(chunk);
        return;
      }
      stream.pause();
      busy = wait.then(() => {
        release(chunk);
        stream.resume();
      });
      busy.catch(fail);
    } catch (error) {
      fail(error);
    }
  });
  const batches = createBatches();
  const feed = createFeed(stream, compression);
  // A paused stream may end before its sink is done with the last chunk.
  let busy: Promise<unknown> | undefined;
  const ended = finished(stream).then(() => busy);
  // Told by `write` or `end`, whichever is asked next.
  ended.catch(() => undefined);
  return {
    write: (chunk) => {
      total.read += chunk.length;
      if (stream.destroyed) return rethrow(ended, what);
      const hasRoom = feed.writeAll(batches.add(chunk));
      return hasRoom ? undefined : rethrow(Promise.race([once(stream, 'drain'), ended]), what);
    },
    end: () => {
      if (!stream.destroyed) {
        feed.writeAll([batches.rest()]);
        feed.end();
      }
      return rethrow(ended, what);
    },
  };
}

/** Batches are written at once, and it is said whether there is room for more. What is wrong with the frames ends the stream. */
type Feed = { writeAll(batches: readonly Uint8Array[]): boolean; end(): void };

function createFeed(stream: Writable, compression: Compression): Feed {
  const frames = compression === 'zstd' ? createZstdFrames() : undefined;
  const attempt = (work: () => boolean): boolean => {
    try {
      return work();
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
  const write = (batch: Uint8Array): boolean =>
    attempt(() => (frames?.split(batch) ?? [batch]).reduce((_, piece) => stream.write(piece), true));
  return {
    writeAll: (batches) => batches.map(write).at(-1) ?? true,
    end: () => {
      attempt(() => {
        frames?.end();
        stream.end();
        return true;
      });
    },
  };
}

/**
 * Gives memory back that zlib has filled to its end and that the sink has taken: a megabyte each, which would otherwise make the
 * garbage collector look at everything again and again.
 */
function release({ buffer, byteOffset, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteOffset + length === STREAM_OPTIONS.chunkSize) buffer.transfer(0);
}

/** Gathers chunks that are only lent, so that a thread may take its time, and is not woken for every little one. */
type Batches = { add(chunk: Uint8Array): readonly Uint8Array[]; rest(): Uint8Array };

function createBatches(): Batches {
  let batch = new Uint8Array(BATCH_BYTES);
  let filled = 0;
  return {
    add: (chunk) => {
      const full: Uint8Array[] = [];
      for (let at = 0; at < chunk.length;) {
        const part = chunk.subarray(at, at + batch.length - filled);
        batch.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < batch.length) break;
        full.push(batch);
        batch = new Uint8Array(BATCH_BYTES);
        filled = 0;
      }
      return full;
    },
    rest: () => batch.subarray(0, filled),
  };
}

function checkExpansion(
  { read, written }: { readonly read: number; readonly written: number },
  { maxBytes, maxRatio, freeBytes }: ExpansionLimits,
  what: string,
): void {
  if (written > maxBytes) {
    throw new GateError('image-unreadable', `${what} expands to more than ${maxBytes} bytes`);
  }
  if (written > freeBytes && written > read * maxRatio) {
    throw new GateError('image-unreadable', `${what} expands to more than ${maxRatio} times its size`, {
      hint: 'Only zeros compress this well. Check what this layer contains.',
    });
  }
}

async function rethrow(work: Promise<unknown>, what: string): Promise<void> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GateError('image-unreadable', `${what} cannot be decompressed: ${reason}`, {
      hint: 'The blob is probably truncated: save or build the image again.',
      cause,
    });
  }
}
