import type { Digest } from '../../digest.ts';
import type { ContentFacts } from './content-facts.ts';
import type { FileType } from './file-entry.ts';
import type { PathTable } from './path-table.ts';
import type { DerivedFiles } from './required-files.ts';

/** Least bytes of a content that counts as large where contents are summed up. */
export const MIN_LARGE_BYTES = 4096;

/** What to keep of a regular file's content when its header passes: nothing, or all of it up to `maxBytes`. */
export type RequiredContent = {
  /**
   * True: keep the content (a package database, a small marker file). `if-room`: keep it as long as the layer has not too many of
   * such contents (sources, of which an image may have any number). Called with path and size in bytes.
   */
  readonly wantsContent: (path: string, size: number) => boolean | 'if-room';
  /** Files that go by a scan, of which only what that derives is kept. Absent: none. */
  readonly derived?: readonly DerivedFiles[];
  /** Sizes in bytes for which the git blob id is computed. */
  readonly gitBlobSizes: ReadonlySet<number>;
  /**
   * True: sum up every content, since another image will be held beside this one. `large`: those of at least MIN_LARGE_BYTES, since
   * the files of one image are held against each other.
   */
  readonly contentSums?: boolean | 'large';
  /** Given where the layer will be kept for later runs: notes are taken, and files up to so many bytes have their git blob id in them. */
  readonly notedBlobBytes?: number;
};

/** Whether any contents are summed up. */
export function isSumming({ contentSums = false }: RequiredContent): boolean {
  return contentSums !== false;
}

/** What a later run may want to know of a layer, whichever repository that is of, and how its tar went beyond the rows. */
export type LayerNotes = {
  /** Whether the row's content went by, as that of every regular file does that is not sparse. */
  isRead(row: number): boolean;
  /** Git blob id as bytes, where it was computed. */
  gitBlob(row: number): Uint8Array | undefined;
  /** Names of the scans that all of the layer's files went by which they want. */
  readonly scans: readonly string[];
  /** Entries that are no rows: nodes of their own names, and the rows that came next. */
  readonly markers: readonly { readonly node: number; readonly nextRow: number }[];
};

/** How content sums were made; sums of different kinds say nothing about each other. `crc64`: both halves of CRC-64/ISO. */
export type ContentSumKind = 'crc32' | 'crc64';

/**
 * The rows of one layer in tar order, as columns; an immutable value once read. A row is an entry that is not a whiteout.
 * Rows of the same path are all kept: the last one wins on extraction.
 */
export type LayerTable = {
  readonly paths: PathTable;
  /** Digest of the uncompressed tar, computed while it was read. */
  readonly diffID: Digest;
  readonly rowCount: number;
  /** PathTable node of the row. */
  node(row: number): number;
  type(row: number): FileType;
  /** Bytes of a regular file's content as a reader of it sees (a sparse file's real size); 0 for every other type, hard links too. */
  size(row: number): number;
  /** Permission bits with setuid, setgid, sticky: `mode & 0o7777`. */
  mode(row: number): number;
  /** Numbers of the user and the group that the row belongs to. */
  uid(row: number): number;
  gid(row: number): number;
  /** Symbolic link: target as written. Hard link: absolute path of the target. Else undefined. */
  linkTarget(row: number): string | undefined;
  /**
   * Sum of a regular file's content, 0 where it is unknown. It says whether a rebuild made the same file; whoever wants to
   * can make two files with one sum, so it judges nothing.
   */
  contentSum(row: number): number;
  readonly contentSumKind: ContentSumKind;
  facts(row: number): ContentFacts | undefined;
  /** Rows that have facts, ascending. */
  readonly factRows: readonly number[];
  /** Nodes that this layer's path whiteouts remove from lower layers, in tar order. OCI image-spec, layer.md#whiteouts. */
  readonly whiteouts: readonly number[];
  /** Directory nodes whose lower-layer children an opaque whiteout hides. */
  readonly opaqueDirectories: readonly number[];
  /** Only where notes are required. */
  readonly notes?: LayerNotes;
};
