import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../../errors.ts';
import type { Clock } from '../../waiting.ts';
import { isNoResponse, type RegistryResponse } from './http.ts';

/** Waits so many milliseconds; rejects when the signal is raised. */
export type Pause = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** How often a question is asked at most. */
export const MAX_ATTEMPTS = 5;
const BACKOFF_MS = [250, 1000, 2000, 4000];
/** Longest wait that a registry may ask for. */
const MAX_RETRY_AFTER_SECONDS = 60;
/** Answers that may be another one soon; every other 4xx is final. RFC 9110, 15.5 and 15.6; RFC 6585, 4. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export async function realPause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
}

/** How patient a question is. */
export type RetryOptions = {
  readonly pause: Pause;
  readonly signal: AbortSignal | undefined;
  /** Absent: this machine's. */
  readonly clock?: Clock | undefined;
};

/**
 * Asks again after a connection that broke and after an answer that may pass. Gives the last answer, whatever it is; throws
 * `image-unreadable` where the host gave none.
 */
export async function askWithRetries(
  ask: () => Promise<RegistryResponse>,
  retrying: RetryOptions,
  host: string,
): Promise<RegistryResponse> {
  for (let attempt = 1; ; attempt++) {
    const { response, failure } = await tryOnce(ask, retrying);
    const wait = waitAfter(response, attempt);
    if (response !== undefined && wait === undefined) return response;
    if (wait === undefined) throw noResponse(host, failure);
    response?.body.destroy();
    await retrying.pause(wait, retrying.signal);
  }
}

type Outcome = { readonly response?: RegistryResponse; readonly failure?: unknown };

/** `failure`: the connection broke. What is known for certain is thrown. */
async function tryOnce(ask: () => Promise<RegistryResponse>, { signal }: RetryOptions): Promise<Outcome> {
  try {
    return { response: await ask() };
  } catch (failure) {
    signal?.throwIfAborted();
    if (failure instanceof GateError) throw failure;
    return { failure };
  }
}

function noResponse(host: string, cause: unknown): GateError {
  if (isNoResponse(cause)) {
    return new GateError('image-unreadable', `\`${host}\` ${cause.message}, ${MAX_ATTEMPTS} times in a row`, {
      hint: 'Check that it is not overloaded, and try again later.',
      cause,
    });
  }
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new GateError('image-unreadable', `\`${host}\` does not respond${code}`, {
    hint: "Check the host name and the network. Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
    cause,
  });
}

/** Milliseconds before the next attempt; undefined: there is none. */
function waitAfter(response: RegistryResponse | undefined, attempt: number): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  if (response === undefined) return backoff(attempt);
  if (!PASSING.has(response.status)) return undefined;
  const seconds = retryAfterSeconds(response);
  if (seconds === undefined) return backoff(attempt);
  return seconds > MAX_RETRY_AFTER_SECONDS ? undefined : seconds * 1000;
}

/** Milliseconds, spread by a quarter so that jobs that failed together do not come back together. */
export function backoff(attempt: number): number {
  const [last = 0] = BACKOFF_MS.slice(-1);
  return (BACKOFF_MS[attempt - 1] ?? last) * (0.75 + Math.random() / 2);
}

/** What the registry asks to wait; undefined where it does not say. RFC 9110, 10.2.3. */
export function retryAfterSeconds({ headers }: RegistryResponse): number | undefined {
  const text = headers['retry-after'];
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
