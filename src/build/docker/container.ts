import { setTimeout as sleep } from 'node:timers/promises';
import type { Observation } from '../../fix/behaviour.ts';
import type { Trial, Unstartable } from '../../gate/fix-ports.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Bounds, runBounded } from './bounded-command.ts';
import { readState, type ContainerState } from './container-state.ts';
import { labelOf, removeContainers } from './daemon-containers.ts';
import { readOpenPorts } from './open-ports.ts';

/** An image that the engine has, and how it is looked at. */
export type Start = {
  readonly image: string;
  readonly trial: Trial;
  readonly runFolder: RunFolder;
  readonly signal: AbortSignal;
};

const ENGINE_MILLISECONDS = 60_000;
/** What is kept of a container's output; the engine keeps no more of it, either. */
const MAX_OUTPUT_BYTES = 1024 * 1024;
const ENGINE: Bounds = { milliseconds: ENGINE_MILLISECONDS, maxBytes: 2 * MAX_OUTPUT_BYTES };

/** Starts a container without a network, and looks at it; it is gone afterwards, however that ends. */
export async function observeContainer(start: Start): Promise<Observation | Unstartable> {
  const { runFolder, signal } = start;
  await runFolder.note({ kind: 'containers' });
  signal.throwIfAborted();
  // Not to be interrupted: nobody would know the name of what was made then.
  const { exitCode, stdout, stderr } = await runBounded(toCreateArguments(start), ENGINE);
  const id = stdout.trim();
  try {
    if (exitCode !== 0) return { unavailable: `the engine makes no container of it: ${lastLine(stderr)}` };
    const seen = await observe(id, start);
    signal.throwIfAborted();
    return seen;
  } finally {
    await removeContainers(/^[0-9a-f]{64}$/.test(id) ? [id] : []);
  }
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replaceAll('`', "'").slice(0, 300);
}

const LIMITS = [
  // Swap is no way around the limit of memory.
  ...['--memory', '2g', '--memory-swap', '2g', '--pids-limit', '512'],
  // Seconds of processor time for each process: what a killed run leaves behind ends by itself if it is busy.
  ...['--ulimit', 'cpu=600:600', '--ulimit', 'core=0:0'],
  ...['--log-driver', 'json-file', '--log-opt', 'max-size=1m', '--log-opt', 'max-file=1'],
];

const DENYING = {
  writing: ['--read-only'],
  capabilities: ['--cap-drop', 'ALL'],
  'new privileges': ['--security-opt', 'no-new-privileges'],
} as const;

/** The image's own health check is asked more often than it says. */
const HEALTHCHECK = ['--health-interval', '1s', '--health-start-period', '1ms', '--health-timeout', '10s'];

function toCreateArguments({ image, trial, runFolder }: Start): readonly string[] {
  return [
    ...['create', '--pull', 'never', '--network', 'none', '--hostname', 'final-stage'],
    ...['--label', labelOf(runFolder.runID), ...LIMITS],
    ...trial.denied.flatMap((denial) => DENYING[denial]),
    ...(trial.probe.kind === 'healthcheck' ? HEALTHCHECK : ['--no-healthcheck']),
    image,
  ];
}

async function observe(id: string, start: Start): Promise<Observation> {
  const started = await runBounded(['start', id], ENGINE);
  const { state, answer } = await watch(id, start);
  const ports = state.pid > 0 ? await readOpenPorts({ id, pid: state.pid }, EXEC_MILLISECONDS) : [];
  const output = started.exitCode === 0 ? await readOutput(id) : started.stderr;
  return { exitCode: state.isRunning ? null : state.exitCode, answer, ports, output };
}

async function readOutput(id: string): Promise<string> {
  const { stdout, stderr } = await runBounded(['logs', id], ENGINE);
  return `${stdout}\n${stderr}`;
}

const POLL_MILLISECONDS = 400;
const EXEC_MILLISECONDS = 10_000;

type Watched = { readonly state: ContainerState; readonly answer: Observation['answer'] };

/** Until it ended, or is well, or has had its time. */
async function watch(id: string, start: Start): Promise<Watched> {
  const { trial, signal } = start;
  const begin = performance.now();
  const isQuiet = quietWatch(id, trial);
  for (;;) {
    signal.throwIfAborted();
    const state = await readState(id);
    const age = performance.now() - begin;
    const answer = state.isRunning ? await ask(id, state, start) : null;
    const isSeen = !state.isRunning || answer?.exitCode === 0 || age > trial.milliseconds;
    if (isSeen || (await isQuiet(age))) return { state, answer };
    await sleep(POLL_MILLISECONDS, undefined, { signal });
  }
}

async function ask(
  id: string,
  state: ContainerState,
  { trial: { probe }, signal }: Start,
): Promise<Observation['answer']> {
  if (probe.kind === 'healthcheck') return state.health;
  if (probe.kind === 'start') return null;
  const bounds = { milliseconds: EXEC_MILLISECONDS, maxBytes: 64 * 1024, signal };
  const { exitCode, stdout, stderr } = await runBounded(['exec', id, ...probe.command], bounds);
  return { exitCode: exitCode ?? 124, output: `${stdout}\n${stderr}` };
}

/** Whether the container has printed nothing new for a while; one that answers a probe need not be quiet. */
function quietWatch(id: string, { probe, quietMilliseconds }: Trial): (age: number) => Promise<boolean> {
  let [length, since] = [-1, 0];
  return async (age) => {
    if (probe.kind !== 'start') return false;
    const output = await readOutput(id);
    if (output.length !== length) [length, since] = [output.length, age];
    return age - since >= quietMilliseconds;
  };
}
