import { isInstalledPath } from '../source/third-party-tree.ts';

/** Most bytes of an application's own source that are read. */
export const MAX_SOURCE_BYTES = 64 * 1024;
/** Most bytes of what runs when a package is loaded. */
export const MAX_PACKAGE_START_BYTES = 16 * 1024;
const MAX_SOURCE_DEPTH = 6;

/** Whether a source is as large and lies as deep as those that somebody wrote for this application. `size` in bytes. */
export function isOwnSource(path: string, size: number): boolean {
  return size <= MAX_SOURCE_BYTES && isShallow(path, MAX_SOURCE_DEPTH);
}

/** Whether a path is not deep, and lies where applications lie. */
export function isShallow(path: string, depth: number): boolean {
  return path.split('/').length - 1 <= depth && !isInstalledPath(path);
}
