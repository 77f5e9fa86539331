import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from './certificate.ts';

/** One question that a double was asked. `nth`: how often this path was asked before. */
export type Visit = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
  readonly body: string;
  readonly nth: number;
};

/** An answer of its own in place of a registry's. `bytes`: what a registry would send whole. */
export type Answering = (response: ServerResponse, bytes: Uint8Array | undefined) => void;

/** A registry on loopback that keeps the distribution API, but for the visits that are answered otherwise. */
export type RegistryDouble = AsyncDisposable & {
  readonly host: string;
  readonly visits: readonly Visit[];
};

/**
 * Serves the blobs of an OCI layout under every image repository; every tag is its first manifest. With an identity by TLS
 * alone.
 */
export async function openRegistryDouble(
  files: ReadonlyMap<string, Uint8Array>,
  answer: (visit: Visit) => Answering | undefined = () => undefined,
  identity?: Identity,
): Promise<RegistryDouble> {
  const visits: Visit[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void toVisit(request, visits).then((visit) => {
      visits.push(visit);
      const bytes = bytesOf(files, visit.path);
      const answering = answer(visit) ?? serve(visit);
      answering(response, bytes);
    });
  };
  const server =
    identity === undefined
      ? createServer(listener)
      : createTlsServer({ key: identity.key, cert: identity.certificate }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function toVisit(request: IncomingMessage, before: readonly Visit[]): Promise<Visit> {
  const url = new URL(request.url ?? '/', 'http://double');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    authorization: request.headers.authorization,
    range: request.headers.range,
    body,
    nth: before.filter(({ path }) => path === url.pathname).length,
  };
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array | undefined {
  const [, kind, name = ''] = /^\/v2\/.+\/(manifests|blobs)\/(.+)$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const index = JSON.parse(Buffer.from(files.get('index.json') ?? '{}').toString()) as {
    readonly manifests?: readonly { readonly digest: string }[];
  };
  const digest = name.startsWith('sha256:') ? name : index.manifests?.[0]?.digest;
  return files.get(`blobs/${digest?.replace(':', '/') ?? ''}`);
}

/** What a registry does: the whole, or from a byte on. */
export function serve({ range }: Pick<Visit, 'range'>): Answering {
  return (response, bytes) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (bytes === undefined) response.writeHead(404).end();
    else if (from === 0) response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    else if (from >= bytes.length) response.writeHead(416).end();
    else {
      const rest = bytes.subarray(from);
      const headers = {
        'content-length': rest.length,
        'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      };
      response.writeHead(206, headers).end(rest);
    }
  };
}

/** Answers with a status alone. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answering {
  return (response) => {
    response.writeHead(code, headers).end();
  };
}

/** Sends so many bytes of what it announces, then breaks the connection. */
export function breakOff(after: number, { range }: Pick<Visit, 'range'> = { range: undefined }): Answering {
  return (response, bytes = new Uint8Array(0)) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(from);
    const headers = { 'content-length': rest.length };
    if (from === 0) response.writeHead(200, headers);
    else {
      const contentRange = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(206, { ...headers, 'content-range': contentRange });
    }
    response.write(rest.subarray(0, after), () => {
      // What was sent is to arrive before the reset does.
      setTimeout(() => response.destroy(), 20);
    });
  };
}

/** Breaks the connection before it answers. */
export const reset: Answering = (response) => {
  response.destroy();
};
