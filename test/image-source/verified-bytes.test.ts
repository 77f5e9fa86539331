import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createPathTable } from '../../src/files/table/path-table.ts';
import type { Digest } from '../../src/digest.ts';
import type { BlobStore } from '../../src/image-source/blob-store.ts';
import type { LayerBlob } from '../../src/image-source/layer/known-layers.ts';
import { createLayerBlobReader } from '../../src/image-source/layer/layer-blob.ts';
import { readLayerBlob } from '../../src/image-source/read-blob.ts';
import { readPresent } from '../../src/image-source/verified-json.ts';
import { digestOf, layer, NOTHING_REQUIRED } from '../helpers/image-builder.ts';

const { tar } = layer({ '/etc/motd': 'hello' });
const other = layer({ '/etc/motd': 'planted' }).tar;

type Stored = { readonly compression: 'none' | 'gzip'; readonly bytes: Uint8Array };

/** Reads bytes whose name claims a digest, with what was read before in mind. */
async function read({ bytes, compression }: Stored, claimed: Digest, known: Map<Digest, LayerBlob>) {
  const reader = createLayerBlobReader({
    ...{ paths: createPathTable(), required: NOTHING_REQUIRED, knownLayers: known },
    ...{ what: 'layer 0', size: bytes.length, compression, claimed },
  });
  await reader.write(bytes);
  return reader.end();
}

describe.each([
  ['none', (bytes: Uint8Array) => bytes],
  ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
] as const)('a layer that was read before (compression: %s)', (compression, pack) => {
  const stored = { compression, bytes: pack(tar) };
  const digest = digestOf(stored.bytes);

  test('is known again by its digest', async () => {
    const known = new Map<Digest, LayerBlob>();
    const first = await read(stored, digest, known);
    const again = await read(stored, digest, known);
    expect(first).toMatchObject({ digest, size: stored.bytes.length, table: { diffID: digestOf(tar) } });
    expect(again.table).toBe(first.table);
  });

  test('lends its rows to no other bytes that lie under its name', async () => {
    const known = new Map<Digest, LayerBlob>();
    await read(stored, digest, known);
    const before = new Map(known);
    const planted = { compression, bytes: pack(other) };
    await expect(read(planted, digest, known)).rejects.toMatchObject({
      code: 'image-unreadable',
      message: `layer 0 has digest \`${digestOf(planted.bytes)}\`, expected \`${digest}\``,
    });
    expect(known).toEqual(before);
  });
});

describe('a layer that is streamed', () => {
  const stream = (size: number, bytes: Uint8Array = tar) => ({
    ...{ path: 'layer.tar', size, what: 'layer 0' },
    source: (sink: (chunk: Uint8Array) => unknown) => {
      sink(bytes.subarray(0, 700));
      sink(bytes.subarray(700));
      return Promise.resolve();
    },
  });
  const options = () => ({ paths: createPathTable(), required: NOTHING_REQUIRED, insecureRegistries: [] });

  test('has as many bytes as were announced', async () => {
    expect(await readLayerBlob(stream(tar.length), options())).toMatchObject({ size: tar.length });
  });

  test.each([tar.length - 1, tar.length + 1])('is refused where %i were announced', async (size) => {
    await expect(readLayerBlob(stream(size), options())).rejects.toMatchObject({
      code: 'image-unreadable',
      message: `layer 0 has ${tar.length} bytes, expected ${size}`,
    });
  });
});

describe('a manifest or config', () => {
  const bytes = Buffer.from('{"schemaVersion":2}');
  const store: BlobStore = {
    what: '`x`',
    readJson: (path) => Promise.resolve(path.endsWith('0') ? undefined : bytes),
    readLayer: () => Promise.resolve(undefined),
  };
  const part = { name: 'manifest', kind: 'manifest' } as const;
  const descriptorOf = (digest: Digest, size: number) => ({
    ...{ mediaType: 'x', digest, size },
    annotations: {},
  });
  const digest = digestOf(bytes);

  test('is what its descriptor says', async () => {
    expect(await readPresent(store, descriptorOf(digest, bytes.length), part)).toBe(bytes);
  });

  test('is refused with another size', async () => {
    const read = readPresent(store, descriptorOf(digest, bytes.length + 1), part);
    await expect(read).rejects.toMatchObject({
      code: 'image-unreadable',
      message: `manifest of \`x\` has ${bytes.length} bytes, expected ${bytes.length + 1}`,
    });
  });

  test('is refused with another digest', async () => {
    const claimed = `sha256:${'1'.repeat(64)}` as Digest;
    await expect(readPresent(store, descriptorOf(claimed, bytes.length), part)).rejects.toMatchObject({
      message: `manifest of \`x\` has digest \`${digest}\`, expected \`${claimed}\``,
    });
  });

  test('may not be there', async () => {
    const absent = `sha256:${'0'.repeat(64)}` as Digest;
    expect(await readPresent(store, descriptorOf(absent, bytes.length), part)).toBeUndefined();
  });
});
