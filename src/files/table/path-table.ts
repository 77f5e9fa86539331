import { withRoom } from './columns.ts';
import { createTally, type Tally } from './reading-limits.ts';
import { createSharedContents, type SharedContents } from './shared-contents.ts';
import { createTextPool, type TextPool } from './text-pool.ts';

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
  /** The same for a name of which these are the bytes; as if they were decoded. */
  childOfBytes(parent: number, name: Uint8Array): number;
  /** Node of `name` under `parent`, or -1. */
  findChild(parent: number, name: string): number;
  path(node: number): string;
  /** Last component; empty for the root. */
  name(node: number): string;
  /** Length in bytes, first and last byte of the last component as one number, as `shapeOf` of a text: makes no text. */
  nameShape(node: number): number;
  /** The root's parent is -1. */
  parent(node: number): number;
  /** First child or -1; with `nextSibling`, all children in the order of their making. */
  firstChild(node: number): number;
  nextSibling(node: number): number;
  /** Count of nodes; nodes are 0..size-1. */
  readonly size: number;
  /** Bytes that the names of all nodes take. */
  readonly nameBytes: number;
  /** What all layers of this table hold together. */
  readonly tally: Tally;
  /** Where they keep their large contents. */
  readonly contents: SharedContents;
};

/** An empty table: only `/`. `tally`: absent, with the limits of the documentation. */
export function createPathTable(tally: Tally = createTally()): PathTable {
  const tree = newTree();
  return {
    intern: (path) => walk(tree, path, child),
    find: (path) => walk(tree, path, findChild),
    child: (parent, name) => child(tree, parent, name),
    childOfBytes: (parent, name) => childOf(tree, parent, tree.names.hashBytes(name)),
    findChild: (parent, name) => findChild(tree, parent, name),
    path: (node) => pathOf(tree, node),
    name: (node) => tree.names.text(tree.nameOffset[node] ?? 0),
    nameShape: (node) => tree.names.shape(tree.nameOffset[node] ?? 0),
    parent: (node) => tree.parent[node] ?? -1,
    firstChild: (node) => tree.firstChild[node] ?? -1,
    nextSibling: (node) => tree.nextSibling[node] ?? -1,
    get size() {
      return tree.size;
    },
    get nameBytes() {
      return tree.names.size;
    },
    tally,
    contents: createSharedContents(),
  };
}

type Tree = {
  readonly names: TextPool;
  size: number;
  parent: Int32Array;
  nameOffset: Uint32Array;
  firstChild: Int32Array;
  lastChild: Int32Array;
  nextSibling: Int32Array;
  /** Open addressing over (parent, name): node, or 0 for a free slot (the root is never looked up). */
  slots: Int32Array;
  /** Directory of the last path that was taken apart, with its slash, and its node: entries of one directory follow each other. */
  walkedDirectory: string;
  walkedNode: number;
  /** The same for the last path that was put together. */
  lastParent: number;
  lastDirectory: string;
};

function newTree(): Tree {
  return {
    names: createTextPool(),
    size: 1,
    parent: Int32Array.of(-1),
    nameOffset: Uint32Array.of(0),
    firstChild: Int32Array.of(-1),
    lastChild: Int32Array.of(-1),
    nextSibling: Int32Array.of(-1),
    slots: new Int32Array(1024),
    walkedDirectory: '/',
    walkedNode: 0,
    lastParent: 0,
    lastDirectory: '/',
  };
}

type Step = (tree: Tree, parent: number, name: string) => number;

function walk(tree: Tree, path: string, step: Step): number {
  const cut = path.lastIndexOf('/') + 1;
  const directory = path.slice(0, cut);
  if (directory !== tree.walkedDirectory) {
    const node = descend(tree, 0, { path: directory, step });
    if (node < 0) return -1;
    tree.walkedDirectory = directory;
    tree.walkedNode = node;
  }
  return descend(tree, tree.walkedNode, { path: path.slice(cut), step });
}

