import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { onAbort } from '../waiting.ts';

/** How long a program and all that it started may take to end by themselves after SIGTERM. */
const KILL_AFTER_MILLISECONDS = 8000;
const POLL_MILLISECONDS = 20;
/** How long its output is waited for once it has ended. */
const DRAIN_MILLISECONDS = 2000;

export type GroupOptions = {
  readonly cwd?: string | undefined;
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the program reads of standard input; absent: nothing. */
  readonly input?: Uint8Array | undefined;
  readonly onStdout: (data: Buffer) => void;
  readonly onStderr: (data: Buffer) => void;
  /** Ends the program and all that it started. */
  readonly signal?: AbortSignal | undefined;
  /** Whether what it started ends with it, too, where nobody asked for it. */
  readonly endsWhole?: boolean;
};

/** How a program ended. `code` is null where `signal` is not. */
export type Outcome = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/**
 * Runs a program to its end as the leader of a process group of its own, so that one signal reaches whatever it starts: builder
 * plugins, transports of git. Rejects where it cannot be started.
 */
export async function runGroup(
  program: string,
  args: readonly string[],
  options: GroupOptions,
): Promise<Outcome> {
  const { cwd, environment: env, input, signal, endsWhole = false } = options;
  const child = spawn(program, args, { cwd, env: { ...env }, detached: true });
  child.stdout.on('data', options.onStdout);
  child.stderr.on('data', options.onStderr);
  // A program that has seen enough closes its input.
  child.stdin.on('error', () => undefined).end(input);
  const closed = once(child, 'close').catch(() => undefined);
  using _ending = onAbort(signal, () => void endGroup(child));
  try {
    const [code, name] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { code, signal: name };
  } finally {
    if (endsWhole) await endGroup(child);
    // What left the group may hold the output open for ever.
    await Promise.race([closed, sleep(DRAIN_MILLISECONDS, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** Asks every process of the group to end, and kills those that have not a while later. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || !send(pid, 'SIGTERM')) return;
  const end = Date.now() + KILL_AFTER_MILLISECONDS;
  while (Date.now() < end && send(pid, 0)) await sleep(POLL_MILLISECONDS);
  send(pid, 'SIGKILL');
}

/** Whether there is a process left in the group. kill(2) */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
