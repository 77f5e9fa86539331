/**
 * Interned absolute paths as a tree of small integers; one table serves all layers of both images, so equal paths
 * have equal nodes. Node 0 is `/`. Bytes of a name that are not UTF-8 are kept as lone surrogates U+DC80..U+DCFF (PEP 383).
 */
export type PathTable = {
  /** Node of an absolute path, made when new. Components `.`, `..` and empty ones are resolved as in a chroot. */
  intern(path: string): number;
  /** Node of an absolute path, or -1. Does not resolve links. */
  find(path: string): number;
  /** Node of `name` under `parent`, made when new. */
  child(parent: number, name: string): number;
  /** Node of `name` under `parent`, or -1. */
  findChild(parent: number, name: string): number;
  path(node: number): string;
  /** Last component; empty for the root. */
  name(node: number): string;
  /** The root's parent is -1. */
  parent(node: number): number;
  /** First child or -1; with `nextSibling`, all children in the order of their making. */
  firstChild(node: number): number;
  nextSibling(node: number): number;
  /** Count of nodes; nodes are 0..size-1. */
  readonly size: number;
};
