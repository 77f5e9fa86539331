import type { Digest } from '../../digest.ts';
import { parseDockerArchiveManifest, type DockerArchiveEntry } from '../../image/manifest.ts';
import { claimedConfigDigest, claimedDigest, type BlobStore } from '../blob-store.ts';
import type { NamedImage } from './image-names.ts';
import { digestOf, unreadable } from '../verified-json.ts';

/** An image that `manifest.json` names. Absent `imageID`: its config is not there. */
export type ArchiveImage = NamedImage & { readonly entry: DockerArchiveEntry; readonly imageID?: string };

/** An image that was chosen, with its config as the archive has it. */
export type ArchiveConfig = { readonly imageID: Digest; readonly bytes: Uint8Array };

/** What `manifest.json` names, each image once; empty where there is none. Not strict: also where it cannot be read. */
export async function readArchiveImages(
  store: BlobStore,
  { isStrict }: { readonly isStrict: boolean },
): Promise<readonly ArchiveImage[]> {
  const bytes = await store.readJson('manifest.json', 'blob');
  if (bytes === undefined) return [];
  const images: ArchiveImage[] = [];
  for (const entry of entriesOf(store, bytes, isStrict)) {
    const imageID = await imageIDOf(store, entry);
    const id = imageID === undefined ? {} : { imageID };
    images.push({ entry, ...id, names: entry.repoTags, digests: imageID === undefined ? [] : [imageID] });
  }
  return images;
}

function entriesOf(store: BlobStore, bytes: Uint8Array, isStrict: boolean): readonly DockerArchiveEntry[] {
  try {
    return parseDockerArchiveManifest(bytes, `\`manifest.json\` of ${store.what}`);
  } catch (error) {
    if (isStrict) throw error;
    return [];
  }
}

/** A blob's path says its digest, and is the same blob to an index. Of another name the content counts. */
async function imageIDOf(store: BlobStore, { config }: DockerArchiveEntry): Promise<string | undefined> {
  const claimed = claimedDigest(config);
  if (claimed !== undefined) return claimed;
  const bytes = await store.readJson(config, 'blob');
  return bytes && digestOf(bytes);
}

/** The config of an image that was chosen, which is what its name says where that says a digest. */
export async function readArchiveConfig(store: BlobStore, { entry }: ArchiveImage): Promise<ArchiveConfig> {
  const bytes = await store.readJson(entry.config, 'blob');
  if (bytes === undefined) throw unreadable(`config \`${entry.config}\` of ${store.what} is missing`);
  const imageID = digestOf(bytes);
  const claimed = claimedConfigDigest(entry.config);
  if (claimed !== undefined && imageID !== claimed) {
    throw unreadable(`config of ${store.what} has digest \`${imageID}\`, expected \`${claimed}\``);
  }
  return { imageID, bytes };
}
