import type { Digest } from '../image/digest.ts';
import type { ContentFacts } from './content-facts.ts';
import { MAX_KEPT_BYTES } from './content-reader.ts';
import type { RecordEntries } from './layer-entries.ts';
import { appendRow, createRows, noteSum, toLayerTable } from './layer-rows.ts';
import type { ContentWishes, LayerTable } from './layer-table.ts';
import type { RecordNodes } from './node-record.ts';
import { createPathTable, type PathTable } from './path-table.ts';
import { createRemovals, parseWhiteout } from './whiteout.ts';

/** What a layer's record is read into. */
export type RecordOptions = {
  readonly paths: PathTable;
  readonly wishes: ContentWishes;
  readonly diffID: Digest;
};

/** The table of a record's entries; undefined where something is wished that they do not have. */
export function restoreTable(
  entries: RecordEntries,
  nodes: RecordNodes,
  { paths, wishes, diffID }: RecordOptions,
): LayerTable | undefined {
  checkMarkers(entries, nodes);
  const facts = wishedFacts(entries, nodes, wishes);
  if (facts === undefined) return undefined;
  const interned = nodes.intern(paths);
  const nodeOf = (id: number): number => interned[id] ?? 0;
  const rows = createRows();
  for (let row = 0; row < entries.rowCount; row++) {
    const entry = { type: entries.type(row), mode: entries.mode(row), size: entries.size(row) };
    const linkTarget = entries.target(row);
    if (entry.type === 'hardlink') paths.intern(linkTarget ?? '/');
    appendRow(rows, { node: nodeOf(entries.id(row)), entry, linkTarget });
    if (wishes.contentSums === true) noteSum(rows, entries.sum(row));
  }
  for (const [row, known] of facts) rows.facts.set(row, known);
  return toLayerTable(rows, { paths, diffID, contentSumKind: 'crc32', ...removals(paths, entries, nodeOf) });
}

/** What the markers remove, found as the reader finds it: between the rows. */
function removals(
  paths: PathTable,
  entries: RecordEntries,
  nodeOf: (id: number) => number,
): Pick<LayerTable, 'whiteouts' | 'opaqueDirectories'> {
  const { markers, rowCount } = entries;
  const found = createRemovals(paths, 'layer');
  let row = 0;
  const passRows = (end: number): void => {
    for (; row < end; row++)
      if (entries.type(row) === 'directory') found.addDirectory(nodeOf(entries.id(row)));
  };
  for (const { id, nextRow } of markers) {
    passRows(nextRow);
    found.addMarker(nodeOf(id));
  }
  passRows(rowCount);
  return found.finish();
}

/** Tried on a path table of their own, so that a wrong one leaves nothing behind. */
function checkMarkers({ markers }: RecordEntries, nodes: RecordNodes): void {
  const paths = createPathTable();
  for (const { id } of markers) {
    const node = paths.intern(nodes.path(id));
    if (parseWhiteout(paths, node, 'layer') === undefined) throw new RangeError(`node ${id} is no whiteout`);
  }
}

/** The facts that reading with these wishes would note; undefined where some are missing. */
function wishedFacts(
  entries: RecordEntries,
  nodes: RecordNodes,
  wishes: ContentWishes,
): ReadonlyMap<number, ContentFacts> | undefined {
  const wished = new Map<number, ContentFacts>();
  for (let row = 0; row < entries.rowCount; row++) {
    if (!entries.isRead(row)) continue;
    const facts = wishedOf(entries, { row, path: nodes.path(entries.id(row)) }, wishes);
    if (facts === undefined) return undefined;
    if (Object.keys(facts).length > 0) wished.set(row, facts);
  }
  return wished;
}

function wishedOf(
  entries: RecordEntries,
  { row, path }: { readonly row: number; readonly path: string },
  wishes: ContentWishes,
): ContentFacts | undefined {
  const size = entries.size(row);
  const { content, ...unasked } = entries.facts.get(row) ?? {};
  const isKept = size <= MAX_KEPT_BYTES && wishes.wantsContent(path, size);
  const kept = wishedField('content', isKept, content);
  const isNamed = wishes.gitBlobSizes.has(size);
  const blob = wishedField('gitBlob', isNamed, isNamed ? entries.gitBlob(row) : undefined);
  return kept && blob && { ...unasked, ...blob, ...kept };
}

/** The field where it is wished; undefined where it is wished and missing. */
function wishedField<Name extends keyof ContentFacts>(
  name: Name,
  isWished: boolean,
  value: ContentFacts[Name],
): ContentFacts | undefined {
  if (!isWished) return {};
  return value === undefined ? undefined : { [name]: value };
}
