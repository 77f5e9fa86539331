import type { Digest } from '../../digest.ts';
import type { ContentFacts, DerivedTexts } from '../../files/table/content-facts.ts';
import { createContentRoom } from '../../files/content-room.ts';
import { FILE_TYPES } from '../../files/table/file-entry.ts';
import type { RecordEntries } from './layer-entries.ts';
import { toLayerTable, type Rows } from '../../files/layer-rows.ts';
import { isSumming, type RequiredContent, type LayerTable } from '../../files/table/layer-table.ts';
import type { RecordNodes } from './node-record.ts';
import { createPathTable, type PathTable } from '../../files/table/path-table.ts';
import { scanName, type DerivedFiles } from '../../files/table/required-files.ts';
import { createTextPool } from '../../files/table/text-pool.ts';
import { createRemovals, parseWhiteout } from '../../files/whiteout.ts';

/** What a layer's record is read into. */
export type RecordOptions = {
  readonly paths: PathTable;
  readonly required: RequiredContent;
  readonly diffID: Digest;
};

/** The table of a record's entries; undefined where something is required that they do not have. */
export function restoreTable(
  entries: RecordEntries,
  nodes: RecordNodes,
  { paths, required, diffID }: RecordOptions,
): LayerTable | undefined {
  checkMarkers(entries, nodes);
  const facts = requiredFacts(entries, nodes, required);
  if (facts === undefined) return undefined;
  const interned = nodes.intern(paths);
  const nodeOf = (id: number): number => interned[id] ?? 0;
  shareContents(facts, paths);
  const links = createTextPool();
  const link = new Uint32Array(entries.rowCount);
  for (const [row, target] of entries.targets) {
    if (entries.types[row] === HARDLINK) paths.intern(target);
    link[row] = links.add(target);
  }
  const rows: Rows = {
    count: entries.rowCount,
    node: entries.ids.map(nodeOf),
    type: entries.types,
    mode: entries.modes,
    uid: entries.uids,
    gid: entries.gids,
    size: entries.sizes,
    link,
    sum: isSumming(required) ? entries.sums : new Uint32Array(0),
    links,
    facts,
  };
  return toLayerTable(rows, { paths, diffID, contentSumKind: 'crc32', ...removals(paths, entries, nodeOf) });
}

function shareContents(facts: Map<number, ContentFacts>, { contents, tally }: PathTable): void {
  for (const [row, each] of facts) facts.set(row, contents.share(each, { tally, what: 'layer' }));
}

const HARDLINK = FILE_TYPES.indexOf('hardlink');
const DIRECTORY = FILE_TYPES.indexOf('directory');

/** What the markers remove, found as the reader finds it: between the rows. */
function removals(
  paths: PathTable,
  entries: RecordEntries,
  nodeOf: (id: number) => number,
): Pick<LayerTable, 'whiteouts' | 'opaqueDirectories'> {
  const { markers, rowCount, types, ids } = entries;
  const found = createRemovals(paths, 'layer');
  let row = 0;
  const passRows = (end: number): void => {
    for (; row < end; row++) if (types[row] === DIRECTORY) found.addDirectory(nodeOf(ids[row] ?? 0));
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
    if (parseWhiteout(paths, node, 'layer') === undefined)
      throw new RangeError(`node ${id} is not a whiteout`);
  }
}

/** The facts that reading would note with the same requirements; undefined where some are missing. */
function requiredFacts(
  entries: RecordEntries,
  nodes: RecordNodes,
  required: RequiredContent,
): Map<number, ContentFacts> | undefined {
  const found = new Map<number, ContentFacts>();
  const scans = scansOf(entries, required);
  const needs = { gitBlobSizes: required.gitBlobSizes, isKept: createContentRoom(required) };
  for (let row = 0; row < entries.rowCount; row++) {
    if (!entries.isRead(row)) continue;
    const place = { row, nodes };
    if (isUnscanned(entries, place, scans)) return undefined;
    const facts = requiredOf(entries, row, { requirement: toRequirement(entries, place, needs), scans });
    if (facts === undefined) return undefined;
    if (facts !== NOTHING) found.set(row, facts);
  }
  return found;
}

/** This run's scans: ids of those that the layer's files went by, and the others. */
type Scans = { readonly known: ReadonlySet<string>; readonly missing: readonly DerivedFiles[] };

/** A scan of another version says other things. */
function scansOf({ scans }: RecordEntries, { derived = [] }: RequiredContent): Scans {
  const isKnown = (files: DerivedFiles) => scans.has(scanName(files));
  return {
    known: new Set(derived.filter(isKnown).map(({ id }) => id)),
    missing: derived.filter((files) => !isKnown(files)),
  };
}

type Place = { readonly row: number; readonly nodes: RecordNodes };

/** Whether a scan wants a file that has not gone by it. */
function isUnscanned({ ids, sizes }: RecordEntries, { row, nodes }: Place, { missing }: Scans): boolean {
  if (missing.length === 0) return false;
  const path = nodes.path(ids[row] ?? 0);
  return missing.some(({ wants }) => wants(path, sizes[row] ?? 0));
}

/** What is required of one file, besides what is always noted. */
type RowRequirement = { readonly content: boolean; readonly gitBlob: boolean };

/** `isKept`: asked for each file in the order of the layer, once. */
type RowNeeds = Pick<RequiredContent, 'gitBlobSizes'> & {
  readonly isKept: ReturnType<typeof createContentRoom>;
};

function toRequirement(
  { ids, sizes }: RecordEntries,
  { row, nodes }: Place,
  required: RowNeeds,
): RowRequirement {
  const size = sizes[row] ?? 0;
  const gitBlob = required.gitBlobSizes.has(size);
  const content = required.isKept(nodes.path(ids[row] ?? 0), size);
  return content || gitBlob ? { content, gitBlob } : NO_REQUIREMENT;
}

const NO_REQUIREMENT: RowRequirement = { content: false, gitBlob: false };
const NOTHING: ContentFacts = {};

type Asked = { readonly requirement: RowRequirement; readonly scans: Scans };

/** NOTHING where no fact is there; undefined where a required one is missing. */
function requiredOf(
  entries: RecordEntries,
  row: number,
  { requirement, scans }: Asked,
): ContentFacts | undefined {
  const known = entries.facts.get(row);
  if (known === undefined && requirement === NO_REQUIREMENT) return NOTHING;
  const { content, derived, ...unasked } = known ?? NOTHING;
  const kept = requiredField('content', requirement.content, content);
  const blob = requiredField(
    'gitBlob',
    requirement.gitBlob,
    requirement.gitBlob ? entries.gitBlob(row) : undefined,
  );
  return kept && blob && orNothing({ ...unasked, ...blob, ...kept, ...derivedBy(scans, derived) });
}

function derivedBy({ known }: Scans, derived: DerivedTexts = {}): Pick<ContentFacts, 'derived'> {
  const texts = Object.entries(derived).filter(([id]) => known.has(id));
  return texts.length === 0 ? NOTHING : { derived: Object.fromEntries(texts) };
}

function orNothing(facts: ContentFacts): ContentFacts {
  return Object.keys(facts).length === 0 ? NOTHING : facts;
}

/** The field where it is required; undefined where it is required and missing. */
function requiredField<Name extends keyof ContentFacts>(
  name: Name,
  isRequired: boolean,
  value: ContentFacts[Name],
): ContentFacts | undefined {
  if (!isRequired) return NOTHING;
  return value === undefined ? undefined : { [name]: value };
}
