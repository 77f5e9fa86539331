import { GateError } from '../errors.ts';
import type { PathTable } from './path-table.ts';

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
