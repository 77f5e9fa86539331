import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ContentFacts } from '../files/table/content-facts.ts';
import type { LayerTable } from '../files/table/layer-table.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';

/** Bytes as stored that a known layer costs on average where it is read again. */
const SAMPLED_BYTES = 16 * 1024 * 1024;
/** Of small layers every second is read again, of the largest one in so many. */
const FEWEST = 16;
/** The same where its bytes come by anyway, as from an engine. */
const FEWEST_STREAMED = 4;

/** Whether a known layer is read again, to hold what an entry says against its bytes. Nobody can foresee it. */
export function isSampled({ size }: Pick<LayerBlob, 'size'>, isStreamed: boolean): boolean {
  const fewest = isStreamed ? FEWEST_STREAMED : FEWEST;
  const one = Math.min(Math.max(Math.ceil(size / SAMPLED_BYTES), 2), fewest);
  return randomInt(one) === 0;
}

/** What an entry said of a layer, and what its bytes say. `withSums`: the entry's table has its content sums. */
type Held = { readonly told: LayerBlob; readonly read: LayerBlob; readonly withSums: boolean };

/** Where both differ first, as `found …, expected …` by the layer's bytes; undefined where they do not. */
export function findContradiction({ told, read, withSums }: Held): string | undefined {
  return blobContradiction(told, read) ?? tableContradiction(told.table, read.table, withSums);
}

/** An entry of another blob with the same tar says nothing of this one. What was estimated may be so otherwise. */
function blobContradiction(told: LayerBlob, read: LayerBlob): string | undefined {
  if (told.digest !== read.digest) return undefined;
  if (told.size !== read.size) return difference('bytes', told.size, read.size);
  if (told.compression !== read.compression)
    return difference('compression', told.compression, read.compression);
  const isMeasured = !told.transferEstimated && !read.transferEstimated;
  return isMeasured && told.transferBytes !== read.transferBytes
    ? difference('transferred bytes', told.transferBytes, read.transferBytes)
    : undefined;
}

function tableContradiction(told: LayerTable, read: LayerTable, withSums: boolean): string | undefined {
  if (told === read) return undefined;
  if (told.diffID !== read.diffID) return difference('diffID', told.diffID, read.diffID);
  if (told.rowCount !== read.rowCount) return difference('rows', told.rowCount, read.rowCount);
  const hasSums = withSums && told.contentSumKind === read.contentSumKind;
  for (let row = 0; row < read.rowCount; row++) {
    const column = otherColumn(told, read, { row, hasSums });
    if (column !== undefined) return `found another ${column} in row ${row}, expected that of the layer`;
  }
  return removalContradiction(told, read);
}

type Place = { readonly row: number; readonly hasSums: boolean };

function otherColumn(told: LayerTable, read: LayerTable, { row, hasSums }: Place): string | undefined {
  const columns = ['node', 'type', 'size', 'mode', 'linkTarget'] as const;
  const other = columns.find((column) => told[column](row) !== read[column](row));
  if (other !== undefined) return other === 'node' ? 'path' : other;
  if (hasSums && told.contentSum(row) !== read.contentSum(row)) return 'content sum';
  return areSameFacts(told.facts(row), read.facts(row)) ? undefined : 'content';
}

function areSameFacts(told: ContentFacts = {}, read: ContentFacts = {}): boolean {
  const { content: toldContent, ...toldRest } = told;
  const { content: readContent, ...readRest } = read;
  if (!isDeepStrictEqual(withoutGaps(toldRest), withoutGaps(readRest))) return false;
  if (toldContent === undefined || readContent === undefined) return toldContent === readContent;
  return Buffer.compare(toldContent, readContent) === 0;
}

/** A field that is absent and one that is undefined say the same. */
function withoutGaps(facts: ContentFacts): unknown {
  return JSON.parse(JSON.stringify(facts));
}

function removalContradiction(told: LayerTable, read: LayerTable): string | undefined {
  const isSame =
    isDeepStrictEqual([...told.whiteouts], [...read.whiteouts]) &&
    isDeepStrictEqual([...told.opaqueDirectories], [...read.opaqueDirectories]);
  return isSame ? undefined : 'found other whiteouts, expected those of the layer';
}

function difference(what: string, told: number | string, read: number | string): string {
  return `found ${what} \`${told}\`, expected \`${read}\``;
}
