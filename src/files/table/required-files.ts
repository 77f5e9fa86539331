/** Regular files whose content somebody reads while their layer goes by: which they are, and what may be kept of them. */
export type RequiredFiles = KeptFiles | DerivedFiles;

type Selection = {
  /** Kebab-case noun for the files, unique among all; it stands in cache entries. */
  readonly id: string;
  /** Most bytes of one file that are kept, or that go by a scan. */
  readonly maxBytes: number;
  /** Asked for nearly every file of an image, so it says no early. `size` in bytes. Only regular files have a content. */
  readonly wants: (path: string, size: number) => boolean;
};

/** Files of at most `maxBytes` whose whole content is kept: in memory, and in the layer cache. */
export type KeptFiles = Selection & {
  readonly keeps: 'content';
  /** An image may have any number of them, and what reads them does without: they are kept as long as MAX_ROOM_BYTES of a layer allow. */
  readonly ifRoom?: true;
};

/** Files whose content is kept nowhere: only what a scan makes of it is. */
export type DerivedFiles = Selection & {
  readonly keeps: 'derived';
  /** Raised whenever `wants` or the scan answers otherwise for any file: what older versions derived counts as unread. */
  readonly version: number;
  open(file: ScannedFile): ContentScan;
};

export type ScannedFile = { readonly path: string; readonly size: number };

/** One file's way through a scan. It reads hostile bytes: whatever they are, it throws nothing and holds a bounded part of them. */
export type ContentScan = {
  /**
   * The bytes that it needs: from this offset up to that one, no more than `maxBytes`. Absent: all, where the file has no more. Once
   * all of them went by, it may name a later range: so much of a large file is read as its start asks for.
   */
  readonly range?: { readonly from: number; readonly to: number };
  /** The bytes of the range in order, in pieces of any length; a piece is valid only during the call. */
  write(bytes: Uint8Array): void;
  /** What is kept: a text of at most MAX_DERIVED_BYTES; undefined for nothing. */
  finish(): string | undefined;
};

/** Most bytes (UTF-8) of what one scan derives from one file. */
export const MAX_DERIVED_BYTES = 64 * 1024;

/** Under which name a layer's record says that its files went by this scan. */
export function scanName({ id, version }: Pick<DerivedFiles, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