function descend(tree: Tree, from: number, way: { readonly path: string; readonly step: Step }): number {
  let node = from;
  for (let start = 0; start < way.path.length && node >= 0;) {
    const slash = way.path.indexOf('/', start);
    const end = slash < 0 ? way.path.length : slash;
    const name = way.path.slice(start, end);
    if (name === '..') node = Math.max(tree.parent[node] ?? 0, 0);
    else if (name !== '' && name !== '.') node = way.step(tree, node, name);
    start = end + 1;
  }
  return node;
}

function findChild(tree: Tree, parent: number, name: string): number {
  const slot = findSlot(tree, parent, tree.names.hash(name));
  return (tree.slots[slot] ?? 0) || -1;
}

function child(tree: Tree, parent: number, name: string): number {
  return childOf(tree, parent, tree.names.hash(name));
}

/** Of the pool's candidate name. */
function childOf(tree: Tree, parent: number, hash: number): number {
  const slot = findSlot(tree, parent, hash);
  return (tree.slots[slot] ?? 0) || addNode(tree, parent, slot);
}

/** Slot of the pool's candidate name under `parent`: its own, or the free one where it belongs. */
function findSlot(tree: Tree, parent: number, hash: number): number {
  const mask = tree.slots.length - 1;
  for (let slot = mix(parent, hash) & mask; ; slot = (slot + 1) & mask) {
    const node = tree.slots[slot] ?? 0;
    if (node === 0) return slot;
    if (tree.parent[node] === parent && tree.names.isCandidate(tree.nameOffset[node] ?? 0)) return slot;
  }
}

function mix(parent: number, hash: number): number {
  const sum = Math.imul(parent ^ 0x9e3779b9, 0x85ebca6b) ^ hash;
  return (Math.imul(sum ^ (sum >>> 15), 0xc2b2ae35) >>> 0) ^ (sum >>> 7);
}

function addNode(tree: Tree, parent: number, slot: number): number {
  const node = tree.size++;
  if (tree.size > tree.parent.length) makeRoom(tree);
  tree.parent[node] = parent;
  tree.nameOffset[node] = tree.names.addCandidate();
  tree.firstChild[node] = -1;
  tree.lastChild[node] = -1;
  tree.nextSibling[node] = -1;
  const last = tree.lastChild[parent] ?? -1;
  if (last < 0) tree.firstChild[parent] = node;
  else tree.nextSibling[last] = node;
  tree.lastChild[parent] = node;
  tree.slots[slot] = node;
  if (tree.size * 2 > tree.slots.length) rehash(tree);
  return node;
}

function makeRoom(tree: Tree): void {
  tree.parent = withRoom(tree.parent, tree.size);
  tree.nameOffset = withRoom(tree.nameOffset, tree.size);
  tree.firstChild = withRoom(tree.firstChild, tree.size);
  tree.lastChild = withRoom(tree.lastChild, tree.size);
  tree.nextSibling = withRoom(tree.nextSibling, tree.size);
}

function rehash(tree: Tree): void {
  const slots = new Int32Array(tree.slots.length * 2);
  const mask = slots.length - 1;
  for (let node = 1; node < tree.size; node++) {
    const hash = tree.names.hashOf(tree.nameOffset[node] ?? 0);
    let slot = mix(tree.parent[node] ?? 0, hash) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = node;
  }
  tree.slots = slots;
}

function pathOf(tree: Tree, node: number): string {
  if (node === 0) return '/';
  const parent = tree.parent[node] ?? 0;
  if (parent !== tree.lastParent) {
    tree.lastDirectory = directoryOf(tree, parent);
    tree.lastParent = parent;
  }
  return tree.lastDirectory + tree.names.text(tree.nameOffset[node] ?? 0);
}

function directoryOf(tree: Tree, node: number): string {
  const names: string[] = [];
  for (let at = node; at > 0; at = tree.parent[at] ?? 0)
    names.push(tree.names.text(tree.nameOffset[at] ?? 0));
  return names.length === 0 ? '/' : `/${names.reverse().join('/')}/`;
}
