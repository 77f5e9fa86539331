import { arch } from 'node:os';
import { GateError } from '../errors.ts';
import type { Platform } from '../image/image.ts';
import {
  EMPTY_CONFIG_MEDIA_TYPE,
  parseImageConfig,
  parseManifest,
  type Descriptor,
  type Manifest,
} from '../image/manifest.ts';
import { isUnknownPlatform, matchesPlatform, renderPlatform } from '../image/platform.ts';
import { blobPath, type BlobStore } from './blob-store.ts';
import { missingPlatform, readVerified, type Selection } from './verified-json.ts';

/** Bounds for indexes in indexes. */
const MAX_DEPTH = 4;
const MAX_MANIFESTS = 1000;

/** An image that an index leads to, with the platform it is for. */
type Candidate = {
  readonly manifest: Manifest;
  readonly descriptor: Descriptor;
  readonly platform: Platform;
};

/** The image manifest that is meant, and the manifests that attest something of it. */
export type ChosenImage = { readonly manifest: Manifest; readonly attestations: readonly Descriptor[] };

/** What was found on the way through an index. `absent`: named, but the blob is not there (`docker save` of a partial image). */
type Found = {
  readonly candidates: Candidate[];
  readonly absent: Descriptor[];
  readonly attestations: Descriptor[];
  seen: number;
};

/** The image manifest in an index that is meant; undefined where the index has none that is there. */
export async function chooseFromIndex(
  store: BlobStore,
  bytes: Uint8Array,
  { tag, platform }: Selection,
): Promise<ChosenImage | undefined> {
  const top = parseManifest(bytes, `index of ${store.what}`);
  if (top.kind === 'manifest') return { manifest: top, attestations: [] };
  const named =
    tag === undefined ? top.manifests : top.manifests.filter((descriptor) => isNamed(descriptor, tag));
  if (tag !== undefined && named.length === 0) throw missingTag(store.what, tag, top.manifests);
  const found: Found = { candidates: [], absent: [], attestations: [], seen: 0 };
  for (const descriptor of named) await collect(store, { descriptor, depth: 0 }, found);
  if (found.candidates.length === 0) return undefined;
  return choosePlatform(store, found, platform);
}

async function collect(
  store: BlobStore,
  { descriptor, depth }: { readonly descriptor: Descriptor; readonly depth: number },
  found: Found,
): Promise<void> {
  if (isAttestation(descriptor)) {
    found.attestations.push(descriptor);
    return;
  }
  if (++found.seen > MAX_MANIFESTS || depth > MAX_DEPTH) {
    throw new GateError(
      'image-unreadable',
      `index of ${store.what} leads to more than ${MAX_MANIFESTS} manifests`,
    );
  }
  if ((await store.readJson(blobPath(descriptor.digest), 'manifest')) === undefined) {
    found.absent.push(descriptor);
    return;
  }
  const bytes = await readVerified(store, descriptor, { name: 'manifest', kind: 'manifest' });
  const manifest = parseManifest(bytes, `manifest \`${descriptor.digest}\` of ${store.what}`);
  if (manifest.kind === 'index') {
    for (const next of manifest.manifests)
      await collect(store, { descriptor: next, depth: depth + 1 }, found);
  } else if (manifest.config.mediaType !== EMPTY_CONFIG_MEDIA_TYPE) {
    found.candidates.push({ manifest, descriptor, platform: await platformOf(store, descriptor, manifest) });
  }
}

/** Attestations and other artifacts beside the images. docs.docker.com/build/metadata/attestations/attestation-storage */
function isAttestation({ platform, annotations, artifactType }: Descriptor): boolean {
  if (platform !== undefined && isUnknownPlatform(platform)) return true;
  return (
    annotations['vnd.docker.reference.type'] !== undefined || artifactType?.includes('attestation') === true
  );
}

async function platformOf(store: BlobStore, descriptor: Descriptor, { config }: Manifest): Promise<Platform> {
  if (descriptor.platform !== undefined) return descriptor.platform;
  const bytes = await readVerified(store, config, { name: 'config', kind: 'blob' });
  return parseImageConfig(bytes, `config of ${store.what}`).platform;
}

function choosePlatform(store: BlobStore, found: Found, asked: Platform | undefined): ChosenImage {
  const byDigest = new Map(found.candidates.map((candidate) => [candidate.descriptor.digest, candidate]));
  const distinct = [...byDigest.values()];
  const only = distinct.length === 1 ? distinct[0]?.platform : undefined;
  const wanted = asked ?? only ?? ownPlatform();
  const fitting = bestFitting(distinct, wanted);
  const [chosen] = fitting;
  if (chosen === undefined) {
    const platforms = [...distinct, ...found.absent].flatMap(({ platform }) => platform ?? []);
    throw missingPlatform(store.what, wanted, platforms);
  }
  if (fitting.length === 1) return { manifest: chosen.manifest, attestations: attestationsOf(found, chosen) };
  throw new GateError(
    'image-not-found',
    `${store.what} has several images for \`${renderPlatform(wanted)}\``,
    {
      hint: `Say which with a tag: ${namesOf(fitting.map(({ descriptor }) => descriptor)) || 'none has one'}.`,
    },
  );
}

function attestationsOf(found: Found, { descriptor }: Candidate): readonly Descriptor[] {
  return found.attestations.filter(
    ({ annotations }) => annotations['vnd.docker.reference.digest'] === descriptor.digest,
  );
}

/** Candidates of exactly this platform, else those that fit it. */
function bestFitting(candidates: readonly Candidate[], wanted: Platform): readonly Candidate[] {
  const exact = candidates.filter(({ platform }) => renderPlatform(platform) === renderPlatform(wanted));
  return exact.length > 0 ? exact : candidates.filter(({ platform }) => matchesPlatform(wanted, platform));
}

/** What Docker would run here. */
function ownPlatform(): Platform {
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
  return { os: 'linux', architecture: names[arch()] ?? arch() };
}

const REF_NAME = 'org.opencontainers.image.ref.name';
const IMAGE_NAME = 'io.containerd.image.name';

/**
 * Builders write the tag, the whole name, or both; people say the tag, or the name as they gave it to the builder, which put
 * `docker.io/library/` before it. OCI image-spec, annotations.md.
 */
function isNamed({ annotations, digest }: Descriptor, tag: string): boolean {
  if (digest === tag) return true;
  return [annotations[REF_NAME], annotations[IMAGE_NAME]].some(
    (name) => name !== undefined && (name === tag || name.endsWith(`:${tag}`) || name.endsWith(`/${tag}`)),
  );
}

function missingTag(what: string, tag: string, manifests: readonly Descriptor[]): GateError {
  return new GateError('image-not-found', `${what} has no image \`${tag}\``, {
    hint: `It has ${namesOf(manifests) || 'no names'}.`,
  });
}

function namesOf(manifests: readonly Descriptor[]): string {
  const names = manifests.flatMap(
    ({ annotations }) => annotations[REF_NAME] ?? annotations[IMAGE_NAME] ?? [],
  );
  return [...new Set(names)].slice(0, 20).sort().join(', ');
}
