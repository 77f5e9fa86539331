import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** What `git-server.ts` starts this thread with. */
type Served = {
  readonly root: string;
  readonly token: string;
  readonly objects: ReadonlyMap<string, string>;
};

const { root, token, objects } = workerData as Served;
const requests: string[] = [];
const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
const expected = `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

const server = createServer((request, response) => {
  const path = request.url ?? '/';
  response.on('finish', () => {
    requests.push(`${request.method ?? ''} ${path} ${response.statusCode}`);
  });
  if (request.headers.authorization?.replace(/^basic/i, 'basic') !== expected) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  } else if (path.endsWith('/info/lfs/objects/batch')) {
    void answerBatch(request, response);
  } else if (path.startsWith('/objects/')) {
    response.end(objects.get(path.slice('/objects/'.length)));
  } else {
    runBackend({ request, response });
  }
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage((server.address() as AddressInfo).port);
});
parentPort?.on('message', () => {
  parentPort?.postMessage(requests);
});

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** CGI, as git-http-backend(1) wants it. */
function runBackend({ request, response }: Exchange): void {
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
    const headers = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(/: (.*)/s));
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    const kept = headers
      .filter(([name]) => name !== 'Status')
      .map(([name = '', value = '']) => [name, value] as const);
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(kept)).end(answer.subarray(end + 4));
  });
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md */
async function answerBatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
          actions: {
            download: { href: `http://${host}/objects/${oid}`, header: { Authorization: authorization } },
          },
        }
      : { oid, size, error: { code: 404, message: 'not there' } },
  );
  response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
  response.end(JSON.stringify({ transfer: 'basic', objects: answers }));
}
