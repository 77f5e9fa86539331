import { GateError } from '../../errors.ts';
import { readSmall } from '../read-blob.ts';
import type { Credentials, Login } from './credential-helper.ts';
import type { Challenge } from './challenge.ts';
import { bodyOf, send, type RegistryResponse, type RegistryRequest } from './http.ts';
import { askWithRetries, type RetryOptions } from './retry.ts';

/** What is asked for, of whom. `host` as people write it. */
export type Access = {
  readonly what: string;
  readonly host: string;
  readonly repository: string;
  readonly login: Login;
  readonly retrying: RetryOptions;
  mayBePlain(host: string): Promise<boolean>;
};

/** The `authorization` that answers a registry's challenges; throws `registry-denied`. distribution.github.io/distribution/spec/auth */
export async function authorize(challenges: readonly Challenge[], access: Access): Promise<string> {
  const { credentials } = access.login;
  if (credentials?.registryToken !== undefined) return `Bearer ${credentials.registryToken}`;
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined) return `Bearer ${await fetchToken(bearer, access)}`;
  const hasBasic = challenges.some(({ scheme }) => scheme === 'basic');
  if (hasBasic && credentials?.username !== undefined) return basic(credentials);
  throw denied(access);
}

/** The error for an image that may not be read. */
export function denied({ what, host, login }: Pick<Access, 'what' | 'host' | 'login'>): GateError {
  const { credentials, trouble } = login;
  const again = credentials === undefined ? 'Log in' : 'Log in again, as somebody who may read it,';
  const hint = `${again} with \`docker login ${host}\` or docker/login-action before this step.`;
  const who = credentials === undefined ? 'us' : "the login of Docker's config";
  return new GateError('registry-denied', `registry \`${host}\` does not let ${who} read ${what}`, {
    hint: trouble === undefined ? hint : `${hint} ${trouble}`,
  });
}

async function fetchToken({ parameters }: Challenge, access: Access): Promise<string> {
  const realm = await checkRealm(parameters.get('realm') ?? '', access);
  const query = {
    service: parameters.get('service') ?? '',
    scope: parameters.get('scope') ?? `repository:${access.repository}:pull`,
  };
  const request = toRequest(realm, { query, access });
  const response = await askWithRetries(() => send(request), access.retrying, realm.host);
  const token = response.status === 200 ? await readToken(response, access) : undefined;
  response.body.destroy();
  if (token !== undefined) return token;
  if (REFUSALS.has(response.status)) throw denied(access);
  throw new GateError(
    'image-unreadable',
    `\`${realm.host}\` gave no token for ${access.what}, but responded with ${response.status}`,
    { hint: 'Try again later.' },
  );
}

/** What token servers answer to a login that is not good enough, or to none. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** A password goes only where nobody can listen. */
async function checkRealm(realm: string, access: Access): Promise<URL> {
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (url?.protocol === 'https:') return url;
  if (url?.protocol === 'http:' && (await access.mayBePlain(url.host))) return url;
  throw new GateError('registry-denied', `registry \`${access.host}\` asks for a login without TLS`, {
    hint: "Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
  });
}

type Grant = { readonly query: Readonly<Record<string, string>>; readonly access: Access };

/** An identity token is traded in by a form, a password goes along in the header. */
function toRequest(realm: URL, { query, access }: Grant): RegistryRequest {
  const { credentials } = access.login;
  const { signal, clock } = access.retrying;
  const shared = { signal, clock, mayBePlain: () => Promise.resolve(false) };
  const identityToken = credentials?.identityToken;
  if (identityToken !== undefined) {
    const grant = { grant_type: 'refresh_token', client_id: 'final-stage', refresh_token: identityToken };
    return {
      ...shared,
      url: realm,
      headers: {},
      form: new URLSearchParams({ ...grant, ...query }).toString(),
    };
  }
  const headers = credentials?.username === undefined ? {} : { authorization: basic(credentials) };
  return { ...shared, url: withQuery(realm, query), headers };
}

function withQuery(realm: URL, query: Readonly<Record<string, string>>): URL {
  const url = new URL(realm);
  for (const [key, value] of Object.entries(query)) if (value !== '') url.searchParams.set(key, value);
  return url;
}

async function readToken(
  response: RegistryResponse,
  { what, retrying }: Access,
): Promise<string | undefined> {
  const token = `the token for ${what}`;
  const bytes = await readSmall(bodyOf(response, token, retrying), token);
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return textField(json, 'token') ?? textField(json, 'access_token');
  } catch {
    return undefined;
  }
}

function textField(json: unknown, field: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const value: unknown = Reflect.get(json, field);
  // What cannot stand in a header is no token.
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : undefined;
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`;
}
