import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In an argument: a folder of the run's own for what the command writes, removed after it. */
export const NEW_FOLDER = '{new folder}';

/** A command to time, and what people call it. */
export type Command = {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Done before each run, and not timed. */
  readonly before?: () => void;
  /** Somebody else's, which may fail. */
  readonly isPeer?: boolean;
};

/** One run: wall time in seconds and the most memory that the process itself held, in MiB. */
export type Run = { readonly seconds: number; readonly peakMiB: number };

/** All runs of one command; `ratios` pairs each with the reference's run of the same round. */
export type Measured = {
  readonly name: string;
  readonly runs: readonly Run[];
  readonly ratios: readonly number[];
};

/** How often a process is asked for its peak memory. */
const POLL_MILLISECONDS = 20;

/**
 * Runs the commands in turns, round by round, so that what else the machine does falls on all of them; the first round only
 * warms up, and leaves out peers that fail. Ratios are to the first command of the same round.
 */
export async function measureInTurns(
  commands: readonly Command[],
  rounds: number,
): Promise<readonly Measured[]> {
  const runs = new Map<Command, readonly Run[]>();
  for (const command of commands) {
    const first = await (command.isPeer === true ? tryOnce(command) : runOnce(command));
    if (first !== undefined) runs.set(command, rounds === 0 ? [first] : []);
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const [command, before] of runs) runs.set(command, [...before, await runOnce(command)]);
  }
  const [reference = []] = runs.values();
  return [...runs].map(([{ name }, own]) => {
    const ratios = own.map(({ seconds }, round) => seconds / (reference[round]?.seconds ?? Number.NaN));
    return { name, runs: own, ratios };
  });
}

/** A peer may be too old for this engine: then that is said, and the others are measured. */
async function tryOnce(peer: Command): Promise<Run | undefined> {
  try {
    return await runOnce(peer);
  } catch (error) {
    process.stderr.write(`left out: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

async function runOnce(command: Command): Promise<Run> {
  command.before?.();
  if (!command.argv.some((part) => part.includes(NEW_FOLDER))) return timeRun(command);
  const folder = await mkdtemp(join(tmpdir(), 'final-stage-bench-run-'));
  try {
    const [program, ...args] = command.argv;
    const argv = [program, ...args.map((part) => part.replace(NEW_FOLDER, folder))] as const;
    return await timeRun({ ...command, argv });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeRun({ name, argv, env }: Command): Promise<Run> {
  const [program, ...args] = argv;
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  let peakMiB = Number.NaN;
  const poll = setInterval(() => {
    peakMiB = peakOf(child.pid) ?? peakMiB;
  }, POLL_MILLISECONDS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearInterval(poll);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) {
    const said = Buffer.concat(stderr).toString().trim().split('\n').at(-1) ?? '';
    throw new Error(`${name} ended with code ${code ?? 'none'}: ${said}`);
  }
  return { seconds, peakMiB };
}

/** VmHWM of proc(5), which only Linux has. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
