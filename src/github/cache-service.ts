import { createHash } from 'node:crypto';

type Environment = Readonly<Record<string, string | undefined>>;

/** Something that the cache service keeps: under which key, and what. */
export type CachedPiece = { readonly key: string; readonly bytes: Uint8Array };

/**
 * GitHub's cache of this repository, as far as one piece of bytes needs it. Both reject with an Error that says why. A pull
 * request sees what its base branch saved, and nobody else sees what it saves.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching
 */
export type CacheService = {
  /** The latest piece whose key starts so; undefined where there is none. */
  restore(prefix: string): Promise<CachedPiece | undefined>;
  /** Keeps a piece under a key that is not there yet; false where another run was faster. */
  save(piece: CachedPiece): Promise<boolean>;
  readonly mayRestore: boolean;
  readonly maySave: boolean;
};

const SERVICE = 'twirp/github.actions.results.api.v1.CacheService';
/** The service finds only what was saved with the same text; others use it for the compression. */
const VERSION = createHash('sha256').update('final-stage layers').digest('hex');
const CALL_MS = 10_000;
const TRANSFER_MS = 120_000;
/** Most bytes that are taken of what is restored. */
const MAX_PIECE_BYTES = 192 * 1024 * 1024;
/** Takes up to 5,000 MiB in one request. https://learn.microsoft.com/rest/api/storageservices/put-blob */
const AZURE_VERSION = '2020-10-02';

/**
 * The cache service of the job that runs; null outside of one, and on servers that have another. The runner tells these
 * variables to Actions alone. Spoken here in JSON: the library for it (@actions/cache 6.3) restores with `tar -P`, which writes
 * wherever an archive says, and limits no size; an entry may come from a pull request's own workflow. docs/architecture.md.
 */
export function openCacheService(environment: Environment): CacheService | null {
  const base = environment['ACTIONS_RESULTS_URL'] ?? '';
  const token = environment['ACTIONS_RUNTIME_TOKEN'] ?? '';
  if (!environment['ACTIONS_CACHE_SERVICE_V2'] || token === '' || !isSafe(base)) return null;
  const call = (method: string, body: Readonly<Record<string, unknown>>) =>
    callService(new URL(`/${SERVICE}/${method}`, base), token, body);
  return {
    restore: (prefix) => restore(call, prefix),
    save: (piece) => save(call, piece),
    ...permissions(environment['ACTIONS_CACHE_MODE'] ?? ''),
  };
}

/** What the runner says of the workflow's permission: `none`, `read`, `write-only`; else both. */
function permissions(mode: string): Pick<CacheService, 'mayRestore' | 'maySave'> {
  return {
    mayRestore: mode !== 'none' && mode !== 'write-only',
    maySave: mode !== 'none' && mode !== 'read',
  };
}

type Call = (method: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;

async function restore(call: Call, prefix: string): Promise<CachedPiece | undefined> {
  const found = await call('GetCacheEntryDownloadURL', {
    key: prefix,
    restore_keys: [prefix],
    version: VERSION,
  });
  const url = fieldOf(found, 'signed_download_url', 'signedDownloadUrl');
  const key = fieldOf(found, 'matched_key', 'matchedKey');
  if (Reflect.get(Object(found), 'ok') !== true || url === '' || !key.startsWith(prefix)) return undefined;
  const response = await transfer(url, {});
  return { key, bytes: await readBounded(response) };
}

async function save(call: Call, { key, bytes }: CachedPiece): Promise<boolean> {
  const made = await call('CreateCacheEntry', { key, version: VERSION });
  const url = fieldOf(made, 'signed_upload_url', 'signedUploadUrl');
  if (Reflect.get(Object(made), 'ok') !== true || url === '') return false;
  const headers = {
    'content-type': 'application/octet-stream',
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-version': AZURE_VERSION,
  };
  const response = await transfer(url, { method: 'PUT', headers, body: bytes.slice() });
  await response.body?.cancel();
  const finalized = { key, version: VERSION, size_bytes: String(bytes.length) };
  return Reflect.get(Object(await call('FinalizeCacheEntryUpload', finalized)), 'ok') === true;
}

async function callService(
  url: URL,
  token: string,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_MS),
  });
  const text = await response.text();
  // A key that is there already is no failure.
  if (response.status === 409) return { ok: false };
  if (!response.ok) throw new Error(`the cache service responded with ${response.status}`);
  return JSON.parse(text) as unknown;
}

/** The address carries its own permission and is never printed. */
async function transfer(url: string, init: RequestInit): Promise<Response> {
  if (!isSafe(url)) throw new Error('the cache service named an address that is not safe');
  const response = await fetch(url, {
    ...init,
    redirect: 'error',
    signal: AbortSignal.timeout(TRANSFER_MS),
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Error(`the cache's storage responded with ${response.status}`);
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_PIECE_BYTES) throw new Error(`the cache has more than ${MAX_PIECE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The service writes either spelling. https://protobuf.dev/programming-guides/json/ */
function fieldOf(answer: unknown, name: string, jsonName: string): string {
  const fields = Object(answer) as Readonly<Record<string, unknown>>;
  const value = fields[name] ?? fields[jsonName];
  return typeof value === 'string' ? value : '';
}

/** Plain http only where nobody can listen. */
function isSafe(url: string): boolean {
  return /^https:\/\/|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?\//.test(url);
}
