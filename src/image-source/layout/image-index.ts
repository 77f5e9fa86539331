import { GateError } from '../../errors.ts';
import type { Platform } from '../../image/image.ts';
import { parseImageConfig, parseManifest, type Descriptor, type Manifest } from '../../image/manifest.ts';
import { artifactTypeOf, isManifestType } from '../../image/media-types.ts';
import { renderPlatform } from '../../image/platform.ts';
import { attestationsOf, isAttestation, withoutAttached } from './attached.ts';
import type { BlobStore } from '../blob-store.ts';
import { choosePlatform, type Candidate } from './choose-platform.ts';
import { isSame, listImages } from './image-names.ts';
import { isApart, namedCandidate, namedManifest, severalImages, type MeantImages } from './meant-images.ts';
import { missingPlatform, readPresent, readVerified, unreadable, type Selection } from '../verified-json.ts';

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
  /** What the index names and the store lacks. */
  readonly missing: Descriptor[];
  seen: number;
};

/** A place in an index. `root`: the top's manifest that leads to it. `isMeant`: whether it is, or is in, what was asked for. */
type Place = {
  readonly descriptor: Descriptor;
  readonly root: Descriptor;
  readonly depth: number;
  readonly isMeant: boolean;
};

/**
 * The one image manifest that is meant in an index; undefined where the index has none that is there, and `manifest.json` may.
 * Throws where it names several, or where `manifest.json` names another.
 */
export async function chooseFromIndex(
  store: BlobStore,
  meant: MeantImages,
  selection: Selection,
): Promise<ChosenImage | undefined> {
  const found: Found = { candidates: new Map(), attestations: [], artifacts: [], missing: [], seen: 0 };
  for (const descriptor of meant.manifests)
    await collect(
      store,
      { descriptor, root: descriptor, depth: 0, isMeant: meant.digest === undefined },
      { found, meant },
    );
  return chooseFound(store, found, { meant, selection });
}

/** The manifest itself; throws where it is of no image. */
export function imageOnly(store: BlobStore, manifest: Manifest): Manifest {
  const artifact = artifactTypeOf(manifest);
  if (artifact !== undefined) throw noImage(store.what, [artifact]);
  return manifest;
}

type Walk = { readonly found: Found; readonly meant: MeantImages };

async function collect(store: BlobStore, place: Place, walk: Walk): Promise<void> {
  const { descriptor, depth } = place;
  const { found, meant } = walk;
  if (++found.seen > MAX_MANIFESTS || depth > MAX_DEPTH) {
    throw new GateError(
      'image-unreadable',
      `index of ${store.what} leads to more than ${MAX_MANIFESTS} manifests`,
    );
  }
  const here = { ...place, isMeant: place.isMeant || descriptor.digest === meant.digest };
  if (isAttestation(descriptor)) found.attestations.push(descriptor);
  else if (!isManifestType(descriptor.mediaType)) found.artifacts.push(descriptor.mediaType);
  else if (descriptor.platform !== undefined && isImageManifest(descriptor))
    addCandidate(walk, here, { platform: descriptor.platform });
  else await look(store, here, walk);
}

function addCandidate(
  { found: { candidates }, meant }: Walk,
  { descriptor, root, isMeant }: Place,
  described: Pick<Candidate, 'platform' | 'manifest'>,
): void {
  const isConfig = meant.digest !== undefined && described.manifest?.config.digest === meant.digest;
  if (!isMeant && !isConfig) return;
  const { digest } = descriptor;
  const known = candidates.get(digest);
  candidates.set(
    digest,
    known ? { ...known, roots: [...known.roots, root] } : { descriptor, roots: [root], ...described },
  );
}

/** Whether the descriptor says that it leads to one image. */
function isImageManifest({ mediaType }: Descriptor): boolean {
  return mediaType.includes('.manifest.') && !mediaType.includes('.list.');
}

/** What only the blob shows: whether it is an index, and the platform of an image that is named without. */
async function look(store: BlobStore, place: Place, walk: Walk): Promise<void> {
  const { descriptor, depth } = place;
  const manifest = await readManifest(store, descriptor);
  if (manifest === undefined) walk.found.missing.push(descriptor);
  else if (manifest.kind === 'index') {
    for (const next of manifest.manifests)
      await collect(store, { ...place, descriptor: next, depth: depth + 1 }, walk);
  } else {
    const artifact = artifactTypeOf(manifest);
    if (artifact !== undefined) walk.found.artifacts.push(artifact);
    else addCandidate(walk, place, { manifest, platform: await platformOf(store, descriptor, manifest) });
  }
}

async function readManifest(store: BlobStore, descriptor: Descriptor) {
  const bytes = await readPresent(store, descriptor, { name: 'manifest', kind: 'manifest' });
  return bytes && parseManifest(bytes, `manifest \`${descriptor.digest}\` of ${store.what}`);
}

