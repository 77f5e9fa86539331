import { GateError } from '../../errors.ts';
import { isDigest } from '../../digest.ts';
import type { Descriptor } from '../../image/manifest.ts';
import type { ArchiveImage } from './archive-images.ts';
import type { BlobStore } from '../blob-store.ts';
import type { Candidate } from './choose-platform.ts';
import { imagesCalled, listImages, type NamedImage } from './image-names.ts';
import type { Selection } from '../verified-json.ts';

/** What the two lists of a store name: `index.json` the one, `manifest.json` the other. */
export type ListedImages = {
  readonly manifests: readonly Descriptor[];
  readonly images: readonly ArchiveImage[];
};

/** Those of them that are meant. `digest`: only what it is the digest of, at any depth of the index. */
export type MeantImages = ListedImages & { readonly digest?: string };

const REF_NAME = 'org.opencontainers.image.ref.name';
const IMAGE_NAME = 'io.containerd.image.name';

/**
 * What a manifest is called: builders write the whole name, the tag, or both, of which the tag says nothing more. OCI image-spec,
 * annotations.md.
 */
export function namedManifest({ annotations, digest }: Descriptor): NamedImage {
  const { [IMAGE_NAME]: whole, [REF_NAME]: tag } = annotations;
  const isPart = whole !== undefined && tag !== undefined && whole.endsWith(`:${tag}`);
  const names = [whole, isPart ? undefined : tag].filter((name) => name !== undefined);
  return { names, digests: [digest] };
}

/** Whether two are not one image for several platforms, which have one name or none. */
export function isApart(one: NamedImage, chosen: NamedImage | undefined): boolean {
  const isNamed = chosen !== undefined && chosen.names.length > 0 && one.names.length > 0;
  return isNamed && !one.names.some((name) => chosen.names.includes(name));
}

/** What an image of an index is called, by its own annotations and by those of what leads to it. */
export function namedCandidate({ descriptor, roots, manifest }: Candidate): NamedImage {
  const config = manifest === undefined ? [] : [manifest.config.digest];
  const names = [...roots, descriptor].flatMap((root) => namedManifest(root).names);
  return { names: [...new Set(names)], digests: [descriptor.digest, ...config] };
}

/** What a tag, a name or a digest behind the path means; without one, everything. Throws `image-not-found`. */
export function meantImages(
  { what }: BlobStore,
  { manifests, images }: ListedImages,
  { tag, spelling }: Selection,
): MeantImages {
  if (tag === undefined) return { manifests, images };
  const listed = [
    ...manifests.map((manifest) => ({ manifest, image: undefined, named: namedManifest(manifest) })),
    ...images.map((image) => ({ manifest: undefined, image, named: image })),
  ];
  const found = imagesCalled(listed, tag, ({ named }) => named);
  if (found.length > 0) {
    return {
      manifests: found.flatMap(({ manifest }) => manifest ?? []),
      images: found.flatMap(({ image }) => image ?? []),
    };
  }
  // An index may lead to others, whose images have no names of their own.
  if (isDigest(tag) && manifests.length > 0) return { manifests, images: [], digest: tag };
  const names = listImages(
    listed.map(({ named }) => named),
    spelling?.spell ?? ((name) => name),
  );
  throw new GateError('image-not-found', `${what} has no image \`${tag.slice(0, 300)}\``, {
    hint: names === '' ? 'It contains no image at all.' : `It has ${names}.`,
  });
}

/** The error for several images where one is expected; each is reported by what finds it alone. */
export function severalImages(
  what: string,
  { images, reason = '' }: { readonly images: readonly NamedImage[]; readonly reason?: string },
  { tag, spelling }: Selection,
): GateError {
  const listed = images.map(({ names, digests }) => ({
    names: spelling?.onlyDigests === true ? [] : names,
    digests,
  }));
  const called = tag === undefined ? '' : ` called \`${tag.slice(0, 300)}\``;
  return new GateError(
    'image-not-found',
    `${what} has ${images.length} images${called}${reason}, but exactly one is expected`,
    { hint: `Name one of them: ${listImages(listed, spelling?.spell ?? ((name) => name))}.` },
  );
}
