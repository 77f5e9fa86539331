import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

export type CommandOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Text for standard input. */
  readonly input?: string;
  /** A file that takes standard output and error, in place of memory. */
  readonly logFile?: string;
  /** Is given standard error as it comes, in pieces of any length. */
  readonly onStderr?: (piece: string) => void;
  /** Ends the program, with SIGTERM, when it is aborted. */
  readonly signal?: AbortSignal;
};

export type CommandResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

const MAX_KEPT_CHARACTERS = 1_000_000;

/** Runs a program to its end; a program that cannot be started has code 127. */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(file, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.signal !== undefined && { signal: options.signal }),
  });
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  const stdout = collect(child.stdout, log);
  const stderr = collect(child.stderr, log, options.onStderr);
  const code = exitCode(child);
  child.stdin.on('error', () => undefined); // the program may end before it has read everything
  child.stdin.end(options.input ?? '');
  const result = { code: await code, stdout: await stdout, stderr: await stderr };
  if (log !== undefined) await finished(log.end());
  return result;
}

/** Standard output of a program that has to succeed; throws with the end of its standard error. */
export async function readCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await runCommand(file, args, options);
  if (code === 0) return stdout;
  throw new Error(
    `\`${file} ${args.slice(0, 3).join(' ')}\` ended with code ${code}: ${lastLines(stderr || stdout)}`,
  );
}

/** The last lines of a log, joined for one sentence. */
export function lastLines(text: string, count = 4): string {
  return text.trim().split('\n').slice(-count).join(' | ');
}

function exitCode(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(127);
    });
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function collect(
  stream: Readable,
  log: Writable | undefined,
  onPiece?: (piece: string) => void,
): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream) {
      log?.write(chunk);
      onPiece?.(String(chunk));
      text = (text + String(chunk)).slice(-MAX_KEPT_CHARACTERS);
    }
  } catch {
    return text; // the program could not be started: exitCode says so
  }
  return text;
}
