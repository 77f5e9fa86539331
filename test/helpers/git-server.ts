import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A git server on this machine, with a store for Git LFS. Every request without the token is answered with 401. */
export type GitServer = {
  /** As `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** Lines `METHOD path status`, of all that was asked for. */
  readonly requests: string[];
} & AsyncDisposable;

export type GitServerOptions = {
  /** Folder that its repositories lie in. */
  readonly root: string;
  readonly token: string;
  /** Contents by their SHA-256, as Git LFS names them. */
  readonly objects?: ReadonlyMap<string, string>;
};

/** Serves the repositories below a folder as GitHub does: over HTTP, to who has the token, any commit that is asked for. */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const requests: string[] = [];
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const expected = `basic ${Buffer.from(`x-access-token:${options.token}`).toString('base64')}`;
  const server = createServer((request, response) => {
    response.on('finish', () => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''} ${response.statusCode}`);
    });
    if (request.headers.authorization?.replace(/^basic/i, 'basic') !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    } else if (/\/info\/lfs\/objects\/batch$/.test(request.url ?? '')) {
      void answerBatch(request, response, options.objects ?? new Map());
    } else if (request.url?.startsWith('/objects/') === true) {
      response.end(options.objects?.get(request.url.slice('/objects/'.length)) ?? '');
    } else {
      runBackend(backend, { request, response, root: options.root });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly root: string };

/** CGI, as git-http-backend(1) wants it. */
function runBackend(backend: string, { request, response, root }: Exchange): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn(backend, [], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'x-access-token',
      // Repositories of tests may belong to another user than who runs them.
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_CONFIG_KEY_1: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_1: 'true',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer.subarray(0, end).toString().split('\r\n').map((line) => line.split(/: (.*)/s));
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    const kept = headers.filter(([name]) => name !== 'Status').map(([name = '', value = '']) => [name, value] as const);
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(kept)).end(answer.subarray(end + 4));
  });
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md */
async function answerBatch(
  request: IncomingMessage,
  response: ServerResponse,
  objects: ReadonlyMap<string, string>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const asked = JSON.parse(Buffer.concat(chunks).toString()) as { objects: { oid: string; size: number }[] };
  const { authorization = '', host = '' } = request.headers;
  const answers = asked.objects.map(({ oid, size }) =>
    objects.has(oid)
      ? {
          oid,
          size,
          authenticated: true,
          actions: { download: { href: `http://${host}/objects/${oid}`, header: { Authorization: authorization } } },
        }
      : { oid, size, error: { code: 404, message: 'not there' } },
  );
  response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
  response.end(JSON.stringify({ transfer: 'basic', objects: answers }));
}
