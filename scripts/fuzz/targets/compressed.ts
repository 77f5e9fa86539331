import { gzipSync, zstdCompressSync } from 'node:zlib';
import { createDecompressor, sniffCompression } from '../../../src/image-source/layer/decompress.ts';
import { createZstdFrames } from '../../../src/image-source/layer/zstd-frames.ts';
import { expectSame, refusalOf } from '../target.ts';

export const isAsync = true;

const LIMITS = { maxBytes: 8_000_000, maxRatio: 2000, freeBytes: 1_000_000 };
const text = Buffer.from('line\n'.repeat(300));
const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);

export function seeds(): readonly Uint8Array[] {
  return [
    gzipSync(text),
    Buffer.concat([gzipSync('a'), gzipSync('b')]),
    zstdCompressSync(text),
    Buffer.concat([skippable, zstdCompressSync(text), zstdCompressSync(''), skippable]),
    gzipSync(Buffer.alloc(100_000)),
    zstdCompressSync(Buffer.alloc(100_000)),
  ];
}

/** The same bytes or a refusal, whatever the chunks, and never more than the limits say. */
export async function fuzz(data: Uint8Array): Promise<void> {
  const compression = sniffCompression(data);
  if (compression === 'zstd') expectSame(cutFrames(data)?.equals(data) ?? true, true, 'bytes of frames');
  if (compression === undefined || compression === 'none') return;
  const whole = await expand(compression, data, data.length);
  expectSame(await expand(compression, data, 1 + (data.length % 90)), whole, 'expanded bytes');
}

/** Frames joined again; undefined where what follows one is none. */
function cutFrames(data: Uint8Array): Buffer | undefined {
  const frames = createZstdFrames();
  const pieces = Array.from({ length: Math.ceil(data.length / 7) }, (_, at) =>
    data.subarray(at * 7, at * 7 + 7),
  );
  try {
    return Buffer.concat(pieces.flatMap((piece) => frames.split(piece)));
  } catch {
    return undefined;
  }
}

async function expand(
  compression: 'gzip' | 'zstd',
  data: Uint8Array,
  chunkBytes: number,
): Promise<number | string> {
  let bytes = 0;
  const count = (chunk: Uint8Array): undefined => {
    bytes += chunk.length;
    if (bytes > LIMITS.maxBytes) throw new Error(`${bytes} bytes went past the limit`);
  };
  try {
    const decompressor = createDecompressor(compression, count, { what: 'layer 0', limits: LIMITS });
    for (let at = 0; at < data.length; at += chunkBytes)
      await decompressor.write(data.subarray(at, at + chunkBytes));
    await decompressor.end();
    return bytes;
  } catch (error) {
    refusalOf(error);
    return 'refused';
  }
}
