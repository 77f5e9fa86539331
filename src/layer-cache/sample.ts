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
type Held = { readonly cached: LayerBlob; readonly read: LayerBlob; readonly withSums: boolean };

/** Where both differ first, as `found …, expected …` by the layer's bytes; undefined where they do not. */
export function findContradiction({ cached, read, withSums }: Held): string | undefined {
  return blobContradiction(cached, read) ?? tableContradiction(cached.table, read.table, withSums);
}

/** An entry of another blob with the same tar says nothing of this one. What was estimated may be so otherwise. */
function blobContradiction(cached: LayerBlob, read: LayerBlob): string | undefined {
  if (cached.digest !== read.digest) return undefined;
  if (cached.size !== read.size) return difference('bytes', cached.size, read.size);
  if (cached.compression !== read.compression)
    return difference('compression', cached.compression, read.compression);
  const isMeasured = !cached.transferEstimated && !read.transferEstimated;
  return isMeasured && cached.transferBytes !== read.transferBytes
    ? difference('transferred bytes', cached.transferBytes, read.transferBytes)
    : undefined;
}

function tableContradiction(cached: LayerTable, read: LayerTable, withSums: boolean): string | undefined {
  if (cached === read) return undefined;
  if (cached.diffID !== read.diffID) return difference('diffID', cached.diffID, read.diffID);
  if (cached.rowCount !== read.rowCount) return difference('rows', cached.rowCount, read.rowCount);
  const hasSums = withSums && cached.contentSumKind === read.contentSumKind;
  for (let row = 0; row < read.rowCount; row++) {
    const column = otherColumn(cached, read, { row, hasSums });
    if (column !== undefined) return `found a different ${column} in row ${row}, expected that of the layer`;
  }
  return removalContradiction(cached, read);
}

type Place = { readonly row: number; readonly hasSums: boolean };

function otherColumn(cached: LayerTable, read: LayerTable, { row, hasSums }: Place): string | undefined {
  const columns = ['node', 'type', 'size', 'mode', 'uid', 'gid', 'linkTarget'] as const;
  const other = columns.find((column) => cached[column](row) !== read[column](row));
  if (other !== undefined) return other === 'node' ? 'path' : other;
  if (hasSums && cached.contentSum(row) !== read.contentSum(row)) return 'content sum';
  return areSameFacts(cached.facts(row), read.facts(row)) ? undefined : 'content';
}

function areSameFacts(cached: ContentFacts = {}, read: ContentFacts = {}): boolean {
  const { content: cachedContent, ...cachedRest } = cached;
  const { content: readContent, ...readRest } = read;
  if (!isDeepStrictEqual(withoutGaps(cachedRest), withoutGaps(readRest))) return false;
  if (cachedContent === undefined || readContent === undefined) return cachedContent === readContent;
  return Buffer.compare(cachedContent, readContent) === 0;
}

/** A field that is absent and one that is undefined say the same. */
function withoutGaps(facts: ContentFacts): unknown {
  return JSON.parse(JSON.stringify(facts));
}

function removalContradiction(cached: LayerTable, read: LayerTable): string | undefined {
  const isSame =
    isDeepStrictEqual([...cached.whiteouts], [...read.whiteouts]) &&
    isDeepStrictEqual([...cached.opaqueDirectories], [...read.opaqueDirectories]);
  return isSame ? undefined : 'found different whiteouts, expected those of the layer';
}

function difference(what: string, cached: number | string, read: number | string): string {
  return `found ${what} \`${cached}\`, expected \`${read}\``;
}
