import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  createDecompressor,
  EXPANSION_LIMITS,
  sniffCompression,
} from '../../src/image-source/layer/decompress.ts';
import { createTransferEstimate } from '../../src/image-source/layer/transfer-estimate.ts';
import { createZstdFrames } from '../../src/image-source/layer/zstd-frames.ts';
import { layer } from '../helpers/image-builder.ts';

type Options = { readonly chunkBytes?: number; readonly limits?: typeof EXPANSION_LIMITS };

async function expand(
  compression: 'gzip' | 'zstd',
  bytes: Uint8Array,
  { chunkBytes = 1000, limits }: Options = {},
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const sink = (part: Uint8Array): undefined => {
    parts.push(Buffer.from(part));
  };
  const decompressor = createDecompressor(compression, sink, {
    what: 'layer 1',
    limits: limits ?? EXPANSION_LIMITS,
  });
  for (let at = 0; at < bytes.length; at += chunkBytes)
    await decompressor.write(bytes.subarray(at, at + chunkBytes));
  await decompressor.end();
  return Buffer.concat(parts);
}

const text = Buffer.from(Array.from({ length: 3000 }, (_, index) => `line ${index}\n`).join(''));
const noise = randomBytes(300_000);
/** A skippable frame as zstd:chunked appends it. RFC 8878, 3.1.2. */
const skippable = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 5, 0, 0, 0]), Buffer.from('table')]);
/** https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md#footer */
const estargzFooter = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 26, 0, 0x53, 0x47, 22, 0]),
  Buffer.from('0000000000000400STARGZ'),
  Buffer.from([1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]),
]);

describe('createDecompressor', () => {
  test('gives no more before the sink has taken what it has', async () => {
    const taken: { readonly busy: number; readonly bytes: number }[] = [];
    let busy = 0;
    const sink = async (part: Uint8Array): Promise<void> => {
      busy += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      taken.push({ busy, bytes: part.length });
      busy -= 1;
    };
    const zeros = Buffer.alloc(5_000_000);
    const decompressor = createDecompressor('gzip', sink, { what: 'layer 1', limits: EXPANSION_LIMITS });
    await decompressor.write(gzipSync(zeros));
    await decompressor.end();
    // Into how many parts it falls is a matter of time.
    expect(taken.length).toBeGreaterThan(1);
    expect(taken.filter((part) => part.busy !== 1)).toEqual([]);
    expect(taken.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(zeros.length);
  });

  test.each([0, 50])('fails with what the sink failed with after %d ms', async (milliseconds) => {
    const sink = async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      throw new Error('the disk is full');
    };
    const decompressor = createDecompressor('gzip', sink, { what: 'layer 1', limits: EXPANSION_LIMITS });
    await decompressor.write(gzipSync(text));
    await expect(decompressor.end()).rejects.toThrow('the disk is full');
  });

  test.each<[string, 'gzip' | 'zstd', Uint8Array, Buffer]>([
    ['gzip', 'gzip', gzipSync(text), text],
    [
      'gzip of several members',
      'gzip',
      Buffer.concat([gzipSync(text), gzipSync(noise)]),
      Buffer.concat([text, noise]),
    ],
    [
      'estargz, a member for each file and an empty one with an extra field at the end',
      'gzip',
      Buffer.concat([...[text, noise, Buffer.from('toc')].map((part) => gzipSync(part)), estargzFooter]),
      Buffer.concat([text, noise, Buffer.from('toc')]),
    ],
    ['zstd', 'zstd', zstdCompressSync(noise), noise],
    [
      'zstd of several frames, skippable ones between',
      'zstd',
      Buffer.concat([
        skippable,
        zstdCompressSync(text),
        zstdCompressSync(Buffer.alloc(0)),
        skippable,
        zstdCompressSync(noise),
        skippable,
      ]),
      Buffer.concat([text, noise]),
    ],
  ])('expands %s, whatever the chunks', async (_title, compression, bytes, expected) => {
    for (const chunkBytes of [397, 65_536, bytes.length]) {
      expect((await expand(compression, bytes, { chunkBytes })).equals(expected)).toBe(true);
    }
  });

  test.each<['gzip' | 'zstd', Uint8Array]>([
    ['gzip', gzipSync(noise)],
    ['zstd', zstdCompressSync(noise)],
  ])('refuses truncated and changed %s', async (compression, bytes) => {
    const refused = {
      code: 'image-unreadable',
      message: expect.stringContaining('layer 1 cannot be decompressed'),
    };
    await expect(expand(compression, bytes.subarray(0, -5))).rejects.toMatchObject(refused);
    for (const tail of ['g', 'garbage', 'garbage'.repeat(50_000)]) {
      const padded = Buffer.concat([bytes, Buffer.from(tail)]);
      await expect(expand(compression, padded)).rejects.toMatchObject(refused);
    }
  });

  test('stops a bomb, by its ratio and by its size', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const ratio = { maxBytes: 1e9, maxRatio: 100, freeBytes: 1e6 };
    await expect(expand('gzip', bomb, { limits: ratio })).rejects.toMatchObject({
      code: 'image-unreadable',
      message: 'layer 1 expands to more than 100 times its size',
    });
    const size = { maxBytes: 5e6, maxRatio: 1e9, freeBytes: 1e9 };
    await expect(expand('gzip', bomb, { limits: size })).rejects.toMatchObject({
      message: 'layer 1 expands to more than 5000000 bytes',
    });
  });
});

