import { GateError } from '../errors.ts';
import type { PathTable } from './table/path-table.ts';
import type { TarEntry } from './tar/tar-entry.ts';

/** Most symbolic links on the way to one entry, as in Linux. path_resolution(7) */
const MAX_LINKS = 40;
/** Most names on the ways of all entries of a layer that lead through its own symbolic links. */
export const MAX_LINK_STEPS = 4_000_000;

/**
 * Where the entries of one layer land. Engines unpack a layer into an empty directory: they follow symbolic links that this layer
 * made before, and know nothing of those in lower layers, which become directories. So do both image stores of Docker.
 */
export type LayerLinks = {
  /** Node that a path leads to with the links above it followed; throws `image-unreadable` where they turn in a circle. */
  place(node: number): number;
  /** Notes what an entry puts at a placed node. */
  note(node: number, entry: TarEntry): void;
};

type Link = { readonly target: string; readonly order: number };

type State = {
  readonly paths: PathTable;
  readonly what: string;
  readonly links: Map<number, Link>;
  /** By node: when something else than a directory last took the place of what was below it. */
  readonly replaced: Map<number, number>;
  order: number;
  steps: number;
  /** The last parent, and the node that it leads to; -1 where links have changed since. */
  walked: number;
  walkedTo: number;
};

export function createLayerLinks(paths: PathTable, what: string): LayerLinks {
  const state: State = {
    paths,
    what,
    links: new Map(),
    replaced: new Map(),
    order: 0,
    steps: 0,
    walked: -1,
    walkedTo: -1,
  };
  return {
    place: (node) => place(state, node),
    note: (node, entry) => {
      note(state, node, entry);
    },
  };
}

function place(state: State, node: number): number {
  if (state.links.size === 0 || node === 0) return node;
  const { paths } = state;
  const parent = paths.parent(node);
  if (parent !== state.walked) {
    state.walkedTo = hasLink(state, parent) ? follow(state, parent) : parent;
    state.walked = parent;
  }
  return state.walkedTo === parent ? node : paths.child(state.walkedTo, paths.name(node));
}

function note(state: State, node: number, { type, linkTarget }: TarEntry): void {
  if (type === 'symlink') noteLink(state, node, linkTarget ?? '');
  else if (state.links.delete(node)) state.walked = -1;
  if (type === 'directory' || state.links.size === 0 || state.paths.firstChild(node) < 0) return;
  state.replaced.set(node, ++state.order);
  state.walked = -1;
}

function noteLink(state: State, node: number, target: string): void {
  state.links.set(node, { target, order: ++state.order });
  // A new link in the last parent is not above it, where no link was.
  const isBelow = state.walked === state.walkedTo && state.paths.parent(node) === state.walked;
  if (!isBelow) state.walked = -1;
}

function hasLink(state: State, node: number): boolean {
  for (let at = node; at > 0; at = state.paths.parent(at)) if (linkAt(state, at) !== undefined) return true;
  return false;
}

/** The link at a node, unless a directory above it was replaced since. */
function linkAt({ paths, links, replaced }: State, node: number): Link | undefined {
  const link = links.get(node);
  if (link === undefined || replaced.size === 0) return link;
  for (let at = paths.parent(node); at > 0; at = paths.parent(at)) {
    if ((replaced.get(at) ?? 0) > link.order) return undefined;
  }
  return link;
}

function follow(state: State, directory: number): number {
  const { paths } = state;
  const way = paths.path(directory).split('/').reverse();
  let node = 0;
  let count = 0;
  for (let name = way.pop(); name !== undefined; name = way.pop()) {
    if (++state.steps > MAX_LINK_STEPS) throw tooMany(state, `more than ${MAX_LINK_STEPS} names`);
    const next = stepTo(paths, node, name);
    // Only a step down can meet a link, and a child's number is larger than its parent's.
    const link = next > node ? linkAt(state, next) : undefined;
    if (link === undefined) {
      node = next;
      continue;
    }
    if (++count > MAX_LINKS) throw tooMany(state, `more than ${MAX_LINKS} links`);
    if (link.target.startsWith('/')) node = 0;
    way.push(...link.target.split('/').reverse());
  }
  return node;
}

function stepTo(paths: PathTable, node: number, name: string): number {
  if (name === '' || name === '.') return node;
  return name === '..' ? Math.max(paths.parent(node), 0) : paths.child(node, name);
}

function tooMany({ what }: State, found: string): GateError {
  return new GateError('image-unreadable', `${what} has an entry behind symbolic links with ${found}`, {
    hint: 'Its links probably form a circle, which no engine can unpack. Build the image again.',
  });
}
