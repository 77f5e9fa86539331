import { exec } from '@actions/exec';
import { startLimit, type Limit } from '../waiting.ts';
import { terminateChildren } from './children.ts';

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
  signal?.addEventListener('abort', terminateChildren);
  try {
    return await runToEnd(program, args, options);
  } catch (error) {
    signal?.throwIfAborted();
    if (isMissing(error)) return { missing: program };
    throw error;
  } finally {
    signal?.removeEventListener('abort', terminateChildren);
  }
}

async function runToEnd(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandOutput> {
  const stdout: Buffer[] = [];
  let stderr = '';
  const exitCode = await exec(program, [...args], {
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.input && { input: options.input }),
    env: childEnvironment(options),
    silent: true,
    ignoreReturnCode: true,
    listeners: {
      stdout: (data) => {
        stdout.push(data);
        options.onOutput?.(data);
      },
      stderr: (data) => {
        stderr = (stderr + data.toString('utf8')).slice(-MAX_KEPT_STDERR);
        options.onOutput?.(data);
      },
    },
  });
  options.signal?.throwIfAborted();
  return { exitCode, stdout: Buffer.concat(stdout), stderr };
}

function childEnvironment({ environment, without = [] }: CommandOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || without.includes(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(inherited), ...environment };
}

/** `exec` looks the program up on PATH itself and says so in English only. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unable to locate executable file');
}
