import { GateError } from '../../errors.ts';
import type { Digest } from '../../digest.ts';
import type { ImageConfig } from '../../image/image.ts';
import { parseImageConfig, parseManifest, type Descriptor } from '../../image/manifest.ts';
import { unreadableLayer } from '../../image/media-types.ts';
import { matchesPlatform } from '../../image/platform.ts';
import { readArchiveConfig, readArchiveImages, type ArchiveImage } from './archive-images.ts';
import { blobPath, type BlobStore } from '../blob-store.ts';
import { chooseFromIndex, imageOnly, type ChosenImage } from './image-index.ts';
import { isSame } from './image-names.ts';
import { meantImages, severalImages } from './meant-images.ts';
import { missingPlatform, readVerified, unreadable, type Selection } from '../verified-json.ts';

/** Most layers of one image. Engines stack 127. */
export const MAX_LAYERS = 50_000;

/** A layer as the manifest names it: where its blob is and what it must be. */
export type LayerSource = { readonly path: string; readonly descriptor?: Descriptor };

/** One image of a store before its layers are read. Config and manifest are verified by their digests. */
export type SelectedImage = {
  readonly imageID: Digest;
  readonly config: ImageConfig;
  readonly layers: readonly LayerSource[];
  /** Manifests that attest something of it. */
  readonly attestations: readonly Descriptor[];
};

/** The image that is meant; throws `image-not-found` where there is none, `image-unreadable` where it is damaged. */
export async function selectImage(store: BlobStore, selection: Selection): Promise<SelectedImage> {
  const bytes = await store.readJson('index.json', 'manifest');
  const index = bytes && parseManifest(bytes, `manifest of ${store.what}`);
  if (index?.kind === 'manifest')
    return fromManifest(store, { manifest: imageOnly(store, index), attestations: [] }, selection);
  const manifests = index?.manifests ?? [];
  const images = await readArchiveImages(store, { isStrict: manifests.length === 0 });
  const meant = meantImages(store, { manifests, images }, selection);
  const chosen = await chooseFromIndex(store, meant, selection);
  if (chosen !== undefined) return fromManifest(store, chosen, selection);
  const [image] = meant.images;
  if (image !== undefined) return fromArchive(store, meant.images, selection);
  throw new GateError('image-not-found', `${store.what} contains no image`, {
    hint: 'Give a file that `docker save` wrote, or an OCI layout with at least one image.',
  });
}

/** The config and the layers that an image manifest names. */
async function fromManifest(
  store: BlobStore,
  { manifest: { config, layers }, attestations }: ChosenImage,
  selection: Selection,
): Promise<SelectedImage> {
  refuseUnreadable(store, layers);
  const bytes = await readVerified(store, config, { name: 'config', kind: 'blob' });
  const sources = layers.map((descriptor) => ({ path: blobPath(descriptor.digest), descriptor }));
  return checked(store, { imageID: config.digest, bytes, sources, attestations }, selection);
}

/** All layers that cannot be read at once, before any is. */
function refuseUnreadable(store: BlobStore, layers: readonly Descriptor[]): void {
  const reasons = layers.map(unreadableLayer);
  const unreadable = reasons.flatMap((reason, ordinal) =>
    reason === undefined ? [] : [`layer ${ordinal} ${reason}`],
  );
  if (unreadable.length === 0) return;
  const isEncrypted = reasons.some((reason) => reason?.startsWith('is encrypted'));
  throw new GateError(
    'image-unreadable',
    `${store.what} cannot be read: ${unreadable.slice(0, 20).join(', ')}`,
    {
      hint: isEncrypted
        ? 'Judge the image before it is encrypted.'
        : 'Layers must be tar, tar+gzip or tar+zstd. Name an image, not something that is attached to one.',
    },
  );
}

async function fromArchive(
  store: BlobStore,
  images: readonly ArchiveImage[],
  selection: Selection,
): Promise<SelectedImage> {
  const [image] = images;
  if (image === undefined || images.some((other) => !isSame(image, other)))
    throw severalImages(store.what, { images }, selection);
  const { imageID, bytes } = await readArchiveConfig(store, image);
  const sources = image.entry.layers.map((path) => ({ path }));
  return checked(store, { imageID, bytes, sources, attestations: [] }, selection);
}

type Unchecked = {
  readonly imageID: Digest;
  readonly bytes: Uint8Array;
  readonly sources: readonly LayerSource[];
  readonly attestations: readonly Descriptor[];
};

function checked(
  store: BlobStore,
  { imageID, bytes, sources, attestations }: Unchecked,
  { platform }: Selection,
): SelectedImage {
  const config = parseImageConfig(bytes, `config of ${store.what}`);
  if (platform !== undefined && !matchesPlatform(platform, config.platform)) {
    throw missingPlatform(store.what, platform, [config.platform]);
  }
  refuseTooMany(store, sources.length);
  if (sources.length !== config.diffIDs.length) {
    throw unreadable(
      `${store.what} has ${sources.length} layers, expected ${config.diffIDs.length} by its config`,
    );
  }
  return { imageID, config, layers: sources, attestations };
}

function refuseTooMany({ what }: BlobStore, count: number): void {
  if (count <= MAX_LAYERS) return;
  throw new GateError('image-unreadable', `${what} has ${count} layers, but at most ${MAX_LAYERS} are read`, {
    hint: 'This is the limit `MAX_LAYERS` of docs/limits.md; engines stack at most 127.',
  });
}
