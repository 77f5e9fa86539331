import { GateError } from '../../../src/errors.ts';
import { catalogLayers } from '../../../src/files/build-catalog.ts';
import { decodeLayer, encodeLayer } from '../../../src/layer-cache/record/layer-record.ts';
import type { RequiredContent, LayerTable } from '../../../src/files/table/layer-table.ts';
import { createPathTable } from '../../../src/files/table/path-table.ts';
import { decodeBlob } from '../../../src/layer-cache/record/blob-record.ts';
import { readEntryHead } from '../../../src/layer-cache/entry.ts';
import {
  buildTables,
  digestOf,
  layer,
  NOTHING_REQUIRED,
  opaque,
  whiteout,
} from '../../../test/helpers/image-builder.ts';
import { expectSame } from '../target.ts';

const NOTED: RequiredContent = {
  wantsContent: (path) => path.startsWith('/etc/'),
  gitBlobSizes: new Set(),
  contentSums: true,
  notedBlobBytes: 100,
};
const diffID = digestOf(layer({}).tar);

export function seeds(): readonly Uint8Array[] {
  const layers = [
    layer({}),
    layer({ '/etc/a': 'x', '/b': '#!/bin/sh\n', '/c': { symlink: 'b' }, '/d': { hardlink: '/b' } }),
    layer(whiteout('/b'), opaque('/etc'), { '/dev/null': { device: 'character' } }),
  ];
  return buildTables(layers, NOTED).flatMap((table) =>
    table.notes ? [encodeLayer(table, table.notes)] : [],
  );
}

/** A record that somebody made up is refused, or becomes a layer like any other. */
export function fuzz(data: Uint8Array): void {
  refusingRecord(() => decodeBlob(data));
  refusingRecord(() => readEntryHead(Buffer.from(data)));
  for (const required of [NOTHING_REQUIRED, NOTED]) {
    const paths = createPathTable();
    const table = refusingRecord(() => decodeLayer(data, { paths, required, diffID }));
    if (table === undefined) expectSame(paths.size, 1, 'paths of a record that is refused');
    else check(table);
  }
}

function check(table: LayerTable): void {
  const catalog = catalogLayers([table, table]);
  let bytes = 0;
  for (let row = 0; row < catalog.rowCount; row++) {
    bytes += catalog.bytes(row);
    catalog.resolve(catalog.path(row));
  }
  expectSame(bytes, catalog.contentBytes, 'content bytes');
}

/** Undefined where the record is refused. What the engine says when an array or the stack is too large is a bug. */
function refusingRecord<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    const isRefusal = error instanceof GateError || error instanceof RangeError;
    if (!isRefusal || /call stack|^Invalid|^Array buffer/.test(error.message)) throw error;
    return undefined;
  }
}
