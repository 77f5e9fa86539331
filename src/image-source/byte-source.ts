import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

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

/** What breaks a stream, in the words of whoever opened it. */
type Explain = (cause: unknown) => unknown;

/**
 * A stream's bytes as events, not as an async iterator: that one stops the socket after every chunk, and takes twice as long
 * as moving the bytes does.
 */
export function fromStream(stream: Readable, explain: Explain = (cause) => cause): ByteSource {
  return async (sink) => {
    const thrown: unknown[] = [];
    let busy: Promise<unknown> | undefined;
    const fail = (error: unknown): void => {
      thrown.push(error);
      stream.destroy();
    };
    stream.on('data', (chunk: Uint8Array) => {
      if (thrown.length > 0) return;
      try {
        const wait = sink(chunk);
        if (wait === undefined) return;
        stream.pause();
        busy = wait.then(() => stream.resume(), fail);
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
    } finally {
      stream.destroy();
    }
    if (thrown.length > 0) throw thrown[0];
  };
}
