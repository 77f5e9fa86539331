import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { createLayerReader } from '../../src/files/read-layer.ts';
import type { RequiredContent } from '../../src/files/table/layer-table.ts';
import type { ReadAt } from '../../src/files/table/read-at.ts';
import { elf } from '../helpers/elf-builder.ts';
import { digestOf, layer, NOTHING_REQUIRED, opaque, rawLayer, whiteout } from '../helpers/image-builder.ts';
import { tableRows } from '../helpers/table-rows.ts';
import { pax, rawEntry } from '../helpers/tar-builder.ts';

const LARGE = Buffer.from(
  elf({ needed: ['libc.so.6'], go: { version: 'go1.22', path: 'x' }, gap: 2_500_000 }),
);

const { tar } = layer(
  {
    '/bin/large': { content: LARGE.toString('latin1'), mode: 0o755 },
    '/bin/run': '#!/usr/bin/env python3\nprint()\n',
    '/etc/passwd': 'root',
    '/empty': '',
    '/text': 'x'.repeat(700_000),
    '/link': { symlink: '/etc/passwd' },
    '/same': { hardlink: '/etc/passwd' },
  },
  whiteout('/gone'),
  opaque('/d'),
);

type Feed = { readonly windowBytes: number; readonly isSkipped: boolean; readonly isPlaced: boolean };

/** Feeds a layer window by window as it lies in a file, and leaves out what is idle. */
function read(bytes: Uint8Array, required: RequiredContent, { windowBytes, isSkipped, isPlaced }: Feed) {
  const readAt: ReadAt = (into, position) => {
    if (position + into.length > bytes.length) throw new Error('the file ends');
    into.set(bytes.subarray(position, position + into.length));
  };
  const reader = createLayerReader({
    paths: createPathTable(),
    required,
    what: 'layer 1',
    ...(isPlaced && { readAt }),
  });
  let pushed = 0;
  for (let at = 0; at < bytes.length;) {
    const window = bytes.subarray(at, at + windowBytes);
    reader.push(window);
    pushed += window.length;
    const idle = isSkipped ? Math.min(reader.idle(), bytes.length - at - window.length) : 0;
    reader.skip(idle);
    at += window.length + idle;
  }
  return { rows: tableRows(reader.finish(digestOf(bytes))), pushed };
}

const REQUIRED: readonly (readonly [string, RequiredContent])[] = [
  ['nothing', NOTHING_REQUIRED],
  ['some contents', { wantsContent: (path) => path === '/etc/passwd', gitBlobSizes: new Set([4, 700_000]) }],
];

describe('a layer of which parts are left out', () => {
  const whole = { windowBytes: 1 << 24, isSkipped: false, isPlaced: false };

  test.each(REQUIRED)('has the rows of a whole one, where %s is required', (_what, required) => {
    const { rows } = read(tar, required, whole);
    for (const windowBytes of [512, 700, 16_384]) {
      const skipped = read(tar, required, { windowBytes, isSkipped: true, isPlaced: false });
      const placed = read(tar, required, { windowBytes, isSkipped: true, isPlaced: true });
      expect(skipped.rows).toEqual(rows);
      expect(placed.rows).toEqual(rows);
      expect(placed.pushed).toBeLessThan(20 * windowBytes);
      expect(placed.pushed).toBeLessThan(skipped.pushed);
    }
  });

  test('has the rows of a whole one, whatever the sizes and windows', () => {
    const file = fc.record({
      name: fc.stringMatching(/^[a-z]{1,9}$/),
      size: fc.nat(3000),
      head: fc.constantFrom('#!/bin/sh\n', '\x7fELF', '', '#'),
      hasRecord: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(file, { maxLength: 8 }),
        fc.integer({ min: 1, max: 2000 }),
        (files, windowBytes) => {
          const entries = files.flatMap(({ name, size, head, hasRecord }) => [
            ...(hasRecord ? [pax({ mtime: '1' })] : []),
            rawEntry({ path: name, content: head.padEnd(size, 'x') }),
          ]);
          const { tar: bytes } = rawLayer(...entries);
          const expected = read(bytes, NOTHING_REQUIRED, whole).rows;
          expect(
            read(bytes, NOTHING_REQUIRED, { windowBytes, isSkipped: true, isPlaced: true }).rows,
          ).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is refused where it ends within what is left out', () => {
    const bytes = tar.subarray(0, 100_000);
    const options = { windowBytes: 512, isSkipped: true, isPlaced: false };
    expect(() => read(bytes, NOTHING_REQUIRED, options)).toThrow('ends in the middle of an entry');
  });
});
