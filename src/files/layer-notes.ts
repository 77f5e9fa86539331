import { withRoom } from './table/columns.ts';
import type { LayerNotes } from './table/layer-table.ts';

/** SHA-1, as git names its objects. */
export const GIT_BLOB_BYTES = 20;

/** The notes of a layer that is being read. */
export type GrowingNotes = {
  /** Called once a row, in order. */
  addRow(isRead: boolean): void;
  addGitBlob(row: number, id: Uint8Array): void;
  addMarker(node: number, nextRow: number): void;
  finish(): LayerNotes;
};

const UNREAD = 0;
const READ = 1;
const NAMED = 2;

/** `scans`: names of those that the layer's files go by. */
export function createNotes(scans: readonly string[]): GrowingNotes {
  const markers: { readonly node: number; readonly nextRow: number }[] = [];
  let count = 0;
  let states = new Uint8Array(0);
  let blobs = new Uint8Array(0);
  return {
    addRow: (isRead) => {
      states = withRoom(states, ++count);
      states[count - 1] = isRead ? READ : UNREAD;
    },
    addGitBlob: (row, id) => {
      states[row] = NAMED;
      blobs = withRoom(blobs, (row + 1) * GIT_BLOB_BYTES);
      blobs.set(id, row * GIT_BLOB_BYTES);
    },
    addMarker: (node, nextRow) => void markers.push({ node, nextRow }),
    finish: () => ({
      isRead: (row) => states[row] !== UNREAD,
      gitBlob: (row) =>
        states[row] === NAMED ? blobs.subarray(row * GIT_BLOB_BYTES, (row + 1) * GIT_BLOB_BYTES) : undefined,
      markers,
      scans,
    }),
  };
}
