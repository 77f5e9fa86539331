import { GateError } from '../errors.ts';
import { orAborted, startLimit, type Clock, type RunningLimit } from '../waiting.ts';

/** The time in which all images of a run have to be read. It begins with the first of them: builds do not count. */
export type ReadingTime = {
  /** Reads something within the time that is left; throws `image-unreadable` when that is over. `what` names it. */
  read<T>(what: string, read: (signal: AbortSignal) => Promise<T>): Promise<T>;
} & Disposable;

export function openReadingTime(minutes: number, signal: AbortSignal, clock?: Clock): ReadingTime {
  let limit: RunningLimit | undefined;
  let current = '';
  const begin = (): RunningLimit =>
    startLimit({ milliseconds: minutes * 60_000, late: () => tooLong(current, minutes), signal, clock });
  return {
    read: (what, read) => {
      current = what;
      limit ??= begin();
      return orAborted(read(limit.signal), limit.signal);
    },
    [Symbol.dispose]: () => limit?.[Symbol.dispose](),
  };
}

function tooLong(what: string, minutes: number): GateError {
  return new GateError(
    'image-unreadable',
    `${what} was still being read when the time for reading images ended, after ${minutes} minutes`,
    {
      hint: 'Check whether the registry, the engine or the network is slow; `read-timeout` allows more minutes.',
    },
  );
}
