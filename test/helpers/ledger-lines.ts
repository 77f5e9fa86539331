import { attributeLayers } from '../../src/dockerfile/attribute.ts';
import { catalogLayers } from '../../src/files/build-catalog.ts';
import type { Image } from '../../src/image/image.ts';
import { buildLedger } from '../../src/ledger/build-ledger.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { resolveOwnership } from '../../src/packages/ownership.ts';

/** The ledger of an image of which nothing but the image is known. */
export function ledgerOf(image: Image): Ledger {
  const catalog = catalogLayers(image.layers.map(({ table }) => table));
  const origins = attributeLayers({ config: image.config, finalStage: null, baseDiffIDs: null });
  const ownership = resolveOwnership(catalog);
  return buildLedger({
    image,
    catalog,
    origins,
    ownership,
    repository: null,
    baseName: null,
    dockerfile: null,
  });
}

/** Everything that the ledger says, one line for the config, each layer and each row: equal lines are equal ledgers. */
export function ledgerLines(image: Image): readonly string[] {
  const ledger = ledgerOf(image);
  const layers = ledger.layers.map(({ ordinal, diffID, history }) =>
    JSON.stringify({ ordinal, diffID, history, origin: ledger.origins[ordinal] }),
  );
  const rows = Array.from({ length: ledger.catalog.rowCount }, (_, row) => rowLine(ledger, row));
  const { contentBytes, rootfsBytes, fileCount } = ledger.catalog;
  const sums = JSON.stringify({ contentBytes, rootfsBytes, fileCount, packages: ledger.packages.length });
  return [JSON.stringify({ platform: image.platform, config: image.config }), ...layers, ...rows, sums];
}

function rowLine(ledger: Ledger, row: number): string {
  const { catalog } = ledger;
  const facts = catalog.facts(row);
  return JSON.stringify([
    catalog.layer(row),
    catalog.path(row),
    catalog.type(row),
    catalog.bytes(row),
    catalog.size(row),
    catalog.mode(row).toString(8),
    `${catalog.uid(row)}:${catalog.gid(row)}`,
    catalog.linkTarget(row) ?? null,
    catalog.visibility(row),
    ledger.owner(row) ?? null,
    ledger.fileClass(row),
    facts === undefined
      ? null
      : { ...facts, content: facts.content && Buffer.from(facts.content).toString('base64') },
  ]);
}
