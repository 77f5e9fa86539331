import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a program may take to end by itself after SIGTERM. */
const KILL_AFTER_MILLISECONDS = 8000;
/** How long a killed program is waited for: it may write until its memory is given back. */
const GONE_AFTER_MILLISECONDS = 2000;

/** Asks all child processes of this one to end, and theirs; what is left a while later is killed. */
export function terminateChildren(): void {
  const started = descendants(process.pid).map((pid) => ({ pid, startTime: processStartTime(pid) }));
  for (const { pid } of started) send(pid, 'SIGTERM');
  setTimeout(() => {
    for (const { pid, startTime } of started) {
      // The number may belong to another process by now.
      if (startTime !== undefined && processStartTime(pid) === startTime) send(pid, 'SIGKILL');
    }
  }, KILL_AFTER_MILLISECONDS).unref();
}

/** Programs that a run starts; their plugins included. */
const STARTED = /^(docker|docker-buildx|git)$/;
const POLL_MILLISECONDS = 50;

/**
 * Ends the programs that a killed run has left at work: those with its folder in their arguments, and those that work in it, as
 * what `prepare` started does. A build would go on to its end and then write into the folder once more. Where there is no /proc
 * nothing is done.
 */
export async function endOrphans(directory: string): Promise<void> {
  await endOrphansBy('SIGTERM', directory, KILL_AFTER_MILLISECONDS);
  await endOrphansBy('SIGKILL', directory, GONE_AFTER_MILLISECONDS);
}

async function endOrphansBy(signal: NodeJS.Signals, directory: string, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  for (const pid of orphansOf(directory)) send(pid, signal);
  while (orphansOf(directory).length > 0 && Date.now() < end) await sleep(POLL_MILLISECONDS);
}

function orphansOf(directory: string): readonly number[] {
  return processes().filter((pid) => {
    if (`${workingDirectory(pid)}/`.startsWith(`${directory}/`)) return true;
    const [program = '', ...args] = commandLine(pid);
    return STARTED.test(basename(program)) && args.some((arg) => arg.includes(`${directory}/`));
  });
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 1 && pid !== process.pid);
  } catch {
    return [];
  }
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** When a process started, in the kernel's clock ticks, or undefined when there is none. proc_pid_stat(5), field 22. */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function descendants(pid: number): readonly number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap((child) => descendants(child))];
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter((text) => text !== '')
        .map(Number),
    );
  } catch {
    return [];
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}
