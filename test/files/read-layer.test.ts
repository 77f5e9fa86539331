import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RequiredContent, LayerTable } from '../../src/files/table/layer-table.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { createLayerReader } from '../../src/files/read-layer.ts';
import {
  buildTables,
  digestOf,
  layer,
  NOTHING_REQUIRED,
  opaque,
  rawLayer,
  whiteout,
} from '../helpers/image-builder.ts';
import { pax, rawEntry } from '../helpers/tar-builder.ts';

function read(
  bytes: Uint8Array,
  chunkBytes: number,
  required: RequiredContent = NOTHING_REQUIRED,
): LayerTable {
  const reader = createLayerReader({ paths: createPathTable(), required, what: 'layer 3' });
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  return reader.finish(digestOf(bytes));
}

describe('createLayerReader', () => {
  const input = layer(
    {
      '/etc/passwd': { content: 'root', mode: 0o640 },
      '/bin/run': '#!/usr/bin/env  python3 -u\nprint()\n',
      '/link': { symlink: '../x' },
      '/hard': { hardlink: 'etc/passwd' },
      '/empty': '',
    },
    whiteout('/gone'),
    opaque('/var/cache'),
  );

  test('keeps rows and whiteouts, whatever the chunks', () => {
    for (const chunkBytes of [1, 100, 512, 4096]) {
      const table = read(input.tar, chunkBytes);
      const rows = Array.from({ length: table.rowCount }, (_, row) => [
        table.paths.path(table.node(row)),
        table.type(row),
        table.size(row),
        table.mode(row).toString(8),
        table.linkTarget(row),
      ]);
      expect(rows).toEqual([
        ['/etc', 'directory', 0, '755', undefined],
        ['/etc/passwd', 'regular', 4, '640', undefined],
        ['/bin', 'directory', 0, '755', undefined],
        ['/bin/run', 'regular', 35, '755', undefined],
        ['/link', 'symlink', 0, '777', '../x'],
        ['/hard', 'hardlink', 0, '640', '/etc/passwd'],
        ['/empty', 'regular', 0, '644', undefined],
        ['/var', 'directory', 0, '755', undefined],
        ['/var/cache', 'directory', 0, '755', undefined],
      ]);
      expect(table.whiteouts.map((node) => table.paths.path(node))).toEqual(['/gone']);
      expect(table.opaqueDirectories.map((node) => table.paths.path(node))).toEqual(['/var/cache']);
    }
  });

  test.each([1, 3, 700])('notes what was required of a content in chunks of %d bytes', (chunkBytes) => {
    const required = {
      wantsContent: (path: string) => path === '/bin/run' || path === '/empty',
      gitBlobSizes: new Set([4]),
    };
    const table = read(input.tar, chunkBytes, required);
    const gitBlob = createHash('sha1').update('blob 4\0root').digest('hex');
    expect(table.factRows).toEqual([1, 3, 6]);
    expect(table.facts(1)).toEqual({ gitBlob });
    expect(table.facts(3)).toEqual({
      shebang: '/usr/bin/env  python3 -u',
      content: new Uint8Array(Buffer.from('#!/usr/bin/env  python3 -u\nprint()\n')),
    });
    expect(table.facts(6)).toEqual({ content: new Uint8Array(0) });
    expect(table.facts(0)).toBeUndefined();
  });

  test.each([1, 3, 700])(
    'sums up contents in chunks of %d bytes where two images are compared',
    (chunkBytes) => {
      const table = read(input.tar, chunkBytes, { ...NOTHING_REQUIRED, contentSums: true });
      expect([table.contentSumKind, table.contentSum(1)]).toEqual(['crc32', crc32('root')]);
      expect(table.contentSum(0)).toBe(0);
      expect(read(input.tar, chunkBytes).contentSum(1)).toBe(0);
    },
  );

  test('sums up no small contents where files of one image alone are held against each other', () => {
    const [small, large] = ['x'.repeat(4095), 'x'.repeat(4096)];
    const [table] = buildTables([layer({ '/a': small, '/b': large })], {
      ...NOTHING_REQUIRED,
      contentSums: 'large',
    });
    expect([0, 1].map((row) => table!.contentSum(row))).toEqual([0, crc32(large)]);
  });

  test('cuts a shebang line that has no end', () => {
    const [table] = buildTables([layer({ '/a': `#!${'x'.repeat(1000)}` })]);
    expect(table!.facts(0)?.shebang).toHaveLength(256);
  });

  test('takes no content from a sparse file, whose stored bytes are something else', () => {
    const sparse = rawLayer(
      pax({ 'GNU.sparse.size': '100' }),
      rawEntry({ path: 'a', content: '#!/bin/sh\n' }),
    );
    const [table] = buildTables([sparse], { wantsContent: () => true, gitBlobSizes: new Set([100]) });
    expect([table!.size(0), table!.facts(0)]).toEqual([100, undefined]);
  });

  test('names the layer that is truncated', () => {
    expect(() => read(input.tar.subarray(0, 900), 100)).toThrow('layer 3 ends in the middle of an entry');
  });
});
