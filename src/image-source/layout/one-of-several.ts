import { GateError } from '../../errors.ts';
import { isDigest, type Digest } from '../../digest.ts';
import { parseDockerArchiveManifest, parseManifest, type Descriptor } from '../../image/manifest.ts';
import { isManifestType } from '../../image/media-types.ts';
import { isAbout } from './attached.ts';
import { claimedConfigDigest, type BlobStore } from '../blob-store.ts';
import { boundJson } from '../bounded-store.ts';
import { MAX_MANIFESTS } from './image-index.ts';
import { readPresent, unreadable } from '../verified-json.ts';

/** An image among several. `id`: the digest of its config, manifest or index, whichever the engine calls it by. */
export type Wanted = { readonly id: Digest; readonly what: string };

/**
 * One image of what an engine sent of several, as if it had been asked for this one alone: the lists at the top name no other.
 * Whatever else it sent is left aside. Throws `image-unreadable` where the image is not among them.
 */
export async function narrowStore(store: BlobStore, wanted: Wanted): Promise<BlobStore> {
  const bounded = boundJson(store);
  const index = await narrowIndex(bounded, wanted.id);
  const archive = await narrowArchive(bounded, new Set([wanted.id, ...index.configs]));
  if (index.count + archive.count === 0) throw notSent(store, wanted);
  const lists = new Map([
    ['index.json', index.bytes],
    ['manifest.json', archive.bytes],
  ]);
  const named = <Found>(work: Promise<Found>): Promise<Found> =>
    work.catch((error: unknown) => {
      throw ofImage(wanted.what, error);
    });
  return {
    what: wanted.what,
    readJson: (path, kind) =>
      lists.has(path) ? Promise.resolve(lists.get(path)) : named(store.readJson(path, kind)),
    readLayer: (path, descriptor) => named(store.readLayer(path, descriptor)),
  };
}

/** A list with what belongs to one image; undefined where there is no such list. */
type Narrowed = { readonly bytes: Uint8Array | undefined; readonly count: number };

type NarrowedIndex = Narrowed & { readonly configs: readonly Digest[] };

/** containerd's store calls an image what its index does; the graph driver calls it by its config. */
async function narrowIndex(store: BlobStore, id: Digest): Promise<NarrowedIndex> {
  const bytes = await store.readJson('index.json', 'manifest');
  if (bytes === undefined) return { bytes, count: 0, configs: [] };
  const top = parseManifest(bytes, `manifest of ${store.what}`);
  if (top.kind === 'manifest') throw unreadable(`\`index.json\` of ${store.what} is not an index`);
  if (top.manifests.length > MAX_MANIFESTS) throw tooMany(store, top.manifests.length);
  const configs = await Promise.all(top.manifests.map((descriptor) => readConfigDigest(store, descriptor)));
  const isOwn = (place: number): boolean => top.manifests[place]?.digest === id || configs[place] === id;
  const own = top.manifests.filter((_, place) => isOwn(place));
  const isKept = (place: number): boolean => {
    const descriptor = top.manifests[place];
    return isOwn(place) || own.some(({ digest }) => descriptor !== undefined && isAbout(descriptor, digest));
  };
  const json = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly manifests?: unknown };
  return {
    bytes: toBytes({ ...json, manifests: keep(json.manifests, isKept) }),
    count: own.length,
    configs: configs.filter((config, place) => config !== undefined && isOwn(place)) as Digest[],
  };
}

/** The config of the image that a descriptor leads to; undefined where it leads to no image, or to one that was not sent. */
async function readConfigDigest(store: BlobStore, descriptor: Descriptor): Promise<Digest | undefined> {
  if (!isManifestType(descriptor.mediaType)) return undefined;
  const bytes = await readPresent(store, descriptor, { name: 'manifest', kind: 'manifest' });
  const manifest = bytes && parseManifest(bytes, `manifest \`${descriptor.digest}\` of ${store.what}`);
  return manifest?.kind === 'manifest' ? manifest.config.digest : undefined;
}

async function narrowArchive(store: BlobStore, configs: ReadonlySet<Digest>): Promise<Narrowed> {
  const bytes = await store.readJson('manifest.json', 'blob');
  if (bytes === undefined) return { bytes, count: 0 };
  const entries = parseDockerArchiveManifest(bytes, `\`manifest.json\` of ${store.what}`);
  const isKept = (place: number): boolean => {
    const claimed = claimedConfigDigest(entries[place]?.config ?? '');
    return claimed !== undefined && isDigest(claimed) && configs.has(claimed);
  };
  const kept = keep(JSON.parse(Buffer.from(bytes).toString('utf8')), isKept);
  return { bytes: toBytes(kept), count: kept.length };
}

function keep(list: unknown, isKept: (place: number) => boolean): readonly unknown[] {
  return Array.isArray(list) ? list.filter((_, place) => isKept(place)) : [];
}

function toBytes(json: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(json));
}

function notSent(store: BlobStore, { what, id }: Wanted): GateError {
  return new GateError(
    'image-unreadable',
    `the Docker engine did not send ${what} (\`${id}\`) when it was asked for ${store.what}`,
    { hint: 'Run this again. If that does not help, restart Docker and build the image again.' },
  );
}

function tooMany({ what }: BlobStore, count: number): GateError {
  return new GateError(
    'image-unreadable',
    `index of ${what} leads to ${count} manifests, expected at most ${MAX_MANIFESTS}`,
  );
}

/** What is wrong with a part of what was sent is wrong with the images that need it. */
function ofImage(what: string, error: unknown): unknown {
  if (!(error instanceof GateError)) return error;
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return new GateError(error.code, `${what} cannot be read: ${error.message}`, { ...hint, cause: error });
}
