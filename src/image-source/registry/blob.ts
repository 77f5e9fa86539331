import { GateError } from '../../errors.ts';
import type { ByteSink, ByteSource } from '../byte-source.ts';
import { readSmall } from '../read-blob.ts';
import { bodyOf, type RegistryResponse } from './http.ts';
import { backoff, MAX_ATTEMPTS, type RetryOptions } from './retry.ts';

/** A blob or manifest in a registry. `open` asks for it from a byte on; `what` names it in errors. */
export type RemotePart = {
  readonly what: string;
  readonly retrying: RetryOptions;
  open(from: number): Promise<RegistryResponse>;
};

/** A part whose size in bytes is known. */
export type RemoteBlob = RemotePart & { readonly size: number };

/** A connection that broke after so many further bytes did its work: breaks are counted anew. */
const GOOD_PROGRESS_BYTES = 1024 * 1024;

type Progress = { at: number; breaks: number; sinceBreak: number };

/**
 * The bytes of a blob of this size, each once. A connection that breaks is followed by one that goes on where it stopped; throws
 * `image-unreadable` after MAX_ATTEMPTS breaks with little in between, and for an answer that is not the rest of the blob.
 */
export function toResumableSource(part: RemoteBlob, first: RegistryResponse): ByteSource {
  return async (sink) => {
    const progress: Progress = { at: 0, breaks: 0, sinceBreak: 0 };
    let response = first;
    for (;;) {
      const broken = await readOn({ part, response, progress }, sink);
      if (progress.at === part.size) return;
      await pauseAfterBreak(part, progress, broken);
      response = await part.open(progress.at);
    }
  };
}

type Reading = {
  readonly part: RemoteBlob;
  readonly response: RegistryResponse;
  readonly progress: Progress;
};

/** Feeds the sink until the connection ends; gives what broke it. Rejects with what the sink threw. */
async function readOn({ part, response, progress }: Reading, sink: ByteSink): Promise<unknown> {
  const network: { readonly cause: unknown }[] = [];
  const explain = (cause: unknown): unknown => {
    // One that is too slow would be so again: that is reported, and not tried.
    if (!(cause instanceof GateError)) network.push({ cause });
    return cause;
  };
  const source = bodyOf(response, part.what, { explain, ...part.retrying });
  try {
    let skip = bytesToSkip(part, response, progress.at);
    await source((chunk) => {
      const fresh = chunk.subarray(Math.min(skip, chunk.length));
      skip -= chunk.length - fresh.length;
      if (fresh.length === 0) return undefined;
      progress.at += fresh.length;
      progress.sinceBreak += fresh.length;
      if (progress.at > part.size) throw wrongLength(part, 'more');
      return sink(fresh);
    });
    verifyEnd(part, response, progress.at);
    return undefined;
  } catch (error) {
    const [broken] = network;
    if (broken === undefined) throw error;
    return broken.cause;
  } finally {
    response.body.destroy();
  }
}

/** An end that was announced is the end; one where the connection just closed may be a break. RFC 9112, 6.3. */
function verifyEnd(part: RemoteBlob, { headers }: RegistryResponse, at: number): void {
  if (at < part.size && headers['transfer-encoding'] !== undefined) throw wrongLength(part, String(at));
}

/** How many bytes of an answer were read before: none of the range that was asked for, all where a server only knows the whole. */
function bytesToSkip(part: RemoteBlob, { status, headers }: RegistryResponse, at: number): number {
  if (status === 206) {
    verifyRange(part, headers['content-range'] ?? '', at);
    return 0;
  }
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== part.size) throw wrongLength(part, length);
  return at;
}

/** RFC 9110, 14.4. */
function verifyRange({ what, size }: RemoteBlob, range: string, at: number): void {
  const rest = `bytes ${at}-${size - 1}/`;
  if (range === `${rest}${size}` || range === `${rest}*`) return;
  throw new GateError(
    'image-unreadable',
    `${what} continues with \`${range.slice(0, 80)}\`, expected \`${rest}${size}\``,
    {
      hint: 'The registry sent a different part than was requested. Pull the image and judge it from the engine.',
    },
  );
}

async function pauseAfterBreak(part: RemoteBlob, progress: Progress, cause: unknown): Promise<void> {
  part.retrying.signal?.throwIfAborted();
  progress.breaks = progress.sinceBreak >= GOOD_PROGRESS_BYTES ? 1 : progress.breaks + 1;
  progress.sinceBreak = 0;
  if (progress.breaks >= MAX_ATTEMPTS) throw brokenOff(part, progress.at, cause);
  await part.retrying.pause(backoff(progress.breaks), part.retrying.signal);
}

function brokenOff({ what, size }: RemoteBlob, at: number, cause: unknown): GateError {
  return new GateError(
    'image-unreadable',
    `${what} broke off after ${at} bytes of ${size}, ${MAX_ATTEMPTS} times in a row`,
    { hint: 'Check the network and try again later.', cause },
  );
}

function wrongLength({ what, size }: RemoteBlob, length: string): GateError {
  return new GateError('image-unreadable', `${what} has ${length} bytes, expected ${size}`, {
    hint: 'The registry has damaged the image: push it again.',
  });
}

/** Whole of a small part; asked for again, whole, where the connection breaks. */
export async function readWhole(part: RemotePart, first: RegistryResponse): Promise<Uint8Array> {
  let response = first;
  for (let attempt = 1; ; attempt++) {
    const { bytes, broken } = await readResponse(response, part);
    if (bytes !== undefined) return bytes;
    part.retrying.signal?.throwIfAborted();
    if (attempt === MAX_ATTEMPTS) {
      throw new GateError('image-unreadable', `${part.what} broke off, ${MAX_ATTEMPTS} times in a row`, {
        hint: 'Check the network and try again later.',
        cause: broken,
      });
    }
    await part.retrying.pause(backoff(attempt), part.retrying.signal);
    response = await part.open(0);
  }
}

type Whole = { readonly bytes?: Uint8Array; readonly broken?: unknown };

async function readResponse(response: RegistryResponse, { what, retrying }: RemotePart): Promise<Whole> {
  try {
    return { bytes: await readSmall(bodyOf(response, what, retrying), what) };
  } catch (broken) {
    if (broken instanceof GateError) throw broken;
    return { broken };
  }
}
