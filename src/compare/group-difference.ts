import type { FileCatalog } from '../files/catalog.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isGenerated } from './generated-files.ts';

/** How the new layers of two units differ; times are no difference. */
export type GroupDifference = {
  /** Files and links that differ or that one side lacks. */
  readonly files: number;
  readonly isSame: boolean;
  /** Every difference is the content of a generated file that both sides have. */
  readonly isGeneratedOnly: boolean;
  /** The same, and by git blob ids: a sum can be forged, these cannot. */
  readonly isProven: boolean;
};

/** One side: its image and the layers to compare. */
export type GroupSide = { readonly ledger: Ledger; readonly layers: readonly number[] };

/** Compares sets of layers of two images that share a path table. */
export function createGroupComparer(
  paths: FileCatalog['paths'],
): (before: GroupSide, after: GroupSide) => GroupDifference {
  // By node, -1 for none; kept between calls, since clearing what was touched is cheaper than a new one for each unit.
  const columns = { before: new Int32Array(paths.size).fill(-1), after: new Int32Array(paths.size).fill(-1) };
  return (before, after) => {
    fill(columns.before, before);
    fill(columns.after, after);
    const difference = compareRows(columns, before, after);
    clear(columns.before, before);
    clear(columns.after, after);
    return difference;
  };
}

type Columns = { readonly before: Int32Array; readonly after: Int32Array };

function* rowsOf({ ledger: { catalog }, layers }: GroupSide): Generator<number> {
  for (const layer of layers) {
    const end = catalog.firstRow(layer + 1);
    for (let row = catalog.firstRow(layer); row < end; row++) yield row;
  }
}

/** Of one path's rows the last counts. */
function fill(column: Int32Array, side: GroupSide): void {
  for (const row of rowsOf(side)) column[side.ledger.catalog.node(row)] = row;
}

function clear(column: Int32Array, side: GroupSide): void {
  for (const row of rowsOf(side)) column[side.ledger.catalog.node(row)] = -1;
}

type Count = { files: number; isSame: boolean; isGeneratedOnly: boolean; isProven: boolean };

function compareRows(columns: Columns, before: GroupSide, after: GroupSide): GroupDifference {
  const isSame = hasSameWhiteouts(before, after);
  const count: Count = { files: 0, isSame, isGeneratedOnly: isSame, isProven: isSame };
  const [one, other] = [before.ledger.catalog, after.ledger.catalog];
  for (const { node, row } of lastRows(columns.after, after)) {
    const was = columns.before[node] ?? -1;
    if (was < 0) noteLack(count, other, row);
    else comparePair(count, [one, was], [other, row]);
  }
  for (const { node, row } of lastRows(columns.before, before)) {
    if ((columns.after[node] ?? -1) < 0) noteLack(count, one, row);
  }
  return count;
}

function* lastRows(
  column: Int32Array,
  side: GroupSide,
): Generator<{ readonly node: number; readonly row: number }> {
  for (const row of rowsOf(side)) {
    const node = side.ledger.catalog.node(row);
    if (column[node] === row) yield { node, row };
  }
}

function noteLack(count: Count, catalog: FileCatalog, row: number): void {
  if (catalog.type(row) !== 'directory') count.files++;
  Object.assign(count, { isSame: false, isGeneratedOnly: false, isProven: false });
}

type Place = readonly [catalog: FileCatalog, row: number];

function comparePair(count: Count, before: Place, after: Place): void {
  const isLike = hasSameHeader(before, after);
  if (isLike && isProvenSame(before, after)) return;
  count.isProven = false;
  if (isLike && hasSameContent(before, after)) return;
  const [catalog, row] = after;
  count.isSame = false;
  if (catalog.type(row) !== 'directory') count.files++;
  count.isGeneratedOnly &&= isLike && isGenerated(catalog.path(row));
}

function hasSameHeader([one, row]: Place, [other, otherRow]: Place): boolean {
  return (
    one.type(row) === other.type(otherRow) &&
    one.mode(row) === other.mode(otherRow) &&
    one.linkTarget(row) === other.linkTarget(otherRow)
  );
}

/** Of rows with the same header. */
function isProvenSame([one, row]: Place, [other, otherRow]: Place): boolean {
  if (one.type(row) !== 'regular') return true;
  if (one.size(row) !== other.size(otherRow)) return false;
  const blob = one.facts(row)?.gitBlob;
  return one.size(row) === 0 || (blob !== undefined && blob === other.facts(otherRow)?.gitBlob);
}

/** An unknown sum is no other sum's like. */
function hasSameContent([one, row]: Place, [other, otherRow]: Place): boolean {
  const sum = one.contentSum(row);
  return (
    one.size(row) === other.size(otherRow) &&
    sum !== 0 &&
    sum === other.contentSum(otherRow) &&
    one.contentSumKind(one.layer(row)) === other.contentSumKind(other.layer(otherRow))
  );
}

function hasSameWhiteouts(before: GroupSide, after: GroupSide): boolean {
  const marks = ({ ledger, layers }: GroupSide): string =>
    layers
      .flatMap((layer) => {
        const table = ledger.layers[layer]?.table;
        return [
          ...(table?.whiteouts ?? []).map((node) => `path ${node}`),
          ...(table?.opaqueDirectories ?? []).map((node) => `opaque ${node}`),
        ];
      })
      .sort()
      .join('\n');
  return marks(before) === marks(after);
}
