import { catalogLayers } from '../../../src/files/build-catalog.ts';
import type { FileCatalog } from '../../../src/files/catalog.ts';
import { buildTables, rawLayer, type LayerInput } from '../../../test/helpers/image-builder.ts';
import { rawEntry } from '../../../test/helpers/tar-builder.ts';
import { expectSame, refusing } from '../target.ts';

const NAMES = ['a', 'b', 'c', '.wh.a', '.wh.b', '.wh..wh..opq', '.', '..', '', '.wh.', '\udc80', 'x\n'];
const TYPES = ['0', '0', '5', '5', '2', '1', '3', '6'];
const PATH_BYTES = 4;

export function seeds(): readonly Uint8Array[] {
  return [
    Uint8Array.of(0, 0, 12, 12, 12, 2, 0, 1, 12, 12),
    Uint8Array.of(0, 0, 1, 12, 12, 255, 0, 0, 5, 12, 12, 0, 3, 12, 12, 12),
    Uint8Array.of(4, 1, 12, 12, 12, 0, 12, 12, 12, 5, 0, 1, 2, 12, 1, 12, 12, 12),
  ];
}

/** Layers of few names in any order: sums, links and visibility hold, and every way through the links ends. */
export function fuzz(data: Uint8Array): void {
  const catalog = refusing(() => catalogLayers(buildTables(toLayers(data))));
  if (typeof catalog !== 'string') check(catalog);
}

function check(catalog: FileCatalog): void {
  let bytes = 0;
  let seen = 0;
  for (let row = 0; row < catalog.rowCount; row++) {
    bytes += catalog.bytes(row);
    const node = catalog.node(row);
    const isShown = catalog.visibleRow(node) === row;
    expectSame(catalog.visibility(row) === 'visible', isShown, `visibility of ${catalog.path(row)}`);
    // A link to nothing stands for itself, and has no bytes.
    const isLonely = catalog.type(catalog.groupOf(row)) === 'hardlink';
    expectSame(isLonely && catalog.size(row) > 0, false, 'a group of links with bytes');
    if (!isShown) continue;
    seen += 1;
    const parent = catalog.visibleRow(catalog.paths.parent(node));
    expectSame(parent < 0 || catalog.type(parent) === 'directory', true, `parent of ${catalog.path(row)}`);
    catalog.resolve(`${catalog.path(row)}/../${catalog.linkTarget(row) ?? '.'}`);
  }
  expectSame(bytes, catalog.contentBytes, 'content bytes');
  expectSame(seen >= catalog.fileCount, true, 'files');
}

/** One byte says what follows, then come the names of a path and of a link's target; 255 begins the next layer. */
function toLayers(data: Uint8Array): readonly LayerInput[] {
  const layers: Uint8Array[][] = [[]];
  for (let at = 0; at < data.length && layers.length < 20;) {
    const kind = data[at++] ?? 0;
    if (kind === 255) {
      layers.push([]);
      continue;
    }
    const type = TYPES[kind % TYPES.length] ?? '0';
    const path = toPath(data, at);
    at += PATH_BYTES;
    const linkTarget = type === '1' || type === '2' ? toPath(data, at) : undefined;
    if (linkTarget !== undefined) at += PATH_BYTES;
    const content = type === '0' ? 'x'.repeat(kind % 7) : '';
    layers
      .at(-1)
      ?.push(rawEntry({ path, type, content, ...(linkTarget === undefined ? {} : { linkTarget }) }));
  }
  return layers.map((entries) => rawLayer(...entries));
}

function toPath(data: Uint8Array, at: number): string {
  const names = [...data.subarray(at, at + PATH_BYTES)].map((byte) => NAMES[byte % (NAMES.length + 1)]);
  return names.filter((name) => name !== undefined).join('/');
}
