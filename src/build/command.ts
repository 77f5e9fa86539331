import { constants } from 'node:os';
import { which } from '@actions/io';
import { startLimit, type Limit } from '../waiting.ts';
import { runGroup, type Outcome } from './process-group.ts';

export type CommandOptions = {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables of this process's environment that the program does not see. */
  readonly without?: readonly string[];
  /** Sees every piece of standard output and standard error as it comes. */
  readonly onOutput?: (data: Uint8Array) => void;
  /** What it reads of standard input; absent: nothing. */
  readonly input?: Buffer;
  readonly signal?: AbortSignal;
  /** Absent: it may take as long as it likes, as a build may. Then it is ended, and `late` is thrown. */
  readonly limit?: Pick<Limit, 'milliseconds' | 'late'>;
};

export type CommandOutput = { readonly exitCode: number; readonly stdout: Buffer; readonly stderr: string };

/** A program could not be started, as distinct from one that failed. */
export type MissingProgram = { readonly missing: string };

const MAX_KEPT_STDERR = 64 * 1024;

/**
 * Runs a program to its end with an argument vector; no shell sees it. Rejects with the signal's reason after an abort, once
 * the program has ended.
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutput | MissingProgram> {
  const { limit, signal } = options;
  if (limit === undefined) return runUntilAborted(program, args, options);
  using running = startLimit({ ...limit, signal });
  return await runUntilAborted(program, args, { ...options, signal: running.signal });
}

async function runUntilAborted(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutput | MissingProgram> {
  const { signal } = options;
  signal?.throwIfAborted();
  try {
    return await runToEnd(program, args, options);
  } catch (error) {
    signal?.throwIfAborted();
    if (isMissing(error)) return { missing: program };
    throw error;
  }
}

async function runToEnd(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutput> {
  const stdout: Buffer[] = [];
  let stderr = '';
  const outcome = await runGroup(await which(program, true), args, {
    cwd: options.cwd,
    environment: childEnvironment(options),
    input: options.input,
    signal: options.signal,
    onStdout: (data) => {
      stdout.push(data);
      options.onOutput?.(data);
    },
    onStderr: (data) => {
      stderr = (stderr + data.toString('utf8')).slice(-MAX_KEPT_STDERR);
      options.onOutput?.(data);
    },
  });
  options.signal?.throwIfAborted();
  return { exitCode: exitCodeOf(outcome), stdout: Buffer.concat(stdout), stderr };
}

/** What a shell would give. */
function exitCodeOf({ code, signal }: Outcome): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

function childEnvironment({ environment, without = [] }: CommandOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || without.includes(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(inherited), ...environment };
}

/** `which` looks only into the folders that PATH names, never into the working directory, and says so in English only. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unable to locate executable file');
}
