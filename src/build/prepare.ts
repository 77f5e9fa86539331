import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../errors.ts';
import { onAbort, startLimit } from '../waiting.ts';
import { type BuildLog, openBuildLog } from './docker/build-log.ts';

export type Preparation = {
  readonly command: string;
  readonly label: 'candidate' | 'baseline';
  /** Where it runs: the checkout, or the baseline's worktree. */
  readonly directory: string;
  readonly log: BuildLog;
  /** What its environment must not reveal: values, and names of variables. */
  readonly secrets: { readonly values: readonly string[]; readonly variables: readonly string[] };
  readonly signal?: AbortSignal;
};

/** Longest that it may take, and what is left of it after it was asked to end, in milliseconds. */
const MAX_MILLISECONDS = 60 * 60 * 1000;
const KILL_AFTER_MILLISECONDS = 8000;
/** How long a killed process is waited for: its memory is given back first. */
const GONE_AFTER_MILLISECONDS = 2000;
/** How long its output is waited for once it has ended. */
const DRAIN_MILLISECONDS = 2000;

/**
 * Variables that a workflow's runner has for the Action alone: inputs, tokens of services, and files through which a step
 * changes those after it. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const FOR_THE_ACTION =
  /^(?:INPUT_.*|ACTIONS_.*|STATE_.*|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN|FINAL_STAGE_SECRET_.*)$/i;

/**
 * Runs a shell command in a tree before it is built, as a step of a workflow would run. What it starts ends with it. Throws
 * `build-failed` where it fails or takes more than an hour.
 */
export async function prepareTree(preparation: Preparation): Promise<void> {
  const { command, label, directory, signal } = preparation;
  signal?.throwIfAborted();
  using log = openBuildLog(preparation.log, `Prepare ${label}`);
  const shell = (await isOnPath('bash')) ? 'bash' : 'sh';
  const child = spawn(shell, ['-e', '-c', command], {
    cwd: directory,
    env: environmentWithout(preparation.secrets),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be ended.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      log.write(data);
    });
  const milliseconds = MAX_MILLISECONDS;
  using limit = startLimit({
    milliseconds,
    signal,
    late: () => failed(label, 'did not finish within 60 minutes'),
  });
  const how = await untilEnd(child, limit.signal);
  limit.signal.throwIfAborted();
  if (how !== undefined) throw failed(label, how);
}

/** How it failed, or undefined. Raised, the signal ends the whole group. */
async function untilEnd(child: ChildProcess, signal: AbortSignal): Promise<string | undefined> {
  const closed = once(child, 'close').catch(() => undefined);
  using _ending = onAbort(signal, () => void endGroup(child));
  try {
    return outcome((await once(child, 'exit')) as [number | null, NodeJS.Signals | null]);
  } catch (error) {
    return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    await endGroup(child);
    // What left the group may hold the output open for ever.
    await Promise.race([closed, sleep(DRAIN_MILLISECONDS, undefined, { ref: false })]);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function outcome([code, name]: readonly [number | null, NodeJS.Signals | null]): string | undefined {
  if (code === 0) return undefined;
  return code === null ? `was ended by ${name ?? 'a signal'}` : `failed with exit code ${code}`;
}

/** Asks every process of the group to end, and kills those that have not a while later. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || !send(pid, 'SIGTERM')) return;
  await untilGone(pid, KILL_AFTER_MILLISECONDS);
  if (send(pid, 'SIGKILL')) await untilGone(pid, GONE_AFTER_MILLISECONDS);
}

async function untilGone(group: number, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && send(group, 0)) await sleep(20);
}

/** Whether there is a process left in the group. kill(2) */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

function failed(label: Preparation['label'], how: string): GateError {
  return new GateError('build-failed', `the ${label}'s \`prepare\` ${how}`, {
    hint: 'See its output above.',
  });
}

/** A shorter value would be found in variables that do not hold it. */
const MIN_SECRET_CHARACTERS = 8;

function environmentWithout({ values, variables }: Preparation['secrets']): Record<string, string> {
  const long = values.filter(({ length }) => length >= MIN_SECRET_CHARACTERS);
  const isKept = ([name, value = '']: readonly [string, string | undefined]): boolean =>
    !FOR_THE_ACTION.test(name) && !variables.includes(name) && !long.some((text) => value.includes(text));
  return Object.fromEntries(Object.entries(process.env).filter(isKept)) as Record<string, string>;
}

async function isOnPath(program: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => folder !== '',
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
