import { MAX_KEPT_BYTES } from './content-reader.ts';
import type { RequiredContent } from './table/layer-table.ts';

/** Bytes that the contents of one layer may take together which are wanted `if-room`. */
export const MAX_ROOM_BYTES = 32 * 1024 * 1024;

/** What a small content takes besides its bytes: many small ones take more than they hold. */
const CONTENT_OVERHEAD_BYTES = 200;

/**
 * Decides which contents of one layer are kept. It is asked once for every file whose content passes, in the order of the tar.
 * What is wanted `if-room` is kept while there is room, so reading a layer and restoring it keep the same.
 */
export function createContentRoom(required: RequiredContent): (path: string, size: number) => boolean {
  let taken = 0;
  return (path, size) => {
    if (size > MAX_KEPT_BYTES) return false;
    const wanted = required.wantsContent(path, size);
    if (wanted !== 'if-room') return wanted;
    const needed = size + CONTENT_OVERHEAD_BYTES;
    if (taken + needed > MAX_ROOM_BYTES) return false;
    taken += needed;
    return true;
  };
}
