import { createByteReader, createByteWriter } from '../../files/table/byte-columns.ts';
import { isDigest, type Digest } from '../../digest.ts';
import type { LayerBlob } from '../../image-source/layer/known-layers.ts';

/** What is known of a blob beyond the rows of its layer. */
export type BlobRecord = Omit<LayerBlob, 'table'> & { readonly diffID: Digest };

const COMPRESSIONS = ['none', 'gzip', 'zstd'] as const satisfies readonly LayerBlob['compression'][];
const DIGEST_BYTES = 71;

export function encodeBlob({ digest, size, compression, table, ...transfer }: LayerBlob): Uint8Array {
  const writer = createByteWriter();
  writer.text(digest);
  writer.text(table.diffID);
  writer.number(size);
  writer.number(COMPRESSIONS.indexOf(compression));
  writer.number(transfer.transferBytes);
  writer.number(transfer.transferEstimated ? 1 : 0);
  return writer.finish();
}

/** What `encodeBlob` wrote; throws RangeError for what it never writes. */
export function decodeBlob(bytes: Uint8Array): BlobRecord {
  const reader = createByteReader(bytes);
  const record = {
    digest: toDigest(reader.text(DIGEST_BYTES)),
    diffID: toDigest(reader.text(DIGEST_BYTES)),
    size: reader.number(Number.MAX_SAFE_INTEGER),
    compression: COMPRESSIONS[reader.number(COMPRESSIONS.length - 1)] ?? 'none',
    transferBytes: reader.number(Number.MAX_SAFE_INTEGER),
    transferEstimated: reader.number(1) === 1,
  };
  reader.finish();
  return record;
}

function toDigest(text: string): Digest {
  if (!isDigest(text)) throw new RangeError(`\`${text}\` is not a digest`);
  return text;
}
