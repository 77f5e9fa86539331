/** What a run leaves outside of its folder: a worktree's entry in a repository, an image's tag in the daemon, containers with its label. */
export type Trace =
  | { readonly kind: 'worktree'; readonly repository: string; readonly directory: string }
  /** `before`: IDs of the images that the daemon had already; null: unknown. */
  | { readonly kind: 'image'; readonly tag: string; readonly before: readonly string[] | null }
  | { readonly kind: 'containers' };

/** Who a folder belongs to. A process number alone is not enough: it is given to another process sooner or later. */
export type Owner = {
  readonly pid: number;
  readonly startTime: string;
  /** Machine and process namespace in which `pid` means something. */
  readonly machine: string;
  readonly runID: string;
};

export const FOLDER_PREFIX = 'final-stage-';
export const OWNER_FILE = 'owner.json';
export const TRACES_FOLDER = 'traces';
