/** Time as it passes, in milliseconds; tests bring their own. */
export type Clock = {
  /** Calls back once, so many milliseconds from now, unless what this gives is called before. */
  after(milliseconds: number, call: () => void): () => void;
};

/** The time of this machine. */
export const MACHINE_CLOCK: Clock = {
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Calls back when the signal is raised, at once where it is already, and not after it was disposed of. */
export function onAbort(signal: AbortSignal | undefined, call: (reason: Error) => void): Disposable {
  const listener = (): void => {
    call(signal?.reason as Error);
  };
  if (signal?.aborted === true) listener();
  signal?.addEventListener('abort', listener);
  return {
    [Symbol.dispose]: () => {
      signal?.removeEventListener('abort', listener);
    },
  };
}

/** How long something may take. `late` makes the error of what takes longer; `signal` ends it before. */
export type Limit = {
  readonly milliseconds: number;
  readonly late: () => Error;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
};

/** The end of a wait: the signal is raised when time is up, or when the one that was given is. To be disposed of. */
export type RunningLimit = { readonly signal: AbortSignal } & Disposable;

export function startLimit({ milliseconds, late, signal, clock = MACHINE_CLOCK }: Limit): RunningLimit {
  const controller = new AbortController();
  const passing = onAbort(signal, (reason) => {
    controller.abort(reason);
  });
  const cancel = clock.after(milliseconds, () => {
    controller.abort(late());
  });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      cancel();
      passing[Symbol.dispose]();
    },
  };
}

/** What the work gives; rejects with the limit's error, or with the signal's reason, even where the work never ends. */
export async function withEnd<T>(work: (signal: AbortSignal) => Promise<T>, limit: Limit): Promise<T> {
  using running = startLimit(limit);
  return await orAborted(work(running.signal), running.signal);
}

/** What the work gives; rejects with the signal's reason as soon as it is raised. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  using _stopping = onAbort(signal, reject);
  return await Promise.race([work, aborted]);
}

/** Least that has to come: so many bytes in so many seconds of waiting. */
export type Floor = { readonly bytes: number; readonly seconds: number };

/** Watches how fast bytes come while they are waited for. To be stopped. */
export type Pace = {
  took(bytes: number): void;
  /** While we are busy the other side waits for us, and the time is not theirs. */
  setBusy(isBusy: boolean): void;
  stop(): void;
};

/**
 * Tells once when fewer bytes than the floor came. Seconds are counted one by one, so that a process that stood still
 * (a long computation, a machine that slept) blames nobody for it.
 */
export function watchPace(floor: Floor, onSlow: (bytes: number) => void, clock = MACHINE_CLOCK): Pace {
  let [bytes, seconds, isBusy] = [0, 0, false];
  let cancel = clock.after(1000, tick);
  function tick(): void {
    if (!isBusy) seconds += 1;
    if (seconds >= floor.seconds) {
      if (bytes < floor.bytes) {
        onSlow(bytes);
        return;
      }
      [bytes, seconds] = [0, 0];
    }
    cancel = clock.after(1000, tick);
  }
  return {
    took: (count) => {
      bytes += count;
    },
    setBusy: (now) => {
      isBusy = now;
    },
    stop: () => {
      cancel();
    },
  };
}
