import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../../errors.ts';
import { memberPath } from './archive-members.ts';
import type { BlobStore } from '../blob-store.ts';
import { inHome } from '../home-path.ts';
import { findKnownBlob, fromFile, readLayerFile, readSmall } from '../read-blob.ts';
import type { ReadOptions } from '../read-options.ts';

/** An OCI layout as a directory; throws `image-not-found` where there is none. OCI image-spec, image-layout.md. */
export async function openLayoutDirectory(written: string, options: ReadOptions): Promise<BlobStore> {
  const directory = inHome(written);
  const what = `\`${directory}\``;
  if ((await fileSize(directory)) !== undefined) {
    throw new GateError('image-not-found', `${what} is a file, expected the folder of an OCI layout`, {
      hint: `Write \`oci-archive:${directory}\`.`,
    });
  }
  if ((await fileSize(join(directory, 'index.json'))) === undefined) {
    throw new GateError('image-not-found', `${what} is not an OCI layout: it has no \`index.json\``, {
      hint: 'Give the directory that `docker buildx build --output type=oci,tar=false,dest=DIR` wrote.',
    });
  }
  return {
    what,
    readJson: async (path) => {
      const file = join(directory, memberPath(path));
      const size = await fileSize(file);
      if (size === undefined) return undefined;
      return readSmall(fromFile({ file, offset: 0, size }), `\`${path}\` of ${what}`);
    },
    readLayer: async (path) => {
      const file = join(directory, memberPath(path));
      const size = await fileSize(file);
      if (size === undefined) return undefined;
      const known = findKnownBlob({ path, size }, options);
      if (known !== undefined) return known;
      return readLayerFile({ path, file, offset: 0, size, what: `\`${path}\` of ${what}` }, options);
    },
  };
}

async function fileSize(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
