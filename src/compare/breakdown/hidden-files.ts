import type { Ledger } from '../../ledger/ledger.ts';
import type { HiddenFile, HiddenFiles } from './breakdown.ts';

const MAX_LAYERS = 200;
const MAX_FILES = 10;

/** What each layer ships and a container does not see, with the largest files. */
export function hiddenFiles({ catalog }: Ledger): readonly HiddenFiles[] {
  const layers: HiddenFiles[] = [];
  for (let layer = 0; layer < catalog.layerCount && layers.length < MAX_LAYERS; layer++) {
    const rows: number[] = [];
    for (let row = catalog.firstRow(layer); row < catalog.firstRow(layer + 1); row++)
      if (catalog.bytes(row) > 0 && !catalog.isVisible(row)) rows.push(row);
    if (rows.length > 0) layers.push(sumUp(layer, rows, catalog));
  }
  return layers;
}

function sumUp(layer: number, rows: readonly number[], catalog: Ledger['catalog']): HiddenFiles {
  const largest = rows
    .toSorted((a, b) => catalog.bytes(b) - catalog.bytes(a) || a - b)
    .slice(0, MAX_FILES)
    .map((row): HiddenFile => ({
      path: catalog.path(row),
      bytes: catalog.bytes(row),
      visibility: catalog.visibility(row) === 'overwritten' ? 'overwritten' : 'removed',
    }));
  return {
    layer,
    bytes: rows.reduce((sum, row) => sum + catalog.bytes(row), 0),
    files: rows.length,
    largest,
  };
}
