import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { GateError } from '../errors.ts';
import { isDigest, type Digest } from '../image/digest.ts';
import type { ImageReference } from '../image/image.ts';
import { readArchiveStream } from './archive-stream.ts';
import type { BlobStore } from './blob-store.ts';
import { fromStream, type ByteSource } from './byte-source.ts';
import { watchPace, withEnd, type Floor, type Pace } from '../waiting.ts';
import { askEngine, openDocker, socketOf } from './docker-endpoint.ts';
import type { InPlace, ReadOptions } from './read-options.ts';
import { readSocketAnswer } from './socket-answer.ts';

/** How long an engine may think about a question that needs no work. */
const QUESTION_SECONDS = 60;
/** How long it may prepare an image before the first byte: the graph driver writes all of it to its disk first. */
const PREPARATION_SECONDS = 30 * 60;
/** Least that comes while it sends. Its disk may be busy with other things for a while. */
const SAVE_FLOOR: Floor = { bytes: 300 * 1024, seconds: 300 };

/** What there is to know while an engine is asked for an image. */
type Asking = Pick<ReadOptions, 'daemon' | 'signal' | 'clock'> & { readonly name: string };

/** An image out of the daemon, as `docker save` streams it; throws `engine-unavailable` or `image-not-found`. */
export async function openDaemonImage(reference: ImageReference, options: ReadOptions): Promise<BlobStore> {
  const name = nameOf(reference);
  const inPlace = options.inPlace && (await openInPlace(name, options, options.inPlace));
  if (inPlace !== undefined) return inPlace;
  const what = `\`${name}\``;
  return readArchiveStream(await openSave(name, options, what), options, what);
}

/** What `docker save` writes: straight from the socket where that gives it, else, and to tell what is wrong, by the client. */
async function openSave(name: string, options: ReadOptions, what: string): Promise<ByteSource> {
  const explain = (cause: unknown): GateError =>
    cause instanceof GateError ? cause : brokenOff(what, cause);
  const watch = (stop: (cause: Error) => void): Pace =>
    watchPace(
      SAVE_FLOOR,
      (bytes) => {
        stop(tooSlow(what, bytes));
      },
      options.clock,
    );
  const asking = { ...options, name };
  const path = `/images/${encodeURI(name)}/get`;
  const daemon = options.daemon ?? (await askDaemon(asking, () => openDocker()));
  const socket = await socketOf(daemon);
  const reading = { explain, watch, signal: options.signal };
  const save = async (signal: AbortSignal): Promise<ByteSource> => {
    const answer =
      socket === undefined
        ? undefined
        : await readSocketAnswer({ socketPath: socket, target: path, signal }, reading);
    if (answer !== undefined) return answer;
    const stream = (await askEngine(daemon, { path, signal, isStream: true })) as NodeJS.ReadableStream;
    return fromStream(stream instanceof Readable ? stream : new Readable().wrap(stream), reading);
  };
  return askDaemon(asking, save, PREPARATION_SECONDS);
}

