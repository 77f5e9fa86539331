import { GateError } from '../errors.ts';
import type { PathTable } from './table/path-table.ts';

/**
 * Whiteouts: how an upper layer removes what a lower layer added.
 * https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
export type Whiteout =
  | { readonly kind: 'path'; readonly target: number }
  | { readonly kind: 'opaque'; readonly directory: number }
  /** Bookkeeping of the old aufs driver (`.wh..wh.plnk` and others): neither a file nor a removal. */
  | { readonly kind: 'bookkeeping' };

const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';
const BOOKKEEPING = '.wh..wh.';

/** What one layer removes, as its entries come by in the order of the tar. */
export type Removals = {
  /** Takes a whiteout in; false for all other names. Throws as `parseWhiteout` does. */
  addMarker(node: number): boolean;
  /** Engines put a directory in the place of its own whiteout, and what lower layers have in it is seen again. */
  addDirectory(node: number): void;
  /** As LayerTable has them. */
  finish(): { readonly whiteouts: readonly number[]; readonly opaqueDirectories: readonly number[] };
};

export function createRemovals(paths: PathTable, what: string): Removals {
  const whiteouts = new Set<number>();
  const opaqueDirectories = new Set<number>();
  return {
    addMarker: (node) => {
      const whiteout = parseWhiteout(paths, node, what);
      if (whiteout?.kind === 'path') whiteouts.add(whiteout.target);
      if (whiteout?.kind === 'opaque') opaqueDirectories.add(whiteout.directory);
      return whiteout !== undefined;
    },
    addDirectory: (node) => void whiteouts.delete(node),
    finish: () => ({ whiteouts: [...whiteouts], opaqueDirectories: [...opaqueDirectories] }),
  };
}

/** Node of the whiteout's name that says the same as a character device 0/0. https://docs.kernel.org/filesystems/overlayfs.html */
export function toMarker(paths: PathTable, device: number): number {
  return paths.child(paths.parent(device), `${PREFIX}${paths.name(device)}`);
}

/** The whiteout that a node's name says, or undefined for all other names; throws `image-unreadable` for one without a target. */
export function parseWhiteout(paths: PathTable, node: number, what: string): Whiteout | undefined {
  const name = paths.name(node);
  if (!name.startsWith(PREFIX)) return undefined;
  const directory = paths.parent(node);
  if (name === OPAQUE) return { kind: 'opaque', directory };
  if (name.startsWith(BOOKKEEPING)) return { kind: 'bookkeeping' };
  const target = name.slice(PREFIX.length);
  if (target === '' || target === '.' || target === '..') {
    throw new GateError(
      'image-unreadable',
      `${what} has a whiteout named \`${name}\`, expected a file name after \`.wh.\``,
    );
  }
  return { kind: 'path', target: paths.child(directory, target) };
}