async function platformOf(store: BlobStore, descriptor: Descriptor, { config }: Manifest): Promise<Platform> {
  if (descriptor.platform !== undefined) return descriptor.platform;
  const bytes = await readVerified(store, config, { name: 'config', kind: 'blob' });
  return parseImageConfig(bytes, `config of ${store.what}`).platform;
}

type Choice = { readonly meant: MeantImages; readonly selection: Selection };

async function chooseFound(
  store: BlobStore,
  found: Found,
  { meant, selection }: Choice,
): Promise<ChosenImage | undefined> {
  const candidates = withoutAttached([...found.candidates.values()]);
  const { wanted, fitting, isEmpty } = await choosePlatform(candidates, selection.platform, (descriptor) =>
    readImageManifest(store, descriptor, found),
  );
  if (isEmpty) {
    refuseNothing(store, found, { meant, selection });
    return undefined;
  }
  const [chosen] = fitting;
  if (chosen === undefined) {
    throw missingPlatform(
      store.what,
      wanted,
      candidates.map(({ platform }) => platform),
    );
  }
  await refuseOthers(store, { found, candidates, fitting, wanted }, { meant, selection });
  return { manifest: chosen.manifest, attestations: attestationsOf(found.attestations, chosen.descriptor) };
}

/** Throws where the index leads to no image and `manifest.json` has none either: what it leads to. */
function refuseNothing(
  { what }: BlobStore,
  { missing, artifacts }: Found,
  { meant, selection }: Choice,
): void {
  if (meant.images.length > 0) return;
  const [lost] = missing;
  if (lost !== undefined) throw unreadable(`manifest \`${lost.digest}\` of ${what} is missing`);
  if (artifacts.length > 0) throw noImage(what, artifacts);
  if (selection.tag === undefined || meant.digest === undefined) return;
  throw new GateError('image-not-found', `${what} has no image \`${selection.tag}\``, {
    hint: `It has ${listImages(meant.manifests.map(namedManifest), selection.spelling?.spell ?? String)}.`,
  });
}

type Fits = {
  readonly found: Found;
  readonly candidates: readonly Candidate[];
  readonly fitting: readonly (Candidate & { readonly manifest: Manifest })[];
  readonly wanted: Platform;
};

/** Throws where more than one image is meant, in the index or beside it: which one an engine takes depends on the engine. */
async function refuseOthers(
  store: BlobStore,
  { found, candidates, fitting, wanted }: Fits,
  { meant, selection }: Choice,
): Promise<void> {
  const named = fitting.map(namedCandidate);
  if (fitting.length > 1)
    throw severalImages(
      store.what,
      { images: named, reason: ` for \`${renderPlatform(wanted)}\`` },
      selection,
    );
  const [chosen] = named;
  const apart =
    selection.platform === undefined
      ? candidates.map(namedCandidate).filter((one) => isApart(one, chosen))
      : [];
  if (apart.length > 0) throw severalImages(store.what, { images: [...named, ...apart] }, selection);
  const beside = meant.images.filter(
    (image) => image.imageID !== undefined && !named.some((one) => isSame(one, image)),
  );
  if (beside.length === 0) return;
  const configs = await configsOf(store, found);
  const others = beside.filter(({ imageID = '' }) => !configs.has(imageID));
  if (others.length === 0) return;
  const twice = named.map((one) => ({
    ...one,
    names: [
      ...one.names,
      ...meant.images.filter((image) => isSame(one, image)).flatMap(({ names }) => names),
    ],
  }));
  throw severalImages(
    store.what,
    { images: [...twice, ...others], reason: ' in `index.json` and `manifest.json`' },
    selection,
  );
}

/** Of all that an index leads to: of several platforms `manifest.json` may name another, and Docker 26 names an attestation. */
async function configsOf(store: BlobStore, found: Found): Promise<ReadonlySet<string>> {
  const configs = new Set<string>();
  const images = [...found.candidates.values()].map(({ descriptor }) => descriptor);
  for (const descriptor of [...images, ...found.attestations]) {
    const manifest = await readManifest(store, descriptor);
    if (manifest?.kind === 'manifest') configs.add(manifest.config.digest);
  }
  return configs;
}

async function readImageManifest(
  store: BlobStore,
  descriptor: Descriptor,
  found: Found,
): Promise<Manifest | undefined> {
  const manifest = await readManifest(store, descriptor);
  if (manifest === undefined) found.missing.push(descriptor);
  if (manifest?.kind !== 'manifest') return undefined;
  const artifact = artifactTypeOf(manifest);
  if (artifact !== undefined) found.artifacts.push(artifact);
  return artifact === undefined ? manifest : undefined;
}

function noImage(what: string, artifacts: readonly string[]): GateError {
  const types = [...new Set(artifacts)].sort().slice(0, 20);
  const listed = types.map((type) => `\`${type.slice(0, 200)}\``).join(', ');
  return new GateError('image-unreadable', `${what} is not an image but an artifact: ${listed}`, {
    hint: 'Name the image that it belongs to.',
  });
}
