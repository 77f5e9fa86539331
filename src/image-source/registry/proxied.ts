import type { Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import { GateError } from '../../errors.ts';
import { onAbort, orAborted } from '../../waiting.ts';
import {
  countAnnouncements,
  explainTrust,
  joinHeaders,
  ProxyRefusal,
  toHeaders,
  NoResponse,
  type HttpRequest,
  type HttpResponse,
} from './exchange.ts';
import { proxyVariable, readNoProxy, readProxy, type Scheme } from './proxy-settings.ts';

type Undici = typeof import('./undici.ts');
type Agents = Pick<Undici, 'EnvHttpProxyAgent' | 'Pool'>;
type Asking = Pick<Undici, 'request'> & { readonly dispatcher: Dispatcher };

/** By the scheme of what is asked for, while nothing hangs: connections are used again. */
const agents = new Map<Scheme, Dispatcher>();

/**
 * Asks a server through the proxy of its scheme, or without one where NO_PROXY names it. The signal counts until there is an
 * answer, and no longer. Throws GateError for a proxy that is none or that refuses.
 */
export async function exchangeByProxy(httpRequest: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const scheme = httpRequest.url.protocol === 'https:' ? 'https' : 'http';
  const { EnvHttpProxyAgent, Pool, request } = await import('./undici.ts');
  const dispatcher = openAgent(scheme, { EnvHttpProxyAgent, Pool });
  // Whatever does not answer, the proxy or a server behind it, is not waited for any longer, and holds no process.
  using _stopping = onAbort(signal, () => {
    agents.delete(scheme);
    void dispatcher.destroy();
  });
  try {
    return await orAborted(ask(httpRequest, { request, dispatcher }), signal);
  } catch (cause) {
    throw cause instanceof Error ? explain(httpRequest.url.host, scheme, cause) : cause;
  }
}

async function ask(httpRequest: HttpRequest, { request, dispatcher }: Asking): Promise<HttpResponse> {
  const { url, form } = httpRequest;
  const stop = new AbortController();
  const onInfo = countAnnouncements((cause) => {
    stop.abort(cause);
  });
  const { statusCode, headers, body } = await request(url, {
    dispatcher,
    method: form === undefined ? 'GET' : 'POST',
    headers: { ...toHeaders(httpRequest) },
    body: form ?? null,
    onInfo,
    signal: stop.signal,
  });
  // Who destroys a body that nobody reads is not told of it a second time.
  body.on('error', () => undefined);
  return { status: statusCode, headers: joinHeaders(headers), body };
}

function openAgent(scheme: Scheme, library: Agents): Dispatcher {
  const known = agents.get(scheme);
  if (known !== undefined) return known;
  try {
    const agent = new library.EnvHttpProxyAgent(toOptions(scheme, library));
    agents.set(scheme, agent);
    return agent;
  } catch (cause) {
    // The address may hold a password, and is not repeated.
    throw new GateError('bad-input', `\`${proxyVariable(scheme)}\` is not the address of a proxy`, {
      hint: 'Write it as `http://HOST:PORT`.',
      cause,
    });
  }
}

/** What the types lack is an option of ProxyAgent, to which all of them are passed on. */
type Options = EnvHttpProxyAgent.Options & Pick<ProxyAgent.Options, 'proxyTunnel'>;

function toOptions(scheme: Scheme, { Pool }: Agents): Options {
  const proxy = readProxy(scheme);
  return {
    // An address for one scheme is none for the other, as curl, Go and Docker have it.
    httpProxy: scheme === 'http' ? proxy : '',
    httpsProxy: scheme === 'https' ? proxy : '',
    noProxy: readNoProxy(),
    // A tunnel is only for TLS: as a rule proxies refuse others.
    proxyTunnel: false,
    // How long is waited is up to those who ask.
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (origin, options) => surrendering(new Pool(origin, options)),
  };
}

/** A connection that breaks while it is made fails who asked; undici alone would try again without end. */
function surrendering(pool: Dispatcher): Dispatcher {
  return pool.on('connectionError', (_origin, targets, error) => {
    void targets.at(-1)?.destroy(error);
  });
}

function explain(host: string, scheme: Scheme, cause: Error): Error {
  if (cause instanceof GateError || cause instanceof NoResponse) return cause;
  const status = Number(/^Proxy (?:response|Authentication Required) \((\d+)\)/.exec(cause.message)?.[1]);
  // Errors of the proxy itself pass.
  if (status >= 500) return new NoResponse(`is behind a proxy that responds with ${status}`);
  if (status > 0) return refused(host, scheme, status);
  // Of a proxy's wrong name, undici wraps the cause.
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  return explainTrust(`\`${host}\`, or of the proxy to it,`, inner);
}

function refused(host: string, scheme: Scheme, status: number): ProxyRefusal {
  const variable = proxyVariable(scheme);
  return new ProxyRefusal(
    'image-unreadable',
    `the proxy of \`${variable}\` does not connect to \`${host}\`: it responded with ${status}`,
    {
      hint:
        status === 407
          ? `Write the user and password into \`${variable}\`: \`http://USER:PASSWORD@HOST:PORT\`.`
          : 'Allow the host there, or name it in `NO_PROXY`.',
    },
  );
}
