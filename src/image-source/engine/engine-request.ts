import { GateError } from '../../errors.ts';
import { isDigest, type Digest } from '../../digest.ts';
import type { ImageReference } from '../../image/image.ts';
import { withEnd } from '../../waiting.ts';
import { askEngine, openDocker } from '../docker-endpoint.ts';
import type { ReadOptions } from '../read-options.ts';

/** How long an engine may think about a question that needs no work. */
const QUESTION_SECONDS = 60;

/** How an engine is asked. */
export type EngineOptions = Pick<ReadOptions, 'daemon' | 'signal' | 'clock'>;

/** `what`: the image or images that it is asked for, in backticks. */
export type Asking = EngineOptions & { readonly what: string };

/** What an engine knows of an image. `id`: of its config, or in containerd's store of its manifest or index. */
export type DaemonImage = { readonly name: string; readonly id: string; readonly layers: readonly string[] };

/** What the daemon says of an image; throws `engine-unavailable`, `image-not-found` or `image-unreadable`. */
export async function readDaemonImage(
  reference: ImageReference,
  options: EngineOptions,
): Promise<DaemonImage> {
  const name = nameOf(reference);
  const ask = async (signal: AbortSignal): Promise<unknown> =>
    askEngine(options.daemon ?? (await openDocker()), { path: `/images/${encodeURI(name)}/json`, signal });
  const { Id: id, RootFS: rootFS } = toFields(await askDaemon({ ...options, what: `\`${name}\`` }, ask));
  // Images of other systems have no layers.
  const { Layers: layers } = toFields(rootFS);
  return {
    name,
    id: typeof id === 'string' ? id : '',
    layers: Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [],
  };
}

function toFields(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}

/** The diffIDs of an image that the daemon has; null where it has none of that name. Throws `engine-unavailable`. */
export async function readDaemonDiffIDs(
  reference: ImageReference,
  options: EngineOptions,
): Promise<readonly Digest[] | null> {
  try {
    const { layers } = await readDaemonImage(reference, options);
    return layers.every(isDigest) ? layers : null;
  } catch (error) {
    if (error instanceof GateError && error.code === 'image-not-found') return null;
    throw error;
  }
}

/** As the engine is asked: of a bare name it would send every tag, though everywhere else that means `latest`. */
export function nameOf({ name, tag }: ImageReference): string {
  if (tag === undefined) return IMAGE_ID.test(name) || HAS_TAG.test(name) ? name : `${name}:latest`;
  return isDigest(tag) ? `${name}@${tag}` : `${name}:${tag}`;
}

/** An image ID or the start of one. */
const IMAGE_ID = /^[0-9a-f]{4,64}$/;
/** A name that a builder was given as a whole, or an image ID with its algorithm. */
const HAS_TAG = /:[^/]*$/;

/** What the engine answers within its time; throws `engine-unavailable`, `image-not-found` or `image-unreadable`. */
export async function askDaemon<Answer>(
  { what, signal, clock }: Asking,
  ask: (signal: AbortSignal) => Promise<Answer>,
  seconds = QUESTION_SECONDS,
): Promise<Answer> {
  const late = (): GateError => silent(what, seconds);
  try {
    return await withEnd(ask, { milliseconds: seconds * 1000, late, signal, clock });
  } catch (cause) {
    signal?.throwIfAborted();
    throw toDaemonError(what, cause);
  }
}

function silent(what: string, seconds: number): GateError {
  return new GateError(
    'engine-unavailable',
    `the Docker engine did not respond within ${seconds} s when asked for ${what}`,
    { hint: 'Restart Docker, or set DOCKER_HOST to an engine that responds.' },
  );
}

function toDaemonError(what: string, cause: unknown): GateError {
  if (cause instanceof GateError) return cause;
  const status = statusOf(cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (status === 404 || status === 400) {
    return new GateError('image-not-found', `the Docker engine has no image ${what}`, {
      hint: 'Build or pull it before this step, or write registry:NAME to read it from the registry.',
      cause,
    });
  }
  if (status !== undefined) {
    return new GateError('image-unreadable', `the Docker engine cannot provide image ${what}: ${reason}`, {
      cause,
    });
  }
  return new GateError('engine-unavailable', `the Docker engine does not respond: ${reason}`, {
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
