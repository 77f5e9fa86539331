import type { Login } from './credential-helper.ts';
import { readLogin } from './auth.ts';
import { ProxyRefusal } from './exchange.ts';
import { send } from './http.ts';
import { HUB, isLoopback, type RegistryName } from './name.ts';
import type { RegistrySettings } from './settings.ts';
import { GateError } from '../../errors.ts';

/** An address that answers for a registry: the registry itself, or a mirror of it. `host` is the key of its login. */
export type Endpoint = {
  readonly base: string;
  readonly host: string;
  readonly isMirror: boolean;
  login(): Promise<Login>;
  /** Whether this endpoint may lead to a host that has no TLS. One that has TLS itself never does. */
  mayBePlain(host: string): Promise<boolean>;
};

/** Whom to ask for an image, in this order: Docker Hub's mirrors, then the registry itself. */
export async function openEndpoints(
  { host, apiHost }: RegistryName,
  { settings, signal }: { readonly settings: RegistrySettings; readonly signal: AbortSignal | undefined },
): Promise<readonly Endpoint[]> {
  const protocol = (await mayBePlain(apiHost, settings)) ? await findProtocol(apiHost, signal) : 'https:';
  const own = toEndpoint(new URL(`${protocol}//${apiHost}`), { host, isMirror: false, settings });
  if (host !== HUB) return [own];
  const mirrors = settings.mirrors.map((url) =>
    toEndpoint(url, { host: url.host, isMirror: true, settings }),
  );
  return [...mirrors, own];
}

type EndpointOptions = Pick<Endpoint, 'host' | 'isMirror'> & { readonly settings: RegistrySettings };

function toEndpoint(url: URL, { host, isMirror, settings }: EndpointOptions): Endpoint {
  let login: Promise<Login> | undefined;
  return {
    base: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`,
    host,
    isMirror,
    login: () => (login ??= readLogin(host)),
    mayBePlain: async (other) => {
      if (url.protocol !== 'http:') return false;
      if (other === url.host) return true;
      return isLoopback(other) ? isLoopback(url.host) : settings.isInsecure(other);
    },
  };
}

async function mayBePlain(host: string, settings: RegistrySettings): Promise<boolean> {
  return isLoopback(host) || settings.isInsecure(host);
}

const FIRST_CONTACT_MS = 5000;

/** Where both may be, TLS is tried first. A certificate that is not trusted is no reason to do without. */
async function findProtocol(host: string, signal: AbortSignal | undefined): Promise<'http:' | 'https:'> {
  const timeout = AbortSignal.timeout(FIRST_CONTACT_MS);
  const request = {
    url: new URL(`https://${host}/v2/`),
    headers: {},
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    mayBePlain: () => Promise.resolve(false),
  };
  try {
    const { body } = await send(request);
    body.destroy();
    return 'https:';
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof GateError && !(error instanceof ProxyRefusal)) throw error;
    return 'http:';
  }
}
