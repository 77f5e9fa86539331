import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type Docker from 'dockerode';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { FileCatalog } from '../../src/files/catalog.ts';
import type { LayerTable } from '../../src/files/table/layer-table.ts';
import { createPathTable } from '../../src/files/table/path-table.ts';
import { openImage } from '../../src/image-source/open-image.ts';
import type { Image } from '../../src/image/image.ts';
import { archiveOf, dockerFiles } from './archive-builder.ts';
import { exportedLines, visibleLines } from './exported-files.ts';
import { NOTHING_REQUIRED, type LayerInput } from './image-builder.ts';

/** Directories that no entry lists but paths below them imply. */
function impliedLines(catalog: FileCatalog): readonly string[] {
  const { paths } = catalog;
  const implied = new Set<number>();
  for (let row = 0; row < catalog.rowCount; row++) {
    if (catalog.visibility(row) !== 'visible') continue;
    for (let at = paths.parent(catalog.node(row)); at > 0; at = paths.parent(at))
      if (catalog.visibleRow(at) < 0) implied.add(at);
  }
  return [...implied].map((at) => `${paths.path(at)} directory 755 0:0`);
}

/** Lines of directories that engines make for a whiteout's sake; there may be nothing in them. */
function markerDirectories(tables: readonly LayerTable[]): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const { paths, whiteouts, opaqueDirectories } of tables) {
    for (const node of [...whiteouts.map((target) => paths.parent(target)), ...opaqueDirectories])
      for (let at = node; at > 0; at = paths.parent(at))
        directories.add(`${paths.path(at)} directory 755 0:0`);
  }
  return directories;
}

function read(daemon: Docker, name: string): Promise<Image> {
  const options = { paths: createPathTable(), required: NOTHING_REQUIRED, daemon };
  return openImage({ transport: 'docker-daemon', name }, options);
}

/** Fails unless the catalog of an engine's image shows what `docker export` of its container lists. */
export async function expectAsExported(daemon: Docker, name: string): Promise<FileCatalog> {
  const found = await read(daemon, name);
  const tables = found.layers.map(({ table }) => table);
  return expectTablesAsExported(daemon, name, tables);
}

/** The same for layers that were read beside the engine. */
export async function expectTablesAsExported(
  daemon: Docker,
  name: string,
  tables: readonly LayerTable[],
): Promise<FileCatalog> {
  const catalog = catalogLayers(tables);
  const ours = [...visibleLines(catalog), ...impliedLines(catalog)].sort();
  const markers = markerDirectories(tables);
  const exported = await exportedLines(daemon, name, catalog);
  expect(ours).toEqual(exported.filter((line) => ours.includes(line) || !markers.has(line)));
  expectSums(tables, catalog);
  return catalog;
}

/** docs/architecture.md, "The ledger", invariant 2. */
function expectSums(tables: readonly LayerTable[], catalog: FileCatalog): void {
  let total = 0;
  for (const [ordinal, table] of tables.entries()) {
    let counted = 0;
    for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row++)
      counted += catalog.bytes(row);
    let stored = 0;
    for (let row = 0; row < table.rowCount; row++) stored += table.size(row);
    expect(counted).toBe(stored);
    total += counted;
  }
  expect(total).toBe(catalog.contentBytes);
}

/** Loads the layers as an image, and removes it afterwards. */
export async function withLoaded(
  daemon: Docker,
  layers: readonly LayerInput[],
  use: (name: string) => Promise<void>,
): Promise<void> {
  const name = `final-stage-test/root-filesystem:${randomUUID()}`;
  const archive = archiveOf(dockerFiles({ layers, name }, 'overlay2'));
  const stream = await daemon.loadImage(Buffer.from(archive) as unknown as NodeJS.ReadableStream);
  const reported: string[] = [];
  for await (const chunk of stream) reported.push(String(chunk));
  expect(reported.join('').slice(-600)).not.toContain('errorDetail');
  try {
    await use(name);
  } finally {
    await daemon.getImage(name).remove();
  }
}
