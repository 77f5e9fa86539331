import type { Digest } from '../digest.ts';
import { createContentReader, type ContentReader } from './content-reader.ts';
import { createContentRoom } from './content-room.ts';
import { createLayerLinks, type LayerLinks } from './layer-links.ts';
import { createNotes, type GrowingNotes } from './layer-notes.ts';
import { appendRow, createRows, noteSum, toLayerTable, type Rows } from './layer-rows.ts';
import type { ContentFacts } from './table/content-facts.ts';
import { isSumming, type RequiredContent, type LayerTable } from './table/layer-table.ts';
import type { PathTable } from './table/path-table.ts';
import type { ReadAt } from './table/read-at.ts';
import { scanName } from './table/required-files.ts';
import { weighFacts } from './table/reading-limits.ts';
import { isSharedSize } from './table/shared-contents.ts';
import type { TarEntry } from './tar/tar-entry.ts';
import { createTarReader } from './tar/tar.ts';
import { createRemovals, toMarker, type Removals } from './whiteout.ts';

/** `what` names the layer in errors. */
export type LayerOptions = {
  readonly paths: PathTable;
  readonly required: RequiredContent;
  readonly what: string;
  /** Where contents that nobody asks for are left out: CRC-64/ISO of the one that came last, both halves; 0: unknown. */
  readonly claimedSum?: () => number;
  /** Where contents can be read without being pushed: by their positions in the tar. */
  readonly readAt?: ReadAt;
};

/**
 * Reads a layer while it is fed with the uncompressed tar. `finish` takes the digest of all that was fed, which the reader itself
 * does not compute. Both functions throw `image-unreadable`.
 */
export type LayerReader = { push(chunk: Uint8Array): void; finish(diffID: Digest): LayerTable };

/** A layer reader that can do without some of the tar. */
export type SkippingLayerReader = LayerReader & {
  /** Bytes of the tar from here on that need not be pushed: what is of use in them was read. Throws as `push` does. */
  idle(): number;
  /** Leaves out so many of the idle bytes. */
  skip(count: number): void;
};

/** One layer's tar to its table, in one pass. */
export function createLayerReader(options: LayerOptions): SkippingLayerReader {
  const { claimedSum, readAt, required } = options;
  const state: State = {
    options,
    rows: createRows(),
    content: createContentReader(
      claimedSum === undefined ? required : { ...required, contentSums: false },
      readAt,
    ),
    isKept: createContentRoom(required),
    links: createLayerLinks(options.paths, options.what),
    removals: createRemovals(options.paths, options.what),
    notes:
      required.notedBlobBytes === undefined ? undefined : createNotes((required.derived ?? []).map(scanName)),
  };
  const tar = createTarReader(
    {
      open: (entry, start) => openEntry(state, entry, start),
      write: (bytes) => {
        state.content.write(bytes);
      },
      readRest: () => state.content.readRest(),
      close: () => {
        closeEntry(state);
      },
    },
    options.what,
  );
  return {
    push: (chunk) => {
      tar.push(chunk);
    },
    idle: () => tar.idle(),
    skip: (count) => {
      tar.skip(count);
    },
    finish: (diffID) => {
      tar.finish();
      return toTable(state, diffID);
    },
  };
}

type State = {
  readonly options: LayerOptions;
  readonly rows: Rows;
  readonly content: ContentReader;
  readonly isKept: ReturnType<typeof createContentRoom>;
  readonly links: LayerLinks;
  readonly removals: Removals;
  readonly notes: GrowingNotes | undefined;
};

function openEntry(state: State, entry: TarEntry, start: number): boolean {
  const { paths } = state.options;
  const node = state.links.place(paths.intern(entry.path));
  countEntry(state, entry);
  if (isRemoval(state, entry.isNullDevice ? toMarker(paths, node) : node)) return false;
  state.links.note(node, entry);
  if (entry.type === 'directory') state.removals.addDirectory(node);
  addRow(state, node, entry);
  const isReadable = entry.type === 'regular' && !entry.isSparse;
  state.notes?.addRow(isReadable);
  if (!isReadable) return false;
  const path = paths.path(node);
  state.content.open({ path, size: entry.size, wanted: isWanted(state, path, entry.size), start });
  return true;
}

function countEntry({ options: { paths, what } }: State, { type }: TarEntry): void {
  const { tally } = paths;
  tally.add('entries', 1, what);
  tally.check('pathNodes', paths.size, what);
  tally.check('nameBytes', paths.nameBytes, what);
  if (type === 'symlink') tally.add('symbolicLinks', 1, what);
}

function isRemoval({ removals, notes, rows, options: { paths, what } }: State, marker: number): boolean {
  const isMarker = removals.addMarker(marker);
  if (!isMarker) return false;
  paths.tally.add('whiteouts', 1, what);
  notes?.addMarker(marker, rows.count);
  return true;
}

function addRow(state: State, node: number, entry: TarEntry): void {
  const { rows, options } = state;
  const before = rows.links.size;
  appendRow(rows, { node, entry, linkTarget: linkTargetOf(state, entry) });
  options.paths.tally.add('linkTargetBytes', rows.links.size - before, options.what);
}

/** Counted before there is memory for it; of a large one what is new is known once it went by. */
function isWanted({ options: { paths, what }, isKept }: State, path: string, size: number): boolean {
  const wanted = isKept(path, size);
  if (wanted) paths.tally[isSharedSize(size) ? 'allow' : 'add']('contentBytes', size, what);
  return wanted;
}

/** A hard link's target is a path in the root filesystem; a symbolic link's is what a program reads. */
function linkTargetOf({ options: { paths }, links }: State, entry: TarEntry): string | undefined {
  if (entry.type !== 'hardlink') return entry.linkTarget;
  return paths.path(links.place(paths.intern(entry.linkTarget ?? '')));
}

function closeEntry(state: State): void {
  const { claimedSum, paths, what, required } = state.options;
  const facts = state.content.close();
  const row = state.rows.count - 1;
  if (isSumming(required)) noteSum(state.rows, claimedSum?.() ?? state.content.sum());
  if (facts !== undefined) {
    paths.tally.add('factBytes', weighFacts(facts), what);
    const shared = paths.contents.share(facts, { tally: paths.tally, what });
    state.rows.facts.set(row, shared);
    giveBack(facts, shared);
  }
  const blob = state.notes && state.content.gitBlob();
  if (blob !== undefined) state.notes?.addGitBlob(row, blob);
}

/** Gives back the memory of a content whose pages were copied: on a busy machine the garbage collector comes late. */
function giveBack(facts: ContentFacts, shared: ContentFacts): void {
  const { content } = facts;
  if (shared === facts || !(content?.buffer instanceof ArrayBuffer)) return;
  if (content.byteLength === content.buffer.byteLength) content.buffer.transfer(0);
}

function toTable(state: State, diffID: Digest): LayerTable {
  const { removals, notes } = state;
  return toLayerTable(state.rows, {
    paths: state.options.paths,
    diffID,
    contentSumKind: state.options.claimedSum === undefined ? 'crc32' : 'crc64',
    ...removals.finish(),
    ...(notes === undefined ? {} : { notes: notes.finish() }),
  });
}
