import { GateError } from '../../errors.ts';
import { isDigest, type Digest } from '../../digest.ts';
import type { Image, ImageReference } from '../../image/image.ts';
import { renderImageReference } from '../../image/reference.ts';
import { readArchiveStream } from '../archive/archive-stream.ts';
import type { BlobStore } from '../blob-store.ts';
import { boundJson } from '../bounded-store.ts';
import { joinNames, openSave } from './daemon-save.ts';
import { openInPlace, openSavedImage } from './docker-daemon.ts';
import { readDaemonImage, type DaemonImage, type EngineOptions } from './engine-request.ts';
import { narrowStore } from '../layout/one-of-several.ts';
import { readImage } from '../read-image.ts';
import type { ImagePair, ReadOptions, Two } from '../read-options.ts';

/** Two images of one daemon that have layers in common. */
type DaemonPair = Two<FoundImage>;

type FoundImage = DaemonImage & { readonly reference: ImageReference; readonly id: Digest };

/**
 * Two images that the daemon can send at once, so that what they share comes once; undefined where it lacks one of them, or where
 * they share nothing. Throws `engine-unavailable` where it does not answer, unless a registry may have the images.
 */
export async function findDaemonPair(
  references: Two<ImageReference>,
  options: EngineOptions,
): Promise<ImagePair | undefined> {
  try {
    const [one, other] = await Promise.all([
      findImage(references[0], options),
      findImage(references[1], options),
    ]);
    return one && other && isShared(one, other)
      ? { open: (both) => openPair([one, other], both) }
      : undefined;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (mayBeElsewhere(error, references)) return undefined;
    throw error;
  }
}

/** Without an engine, bare names are those of a registry. */
function mayBeElsewhere(error: unknown, references: Two<ImageReference>): boolean {
  if (!(error instanceof GateError)) return false;
  return error.code !== 'engine-unavailable' || references.some(({ isBare }) => isBare === true);
}

async function findImage(reference: ImageReference, options: EngineOptions): Promise<FoundImage | undefined> {
  const image = await readDaemonImage(reference, options);
  return isDigest(image.id) ? { ...image, id: image.id, reference } : undefined;
}

function isShared(one: DaemonImage, other: DaemonImage): boolean {
  const layers = new Set(one.layers);
  return one.id === other.id || other.layers.some((layer) => layers.has(layer));
}

async function openPair(pair: DaemonPair, options: Two<ReadOptions>): Promise<Two<Image> | undefined> {
  const stores = (await openBothInPlace(pair, options)) ?? (await openSavedPair(pair, options[0]));
  if (stores === undefined) return undefined;
  const open = (at: 0 | 1): Promise<Image> => {
    const { platform, label = renderImageReference(pair[at].reference) } = options[at];
    return readImage(boundJson(stores[at]), platform === undefined ? {} : { platform }, label);
  };
  return [await open(0), await open(1)];
}

/** Out of the engine's folders, where that is asked for and possible for one of them at least. */
async function openBothInPlace(
  [one, other]: DaemonPair,
  [oneOptions, otherOptions]: Two<ReadOptions>,
): Promise<Two<BlobStore> | undefined> {
  const first = await openInPlace(one.name, oneOptions);
  const second = await openInPlace(other.name, otherOptions);
  if (first === undefined && second === undefined) return undefined;
  return [
    first ?? (await openSavedImage(one.name, oneOptions)),
    second ?? (await openSavedImage(other.name, otherOptions)),
  ];
}

/** Before the first byte nothing is lost: an engine that cannot send both may still send each. */
async function openSavedPair(pair: DaemonPair, options: ReadOptions): Promise<Two<BlobStore> | undefined> {
  const names = [...new Map(pair.map(({ id, name }) => [id, name])).values()];
  const source = await orRefused(() => openSave(names, options), options);
  if (source === undefined) return undefined;
  const archive = { what: joinNames(names), images: names.length };
  const store = await readArchiveStream(source, options, archive);
  const narrow = ({ id, name }: FoundImage): Promise<BlobStore> =>
    narrowStore(store, { id, what: joinNames([name]) });
  return [await narrow(pair[0]), await narrow(pair[1])];
}

async function orRefused<Found>(
  open: () => Promise<Found>,
  { signal }: ReadOptions,
): Promise<Found | undefined> {
  try {
    return await open();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof GateError && error.code !== 'engine-unavailable') return undefined;
    throw error;
  }
}
