import type { FileCatalog } from '../../files/catalog.ts';
import { MIN_LARGE_BYTES } from '../../files/table/layer-table.ts';
import type { FileClass, Ledger } from '../../ledger/ledger.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import { developmentRows } from '../tool/development-tools.ts';

/** A file of the repository's own instructions whose content another visible file has, too. Both are rows. */
export type FileCopy = { readonly row: number; readonly original: number };

/** Of one content: the first so many files are held against a further one. */
const MAX_ORIGINALS = 8;

/** What other rules report, or what nobody chose: of the other classes nothing is a finding already. */
const CLASSES: ReadonlySet<FileClass> = new Set(['application', 'runtime', 'other']);

/** Copies of large files by their contents, ascending. What the base image brought, or an earlier instruction, is the original. */
export function findFileCopies(ledger: Ledger): readonly FileCopy[] {
  const isOriginal = originalRows(ledger);
  const copies: FileCopy[] = [];
  for (const found of sameContents(ledger, isOriginal).values()) {
    const rows = originalsFirst(ledger, found);
    for (const [place, row] of rows.entries()) {
      if (place === 0 || !isCopy(ledger, row)) continue;
      copies.push({ row, original: mostAlike(ledger, row, rows.slice(0, Math.min(place, MAX_ORIGINALS))) });
    }
  }
  return copies.sort((a, b) => a.row - b.row);
}

/** Rows that may be the original of another one: what a rule reports anyway goes away, and then nothing is there twice. */
function originalRows(ledger: Ledger): (row: number) => boolean {
  const isDevelopment = developmentRows(ledger);
  return (row) => isOfCopiedClass(ledger, row) && !isDevelopment(row);
}

/** Whether no other rule reports what a row is there for. */
export function isOfCopiedClass(ledger: Ledger, row: number): boolean {
  return CLASSES.has(ledger.fileClass(row));
}

/** What a system package brings lies where it belongs. */
function isCopy(ledger: Ledger, row: number): boolean {
  const owner = ledger.rightfulOwner(row);
  return !ledger.isInherited(row) && (owner === undefined || !isSystemPackage(owner));
}

/** Visible rows of the contents that several of them have, ascending. */
function sameContents(ledger: Ledger, isOriginal: (row: number) => boolean): ReadonlyMap<number, number[]> {
  const { catalog } = ledger;
  const first = new Map<number, number>();
  const several = new Map<number, number[]>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (!isLargeFile(catalog, row) || catalog.contentSum(row) === 0 || !isOriginal(row)) continue;
    const key = contentKey(catalog.contentSum(row), catalog.size(row));
    const known = first.get(key);
    if (known === undefined) first.set(key, row);
    else if (isSameContent(ledger, known, row)) addTo(several, key, [known, row]);
  }
  return several;
}

/** Whether a row is a visible file of a size that is worth a look. Further names of a hard link are no files of their own. */
export function isLargeFile(catalog: FileCatalog, row: number): boolean {
  return (
    catalog.size(row) >= MIN_LARGE_BYTES &&
    catalog.type(row) === 'regular' &&
    catalog.visibility(row) === 'visible'
  );
}

/** A safe integer of the sum and as much of the size as fits. */
function contentKey(sum: number, size: number): number {
  return (size % 2 ** 20) * 2 ** 32 + sum;
}

function isSameContent({ catalog }: Ledger, one: number, other: number): boolean {
  return (
    catalog.size(one) === catalog.size(other) &&
    catalog.contentSumKind(catalog.layer(one)) === catalog.contentSumKind(catalog.layer(other))
  );
}

function addTo(several: Map<number, number[]>, key: number, [first, row]: readonly [number, number]): void {
  const rows = several.get(key);
  if (rows === undefined) several.set(key, [first, row]);
  else rows.push(row);
}

/** What a lower layer has comes first. The order inside of one says nothing: there the less deep path does. */
function originalsFirst({ catalog }: Ledger, rows: readonly number[]): readonly number[] {
  const ranked = rows.map((row) => ({ row, layer: catalog.layer(row), depth: depthOf(catalog, row) }));
  ranked.sort((a, b) => a.layer - b.layer || a.depth - b.depth || a.row - b.row);
  return ranked.map(({ row }) => row);
}

function depthOf(catalog: FileCatalog, row: number): number {
  const { paths } = catalog;
  let depth = 0;
  for (let at = catalog.node(row); at > 0; at = paths.parent(at)) depth += 1;
  return depth;
}

/** The one whose path ends most like the row's; of equals the first. */
function mostAlike({ catalog }: Ledger, row: number, originals: readonly number[]): number {
  const { paths } = catalog;
  let best = originals[0] ?? row;
  let most = -1;
  for (const original of originals) {
    let depth = 0;
    let [a, b] = [catalog.node(row), catalog.node(original)];
    for (; a > 0 && b > 0 && a !== b && paths.name(a) === paths.name(b); depth += 1)
      [a, b] = [paths.parent(a), paths.parent(b)];
    if (depth > most) [best, most] = [original, depth];
  }
  return best;
}
