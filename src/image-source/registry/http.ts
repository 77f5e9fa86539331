import { GateError } from '../../errors.ts';
import { startLimit, watchPace, type Clock, type Floor } from '../../waiting.ts';
import { fromStream, type ByteSource, type StreamOptions } from '../byte-source.ts';
import { exchangeDirectly } from './direct.ts';
import { NoResponse, type HttpRequest, type HttpResponse } from './exchange.ts';
import { isLoopback } from './name.ts';
import { exchangeByProxy } from './proxied.ts';
import { hasProxy } from './proxy-settings.ts';

/** One question over HTTP. `headers` in lower case; `authorization` goes to the host of `url` alone. */
export type RegistryRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as a POST, which is never redirected. */
  readonly form?: string;
  readonly signal: AbortSignal | undefined;
  /** Absent: this machine's. */
  readonly clock?: Clock | undefined;
  /** Whether a redirect may lead to this host without TLS. */
  mayBePlain(host: string): Promise<boolean>;
};

/** An answer whose body is still to be read or destroyed. `url`: who gave it, after all redirects. */
export type RegistryResponse = HttpResponse & { readonly url: URL };

const MAX_REDIRECTS = 5;
/** How long a question may be without its answer, redirects and all headers included. */
const HEAD_SECONDS = 60;
/** Least that a body has to give. Slower is no line that anybody has: a modem of 1995 was three times as fast. */
const BODY_FLOOR: Floor = { bytes: 60 * 1024, seconds: 60 };

export function isNoResponse(cause: unknown): cause is Error {
  return cause instanceof NoResponse;
}

/**
 * The bytes of an answer. A body below the floor breaks off with a GateError, one that is silent with another error, since that may
 * be a connection that nobody holds any more.
 */
export function bodyOf(
  { body, url }: RegistryResponse,
  what: string,
  options: Pick<StreamOptions, 'explain' | 'signal'> & { readonly clock?: Clock | undefined },
): ByteSource {
  const watch = (stop: (cause: Error) => void) =>
    watchPace(
      BODY_FLOOR,
      (bytes) => {
        stop(bytes === 0 ? new NoResponse(`silent for ${BODY_FLOOR.seconds} s`) : tooSlow(url, what, bytes));
      },
      options.clock,
    );
  return fromStream(body, { ...options, watch });
}

function tooSlow({ host }: URL, what: string, bytes: number): GateError {
  const { bytes: least, seconds } = BODY_FLOOR;
  return new GateError(
    'image-unreadable',
    `\`${host}\` is too slow: it sent ${bytes} bytes of ${what} in ${seconds} s, expected at least ${least}`,
    { hint: 'Try again later, or pull the image with an engine and judge it from the engine.' },
  );
}

/**
 * Asks and follows redirects. The authorization is left out as soon as one leads to another host, port or scheme, and for good.
 * Throws GateError for a redirect that may not be followed or a certificate that is not trusted, else what the network threw.
 */
export async function send(request: RegistryRequest): Promise<RegistryResponse> {
  using limit = startLimit({
    milliseconds: HEAD_SECONDS * 1000,
    late: () => new NoResponse(`did not respond within ${HEAD_SECONDS} s`),
    signal: request.signal,
    clock: request.clock,
  });
  return await follow(request, limit.signal);
}

async function follow(request: RegistryRequest, signal: AbortSignal): Promise<RegistryResponse> {
  let { url, headers } = request;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const httpResponse = await exchange({ url, headers, form: request.form }, signal);
    const next = request.form === undefined ? redirectOf(httpResponse, url) : undefined;
    if (next === undefined) return { ...httpResponse, url };
    httpResponse.body.destroy();
    if (!(await mayFollow(next, request))) throw refusedRedirect(url, next);
    if (next.origin !== url.origin) headers = withoutAuthorization(headers);
    url = next;
  }
  throw new GateError(
    'image-unreadable',
    `\`${request.url.host}\` redirects more than ${MAX_REDIRECTS} times`,
  );
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirectOf({ status, headers }: HttpResponse, from: URL): URL | undefined {
  if (!REDIRECTS.has(status) || headers['location'] === undefined) return undefined;
  if (!URL.canParse(headers['location'], from.href)) return undefined;
  const next = new URL(headers['location'], from);
  // What a registry writes into an address is no login of ours.
  next.username = '';
  next.password = '';
  return next;
}

async function mayFollow({ protocol, host }: URL, request: RegistryRequest): Promise<boolean> {
  return protocol === 'https:' || (protocol === 'http:' && (await request.mayBePlain(host)));
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}

function refusedRedirect(from: URL, to: URL): GateError {
  const what = to.protocol === 'http:' ? 'without TLS' : `by \`${to.protocol.slice(0, 20)}\``;
  return new GateError('image-unreadable', `\`${from.host}\` redirects to \`${to.host}\` ${what}`, {
    hint: "Plain HTTP is allowed only for this machine and for `insecure-registries`, yours or the Docker engine's.",
  });
}

/** Proxies are those of HTTPS_PROXY, HTTP_PROXY and NO_PROXY; this machine is asked directly. */
async function exchange(httpRequest: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const { url } = httpRequest;
  if (isLoopback(url.host) || !hasProxy(url)) return await exchangeDirectly(httpRequest, signal);
  return await exchangeByProxy(httpRequest, signal);
}
