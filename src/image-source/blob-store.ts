import type { Digest } from '../digest.ts';
import type { Descriptor } from '../image/manifest.ts';
import type { LayerBlob } from './layer/known-layers.ts';

/** Largest manifest, index or config in bytes. The distribution spec asks registries for 4 MiB at least. */
export const MAX_JSON_BYTES = 8 * 1024 * 1024;
/** Most bytes of all that are read of one image. */
export const MAX_ALL_JSON_BYTES = 8 * MAX_JSON_BYTES;

/**
 * Where the parts of an image are: an archive, a layout or a registry. Paths are as in an OCI layout (`blobs/sha256/…`) or
 * a docker-archive. Both functions give undefined where there is no such part.
 */
export type BlobStore = {
  /** Names the image in errors, in backticks. */
  readonly what: string;
  /** `kind`: registries keep manifests apart from other blobs. Throws `image-unreadable` past MAX_JSON_BYTES. */
  readJson(path: string, kind: 'manifest' | 'blob'): Promise<Uint8Array | undefined>;
  /** `descriptor`: what the manifest says of the blob, where there is a manifest. */
  readLayer(path: string, descriptor?: Descriptor): Promise<LayerBlob | undefined>;
};

/** Path of a blob in an OCI layout. OCI image-spec, image-layout.md. */
export function blobPath(digest: Digest): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** Digest that a path in an OCI layout claims. */
export function claimedDigest(path: string): string | undefined {
  const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(path)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

/** Digest that the name of a config in a docker-archive claims: new engines keep it as an OCI layout does, old ones as `HEX.json`. */
export function claimedConfigDigest(path: string): string | undefined {
  const hex = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(path)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}
