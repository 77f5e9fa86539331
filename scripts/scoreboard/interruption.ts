const controller = new AbortController();

/** Aborted when somebody ends this process: builds are stopped, and what was made so far is removed on the way out. */
export const interruption = controller.signal;

/** Lets the process end in order; without this a signal ends it where it stands. */
export function listenForInterruption(): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      controller.abort(new Error(`ended by ${name}`));
    });
}
