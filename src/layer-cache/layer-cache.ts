import { countTable } from '../files/table/count-table.ts';
import { decodeLayer, encodeLayer } from './record/layer-record.ts';
import { isSumming, type RequiredContent, type LayerTable } from '../files/table/layer-table.ts';
import type { PathTable } from '../files/table/path-table.ts';
import type { Digest } from '../digest.ts';
import type { KnownLayers, LayerBlob } from '../image-source/layer/known-layers.ts';
import { decodeBlob, encodeBlob } from './record/blob-record.ts';
import { openEntryDirectory, type EntryDirectory } from './directory.ts';
import { readEntry, writeEntry } from './kept-entries.ts';
import { packEntries, unpackEntries, type Pack } from './pack.ts';
import { findContradiction, isSampled } from './sample.ts';

/**
 * Files up to so many bytes have their git blob id kept, since the next commit has files of other sizes. A layer with a larger
 * file that is just as large as one of the repository is read again.
 */
export const NOTED_BLOB_BYTES = 256 * 1024;

/** Layers of more rows are read every time: their records would take as much memory again as their tables. */
const MAX_KEPT_ROWS = 2_000_000;

/** How images are read: what ports.ts calls Reading. */
type Reading = {
  readonly paths: PathTable;
  readonly required: RequiredContent;
  readonly knownLayers: KnownLayers;
};

/** What earlier runs read of layers. */
export type LayerCache = {
  /** The same reading with what is kept here among its known layers; what it reads is remembered until `flush`. */
  over<Read extends Reading>(reading: Read): Read;
  /** Rows of a layer as they are kept; undefined where they are not. */
  rowsOf(diffID: Digest): Uint8Array | undefined;
  /** Writes what was read anew, and makes room. */
  flush(): void;
  /** Entries in one piece, for another machine. */
  pack(): Pack;
  /** Takes in a piece that `pack` made, or somebody who would like to be believed. */
  unpack(bytes: Uint8Array): void;
  /** Whether a layer's bytes contradicted an entry. Then all entries are gone, and whatever was read with their help has to be read again. */
  isRefuted(): boolean;
};

export type CacheOptions = {
  readonly directory: string;
  /** What the program makes of a layer; entries of another version are as good as none. */
  readonly version: string;
  /** Notices. */
  readonly log: (notice: string) => void;
  /** What people have to know; absent: as notices. */
  readonly warn?: (warning: string) => void;
  /** Whether a layer that is known is read nevertheless, to check its entry. Absent: as chance decides. */
  readonly samples?: (blob: LayerBlob, isStreamed: boolean) => boolean;
};

/** Opens a cache in a folder; throws `bad-input` where it cannot be one. Later failures only make it less of a help. */
export function openLayerCache({ directory, version, log, ...given }: CacheOptions): LayerCache {
  const entries = openEntryDirectory(directory);
  const { warn = log, samples = isSampled } = given;
  const state: State = {
    ...{ entries, version, log, warn, samples },
    fresh: new Map(),
    refused: new Set(),
    known: new Set(),
    sampled: new Map(),
    refuted: new WeakSet(),
    isRefuted: false,
  };
  return {
    over: (reading) => ({
      ...reading,
      required: { ...reading.required, notedBlobBytes: NOTED_BLOB_BYTES, contentSums: true },
      knownLayers: toKnownLayers(state, reading),
    }),
    rowsOf: (digest) => readEntry(state, { kind: 'layer', digest }, (record) => record),
    flush: () => {
      logKnown(state);
      flush(state);
    },
    pack: () => packEntries(entries, version),
    unpack: (bytes) => {
      guard(state, 'the restored layer cache is damaged', () => {
        unpackEntries(entries, bytes, version);
      });
    },
    isRefuted: () => state.isRefuted,
  };
}

type State = {
  readonly entries: EntryDirectory;
  readonly version: string;
  readonly log: (notice: string) => void;
  readonly warn: (warning: string) => void;
  readonly samples: (blob: LayerBlob, isStreamed: boolean) => boolean;
  /** Read in this run, by the digests under which they are known. */
  readonly fresh: Map<Digest, LayerBlob>;
  /** Looked up in vain, or not enough for what this run requires. */
  readonly refused: Set<Digest>;
  /** diffIDs of layers that an entry is about. */
  readonly known: Set<Digest>;
  /** What entries say of layers that are being read again to check it. */
  readonly sampled: Map<Digest, LayerBlob>;
  /** Path tables of readings that believed an entry too many: nothing that they find is kept. */
  readonly refuted: WeakSet<PathTable>;
  isRefuted: boolean;
};

