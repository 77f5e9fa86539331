import type { Readable } from 'node:stream';
import { GateError } from '../../errors.ts';

/** One request as it leaves. A form is sent as a POST. */
export type HttpRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: string | undefined;
};

/** What a server answered to one request. Header names are in lower case; one that came several times is joined with commas. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
};

/** Nobody has answered in time, or not with an answer; another try may help. */
export class NoResponse extends Error {}

/** The proxy does not let us reach a server; over another scheme it may. */
export class ProxyRefusal extends GateError {}

/** Most answers that only announce another. RFC 9110, 15.2. */
const MAX_INFORMATIONAL = 16;

/** To be called for each answer that only announces another; calls back once when there are too many. */
export function countAnnouncements(tooMany: (cause: NoResponse) => void): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count === MAX_INFORMATIONAL + 1) {
      tooMany(new NoResponse(`announced a response more than ${MAX_INFORMATIONAL} times`));
    }
  };
}

/** All headers of a request. A compressed answer would have another digest. */
export function toHeaders({ headers, form }: HttpRequest): Readonly<Record<string, string>> {
  return { 'accept-encoding': 'identity', 'user-agent': 'final-stage', ...headers, ...formHeaders(form) };
}

function formHeaders(form: string | undefined): Readonly<Record<string, string>> {
  if (form === undefined) return {};
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
  };
}

/** RFC 9110, 5.3. */
export function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): HttpResponse['headers'] {
  const joined = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(joined) as HttpResponse['headers'];
}

const UNTRUSTED = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY))/;

/** A certificate that is not trusted will not be trusted at the next try. `whose` certificate it is, as the error names it. */
export function explainTrust(whose: string, cause: Error): Error {
  const code = 'code' in cause ? String(cause.code) : '';
  if (!UNTRUSTED.test(code)) return cause;
  return new GateError('image-unreadable', `the certificate of ${whose} is not trusted: ${code}`, {
    hint: 'Set the environment variable `NODE_EXTRA_CA_CERTS` to the file with the certificate of its authority.',
    cause,
  });
}
