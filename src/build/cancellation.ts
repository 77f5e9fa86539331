/** What is left of a cancelled run may take so long, in milliseconds, after everything was cleaned up. */
const GRACE_MS = 2000;

/** Opening a pipe that has nobody at its other end cannot be let go of, and Node waits for it even at `process.exit`. */
function endForGood(signal: 'SIGINT' | 'SIGTERM'): void {
  process.kill(process.pid, signal);
}

/** Watches for SIGINT and SIGTERM; `exitCode` is what a shell would give: 128 and the signal's number. */
export type Cancellation = {
  readonly signal: AbortSignal;
  exitCode(): 130 | 143 | undefined;
} & Disposable;

/**
 * From here on a signal ends child processes and lets clean-up run instead of killing this process. Further signals while
 * that goes on are taken in: GitHub sends SIGTERM 7.5 s after SIGINT.
 */
export function watchForCancellation(): Cancellation {
  const controller = new AbortController();
  let code: 130 | 143 | undefined;
  const cancel = (signal: 'SIGINT' | 'SIGTERM'): void => {
    code ??= signal === 'SIGINT' ? 130 : 143;
    controller.abort(new Error(`cancelled by ${signal}`));
  };
  const onInterrupt = (): void => {
    cancel('SIGINT');
  };
  const onTerminate = (): void => {
    cancel('SIGTERM');
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      if (code !== undefined) setTimeout(endForGood, GRACE_MS, code === 130 ? 'SIGINT' : 'SIGTERM').unref();
    },
  };
}
