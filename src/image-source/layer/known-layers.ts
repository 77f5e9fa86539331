import type { LayerTable } from '../../files/table/layer-table.ts';
import type { Digest } from '../../digest.ts';
import type { Compression } from './decompress.ts';

/** A layer blob that was read to its end. `digest` and `size` are of the blob as stored. */
export type LayerBlob = {
  readonly digest: Digest;
  readonly size: number;
  readonly compression: Compression;
  readonly table: LayerTable;
  readonly transferBytes: number;
  readonly transferEstimated: boolean;
};

/**
 * Blobs that were read before, by digest, and each layer by its diffID, too: there the answer's own digest may be that of
 * another blob with the same tar, so that only its table is of use. A Map is one.
 */
export type KnownLayers = {
  /** `isStreamed`: the blob's bytes come by whatever the answer is. */
  get(digest: Digest, isStreamed?: boolean): LayerBlob | undefined;
  set(digest: Digest, blob: LayerBlob): unknown;
};
