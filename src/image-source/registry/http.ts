import {
  Agent as PlainAgent,
  request as requestPlain,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { GateError } from '../../errors.ts';
import { onAbort, startLimit, watchPace, type Clock, type Floor, type RunningLimit } from '../../waiting.ts';
import { fromStream, type ByteSource, type StreamOptions } from '../byte-source.ts';
import { isLoopback } from './name.ts';

/** One question over HTTP. `headers` in lower case; `authorization` goes to the host of `url` alone. */
export type Question = {
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
export type Answer = {
  readonly status: number;
  readonly url: URL;
  readonly body: IncomingMessage;
};

const MAX_REDIRECTS = 5;
/** Most answers that only announce another. RFC 9110, 15.2. */
const MAX_INFORMATIONAL = 16;
/** How long a question may be without its answer, redirects and all headers included. */
const HEAD_SECONDS = 60;
/** Least that a body has to give. Slower is no line that anybody has: a modem of 1995 was three times as fast. */
const BODY_FLOOR: Floor = { bytes: 60 * 1024, seconds: 60 };

/** Nobody has answered in time, or not with an answer; another try may help. */
class Unanswered extends Error {}

export function isUnanswered(cause: unknown): cause is Error {
  return cause instanceof Unanswered;
}

/**
 * The bytes of an answer. A body below the floor breaks off with a GateError, one that is silent with another error, since that may
 * be a connection that nobody holds any more.
 */
export function bodyOf(
  { body, url }: Answer,
  what: string,
  options: Pick<StreamOptions, 'explain' | 'signal'> & { readonly clock?: Clock | undefined },
): ByteSource {
  const watch = (stop: (cause: Error) => void) =>
    watchPace(
      BODY_FLOOR,
      (bytes) => {
        stop(bytes === 0 ? new Unanswered(`silent for ${BODY_FLOOR.seconds} s`) : tooSlow(url, what, bytes));
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
export async function send(question: Question): Promise<Answer> {
  using limit = startLimit({
    milliseconds: HEAD_SECONDS * 1000,
    late: () => new Unanswered(`did not respond within ${HEAD_SECONDS} s`),
    signal: question.signal,
    clock: question.clock,
  });
  return await follow(question, limit);
}

async function follow(question: Question, limit: RunningLimit): Promise<Answer> {
  let { url, headers } = question;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const body = await exchange({ ...question, url, headers }, limit);
    const status = body.statusCode ?? 0;
    const next = question.form === undefined ? redirectOf(body, url) : undefined;
    if (next === undefined) return { status, url, body };
    body.destroy();
    if (!(await mayFollow(next, question))) throw refusedRedirect(url, next);
    if (next.origin !== url.origin) headers = withoutAuthorization(headers);
    url = next;
  }
  throw new GateError(
    'image-unreadable',
    `\`${question.url.host}\` redirects more than ${MAX_REDIRECTS} times`,
  );
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirectOf({ statusCode, headers }: IncomingMessage, from: URL): URL | undefined {
  if (!REDIRECTS.has(statusCode ?? 0) || headers.location === undefined) return undefined;
  if (!URL.canParse(headers.location, from.href)) return undefined;
  const next = new URL(headers.location, from);
  // What a registry writes into an address is no login of ours.
  next.username = '';
  next.password = '';
  return next;
}

async function mayFollow({ protocol, host }: URL, question: Question): Promise<boolean> {
  return protocol === 'https:' || (protocol === 'http:' && (await question.mayBePlain(host)));
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

/** Proxies are those of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in Node versions that know them; this machine is asked directly. */
const PROXIED = {
  'https:': new TlsAgent({ keepAlive: true, proxyEnv: process.env }),
  'http:': new PlainAgent({ keepAlive: true, proxyEnv: process.env }),
};
const DIRECT = { 'https:': new TlsAgent({ keepAlive: true }), 'http:': new PlainAgent({ keepAlive: true }) };

async function exchange(
  { url, headers, form, signal }: Question,
  limit: RunningLimit,
): Promise<IncomingMessage> {
  const protocol = url.protocol === 'https:' ? 'https:' : 'http:';
  const agent = (isLoopback(url.host) ? DIRECT : PROXIED)[protocol];
  const options = {
    agent,
    method: form === undefined ? 'GET' : 'POST',
    // A compressed answer would have another digest.
    headers: { 'accept-encoding': 'identity', 'user-agent': 'final-stage', ...headers, ...formHeaders(form) },
    ...(signal === undefined ? {} : { signal }),
  };
  const opened = protocol === 'https:' ? requestTls(url, options) : requestPlain(url, options);
  opened.end(form);
  return firstAnswer(opened, url, limit.signal);
}

/** The signal counts until there is an answer, and no longer. */
async function firstAnswer(opened: ClientRequest, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  let informational = 0;
  opened.on('information', () => {
    informational += 1;
    if (informational > MAX_INFORMATIONAL) opened.destroy(new Unanswered(ANNOUNCES));
  });
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  opened.once('response', resolve);
  opened.on('error', (cause) => {
    reject(explainTrust(url, cause));
  });
  using _stopping = onAbort(signal, (reason) => opened.destroy(reason));
  return await answered;
}

const ANNOUNCES = `announced a response more than ${MAX_INFORMATIONAL} times`;

function formHeaders(form: string | undefined): Readonly<Record<string, string | number>> {
  if (form === undefined) return {};
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
  };
}

const UNTRUSTED = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY))/;

/** A certificate that is not trusted will not be trusted at the next try. */
function explainTrust({ host }: URL, cause: Error): Error {
  const code = 'code' in cause ? String(cause.code) : '';
  if (!UNTRUSTED.test(code)) return cause;
  return new GateError('image-unreadable', `the certificate of \`${host}\` is not trusted: ${code}`, {
    hint: 'Set the environment variable `NODE_EXTRA_CA_CERTS` to the file with the certificate of its authority.',
    cause,
  });
}
