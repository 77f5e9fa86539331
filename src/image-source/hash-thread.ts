import type { Hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** What a thread is asked; requests of one job are done in their order. */
type Request =
  | { readonly kind: 'bytes'; readonly job: number; readonly bytes: ArrayBuffer; readonly length: number }
  | {
      readonly kind: 'file';
      readonly job: number;
      readonly file: string;
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'digest'; readonly job: number };

/** `bytes` come back to be filled again; `digest` is hexadecimal. */
type Reply = { readonly bytes?: ArrayBuffer; readonly digest?: string };

type Answer = { readonly id: number; readonly reply?: Reply; readonly error?: Error };

/** A thread that computes SHA-256, so that whoever reads a layer does not wait for it. */
export type HashThread = {
  /** Rejects where the file cannot be read, or with what ended the thread. */
  ask(request: Request): Promise<Reply>;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

/** Starts a thread, which keeps no program from ending while nothing is asked. */
export function startHashThread(): HashThread {
  // As text, so that one bundled file holds the whole program.
  const worker = new Worker(`(${answerRequests.toString()})()`, { eval: true });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.on('message', ({ id, reply = {}, error }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (error === undefined) asked?.resolve(reply);
    else asked?.reject(error);
  });
  let broken: Error | undefined;
  worker.on('error', (error: Error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  // After the listeners: a listener for messages holds the program, too.
  worker.unref();
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: last, request }, request.kind === 'bytes' ? [request.bytes] : []);
      }),
  };
}

/** What the thread runs. It stands on its own: nothing outside of it is there. */
function answerRequests(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { closeSync, openSync, readSync } = process.getBuiltinModule('node:fs');
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const hashes = new Map<number, Hash>();
  const buffer = new Uint8Array(256 * 1024);

  function hashFile(hash: Hash, { file, offset, length }: Request & { readonly kind: 'file' }): void {
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

  function answer(request: Request): Reply {
    const hash = hashes.get(request.job) ?? createHash('sha256');
    hashes.set(request.job, hash);
    if (request.kind === 'digest') {
      hashes.delete(request.job);
      return { digest: hash.digest('hex') };
    }
    if (request.kind === 'file') {
      hashFile(hash, request);
      return {};
    }
    hash.update(new Uint8Array(request.bytes, 0, request.length));
    return { bytes: request.bytes };
  }

  parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: Request }) => {
    try {
      const reply = answer(request);
      parentPort.postMessage({ id, reply }, reply.bytes === undefined ? [] : [reply.bytes]);
    } catch (error) {
      parentPort.postMessage({ id, error });
    }
  });
}