function tooSlow(what: string, bytes: number): GateError {
  const { bytes: least, seconds } = SAVE_FLOOR;
  return new GateError(
    'image-unreadable',
    `the Docker engine is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: "Look into the engine's log; restart it where it stands still." },
  );
}

/** The image out of the engine's folders, or undefined where that is not possible: one notice says why. */
async function openInPlace(name: string, options: ReadOptions, { read, tell }: InPlace) {
  try {
    // Loaded for those who ask for it.
    const { openOverlay2Image } = await import('./in-place/overlay2-store.ts');
    const daemon = options.daemon ?? (await openDocker());
    const asking = { ...options, name };
    const ask = (path: string): Promise<unknown> =>
      askDaemon(asking, (signal) => askEngine(daemon, { path, signal }));
    const store = await openOverlay2Image({ name, daemon, read, ask }, options);
    tell({ code: 'read-in-place', message: IN_PLACE });
    return store;
  } catch (error) {
    if (!(error instanceof GateError && error.code === 'image-unreadable')) throw error;
    tell({
      code: 'not-read-in-place',
      message: `images are read through the engine, not in place: ${error.message}`,
    });
    return undefined;
  }
}

const IN_PLACE =
  "layers were read in the engine's own folders: their digests are what the engine says and were not verified";

/** The diffIDs of an image that the daemon has; null where it has none of that name. Throws `engine-unavailable`. */
export async function readDaemonDiffIDs(
  reference: ImageReference,
  options: Pick<ReadOptions, 'daemon' | 'signal' | 'clock'>,
): Promise<readonly Digest[] | null> {
  const name = nameOf(reference);
  try {
    const ask = async (signal: AbortSignal): Promise<unknown> =>
      askEngine(options.daemon ?? (await openDocker()), { path: `/images/${encodeURI(name)}/json`, signal });
    const image = (await askDaemon({ ...options, name }, ask)) as Partial<Docker.ImageInspectInfo>;
    // Images of other systems have no layers, whatever the types say.
    const layers = (image.RootFS as { readonly Layers?: readonly string[] } | undefined)?.Layers ?? [];
    return layers.every(isDigest) ? layers : null;
  } catch (error) {
    if (error instanceof GateError && error.code === 'image-not-found') return null;
    throw error;
  }
}

/** As the engine is asked: of a bare name it would send every tag, though everywhere else that means `latest`. */
function nameOf({ name, tag }: ImageReference): string {
  if (tag === undefined) return IMAGE_ID.test(name) || HAS_TAG.test(name) ? name : `${name}:latest`;
  return isDigest(tag) ? `${name}@${tag}` : `${name}:${tag}`;
}

/** An image ID or the start of one. */
const IMAGE_ID = /^[0-9a-f]{4,64}$/;
/** A name that a builder was given as a whole, or an image ID with its algorithm. */
const HAS_TAG = /:[^/]*$/;

/** What the engine answers within its time; throws `engine-unavailable`, `image-not-found` or `image-unreadable`. */
async function askDaemon<Answer>(
  { name, signal, clock }: Asking,
  ask: (signal: AbortSignal) => Promise<Answer>,
  seconds = QUESTION_SECONDS,
): Promise<Answer> {
  const late = (): GateError => silent(name, seconds);
  try {
    return await withEnd(ask, { milliseconds: seconds * 1000, late, signal, clock });
  } catch (cause) {
    signal?.throwIfAborted();
    throw toDaemonError(name, cause);
  }
}

function silent(name: string, seconds: number): GateError {
  return new GateError(
    'engine-unavailable',
    `the Docker engine does not answer within ${seconds} s when asked for \`${name}\``,
    { hint: 'Restart Docker, or set DOCKER_HOST to an engine that answers.' },
  );
}

function toDaemonError(name: string, cause: unknown): GateError {
  if (cause instanceof GateError) return cause;
  const status = statusOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (status === 404 || status === 400) {
    return new GateError('image-not-found', `the Docker engine has no image \`${name}\``, {
      hint: 'Build or pull it before this step, or write registry:NAME.',
      cause,
    });
  }
  if (status !== undefined) {
    return new GateError('image-unreadable', `the Docker engine cannot give image \`${name}\`: ${reason}`, {
      cause,
    });
  }
  return new GateError('engine-unavailable', `the Docker engine does not answer: ${reason}`, {
    hint: 'Start Docker, or set DOCKER_HOST to a running engine.',
    cause,
  });
}

function statusOf(cause: unknown): number | undefined {
  const isObject = typeof cause === 'object' && cause !== null;
  return isObject && 'statusCode' in cause && typeof cause.statusCode === 'number'
    ? cause.statusCode
    : undefined;
}

/** A connection that breaks is an error of the image, which is not whole. */
function brokenOff(what: string, cause: unknown): GateError {
  return new GateError('image-unreadable', `the Docker engine broke off while it sent ${what}`, {
    hint: "Look into the engine's log; often the disk is full.",
    cause,
  });
}
