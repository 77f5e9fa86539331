import {
  Agent as PlainAgent,
  request as requestPlain,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { onAbort } from '../../waiting.ts';
import {
  countAnnouncements,
  explainTrust,
  joinHeaders,
  toHeaders,
  type HttpRequest,
  type HttpResponse,
} from './exchange.ts';

const AGENTS = { 'https:': new TlsAgent({ keepAlive: true }), 'http:': new PlainAgent({ keepAlive: true }) };

/** Asks a server without a proxy in between. The signal counts until there is an answer, and no longer. */
export async function exchangeDirectly(httpRequest: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  const { url, form } = httpRequest;
  const isTls = url.protocol === 'https:';
  const options = {
    agent: AGENTS[isTls ? 'https:' : 'http:'],
    method: form === undefined ? 'GET' : 'POST',
    headers: toHeaders(httpRequest),
  };
  const opened = isTls ? requestTls(url, options) : requestPlain(url, options);
  opened.end(form);
  const body = await firstAnswer(opened, url, signal);
  return { status: body.statusCode ?? 0, headers: joinHeaders(body.headers), body };
}

async function firstAnswer(opened: ClientRequest, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const stop = (cause: Error) => opened.destroy(cause);
  opened.on('information', countAnnouncements(stop));
  opened.once('response', resolve);
  opened.on('error', (cause) => {
    reject(explainTrust(`\`${url.host}\``, cause));
  });
  using _stopping = onAbort(signal, stop);
  return await answered;
}
