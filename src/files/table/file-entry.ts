/** What a tar entry is in a layer; a hard link is a further name of a regular file. POSIX pax, typeflag. */
export type FileType = 'regular' | 'hardlink' | 'symlink' | 'directory' | 'character' | 'block' | 'fifo';

/** Code of a FileType in a column. */
export const FILE_TYPES: readonly FileType[] = [
  'regular',
  'hardlink',
  'symlink',
  'directory',
  'character',
  'block',
  'fifo',
];

/** Whether a container sees the row. `overwritten`: a later entry of this path replaced it; `removed`: a whiteout did. */
export type Visibility = 'visible' | 'overwritten' | 'removed';

export const VISIBILITIES: readonly Visibility[] = ['visible', 'overwritten', 'removed'];