describe('createZstdFrames', () => {
  test('cuts after every frame and loses no byte', () => {
    const frames = [
      zstdCompressSync(text),
      skippable,
      zstdCompressSync(noise),
      zstdCompressSync(Buffer.alloc(1_000_000)),
    ];
    const whole = Buffer.concat(frames);
    const pieces = createZstdFrames().split(whole);
    expect(pieces.map(({ length }) => length)).toEqual(frames.map(({ length }) => length));
    const split = createZstdFrames();
    const small: Uint8Array[] = [];
    for (let at = 0; at < whole.length; at += 13) small.push(...split.split(whole.subarray(at, at + 13)));
    expect(Buffer.concat(small).equals(whole)).toBe(true);
  });
});

describe('sniffCompression', () => {
  test.each([
    ['gzip', gzipSync(text), 'gzip'],
    ['zstd', zstdCompressSync(text), 'zstd'],
    ['a skippable frame', skippable, 'zstd'],
    ['a tar', layer({ '/a': 'x' }).tar, 'none'],
    ['an empty tar', Buffer.alloc(1024), 'none'],
    ['JSON', Buffer.from('{}'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('tells %s by its first bytes', (_title, bytes, expected) => {
    expect(sniffCompression(bytes)).toBe(expected);
  });
});

describe('createTransferEstimate', () => {
  async function estimate(bytes: Uint8Array, chunkBytes: number): Promise<number> {
    const counter = createTransferEstimate(bytes.length);
    for (let at = 0; at < bytes.length; at += chunkBytes)
      await counter.write(bytes.subarray(at, at + chunkBytes));
    return counter.end();
  }

  test('compresses small layers whole', async () => {
    expect(Math.abs((await estimate(text, 1000)) - gzipSync(text).length)).toBeLessThan(10);
  });

  test('comes close for large layers, and to the same number whatever the chunks', async () => {
    const large = Buffer.concat(
      Array.from({ length: 120 }, (_, index) =>
        index % 3 === 0 ? randomBytes(200_000) : Buffer.from(`${index} `.repeat(70_000)),
      ),
    );
    const first = await estimate(large, 65_536);
    expect(await estimate(large, 1_000_003)).toBe(first);
    expect(Math.abs(first / gzipSync(large).length - 1)).toBeLessThan(0.2);
  });
});
