import type { Hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** A sample in `bytes`: from `start`, the window that its block is compressed after, then the block up to `end`. */
export type SamplePlace = { readonly start: number; readonly window: number; readonly end: number };

/**
 * What a thread is asked. `hash` and `hash-file` add to the job's SHA-256, which `digest` ends; `deflate` compresses samples on their
 * own. Requests of one job are done in their order.
 */
export type ThreadRequest =
  | { readonly kind: 'hash'; readonly bytes: ArrayBuffer; readonly length: number }
  | { readonly kind: 'hash-file'; readonly file: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'digest' }
  | { readonly kind: 'deflate'; readonly bytes: ArrayBuffer; readonly samples: readonly SamplePlace[] };

/** `bytes` come back to be filled again; `digest` is hexadecimal; `compressed` counts bytes of all samples. */
export type ThreadReply = {
  readonly bytes?: ArrayBuffer;
  readonly digest?: string;
  readonly compressed?: number;
};

/** A thread for what is computed of a layer's bytes, so that whoever reads the layer does not wait for it. */
export type LayerThread = {
  /** Rejects where the file cannot be read, or with what ended the thread. */
  ask(job: number, request: ThreadRequest): Promise<ThreadReply>;
};

type ThreadMessage = { readonly id: number; readonly job: number; readonly request: ThreadRequest };
type ThreadResult = { readonly id: number; readonly reply?: ThreadReply; readonly error?: Error };
type Waiting = { readonly resolve: (reply: ThreadReply) => void; readonly reject: (error: Error) => void };

/** Starts a thread, which keeps no program from ending while nothing is asked. */
export function startLayerThread(): LayerThread {
  // As text, so that no file beside the bundle is needed.
  const worker = new Worker(`${PROGRAM}\n${serveRequests.name}();`, { eval: true });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: Error | undefined;
  worker.on('message', ({ id, reply = {}, error }: ThreadResult) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (error === undefined) asked?.resolve(reply);
    else asked?.reject(error);
  });
  worker.on('error', (error: Error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  // After the listeners: a listener for messages holds the program, too.
  worker.unref();
  return {
    ask: (job, request) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        last += 1;
        waiting.set(last, { resolve, reject });
        if (waiting.size === 1) worker.ref();
        const question: ThreadMessage = { id: last, job, request };
        worker.postMessage(question, 'bytes' in request ? [request.bytes] : []);
      }),
  };
}

/** What the thread runs: these functions stand on their own, nothing else is there. */
const PROGRAM = [hashFile, deflateSamples, serveRequests].map(String).join('\n');

type HashFile = ThreadRequest & { readonly kind: 'hash-file' };

function hashFile(hash: Hash, buffer: Uint8Array, { file, offset, length }: HashFile): void {
  const { closeSync, openSync, readSync } = process.getBuiltinModule('node:fs');
  const descriptor = openSync(file, 'r');
  try {
    for (let at = 0; at < length;) {
      const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, length - at), offset + at);
      if (count === 0) throw new Error(`${file} ends early`);
      hash.update(count === buffer.length ? buffer : buffer.subarray(0, count));
      at += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Bytes of all samples when deflate has compressed them at level 6, which gzip and the engines use if nobody says otherwise. */
function deflateSamples(bytes: ArrayBuffer, samples: readonly SamplePlace[]): number {
  const { deflateRawSync } = process.getBuiltinModule('node:zlib');
  return samples.reduce((compressed, { start, window, end }) => {
    const block = new Uint8Array(bytes, start + window, end - start - window);
    const dictionary = new Uint8Array(bytes, start, window);
    // One output chunk holds all.
    const options = { level: 6, dictionary, chunkSize: block.length + 1024 };
    return compressed + deflateRawSync(block, options).length;
  }, 0);
}

function serveRequests(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const hashes = new Map<number, Hash>();
  const buffer = new Uint8Array(256 * 1024);

  function answer({ job, request }: ThreadMessage): ThreadReply {
    if (request.kind === 'deflate') {
      return { bytes: request.bytes, compressed: deflateSamples(request.bytes, request.samples) };
    }
    const hash = hashes.get(job) ?? createHash('sha256');
    hashes.set(job, hash);
    if (request.kind === 'digest') {
      hashes.delete(job);
      return { digest: hash.digest('hex') };
    }
    if (request.kind === 'hash-file') {
      hashFile(hash, buffer, request);
      return {};
    }
    hash.update(new Uint8Array(request.bytes, 0, request.length));
    return { bytes: request.bytes };
  }

  parentPort?.on('message', (question: ThreadMessage) => {
    const { id } = question;
    try {
      const reply = answer(question);
      parentPort.postMessage({ id, reply }, reply.bytes === undefined ? [] : [reply.bytes]);
    } catch (error) {
      parentPort.postMessage({ id, error });
    }
  });
}
