import { createHash } from 'node:crypto';
import { GateError } from '../errors.ts';
import { parseDigest, type Digest } from '../digest.ts';
import type { Platform } from '../image/image.ts';
import type { Descriptor } from '../image/manifest.ts';
import { renderPlatform } from '../image/platform.ts';
import { blobPath, type BlobStore } from './blob-store.ts';

/** Which image of a store is meant. `tag`: a tag, name or digest in it. */
export type Selection = {
  readonly tag?: string;
  readonly platform?: Platform;
  /** How the image of a name or a digest is asked for, for hints. */
  readonly spelling?: Spelling;
};

/** `onlyDigests`: an index is no place for names there, as in a registry. */
export type Spelling = { readonly onlyDigests: boolean; readonly spell: (name: string) => string };

/** What a JSON blob is in errors, and where registries keep it. */
type JsonPart = { readonly name: string; readonly kind: 'manifest' | 'blob' };

/** A JSON blob, verified by its descriptor. */
export async function readVerified(
  store: BlobStore,
  descriptor: Descriptor,
  part: JsonPart,
): Promise<Uint8Array> {
  const bytes = await readPresent(store, descriptor, part);
  if (bytes !== undefined) return bytes;
  throw unreadable(`${part.name} \`${descriptor.digest}\` of ${store.what} is missing`);
}

/** The same; undefined where it is not there. */
export async function readPresent(
  store: BlobStore,
  descriptor: Descriptor,
  { name, kind }: JsonPart,
): Promise<Uint8Array | undefined> {
  const bytes = await store.readJson(blobPath(descriptor.digest), kind);
  if (bytes === undefined) return undefined;
  const digest = digestOf(bytes);
  if (digest !== descriptor.digest) {
    throw unreadable(`${name} of ${store.what} has digest \`${digest}\`, expected \`${descriptor.digest}\``);
  }
  if (bytes.length !== descriptor.size) {
    throw unreadable(`${name} of ${store.what} has ${bytes.length} bytes, expected ${descriptor.size}`);
  }
  return bytes;
}

/** The error for a platform that an image does not have. */
export function missingPlatform(what: string, asked: Platform, found: readonly Platform[]): GateError {
  const there = [...new Set(found.map(renderPlatform))].sort().join(', ');
  return new GateError(
    'image-not-found',
    `${what} has no image for platform \`${renderPlatform(asked)}\`, only for ${there || 'none'}`,
    { hint: 'Ask for one of these platforms, or build the image for this one.' },
  );
}

export function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`, 'blob');
}

/** The error for a part that is damaged. */
export function unreadable(message: string): GateError {
  return new GateError('image-unreadable', message, { hint: 'Save or build the image again.' });
}
