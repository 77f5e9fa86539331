/** Media types of OCI image-spec, media-types.md, and of Docker's schema 2. An empty one says nothing, and is taken on trust. */
const MANIFESTS: ReadonlySet<string> = new Set([
  '',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/** Old tools call a config no more than what it is written in. */
const IMAGE_CONFIGS: ReadonlySet<string> = new Set([
  '',
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
  'application/json',
]);

const LAYER =
  /^(?:application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1\.tar|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar)(?:[.+](?:gzip|zstd))?)?$/;

/** Whether this is the type of an image manifest or an index; what else an index may lead to is nothing to look into. */
export function isManifestType(mediaType: string): boolean {
  return MANIFESTS.has(mediaType);
}

/** What of a manifest says what it is of. */
type Typed = {
  readonly artifactType?: string | undefined;
  readonly config: { readonly mediaType: string };
};

/** What a manifest is of when it is of no image: a chart, a signature, a build cache. OCI image-spec, artifacts-guidance.md. */
export function artifactTypeOf({ artifactType, config }: Typed): string | undefined {
  return IMAGE_CONFIGS.has(config.mediaType) ? undefined : (artifactType ?? config.mediaType);
}

/** Why a layer cannot be read, one clause without a subject; undefined where it can. Its first bytes say how it is compressed. */
export function unreadableLayer({ mediaType }: { readonly mediaType: string }): string | undefined {
  if (LAYER.test(mediaType)) return undefined;
  const type = `\`${mediaType.slice(0, 200)}\``;
  return mediaType.endsWith('+encrypted') ? `is encrypted (${type})` : `is of media type ${type}`;
}

/**
 * Whether a manifest of no other type is of what is attached to an image, as signatures, attestations and SBOMs are: it has layers,
 * and none of them is a file system, not even one that is encrypted. https://docs.sigstore.dev/cosign, "Registry support"
 */
export function isAttached({
  layers,
}: {
  readonly layers: readonly { readonly mediaType: string }[];
}): boolean {
  return (
    layers.length > 0 &&
    layers.every(
      ({ mediaType }) => !LAYER.test(mediaType) && !LAYER.test(mediaType.replace(/\+encrypted$/, '')),
    )
  );
}
