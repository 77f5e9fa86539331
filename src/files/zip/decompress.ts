import { constants, gunzipSync, inflateRawSync, zstdDecompressSync } from 'node:zlib';

/** How many times its size compressed text may take; what is larger is no text, and counts as unread. */
const MAX_RATIO = 32;
const MIN_OUTPUT_BYTES = 16 * 1024;
/** No archive of an archive is larger. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What can be read of compressed bytes that may end early; undefined where that is nothing, or far more than a text takes. */
export function decompress(bytes: Uint8Array, format: 'gzip' | 'deflate' | 'zstd'): Uint8Array | undefined {
  const maxOutputLength = Math.min(Math.max(MIN_OUTPUT_BYTES, bytes.length * MAX_RATIO), MAX_OUTPUT_BYTES);
  try {
    if (format === 'zstd')
      return zstdDecompressSync(bytes, { maxOutputLength, finishFlush: constants.ZSTD_e_flush });
    const options = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
    return format === 'gzip' ? gunzipSync(bytes, options) : inflateRawSync(bytes, options);
  } catch {
    return undefined;
  }
}