function toKnownLayers(state: State, reading: Reading): KnownLayers {
  const { knownLayers } = reading;
  return {
    get: (digest, isStreamed = false) =>
      knownLayers.get(digest) ?? load(state, reading, { digest, isStreamed }),
    set: (digest, blob) => {
      check(state, reading, { digest, blob });
      if (!state.refuted.has(reading.paths)) state.fresh.set(digest, blob);
      return knownLayers.set(digest, blob);
    },
  };
}

type Asked = { readonly digest: Digest; readonly isStreamed: boolean };

function load(state: State, reading: Reading, { digest, isStreamed }: Asked): LayerBlob | undefined {
  if (state.isRefuted || state.refused.has(digest) || state.sampled.has(digest)) return undefined;
  const blob = readBlob(state, reading, digest);
  if (blob === undefined) {
    state.refused.add(digest);
    return undefined;
  }
  state.known.add(blob.table.diffID);
  if (state.samples(blob, isStreamed)) {
    for (const name of [digest, blob.table.diffID]) state.sampled.set(name, blob);
    return undefined;
  }
  countTable(blob.table, `layer \`${digest}\``);
  reading.knownLayers.set(digest, blob);
  return blob;
}

/** What was read against what an entry says of it, also where only the blob went by. */
function check(
  state: State,
  { knownLayers, paths, required }: Reading,
  { digest, blob }: { readonly digest: Digest; readonly blob: LayerBlob },
): void {
  const cached = state.sampled.get(digest) ?? knownLayers.get(digest);
  if (cached?.table.paths !== paths || state.isRefuted) return;
  const withSums = isSumming(required);
  const contradiction = findContradiction({ cached, read: blob, withSums });
  if (contradiction !== undefined) refute(state, paths, `of layer ${digest} ${contradiction}`);
}

function refute(state: State, paths: PathTable, contradiction: string): void {
  state.isRefuted = true;
  state.refuted.add(paths);
  state.fresh.clear();
  state.sampled.clear();
  state.warn(
    `the layer cache is discarded and all layers are read, because an entry contradicts the layer's own bytes: ${contradiction}`,
  );
  guard(state, 'the layer cache cannot be emptied', () => {
    for (const { name } of state.entries.list()) state.entries.remove(name);
  });
}

function readBlob(state: State, reading: Reading, digest: Digest): LayerBlob | undefined {
  const record = readEntry(state, { kind: 'blob', digest }, decodeBlob);
  if (record === undefined) return undefined;
  const { diffID, ...blob } = record;
  const table = tableOf(state, reading, diffID);
  return table && { ...blob, table };
}

function tableOf(state: State, reading: Reading, diffID: Digest): LayerTable | undefined {
  const known = reading.knownLayers.get(diffID)?.table;
  if (known !== undefined) return known;
  const { paths, required } = reading;
  return readEntry(state, { kind: 'layer', digest: diffID }, (record) =>
    decodeLayer(record, { paths, required, diffID }),
  );
}

function flush(state: State): void {
  guard(state, 'the layer cache cannot be written', () => {
    for (const [digest, blob] of state.fresh) store(state, digest, blob);
    state.fresh.clear();
    state.entries.trim();
  });
}

/** The rows come first: a blob without its layer would be of no use. */
function store(state: State, digest: Digest, blob: LayerBlob): void {
  const { table } = blob;
  const { notes, diffID, rowCount } = table;
  if (rowCount > MAX_KEPT_ROWS) return;
  if (notes !== undefined && table.contentSumKind === 'crc32' && digest === diffID)
    writeEntry(state, { kind: 'layer', digest: diffID }, () => encodeLayer(table, notes));
  writeEntry(state, { kind: 'blob', digest }, () => encodeBlob(blob));
}

function logKnown({ known, sampled, log, isRefuted }: State): void {
  const checked = [...known].filter((diffID) => sampled.has(diffID)).length;
  if (known.size > 0 && !isRefuted)
    log(`${known.size} layer(s) were known from earlier runs; ${checked} of them were read again as a check`);
}

/** A cache only spares work, so whatever is wrong with it is reported and nothing more. */
function guard({ log }: State, notice: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    log(`${notice}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
