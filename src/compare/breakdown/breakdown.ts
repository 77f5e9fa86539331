/** One node of a bounded tree of content bytes. The nodes below one add up to it, to the byte. */
export type BreakdownNode = {
  /** Index of the node that it is in, which comes first; -1: the root. */
  readonly parent: number;
  /** `rest`: everything in its parent that has no node of its own. */
  readonly kind: 'group' | 'directory' | 'file' | 'rest';
  /** Last component of a path, or a group's label; empty for the rest and for a root that is no directory. Long ones are shortened. */
  readonly name: string;
  readonly baseline: number | null;
  readonly candidate: number;
  /** How many files it stands for. */
  readonly files: number;
};

/** Parents first, siblings by weight (the larger image's bytes and all that changed), the rest last. */
export type BreakdownTree = readonly BreakdownNode[];

/** A file that is shipped in a layer and not seen in the root filesystem. */
export type HiddenFile = {
  readonly path: string;
  readonly bytes: number;
  readonly visibility: 'overwritten' | 'removed';
};

/** What a layer of the candidate has that nobody sees. */
export type HiddenFiles = {
  /** Ordinal of the layer. */
  readonly layer: number;
  readonly bytes: number;
  readonly files: number;
  /** The largest ones. */
  readonly largest: readonly HiddenFile[];
};

/** Content bytes of both images as bounded trees, for people to walk through. Each adds up to `size.content`. */
export type Breakdown = {
  readonly directories: BreakdownTree;
  /** By instruction, and in each by the two top levels of directories. */
  readonly instructions: BreakdownTree;
  /** By package, and in each by the two top levels of directories. */
  readonly packages: BreakdownTree;
  /** By class, and in each by package. */
  readonly classes: BreakdownTree;
  /** Layers that have hidden files, bottom first. */
  readonly hidden: readonly HiddenFiles[];
};
