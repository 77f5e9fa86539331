import { createHash, type Hash } from 'node:crypto';
import { GateError } from '../errors.ts';
import { parseDigest, type Digest } from '../image/digest.ts';
import { createContentReader, type ContentReader } from './content-reader.ts';
import { createNotes, type GrowingNotes } from './layer-notes.ts';
import { appendRow, createRows, noteSum, toLayerTable, type Rows } from './layer-rows.ts';
import type { ContentWishes, LayerTable } from './layer-table.ts';
import type { PathTable } from './path-table.ts';
import type { TarEntry } from './tar-entry.ts';
import { createTarReader } from './tar.ts';
import { parseWhiteout } from './whiteout.ts';

/** Most entries that one layer may have. */
export const MAX_LAYER_ROWS = 16_000_000;

/** `what` names the layer in errors. */
export type LayerOptions = {
  readonly paths: PathTable;
  readonly wishes: ContentWishes;
  readonly what: string;
};

/** Reads a layer while it is fed with the uncompressed tar. Both functions throw `image-unreadable`. */
export type LayerReader = { push(chunk: Uint8Array): void; finish(): LayerTable };

/** One layer's tar to its table, in one pass. */
export async function readLayer(tar: AsyncIterable<Uint8Array>, options: LayerOptions): Promise<LayerTable> {
  const reader = createLayerReader(options);
  for await (const chunk of tar) reader.push(chunk);
  return reader.finish();
}

/** The same for whoever has chunks at hand. */
export function createLayerReader(options: LayerOptions): LayerReader {
  const hash = createHash('sha256');
  const state: State = {
    options,
    rows: createRows(),
    content: createContentReader(options.wishes),
    whiteouts: [],
    opaqueDirectories: [],
    notes: options.wishes.notedBlobBytes === undefined ? undefined : createNotes(),
  };
  const tar = createTarReader(
    {
      open: (entry) => openEntry(state, entry),
      write: (bytes) => {
        state.content.write(bytes);
      },
      close: () => {
        closeEntry(state);
      },
    },
    options.what,
  );
  return {
    push: (chunk) => {
      hash.update(chunk);
      tar.push(chunk);
    },
    finish: () => {
      tar.finish();
      return toTable(state, hash);
    },
  };
}

type State = {
  readonly options: LayerOptions;
  readonly rows: Rows;
  readonly content: ContentReader;
  readonly whiteouts: number[];
  readonly opaqueDirectories: number[];
  readonly notes: GrowingNotes | undefined;
};

function openEntry(state: State, entry: TarEntry): boolean {
  const { paths, what, wishes } = state.options;
  const node = paths.intern(entry.path);
  if (isWhiteout(state, node)) {
    state.notes?.addMarker(node, state.rows.count);
    return false;
  }
  if (state.rows.count >= MAX_LAYER_ROWS) {
    throw new GateError('image-unreadable', `${what} has more than ${MAX_LAYER_ROWS} entries`);
  }
  appendRow(state.rows, { node, entry, linkTarget: linkTargetOf(paths, entry) });
  const isReadable = entry.type === 'regular' && !entry.isSparse;
  state.notes?.addRow(isReadable);
  if (!isReadable) return false;
  state.content.open(entry.size, wishes.wantsContent(paths.path(node), entry.size));
  return true;
}

/** A hard link's target is a path in the root filesystem; a symbolic link's is what a program reads. */
function linkTargetOf(paths: PathTable, entry: TarEntry): string | undefined {
  return entry.type === 'hardlink' ? paths.path(paths.intern(entry.linkTarget ?? '')) : entry.linkTarget;
}

function isWhiteout(state: State, node: number): boolean {
  const whiteout = parseWhiteout(state.options.paths, node, state.options.what);
  if (whiteout?.kind === 'path') state.whiteouts.push(whiteout.target);
  if (whiteout?.kind === 'opaque') state.opaqueDirectories.push(whiteout.directory);
  return whiteout !== undefined;
}

function closeEntry(state: State): void {
  const facts = state.content.close();
  const row = state.rows.count - 1;
  if (state.options.wishes.contentSums === true) noteSum(state.rows, state.content.sum());
  if (facts !== undefined) state.rows.facts.set(row, facts);
  const blob = state.notes && state.content.gitBlob();
  if (blob !== undefined) state.notes?.addGitBlob(row, blob);
}

function toTable(state: State, hash: Hash): LayerTable {
  const diffID: Digest = parseDigest(`sha256:${hash.digest('hex')}`, state.options.what);
  const { whiteouts, opaqueDirectories, notes } = state;
  return toLayerTable(state.rows, {
    paths: state.options.paths,
    diffID,
    contentSumKind: 'crc32',
    whiteouts,
    opaqueDirectories,
    ...(notes === undefined ? {} : { notes: notes.finish() }),
  });
}
