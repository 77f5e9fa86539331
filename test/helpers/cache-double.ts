import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fault = 'service' | 'nonsense' | 'storage' | 'content' | 'redirect' | 'key';

/** GitHub's cache service (results API v2) and the storage behind it, as far as a job sees them. */
export type CacheDouble = {
  /** What the runner passes to an Action. */
  readonly environment: Readonly<Record<string, string>>;
  /** Keys that are saved, oldest first. */
  keys(): readonly string[];
  /** Whatever was asked otherwise than the service takes it. */
  readonly faults: readonly string[];
  break(fault: Fault): void;
  /** Empty, and whole again. */
  reset(): void;
  close(): Promise<void>;
};

type Entry = { readonly key: string; readonly version: string; bytes: Buffer; isFinal: boolean };
type Body = Readonly<Record<string, unknown>>;
type Answer = readonly [status: number, body: string | Buffer, headers?: Record<string, string>];

const TOKEN = 'runtime-token';

export async function openCacheDouble(): Promise<CacheDouble> {
  const entries: Entry[] = [];
  const faults: string[] = [];
  const broken: { fault?: Fault } = {};
  let base = '';
  const blobURL = (entry: Entry): string => `${base}blob/${entries.indexOf(entry)}?sig=secret`;

  const methods: Readonly<Record<string, (body: Body) => Body | undefined>> = {
    CreateCacheEntry: ({ key, version }) => {
      if (entries.some((entry) => entry.key === key && entry.version === version)) return undefined;
      const entry = { key: String(key), version: String(version), bytes: Buffer.alloc(0), isFinal: false };
      entries.push(entry);
      return { ok: true, signed_upload_url: blobURL(entry) };
    },
    FinalizeCacheEntryUpload: ({ key, version, size_bytes: size }) => {
      const entry = entries.find((candidate) => candidate.key === key && candidate.version === version);
      if (entry === undefined || String(entry.bytes.length) !== size) return { ok: false };
      entry.isFinal = true;
      return { ok: true, entry_id: '1' };
    },
    GetCacheEntryDownloadURL: ({ key, restore_keys: prefixes, version }) => {
      const wanted = [key, ...(prefixes as string[])].map(String);
      const entry = entries.findLast(
        (candidate) =>
          candidate.isFinal &&
          candidate.version === version &&
          wanted.some((prefix) => candidate.key.startsWith(prefix)),
      );
      if (entry === undefined) return { ok: false };
      const matched = broken.fault === 'key' ? 'somebody-elses' : entry.key;
      return { ok: true, signed_download_url: blobURL(entry), matched_key: matched };
    },
  };

  const callMethod = (request: IncomingMessage, name: string, body: Buffer): Answer => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) faults.push(`${name} without the token`);
    if (request.headers['content-type'] !== 'application/json') faults.push(`${name} is no JSON`);
    if (broken.fault === 'service') return [503, '{"code":"unavailable","msg":"x"}'];
    if (broken.fault === 'nonsense') return [200, '[1, "a"'];
    const answer = methods[name]?.(JSON.parse(body.toString()) as Body);
    if (answer === undefined) return [409, '{"code":"already_exists","msg":"x"}'];
    return [200, JSON.stringify(answer)];
  };

  const callStorage = (request: IncomingMessage, index: number, body: Buffer): Answer => {
    const entry = entries[index];
    if (request.headers.authorization !== undefined) faults.push('the storage was told the token');
    if (entry === undefined || broken.fault === 'storage') return [403, '<Error/>'];
    if (broken.fault === 'redirect') return [307, '', { location: 'http://127.0.0.1:1/elsewhere' }];
    if (request.method === 'GET')
      return [200, broken.fault === 'content' ? Buffer.from('<html>not this</html>') : entry.bytes];
    if (request.headers['x-ms-blob-type'] !== 'BlockBlob') faults.push('an upload is no block blob');
    entry.bytes = body;
    return [201, ''];
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void readBody(request).then((body) => {
      const url = request.url ?? '';
      const method = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(url)?.[1];
      const blob = /^\/blob\/(\d+)\?sig=secret$/.exec(url)?.[1];
      if (method === undefined && blob === undefined) faults.push(`${request.method ?? ''} ${url}`);
      const [status, text, headers] =
        method === undefined ? callStorage(request, Number(blob), body) : callMethod(request, method, body);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    environment: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: base,
      ACTIONS_RUNTIME_TOKEN: TOKEN,
    },
    keys: () => entries.filter(({ isFinal }) => isFinal).map(({ key }) => key),
    faults,
    break: (fault) => {
      broken.fault = fault;
    },
    reset: () => {
      entries.length = 0;
      delete broken.fault;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
