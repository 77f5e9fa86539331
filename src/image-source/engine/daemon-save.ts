import { Readable } from 'node:stream';
import { GateError } from '../../errors.ts';
import { watchPace, type Floor, type Pace } from '../../waiting.ts';
import { fromStream, type ByteSource } from '../byte-source.ts';
import { askEngine, openDocker, socketOf } from '../docker-endpoint.ts';
import { askDaemon, type EngineOptions } from './engine-request.ts';
import { readSocketResponse } from './socket-response.ts';

/** How long an engine may prepare an image before the first byte: the graph driver writes all of it to its disk first. */
const PREPARATION_SECONDS = 30 * 60;
/** Least that comes while it sends. Its disk may be busy with other things for a while. */
const SAVE_FLOOR: Floor = { bytes: 300 * 1024, seconds: 300 };

/**
 * What `docker save` writes of images by these names, layers that they share once: straight from the socket where that gives it,
 * else, and to say what is wrong, by the client. Throws `engine-unavailable`, `image-not-found` or `image-unreadable`.
 */
export async function openSave(names: readonly string[], options: EngineOptions): Promise<ByteSource> {
  const what = joinNames(names);
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
  const asking = { ...options, what };
  const path = savePath(names);
  const daemon = options.daemon ?? (await askDaemon(asking, () => openDocker()));
  const socket = await socketOf(daemon);
  const reading = { explain, watch, signal: options.signal };
  const save = async (signal: AbortSignal): Promise<ByteSource> => {
    const answer =
      socket === undefined
        ? undefined
        : await readSocketResponse({ socketPath: socket, target: path, signal }, reading);
    if (answer !== undefined) return answer;
    const stream = (await askEngine(daemon, { path, signal, isStream: true })) as NodeJS.ReadableStream;
    return fromStream(stream instanceof Readable ? stream : new Readable().wrap(stream), reading);
  };
  return askDaemon(asking, save, PREPARATION_SECONDS * names.length);
}

/** Images in errors. */
export function joinNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ');
}

/** docs.docker.com/reference/api/engine, "Export an image" and "Export several images". */
function savePath(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.length === 1) return `/images/${encodeURI(first)}/get`;
  return `/images/get?${names.map((name) => `names=${encodeURIComponent(name)}`).join('&')}`;
}

function tooSlow(what: string, bytes: number): GateError {
  const { bytes: least, seconds } = SAVE_FLOOR;
  return new GateError(
    'image-unreadable',
    `the Docker engine is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: "Check the engine's log, and restart the engine if it hangs." },
  );
}

/** A connection that breaks is an error of the image, which is not whole. */
function brokenOff(what: string, cause: unknown): GateError {
  return new GateError('image-unreadable', `the Docker engine closed the connection while it sent ${what}`, {
    hint: "Check the engine's log; often the disk is full.",
    cause,
  });
}
