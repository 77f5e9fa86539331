import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseDigest, type Digest } from '../../digest.ts';
import { openThreadJob, type ThreadJob } from './thread-job.ts';

/** SHA-256 of bytes that come by. */
export type Hasher = {
  /** A promise means: no more bytes before it resolves, and until then the chunk must not change. */
  update(chunk: Uint8Array): Promise<unknown> | undefined;
  digest(): Promise<Digest>;
};

/** Below this many bytes a thread takes longer to be asked than to answer. */
const THREAD_BYTES = 4 * 1024 * 1024;
/** Bytes that go to a thread at once, and how many such buffers are under way for one hasher. */
const BUFFER_BYTES = 1024 * 1024;
const MAX_BUFFERS = 4;
/** Bytes of a file that a thread hashes at once, before it looks at what else is asked. */
const FILE_PIECE_BYTES = 8 * 1024 * 1024;

/** `size`: about how many bytes will come. `what` names them in errors. */
export function createHasher(size: number, what: string): Hasher {
  return isWorthThread(size) ? createThreadHasher(size, what) : createInlineHasher(what);
}

function isWorthThread(size: number): boolean {
  return size >= THREAD_BYTES && availableParallelism() > 1;
}

function createInlineHasher(what: string): Hasher {
  const hash = createHash('sha256');
  return {
    update: (chunk) => {
      hash.update(chunk);
      return undefined;
    },
    digest: () => Promise.resolve(parseDigest(`sha256:${hash.digest('hex')}`, what)),
  };
}

type State = {
  readonly job: ThreadJob;
  readonly what: string;
  /** Buffers that are neither being filled nor at the thread. */
  readonly free: ArrayBuffer[];
  buffers: number;
  current: ArrayBuffer | undefined;
  filled: number;
  readonly underWay: Set<Promise<void>>;
  failure: Error | undefined;
  /** Chunks that found no room yet. */
  backlog: Promise<void> | undefined;
};

function createThreadHasher(size: number, what: string): Hasher {
  const state: State = {
    job: openThreadJob(size),
    what,
    free: [],
    buffers: 0,
    current: undefined,
    filled: 0,
    underWay: new Set(),
    failure: undefined,
    backlog: undefined,
  };
  return {
    update: (chunk) => update(state, chunk),
    digest: () => readDigest(state),
  };
}

function update(state: State, chunk: Uint8Array): Promise<unknown> | undefined {
  if (state.backlog === undefined) {
    const at = fill(state, chunk, 0);
    if (at === chunk.length) return undefined;
    return toBacklog(state, fillWhenFree(state, chunk, at));
  }
  return toBacklog(
    state,
    state.backlog.then(() => fillWhenFree(state, chunk, 0)),
  );
}

function toBacklog(state: State, work: Promise<void>): Promise<void> {
  const backlog = work.then(() => {
    if (state.backlog === backlog) state.backlog = undefined;
  });
  state.backlog = backlog;
  return backlog;
}

/** Copies what there is room for; gives where in the chunk it stopped. */
function fill(state: State, chunk: Uint8Array, from: number): number {
  let at = from;
  while (at < chunk.length) {
    const buffer = (state.current ??= takeBuffer(state));
    if (buffer === undefined) return at;
    const part = chunk.subarray(at, at + BUFFER_BYTES - state.filled);
    new Uint8Array(buffer, state.filled).set(part);
    state.filled += part.length;
    at += part.length;
    if (state.filled === BUFFER_BYTES) send(state);
  }
  return at;
}

function takeBuffer(state: State): ArrayBuffer | undefined {
  const free = state.free.pop();
  if (free !== undefined || state.buffers === MAX_BUFFERS) return free;
  state.buffers += 1;
  return new ArrayBuffer(BUFFER_BYTES);
}

function send(state: State): void {
  const { job, current, filled } = state;
  if (current === undefined) return;
  state.current = undefined;
  state.filled = 0;
  const work = job.ask({ kind: 'hash', bytes: current, length: filled }).then(
    ({ bytes }) => {
      if (bytes !== undefined) state.free.push(bytes);
      state.underWay.delete(work);
    },
    (error: unknown) => {
      state.failure ??= error instanceof Error ? error : new Error(String(error));
    },
  );
  state.underWay.add(work);
}

async function fillWhenFree(state: State, chunk: Uint8Array, from: number): Promise<void> {
  for (let at = from; at < chunk.length; at = fill(state, chunk, at)) {
    await Promise.race(state.underWay);
    if (state.failure !== undefined) throw state.failure;
  }
}

async function readDigest(state: State): Promise<Digest> {
  await state.backlog;
  send(state);
  const { digest } = await state.job.ask({ kind: 'digest' });
  state.job.end();
  if (state.failure !== undefined) throw state.failure;
  return parseDigest(`sha256:${digest ?? ''}`, state.what);
}

/** A part of a file, in bytes. `what` names it in errors. */
export type FilePart = {
  readonly file: string;
  readonly offset: number;
  readonly size: number;
  readonly what: string;
};

/** Digest of a part of a file, which a thread reads by itself. Rejects where the file cannot be read so far. */
export async function hashFilePart(
  { file, offset, size, what }: FilePart,
  signal: AbortSignal | undefined,
): Promise<Digest> {
  const job = openThreadJob(size);
  // One piece more than the thread is busy with, so that it never waits.
  let before: Promise<unknown> | undefined;
  for (let at = 0; at < size; at += FILE_PIECE_BYTES) {
    signal?.throwIfAborted();
    const length = Math.min(FILE_PIECE_BYTES, size - at);
    const work = job.ask({ kind: 'hash-file', file, offset: offset + at, length });
    // Told when it is awaited.
    work.catch(() => undefined);
    await before;
    before = work;
  }
  await before;
  const { digest } = await job.ask({ kind: 'digest' });
  job.end();
  return parseDigest(`sha256:${digest ?? ''}`, what);
}
