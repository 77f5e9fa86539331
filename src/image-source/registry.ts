import { GateError } from '../errors.ts';
import type { ImageReference } from '../image/image.ts';
import { claimedDigest, type BlobStore } from './blob-store.ts';
import { fromIterable } from './byte-source.ts';
import { findKnownBlob, readLayerBlob, readSmall } from './read-blob.ts';
import type { ReadOptions } from './read-options.ts';
import { createRegistryClient, type RegistryClient, type RegistryName } from './registry-client.ts';

/** Manifests that are understood. OCI image-spec, media-types.md; Docker's schema 2. */
const ACCEPTED = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** An image in a registry, as a store that asks for each part. OCI distribution-spec, "Pull". */
export async function openRegistryImage(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  const name = toRegistryName(reference);
  const what = `\`${name.host}/${name.repository}${separator(name.tag)}${name.tag}\``;
  const client = createRegistryClient(name, {
    what,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const root = await readManifest(client, name.tag, what);
  if (root === undefined) {
    throw new GateError('image-not-found', `the registry has no image ${what}`, {
      hint: 'Check name and tag; a private image looks like this too when nobody is logged in.',
    });
  }
  return {
    what,
    readJson: (path, kind) => readJson(client, { path, kind, root, what }),
    readLayer: async (path) => {
      const known = findKnownBlob({ path, isServed: true }, options);
      if (known !== undefined) return known;
      const digest = claimedDigest(path);
      const response = digest && (await client.request(`blobs/${digest}`, '*/*'));
      if (!response) return undefined;
      const size = Number(response.headers.get('content-length') ?? Number.NaN);
      const chunks = response.body as AsyncIterable<Uint8Array> | null;
      if (chunks === null || !Number.isSafeInteger(size)) {
        throw new GateError(
          'image-unreadable',
          `the registry sent \`${digest}\` of ${what} without a length`,
        );
      }
      const source = fromIterable(chunks);
      return readLayerBlob({ path, size, what: `\`${digest}\` of ${what}`, source, isServed: true }, options);
    },
  };
}

function separator(tag: string): string {
  return tag.startsWith('sha256:') ? '@' : ':';
}

type Part = {
  readonly path: string;
  readonly kind: 'manifest' | 'blob';
  readonly root: Uint8Array;
  readonly what: string;
};

/** The tag's manifest stands for the layout's `index.json`. */
async function readJson(client: RegistryClient, part: Part): Promise<Uint8Array | undefined> {
  if (part.path === 'index.json') return part.root;
  const digest = claimedDigest(part.path);
  if (digest === undefined) return undefined;
  if (part.kind === 'manifest') return readManifest(client, digest, part.what);
  const response = await client.request(`blobs/${digest}`, '*/*');
  return response && readBody(response, `\`${digest}\` of ${part.what}`);
}

async function readManifest(
  client: RegistryClient,
  tag: string,
  what: string,
): Promise<Uint8Array | undefined> {
  const response = await client.request(`manifests/${tag}`, ACCEPTED);
  return response && readBody(response, `manifest of ${what}`);
}

async function readBody(response: Response, what: string): Promise<Uint8Array> {
  const body = response.body as AsyncIterable<Uint8Array> | null;
  return body === null ? new Uint8Array(0) : readSmall(fromIterable(body), what);
}

const HUB_API = 'registry-1.docker.io';
const HUB_HOSTS: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io']);

/** A name without a host is on Docker Hub, and there without a slash under `library`. */
function toRegistryName({ name, tag = 'latest' }: ImageReference): RegistryName {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (isHost(first) && !HUB_HOSTS.has(first)) {
    return { host: first, apiHost: first, repository: name.slice(slash + 1), tag };
  }
  const rest = HUB_HOSTS.has(first) ? name.slice(slash + 1) : name;
  return {
    host: 'docker.io',
    apiHost: HUB_API,
    repository: rest.includes('/') ? rest : `library/${rest}`,
    tag,
  };
}

function isHost(first: string): boolean {
  return first.includes('.') || first.includes(':') || first === 'localhost';
}
