import { GateError } from '../../errors.ts';
import { parseChallenges } from './challenge.ts';
import type { Endpoint } from './endpoint.ts';
import { send, type RegistryResponse } from './http.ts';
import { askWithRetries, MAX_ATTEMPTS, retryAfterSeconds, type RetryOptions } from './retry.ts';
import { authorize, denied } from './token.ts';

/** What is asked of an image repository: `path` under it, `part` as errors call it, bytes from `from` on. */
export type RegistryRequest = {
  readonly path: string;
  readonly part: string;
  readonly accept: string;
  readonly from?: number;
};

/**
 * Asks one image repository, mirrors first; undefined: not there. Throws `registry-denied` and, for all other answers than 200
 * and 206, `image-unreadable`.
 */
export type RegistryClient = { request(request: RegistryRequest): Promise<RegistryResponse | undefined> };

type Repository = {
  readonly endpoints: readonly Endpoint[];
  readonly repository: string;
  readonly retrying: RetryOptions;
};

type State = Repository & {
  /** The `authorization` that worked last, by endpoint. */
  readonly authorizations: Map<Endpoint, string>;
  /** Mirrors that failed once and are not asked again. */
  readonly failed: Set<Endpoint>;
};

export function createRegistryClient(repository: Repository): RegistryClient {
  const state: State = { ...repository, authorizations: new Map(), failed: new Set() };
  return { request: (request) => askAll(state, request) };
}

async function askAll(state: State, request: RegistryRequest): Promise<RegistryResponse | undefined> {
  for (const endpoint of state.endpoints.filter(({ isMirror }) => isMirror)) {
    const response = state.failed.has(endpoint) ? undefined : await askMirror(state, endpoint, request);
    if (response !== undefined) return response;
  }
  const own = state.endpoints.find(({ isMirror }) => !isMirror);
  return own && askRegistry(state, own, request);
}

/** What a mirror cannot give, the registry itself is asked for. */
async function askMirror(
  state: State,
  mirror: Endpoint,
  request: RegistryRequest,
): Promise<RegistryResponse | undefined> {
  try {
    const response = await ask(state, mirror, request);
    if (response.status === 200 || response.status === 206) return response;
    response.body.destroy();
    if (response.status !== 404) state.failed.add(mirror);
  } catch {
    state.retrying.signal?.throwIfAborted();
    state.failed.add(mirror);
  }
  return undefined;
}

async function askRegistry(
  state: State,
  own: Endpoint,
  request: RegistryRequest,
): Promise<RegistryResponse | undefined> {
  const response = await askWithRetries(() => ask(state, own, request), state.retrying, own.host);
  if (response.status === 200 || response.status === 206) return response;
  response.body.destroy();
  if (response.url.origin !== originOf(own)) throw unexpected(response, response.url.host, request.part);
  if (response.status === 404) return undefined;
  if (response.status === 401 || response.status === 403)
    throw denied({ what: request.part, host: own.host, login: await own.login() });
  throw unexpected(response, own.host, request.part);
}

function originOf({ base }: Endpoint): string {
  return new URL(base).origin;
}

/** One question, and once more with a fresh authorization where the registry wants one: a token lives for minutes only. */
async function ask(state: State, endpoint: Endpoint, request: RegistryRequest): Promise<RegistryResponse> {
  const first = await askOnce(state, endpoint, request);
  // Only the registry itself may ask for a login, not the storage that it redirects to.
  if (first.status !== 401 || first.url.origin !== originOf(endpoint)) return first;
  first.body.destroy();
  const challenges = parseChallenges(first.headers['www-authenticate'] ?? '');
  const access = {
    what: request.part,
    host: endpoint.host,
    repository: state.repository,
    login: await endpoint.login(),
    retrying: state.retrying,
    mayBePlain: (host: string) => endpoint.mayBePlain(host),
  };
  state.authorizations.set(endpoint, await authorize(challenges, access));
  return askOnce(state, endpoint, request);
}

function askOnce(
  state: State,
  endpoint: Endpoint,
  { path, accept, from = 0 }: RegistryRequest,
): Promise<RegistryResponse> {
  const authorization = state.authorizations.get(endpoint);
  return send({
    url: new URL(`${endpoint.base}/v2/${state.repository}/${path}`),
    headers: {
      accept,
      ...(authorization === undefined ? {} : { authorization }),
      ...(from === 0 ? {} : { range: `bytes=${from}-` }),
    },
    signal: state.retrying.signal,
    clock: state.retrying.clock,
    mayBePlain: (host) => endpoint.mayBePlain(host),
  });
}

function unexpected(response: RegistryResponse, host: string, part: string): GateError {
  const { status } = response;
  const asked = `\`${host}\` responded with ${status} when asked for ${part}`;
  if (status === 429) return tooMany(response, asked);
  const isBroken = status >= 500;
  return new GateError('image-unreadable', isBroken ? `${asked}, ${MAX_ATTEMPTS} times in a row` : asked, {
    hint: isBroken ? 'The registry is out of order: try again later.' : 'Check that this is a registry.',
  });
}

function tooMany(response: RegistryResponse, asked: string): GateError {
  const seconds = retryAfterSeconds(response);
  const wait = seconds === undefined ? '' : `, and asks to wait for ${seconds} s`;
  return new GateError('image-unreadable', `${asked} (too many requests)${wait}`, {
    hint: 'Log in, because registries allow more requests to users who are logged in, or try again later.',
  });
}
