import { GateError } from '../../errors.ts';
import type { ImageReference } from '../../image/image.ts';
import { readArchiveStream } from '../archive/archive-stream.ts';
import type { BlobStore } from '../blob-store.ts';
import { openSave } from './daemon-save.ts';
import { askEngine, openDocker } from '../docker-endpoint.ts';
import { askDaemon, nameOf } from './engine-request.ts';
import { openOverlay2Image } from '../in-place/overlay2-store.ts';
import type { InPlace, ReadOptions } from '../read-options.ts';

/** An image out of the daemon, as `docker save` streams it; throws `engine-unavailable` or `image-not-found`. */
export async function openDaemonImage(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  const name = nameOf(reference);
  return (await openInPlace(name, options)) ?? (await openSavedImage(name, options));
}

/** The same, whatever is said of reading in place. */
export async function openSavedImage(name: string, options: ReadOptions): Promise<BlobStore> {
  return readArchiveStream(await openSave([name], options), options, { what: `\`${name}\`` });
}

/** The image out of the engine's folders, or undefined where that is not asked for, or not possible: one notice says why. */
export async function openInPlace(name: string, options: ReadOptions): Promise<BlobStore | undefined> {
  return options.inPlace && tryInPlace(name, options, options.inPlace);
}

async function tryInPlace(
  name: string,
  options: ReadOptions,
  { read, notify }: InPlace,
): Promise<BlobStore | undefined> {
  try {
    const daemon = options.daemon ?? (await openDocker());
    const asking = { ...options, what: `\`${name}\`` };
    const ask = (path: string): Promise<unknown> =>
      askDaemon(asking, (signal) => askEngine(daemon, { path, signal }));
    const store = await openOverlay2Image({ name, daemon, read, ask }, options);
    notify({ code: 'read-in-place', message: IN_PLACE });
    return store;
  } catch (error) {
    if (!(error instanceof GateError && error.code === 'image-unreadable')) throw error;
    notify({
      code: 'not-read-in-place',
      message: `images are read through the engine and not in place: ${error.message}`,
    });
    return undefined;
  }
}

const IN_PLACE =
  "layers were read from the engine's own folders: their digests are those that the engine reports and were not verified";
