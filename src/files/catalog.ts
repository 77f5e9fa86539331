import type { ContentFacts } from './table/content-facts.ts';
import type { FileType, Visibility } from './table/file-entry.ts';
import type { ContentSumKind } from './table/layer-table.ts';
import type { PathTable } from './table/path-table.ts';

/**
 * All rows of all layers of one image, bottom layer first and in tar order, with their visibility in the root filesystem.
 * Bytes of a hard-link group count once: on its first visible name, else on its regular entry.
 */
export type FileCatalog = {
  readonly paths: PathTable;
  readonly rowCount: number;
  readonly layerCount: number;
  /** First row of a layer ordinal; `firstRow(layerCount)` is `rowCount`. */
  firstRow(layer: number): number;
  node(row: number): number;
  path(row: number): string;
  type(row: number): FileType;
  /** Bytes that this row adds to sums (0 for all but regular content; a hard-link group counts once). */
  bytes(row: number): number;
  /** Bytes that a reader of this name gets: a hard link has its group's size. */
  size(row: number): number;
  mode(row: number): number;
  /** Numbers of the user and the group that the row belongs to; of a hard link those of its own entry. */
  uid(row: number): number;
  gid(row: number): number;
  linkTarget(row: number): string | undefined;
  layer(row: number): number;
  visibility(row: number): Visibility;
  /** Whether the row's bytes are seen in the root filesystem; of a hard-link group: through any of its names. */
  isVisible(row: number): boolean;
  /** Sum of the content that a reader of this name gets; 0 where it is unknown. */
  contentSum(row: number): number;
  contentSumKind(layer: number): ContentSumKind;
  facts(row: number): ContentFacts | undefined;
  readonly factRows: readonly number[];
  /** Row that the root filesystem shows for this node, or -1. */
  visibleRow(node: number): number;
  /** Row of the regular entry of a hard link's group; the row itself for all others. */
  groupOf(row: number): number;
  /** Row that a path leads to in the root filesystem with all links followed inside it, or -1 (missing, loop). */
  resolve(path: string): number;
  readonly contentBytes: number;
  readonly rootfsBytes: number;
  /** Visible regular files, counting every name of a hard link. */
  readonly fileCount: number;
};
