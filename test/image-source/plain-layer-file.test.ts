import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { createLayerBlobReader, type LayerBlobOptions } from '../../src/image-source/layer/layer-blob.ts';
import { readLayerFile } from '../../src/image-source/read-blob.ts';
import { elf } from '../helpers/elf-builder.ts';
import { digestOf, layer, opaque, whiteout } from '../helpers/image-builder.ts';
import { tableRows } from '../helpers/table-rows.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const program = elf({ needed: ['libc.so.6'], go: { version: 'go1.22', path: 'x' }, gap: 2_500_000 });
const long = `/${'directory/'.repeat(30)}${'name'.repeat(20)}`;

/** Text that compresses, more than a sample's worth of it, and different everywhere. */
function prose(length: number): Buffer {
  const words = Array.from({ length: Math.ceil(length / 9) }, (_, at) =>
    ((at * 2654435761) >>> 7).toString(36),
  );
  return Buffer.from(words.join(' ').padEnd(length)).subarray(0, length);
}

const { tar } = layer(
  {
    '/bin/program': { content: program, mode: 0o755 },
    '/bin/run': '#!/usr/bin/env python3\nprint()\n',
    '/wanted/small': 'small',
    '/wanted/large': prose(300_000),
    '/same-size': 'lar!e',
    '/empty': '',
    '/link': { symlink: '/wanted' },
    '/hard': { hardlink: '/wanted/large' },
    [long]: { content: prose(3_000_000), mode: 0o600 },
    ...Object.fromEntries(
      Array.from({ length: 2000 }, (_, at) => [`/many/${at}`, `#!${at}\n`.repeat(at % 80)]),
    ),
  },
  whiteout('/gone'),
  opaque('/wanted'),
  { '/late': prose(1_000_000) },
);

const REQUIRED = {
  wantsContent: (path: string) => path.startsWith('/wanted/'),
  gitBlobSizes: new Set([5]),
};

/** The part of a file in which the layer lies, between other bytes. */
async function place(name: string, bytes: Uint8Array, size = bytes.length) {
  const file = join(folder, name);
  await writeFile(file, Buffer.concat([Buffer.alloc(777, 1), bytes, Buffer.alloc(999, 2)]));
  return { path: 'layer.tar', file, offset: 777, size, what: 'layer 0' };
}

async function streamed(options: Omit<LayerBlobOptions, 'what' | 'size' | 'compression'>) {
  const reader = createLayerBlobReader({
    ...options,
    what: 'layer 0',
    size: tar.length,
    compression: 'none',
  });
  for (let at = 0; at < tar.length; at += 100_000) await reader.write(tar.subarray(at, at + 100_000));
  return reader.end();
}

describe('readLayerFile', () => {
  test.each<[string, RequiredContent]>([
    ['what was required', REQUIRED],
    ['sums of all contents', { ...REQUIRED, contentSums: true }],
    ['sums of large contents', { ...REQUIRED, contentSums: 'large' }],
    ['notes', { ...REQUIRED, notedBlobBytes: 1000 }],
  ])('gives what reading it from start to end gives, with %s', async (_title, required) => {
    const options = { paths: createPathTable(), required };
    const { table, ...blob } = await readLayerFile(await place('whole', tar), options);
    const { table: expected, ...whole } = await streamed({ paths: createPathTable(), required });
    expect(blob).toEqual(whole);
    expect(blob.digest).toBe(digestOf(tar));
    expect(tableRows(table)).toEqual(tableRows(expected));
    expect(table.rowCount).toBeGreaterThan(2000);
  });

  test('refuses a layer that stops inside an entry, wanted or not', async () => {
    const options = { paths: createPathTable(), required: REQUIRED };
    const wanted = { ...REQUIRED, wantsContent: () => true };
    for (const size of [tar.length - 500_000, tar.length - 1_000_001]) {
      const part = await place('cut', tar, size);
      for (const required of [REQUIRED, wanted])
        await expect(readLayerFile(part, { ...options, required })).rejects.toMatchObject({
          code: 'image-unreadable',
          message: 'layer 0 ends in the middle of an entry',
        });
    }
  });

  test('refuses a file that has become shorter', async () => {
    const part = await place('short', tar, tar.length + 999_999);
    const options = { paths: createPathTable(), required: REQUIRED };
    await expect(readLayerFile(part, options)).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  test('stops when it is told to', async () => {
    const options = { paths: createPathTable(), required: REQUIRED, signal: AbortSignal.abort() };
    await expect(readLayerFile(await place('stopped', tar), options)).rejects.toThrow('aborted');
  });
});
