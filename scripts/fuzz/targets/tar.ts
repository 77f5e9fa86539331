import { GateError } from '../../../src/errors.ts';
import type { RequiredContent, LayerTable } from '../../../src/files/table/layer-table.ts';
import { createPathTable, type PathTable } from '../../../src/files/table/path-table.ts';
import type { ReadAt } from '../../../src/files/table/read-at.ts';
import { createLayerReader } from '../../../src/files/read-layer.ts';
import { parseDigest } from '../../../src/digest.ts';
import { entry, gnuLong, pax, rawEntry, tar, withChecksum } from '../../../test/helpers/tar-builder.ts';
import { expectSame, refusing } from '../target.ts';

const BLOCK = 512;
const NO_DIGEST = parseDigest(`sha256:${'0'.repeat(64)}`, 'layer 0');

export function seeds(): readonly Uint8Array[] {
  const long = `${'d'.repeat(90)}/${'f'.repeat(90)}`;
  return [
    tar(rawEntry({ path: 'a', content: '#!/bin/sh\n' }), rawEntry({ path: 'b/', type: '5' })),
    tar(
      entry({ path: long, content: 'x' }),
      rawEntry({ path: '.wh.gone' }),
      rawEntry({ path: 'd/.wh..wh..opq' }),
    ),
    tar(gnuLong('L', long), rawEntry({ path: 'cut', magic: 'gnu' })),
    tar(gnuLong('K', long), rawEntry({ path: 'l', type: '2', linkTarget: 'cut' })),
    tar(pax({ size: '3' }), rawEntry({ path: 'a', content: 'xyz', size: 0 })),
    tar(
      pax({ 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '9', 'GNU.sparse.name': 'n' }),
      rawEntry({ path: 'a', content: '0\n' }),
    ),
    tar(
      pax({ path: 'g' }, 'g'),
      rawEntry({ path: 'a', type: '1', linkTarget: '../b' }),
      rawEntry({ path: 'p', type: '6' }),
    ),
    tar(
      rawEntry({ path: 's', type: 'S', magic: 'gnu', content: 'xy' }),
      rawEntry({ path: 'c', type: '3', device: [1, 3] }),
    ),
  ];
}

/**
 * The same table or the same refusal, whatever the chunks; the same table or a refusal where nothing is pushed that need not be.
 * With the checksums as they are, and put right.
 */
export function fuzz(data: Uint8Array): void {
  const chunkBytes = 1 + (data.length % 700);
  for (const bytes of [data, withRightChecksums(data)]) {
    const whole = refusing(() => read(bytes, bytes.length));
    expectSame(
      refusing(() => read(bytes, chunkBytes)),
      whole,
      'tables',
    );
    const placed = refusing(() => readPlaced(bytes, chunkBytes));
    const isRefused = typeof whole === 'string' && typeof placed === 'string';
    if (!isRefused) expectSame(placed, whole, 'tables of contents read at positions');
  }
}

const REQUIRED: RequiredContent = {
  wantsContent: (path, size) => size < 10_000 && path.length % 3 > 0,
  gitBlobSizes: new Set([1, 2, 3]),
};

function read(bytes: Uint8Array, chunkBytes: number): unknown {
  const paths = createPathTable();
  const reader = createLayerReader({ paths, required: REQUIRED, what: 'layer 0' });
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  return toRows(reader.finish(NO_DIGEST), paths);
}

/** Leaves out what is idle, up to the end of the bytes. */
function readPlaced(bytes: Uint8Array, chunkBytes: number): unknown {
  const paths = createPathTable();
  const readAt: ReadAt = (into, position) => {
    if (position + into.length > bytes.length) throw new GateError('image-unreadable', 'the file ends early');
    into.set(bytes.subarray(position, position + into.length));
  };
  const reader = createLayerReader({ paths, required: REQUIRED, what: 'layer 0', readAt });
  for (let at = 0; at < bytes.length;) {
    const pushed = bytes.subarray(at, at + chunkBytes);
    reader.push(pushed);
    const idle = Math.min(reader.idle(), bytes.length - at - pushed.length);
    reader.skip(idle);
    at += pushed.length + idle;
  }
  return toRows(reader.finish(NO_DIGEST), paths);
}

function toRows(table: LayerTable, paths: PathTable): unknown {
  return Array.from({ length: table.rowCount }, (_, row) => [
    paths.path(table.node(row)),
    table.type(row),
    table.size(row),
    table.mode(row),
    table.linkTarget(row),
    table.facts(row),
  ]);
}

/** No mutation finds a checksum: each block with the magic gets its own. */
function withRightChecksums(data: Uint8Array): Uint8Array {
  const bytes = Buffer.from(data);
  for (let at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar')
      withChecksum(bytes.subarray(at, at + BLOCK));
  }
  return bytes;
}
