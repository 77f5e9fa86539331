import { GateError } from '../../errors.ts';
import { isDigest } from '../../digest.ts';
import type { ImageReference } from '../../image/image.ts';
import type { Clock } from '../../waiting.ts';
import type { Descriptor } from '../../image/manifest.ts';
import { claimedDigest, type BlobStore } from '../blob-store.ts';
import type { LayerBlob } from '../layer/known-layers.ts';
import { findKnownBlob, readLayerBlob } from '../read-blob.ts';
import type { ReadOptions } from '../read-options.ts';
import { readWhole, toResumableSource, type RemoteBlob } from './blob.ts';
import { createRegistryClient, type RegistryClient } from './client.ts';
import { openEndpoints } from './endpoint.ts';
import type { RegistryResponse } from './http.ts';
import { renderRegistryName, toRegistryName } from './name.ts';
import { realPause, type RetryOptions, type Pause } from './retry.ts';
import { readRegistrySettings, type RegistrySettings } from './settings.ts';
import { digestOf } from '../verified-json.ts';

/** Manifests that are understood. OCI image-spec, media-types.md; Docker's schema 2. */
const ACCEPTED = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** What a registry is read with besides the network. */
export type RegistryWorld = {
  readonly pause: Pause;
  /** Absent: this machine's. */
  readonly clock?: Clock;
  settings(options: ReadOptions): Promise<RegistrySettings>;
};

const REAL_WORLD: RegistryWorld = {
  pause: realPause,
  settings: readRegistrySettings,
};

type OpenImage = {
  readonly client: RegistryClient;
  readonly what: string;
  readonly root: Uint8Array;
  readonly retrying: RetryOptions;
};

/** An image in a registry, as a store that asks for each part. OCI distribution-spec, "Pull". */
export async function openRegistryImage(
  reference: ImageReference,
  options: ReadOptions,
  world: RegistryWorld = REAL_WORLD,
): Promise<BlobStore> {
  const name = toRegistryName(reference);
  const what = `\`${renderRegistryName(name)}\``;
  const retrying = { pause: world.pause, signal: options.signal, clock: world.clock };
  const settings = await world.settings(options);
  const endpoints = await openEndpoints(name, { settings, signal: options.signal });
  const client = createRegistryClient({ endpoints, repository: name.repository, retrying });
  const root = await readPart({ client, retrying }, { path: `manifests/${name.tag}`, part: what });
  if (root === undefined) throw missing(what);
  if (isDigest(name.tag)) verifyRoot(root, name.tag, what);
  const image = { client, what, root, retrying };
  return {
    what,
    readJson: (path, kind) => readJson(image, path, kind),
    readLayer: (path, descriptor) => readLayer(image, { path, descriptor }, options),
  };
}

function missing(what: string): GateError {
  return new GateError('image-not-found', `the registry has no image ${what}`, {
    hint: 'Check the name and the tag. A private image looks the same as a missing one if you are not logged in.',
  });
}

/** A tag may mean anything, a digest only what it is the digest of. */
function verifyRoot(root: Uint8Array, expected: string, what: string): void {
  const digest = digestOf(root);
  if (digest === expected) return;
  throw new GateError(
    'image-unreadable',
    `manifest of ${what} has digest \`${digest}\`, expected \`${expected}\``,
    {
      hint: 'The registry, or something in front of it, has changed the image: push it again.',
    },
  );
}

/** The tag's manifest stands for the layout's `index.json`. */
async function readJson(
  image: OpenImage,
  path: string,
  kind: 'manifest' | 'blob',
): Promise<Uint8Array | undefined> {
  if (path === 'index.json') return image.root;
  const digest = claimedDigest(path);
  if (digest === undefined) return undefined;
  const folder = kind === 'manifest' ? 'manifests' : 'blobs';
  return readPart(image, { path: `${folder}/${digest}`, part: `\`${digest}\` of ${image.what}` });
}

async function readPart(
  { client, retrying }: Pick<OpenImage, 'client' | 'retrying'>,
  { path, part }: { readonly path: string; readonly part: string },
): Promise<Uint8Array | undefined> {
  const request = { path, part, accept: path.startsWith('manifests/') ? ACCEPTED : '*/*' };
  const first = await client.request(request);
  const remote = { what: part, retrying, open: () => reopen(client, request) };
  return first && readWhole(remote, first);
}

type RemoteLayer = { readonly path: string; readonly descriptor: Descriptor | undefined };

async function readLayer(
  { client, what, retrying }: OpenImage,
  { path, descriptor }: RemoteLayer,
  options: ReadOptions,
): Promise<LayerBlob | undefined> {
  if (descriptor === undefined) return undefined;
  const { digest, size } = descriptor;
  // The manifest is verified, so that a blob which it names needs no second look.
  const known = findKnownBlob({ path, size, isServed: true }, options);
  if (known !== undefined) return known;
  const request = { path: `blobs/${digest}`, part: `\`${digest}\` of ${what}`, accept: '*/*' };
  const first = await client.request(request);
  if (first === undefined) return undefined;
  const remote: RemoteBlob = {
    what: request.part,
    size,
    retrying,
    open: (from) => reopen(client, { ...request, from }),
  };
  const source = toResumableSource(remote, first);
  return readLayerBlob({ path, size, what: request.part, source, isServed: true }, options);
}

async function reopen(
  client: RegistryClient,
  request: Parameters<RegistryClient['request']>[0],
): Promise<RegistryResponse> {
  const response = await client.request(request);
  if (response !== undefined) return response;
  throw new GateError('image-unreadable', `${request.part} disappeared from the registry while it was read`, {
    hint: 'Push the image again.',
  });
}
