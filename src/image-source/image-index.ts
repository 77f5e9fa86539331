import { GateError } from '../errors.ts';
import type { Digest } from '../image/digest.ts';
import type { Platform } from '../image/image.ts';
import { parseImageConfig, parseManifest, type Descriptor, type Manifest } from '../image/manifest.ts';
import { artifactTypeOf, isManifestType } from '../image/media-types.ts';
import { isUnknownPlatform, renderPlatform } from '../image/platform.ts';
import type { BlobStore } from './blob-store.ts';
import { choosePlatform, type Candidate } from './choose-platform.ts';
import { missingPlatform, readPresent, readVerified, type Selection } from './verified-json.ts';

/** Bounds for indexes in indexes. */
export const MAX_DEPTH = 4;
export const MAX_MANIFESTS = 1000;

/** The image manifest that is meant, and the manifests that attest something of it. */
export type ChosenImage = { readonly manifest: Manifest; readonly attestations: readonly Descriptor[] };

/** What was found on the way through an index. A candidate's blob need not be there (`docker save` of a partial image). */
type Found = {
  readonly candidates: Map<string, Candidate>;
  readonly attestations: Descriptor[];
  /** Types of what is no image. */
  readonly artifacts: string[];
  seen: number;
};

/** The image manifest in an index that is meant; undefined where the index has none that is there. */
export async function chooseFromIndex(
  store: BlobStore,
  bytes: Uint8Array,
  { tag, platform }: Selection,
): Promise<ChosenImage | undefined> {
  const top = parseManifest(bytes, `manifest of ${store.what}`);
  if (top.kind === 'manifest') return { manifest: imageOnly(store, top), attestations: [] };
  const named =
    tag === undefined ? top.manifests : top.manifests.filter((descriptor) => isNamed(descriptor, tag));
  if (tag !== undefined && named.length === 0) throw missingTag(store.what, tag, top.manifests);
  const found: Found = { candidates: new Map(), attestations: [], artifacts: [], seen: 0 };
  for (const descriptor of named) await collect(store, { descriptor, depth: 0 }, found);
  return chooseFound(store, found, platform);
}

function imageOnly(store: BlobStore, manifest: Manifest): Manifest {
  const artifact = artifactTypeOf(manifest);
  if (artifact !== undefined) throw noImage(store.what, [artifact]);
  return manifest;
}

async function collect(
  store: BlobStore,
  { descriptor, depth }: { readonly descriptor: Descriptor; readonly depth: number },
  found: Found,
): Promise<void> {
  if (++found.seen > MAX_MANIFESTS || depth > MAX_DEPTH) {
    throw new GateError(
      'image-unreadable',
      `index of ${store.what} leads to more than ${MAX_MANIFESTS} manifests`,
    );
  }
  if (isAttestation(descriptor)) found.attestations.push(descriptor);
  else if (!isManifestType(descriptor.mediaType)) found.artifacts.push(descriptor.mediaType);
  else if (descriptor.platform !== undefined && isImageManifest(descriptor))
    addCandidate(found, { descriptor, platform: descriptor.platform });
  else await look(store, { descriptor, depth }, found);
}

function addCandidate(found: Found, candidate: Candidate): void {
  const { digest } = candidate.descriptor;
  if (!found.candidates.has(digest)) found.candidates.set(digest, candidate);
}

/** Whether the descriptor says that it leads to one image. */
function isImageManifest({ mediaType }: Descriptor): boolean {
  return mediaType.includes('.manifest.') && !mediaType.includes('.list.');
}

/** What only the blob can tell: whether it is an index, and the platform of an image that is named without. */
async function look(
  store: BlobStore,
  { descriptor, depth }: { readonly descriptor: Descriptor; readonly depth: number },
  found: Found,
): Promise<void> {
  const manifest = await readManifest(store, descriptor);
  if (manifest === undefined) return;
  if (manifest.kind === 'index') {
    for (const next of manifest.manifests)
      await collect(store, { descriptor: next, depth: depth + 1 }, found);
    return;
  }
  const artifact = artifactTypeOf(manifest);
  if (artifact !== undefined) found.artifacts.push(artifact);
  else addCandidate(found, { manifest, descriptor, platform: await platformOf(store, descriptor, manifest) });
}

