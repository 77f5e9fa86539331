import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { GateError } from '../errors.ts';
import { isDigest, type Digest } from '../image/digest.ts';
import type { ImageReference } from '../image/image.ts';
import { readArchiveStream } from './archive-stream.ts';
import type { BlobStore } from './blob-store.ts';
import { fromStream, type ByteSource } from './byte-source.ts';
import { openDocker, socketOf } from './docker-endpoint.ts';
import { openOverlay2Image } from './in-place/overlay2-store.ts';
import type { InPlace, ReadOptions } from './read-options.ts';
import { readSocketAnswer } from './socket-answer.ts';

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
  const explain = (cause: unknown): GateError => brokenOff(what, cause);
  const daemon = options.daemon ?? (await askDaemon(name, () => openDocker()));
  const socket = await socketOf(daemon);
  if (socket !== undefined) {
    const answer = await readSocketAnswer(socket, `/images/${encodeURI(name)}/get`, explain);
    if (answer !== undefined) return answer;
  }
  const stream = await askDaemon(name, () => daemon.getImage(name).get());
  return fromStream(stream instanceof Readable ? stream : new Readable().wrap(stream), explain);
}

/** The image out of the engine's folders, or undefined where that is not possible: one notice says why. */
async function openInPlace(name: string, options: ReadOptions, { read, tell }: InPlace) {
  try {
    const daemon = options.daemon ?? (await openDocker());
    const store = await askDaemon(name, () => openOverlay2Image({ name, daemon, read }, options));
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
  daemon: Docker | undefined,
): Promise<readonly Digest[] | null> {
  const name = nameOf(reference);
  try {
    const image = await askDaemon(name, async () =>
      (daemon ?? (await openDocker())).getImage(name).inspect(),
    );
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

async function askDaemon<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    const status = statusOf(cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (status === 404 || status === 400) {
      throw new GateError('image-not-found', `the Docker engine has no image \`${name}\``, {
        hint: 'Build or pull it before this step, or write registry:NAME.',
        cause,
      });
    }
    if (status !== undefined) {
      throw new GateError('image-unreadable', `the Docker engine cannot give image \`${name}\`: ${reason}`, {
        cause,
      });
    }
    throw new GateError('engine-unavailable', `the Docker engine does not answer: ${reason}`, {
      hint: 'Start Docker, or set DOCKER_HOST to a running engine.',
      cause,
    });
  }
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
