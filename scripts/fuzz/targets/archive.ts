import { createPathTable } from '../../../src/files/table/path-table.ts';
import { readArchiveStream } from '../../../src/image-source/archive/archive-stream.ts';
import { readImage } from '../../../src/image-source/read-image.ts';
import { archiveOf, dockerFiles, ociFiles } from '../../../test/helpers/archive-builder.ts';
import { layer, NOTHING_REQUIRED } from '../../../test/helpers/image-builder.ts';
import { withChecksum } from '../../../test/helpers/tar-builder.ts';
import { refusalOf } from '../target.ts';

export const isAsync = true;

export function seeds(): readonly Uint8Array[] {
  const layers = [layer({ '/a': 'x' }), layer({ '/.wh.a': '' })];
  return [
    archiveOf(dockerFiles({ layers }, 'legacy')),
    archiveOf(dockerFiles({ layers }, 'overlay2')),
    archiveOf(ociFiles({ layers, compression: 'gzip' })),
    archiveOf(ociFiles({ layers, compression: 'zstd', attestation: true })),
  ];
}

/** An image is read or refused. */
export async function fuzz(data: Uint8Array): Promise<void> {
  const bytes = Buffer.from(data);
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar') withChecksum(bytes.subarray(at, at + 512));
  }
  const chunkBytes = 1 + (data.length % 3000);
  try {
    const options = { paths: createPathTable(), required: NOTHING_REQUIRED };
    const store = await readArchiveStream(
      async (sink) => {
        for (let at = 0; at < bytes.length; at += chunkBytes) await sink(bytes.subarray(at, at + chunkBytes));
      },
      options,
      { what: '`image.tar`' },
    );
    await readImage(store, {}, 'image.tar');
  } catch (error) {
    refusalOf(error);
  }
}