async function readManifest(store: BlobStore, descriptor: Descriptor) {
  const bytes = await readPresent(store, descriptor, { name: 'manifest', kind: 'manifest' });
  return bytes && parseManifest(bytes, `manifest \`${descriptor.digest}\` of ${store.what}`);
}

/**
 * What an attestation is of: as BuildKit writes it, and as Docker 29 does for one platform, whose image it saves without the index.
 * docs.docker.com/build/metadata/attestations/attestation-storage; github.com/containerd/containerd, core/images/annotations.go
 */
const SUBJECTS = ['vnd.docker.reference.digest', 'io.containerd.manifest.subject'];

/** Attestations and other artifacts beside the images. */
function isAttestation({ platform, annotations, artifactType }: Descriptor): boolean {
  if (platform !== undefined && isUnknownPlatform(platform)) return true;
  const tells = ['vnd.docker.reference.type', ...SUBJECTS];
  return (
    tells.some((name) => annotations[name] !== undefined) || artifactType?.includes('attestation') === true
  );
}

async function platformOf(store: BlobStore, descriptor: Descriptor, { config }: Manifest): Promise<Platform> {
  if (descriptor.platform !== undefined) return descriptor.platform;
  const bytes = await readVerified(store, config, { name: 'config', kind: 'blob' });
  return parseImageConfig(bytes, `config of ${store.what}`).platform;
}

async function chooseFound(
  store: BlobStore,
  found: Found,
  asked: Platform | undefined,
): Promise<ChosenImage | undefined> {
  const candidates = [...found.candidates.values()];
  const { wanted, fitting, isEmpty } = await choosePlatform(candidates, asked, (descriptor) =>
    readImageManifest(store, descriptor, found),
  );
  const [chosen] = fitting;
  if (chosen !== undefined && fitting.length === 1)
    return { manifest: chosen.manifest, attestations: attestationsOf(found, chosen.descriptor) };
  if (chosen !== undefined) throw several(store.what, wanted, fitting);
  if (!isEmpty)
    throw missingPlatform(
      store.what,
      wanted,
      candidates.map(({ platform }) => platform),
    );
  if (found.artifacts.length > 0) throw noImage(store.what, found.artifacts);
  return undefined;
}

async function readImageManifest(
  store: BlobStore,
  descriptor: Descriptor,
  found: Found,
): Promise<Manifest | undefined> {
  const manifest = await readManifest(store, descriptor);
  if (manifest?.kind !== 'manifest') return undefined;
  const artifact = artifactTypeOf(manifest);
  if (artifact !== undefined) found.artifacts.push(artifact);
  return artifact === undefined ? manifest : undefined;
}

function attestationsOf({ attestations }: Found, { digest }: Descriptor): readonly Descriptor[] {
  return attestations.filter((attestation) => isAbout(attestation, digest));
}

/** Whether this is an attestation of the manifest with this digest. */
export function isAbout({ annotations }: Descriptor, digest: Digest): boolean {
  return SUBJECTS.some((name) => annotations[name] === digest);
}

function several(what: string, wanted: Platform, fitting: readonly Candidate[]): GateError {
  const descriptors = fitting.map(({ descriptor }) => descriptor);
  const names =
    namesOf(descriptors) || `none has a name, so \`oci:DIR:${descriptors[0]?.digest ?? ''}\` and the like`;
  return new GateError('image-not-found', `${what} has several images for \`${renderPlatform(wanted)}\``, {
    hint: `Say which with a tag: ${names}.`,
  });
}

function noImage(what: string, artifacts: readonly string[]): GateError {
  const types = [...new Set(artifacts)].sort().slice(0, 20);
  const listed = types.map((type) => `\`${type.slice(0, 200)}\``).join(', ');
  return new GateError('image-unreadable', `${what} is no image but an artifact: ${listed}`, {
    hint: 'Name the image that it belongs to.',
  });
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
    hint: `It has ${namesOf(manifests) || `no names, say \`${manifests[0]?.digest ?? 'its digest'}\` behind the path`}.`,
  });
}

function namesOf(manifests: readonly Descriptor[]): string {
  const names = manifests.flatMap(
    ({ annotations }) => annotations[IMAGE_NAME] ?? annotations[REF_NAME] ?? [],
  );
  return [...new Set(names)].sort().slice(0, 20).join(', ');
}
