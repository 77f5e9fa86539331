import { GateError } from '../errors.ts';
import { readCredentials, type Credentials } from './registry-auth.ts';

/** Where an image is in a registry. `host` as people write it, `apiHost` where the API answers. */
export type RegistryName = {
  readonly host: string;
  readonly apiHost: string;
  readonly repository: string;
  readonly tag: string;
};

/** Asks one image repository; undefined: not there. Throws `registry-denied` and, for all other answers, `image-unreadable`. */
export type RegistryClient = { request(path: string, accept: string): Promise<Response | undefined> };

type State = {
  readonly name: RegistryName;
  readonly what: string;
  readonly signal: AbortSignal | undefined;
  /** The `Authorization` that worked last. */
  authorization: string | undefined;
};

export function createRegistryClient(
  name: RegistryName,
  { what, signal }: { readonly what: string; readonly signal?: AbortSignal },
): RegistryClient {
  const state: State = { name, what, signal, authorization: undefined };
  return { request: (path, accept) => request(state, path, accept) };
}

async function request(state: State, path: string, accept: string): Promise<Response | undefined> {
  const { name, what } = state;
  const url = `${schemeOf(name.apiHost)}://${name.apiHost}/v2/${name.repository}/${path}`;
  let response = await ask(state, url, { accept, authorization: state.authorization });
  if (response.status === 401) {
    state.authorization = await authorize(state, response.headers.get('www-authenticate') ?? '');
    response = await ask(state, url, { accept, authorization: state.authorization });
  }
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404) return undefined;
  if (response.status === 401 || response.status === 403) throw denied(what, name.host);
  throw new GateError('image-unreadable', `the registry answered ${response.status} when asked for ${what}`, {
    hint: 'Try again later.',
  });
}

/** Docker talks to registries on the machine itself without TLS. */
function schemeOf(host: string): 'http' | 'https' {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host) ? 'http' : 'https';
}

/** Redirects to other hosts are followed by fetch without the authorization. */
async function ask(
  { signal, name }: State,
  url: string,
  { accept, authorization }: { readonly accept: string; readonly authorization: string | undefined },
): Promise<Response> {
  const headers = { accept, ...(authorization === undefined ? {} : { authorization }) };
  try {
    return await fetch(url, { headers, ...(signal === undefined ? {} : { signal }) });
  } catch (cause) {
    throw new GateError('image-unreadable', `registry \`${name.host}\` does not answer`, {
      hint: 'Check the host name and the network.',
      cause,
    });
  }
}

/** The answer to a challenge. distribution.github.io/distribution/spec/auth/token */
async function authorize(state: State, challenge: string): Promise<string> {
  const { name, what } = state;
  const credentials = await readCredentials(name.host);
  const parameters = parseChallenge(challenge);
  if (/^basic\b/i.test(challenge)) {
    if (credentials === undefined) throw denied(what, name.host);
    return basic(credentials);
  }
  const realm = parameters.get('realm') ?? '';
  const mayBePlain = schemeOf(name.apiHost) === 'http';
  // A password goes only where nobody can listen.
  if (!realm.startsWith('https:') && !(mayBePlain && realm.startsWith('http:')))
    throw denied(what, name.host);
  const token = await fetchToken(state, realm, { parameters, credentials });
  if (token === undefined) throw denied(what, name.host);
  return `Bearer ${token}`;
}

type Grant = {
  readonly parameters: ReadonlyMap<string, string>;
  readonly credentials: Credentials | undefined;
};

async function fetchToken(
  state: State,
  realm: string,
  { parameters, credentials }: Grant,
): Promise<string | undefined> {
  const service = parameters.get('service') ?? '';
  const scope = parameters.get('scope') ?? `repository:${state.name.repository}:pull`;
  const { url, init } = toTokenRequest(realm, { service, scope }, credentials);
  const response = await fetch(url, state.signal === undefined ? init : { ...init, signal: state.signal });
  if (!response.ok) return undefined;
  const json: unknown = await response.json();
  return textField(json, 'token') ?? textField(json, 'access_token');
}

type TokenRequest = { readonly url: URL; readonly init: RequestInit };

/** An identity token is traded in by a form, a password goes along in the header. */
function toTokenRequest(
  realm: string,
  query: Readonly<Record<string, string>>,
  credentials: Credentials | undefined,
): TokenRequest {
  if (credentials === undefined) return { url: withQuery(realm, query), init: {} };
  if (credentials.identityToken === undefined) {
    return { url: withQuery(realm, query), init: { headers: { authorization: basic(credentials) } } };
  }
  const grant = {
    grant_type: 'refresh_token',
    client_id: 'final-stage',
    refresh_token: credentials.identityToken,
  };
  return { url: new URL(realm), init: { method: 'POST', body: new URLSearchParams({ ...grant, ...query }) } };
}

function withQuery(realm: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(realm);
  for (const [key, value] of Object.entries(query)) if (value !== '') url.searchParams.set(key, value);
  return url;
}

function textField(json: unknown, field: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const value: unknown = Reflect.get(json, field);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parseChallenge(challenge: string): ReadonlyMap<string, string> {
  const pairs = challenge.slice(0, 4096).matchAll(/([a-z_]+)="([^"]*)"/gi);
  return new Map([...pairs].map(([, key, value]) => [(key ?? '').toLowerCase(), value ?? '']));
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function denied(what: string, host: string): GateError {
  return new GateError('registry-denied', `registry \`${host}\` does not let us read ${what}`, {
    hint: `Log in with \`docker login ${host}\` or docker/login-action before this step.`,
  });
}
