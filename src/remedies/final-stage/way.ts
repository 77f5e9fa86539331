import type { Edit } from '../../dockerfile/edit/edit.ts';
import type { OwnFiles } from './own-files.ts';

/** One way to bring what stays. */
export type Way = {
  /** What is copied file by file or by directories. */
  readonly files: OwnFiles;
  /** What stays at all. */
  readonly stays: ReadonlySet<number>;
  readonly copying: (stage: string) => readonly string[];
  readonly ending: readonly string[];
  readonly edits: readonly Edit[];
};
