import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { onAbort, type Pace } from '../waiting.ts';

/**
 * Takes bytes as they come by; a promise means: no more before it resolves. Until then, and no longer, the chunk is the sink's:
 * whoever keeps it copies it.
 */
export type ByteSink = (chunk: Uint8Array) => Promise<unknown> | undefined;

/** Gives bytes that come only once. Ends after the last; rejects with what the sink threw, or with what broke the source. */
export type ByteSource = (sink: ByteSink) => Promise<void>;

/** What must be waited for before more bytes come, of several sinks that took the same ones. */
export function joinWaits(
  one: Promise<unknown> | undefined,
  other: Promise<unknown> | undefined,
): Promise<unknown> | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Promise.all([one, other]);
}

/** How a stream is read. */
export type StreamOptions = {
  /** What breaks it, in the words of whoever opened it. */
  readonly explain?: (cause: unknown) => unknown;
  /** Ends the reading with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Starts to watch how fast the bytes come; the stream breaks with what `stop` is given. */
  readonly watch?: (stop: (cause: Error) => void) => Pace;
};

/**
 * A stream's bytes as events, not as an async iterator: that one stops the socket after every chunk, and takes twice as long
 * as moving the bytes does.
 */
export function fromStream(stream: Readable, options: StreamOptions = {}): ByteSource {
  const { explain = (cause: unknown): unknown => cause, signal, watch } = options;
  return async (sink) => {
    const stop = (cause: Error): void => {
      stream.destroy(cause);
    };
    const pace = watch?.(stop);
    using _stopping = onAbort(signal, stop);
    try {
      await readAll({ stream, explain, pace }, sink);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      pace?.stop();
      stream.destroy();
    }
  };
}

type Reading = {
  readonly stream: Readable;
  readonly explain: (cause: unknown) => unknown;
  readonly pace: Pace | undefined;
};

async function readAll({ stream, explain, pace }: Reading, sink: ByteSink): Promise<void> {
  const thrown: unknown[] = [];
  let busy: Promise<unknown> | undefined;
  const fail = (error: unknown): void => {
    thrown.push(error);
    stream.destroy();
  };
  const goOn = (): void => {
    pace?.setBusy(false);
    stream.resume();
  };
  stream.on('data', (chunk: Uint8Array) => {
    if (thrown.length > 0) return;
    pace?.took(chunk.length);
    try {
      const wait = sink(chunk);
      if (wait === undefined) return;
      stream.pause();
      pace?.setBusy(true);
      busy = wait.then(goOn, fail);
    } catch (error) {
      fail(error);
    }
  });
  try {
    await finished(stream);
    // A paused stream may end before its sink is done with the last chunk.
    await busy;
  } catch (cause) {
    if (thrown.length === 0) throw explain(cause);
  }
  if (thrown.length > 0) throw thrown[0];
}
