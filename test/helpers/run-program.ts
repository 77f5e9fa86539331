import { spawn } from 'node:child_process';

export type ProgramRun = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type ProgramOptions = {
  readonly cwd: string;
  /** The whole environment: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sent once this text was seen on either output. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly whenSeen: string };
  /** Killed when it takes longer: the exit code is null then. */
  readonly maxMilliseconds?: number;
};

const MAX_RUN_MILLISECONDS = 240_000;

/** Runs a bundle under this Node in a child process to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: options.cwd,
      env: { ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let isSent = false;
    const keep = (chunks: Buffer[], chunk: Buffer): void => {
      chunks.push(chunk);
      const { signal } = options;
      if (isSent || !signal || !Buffer.concat(chunks).includes(signal.whenSeen)) return;
      isSent = true;
      child.kill(signal.name);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      keep(stdout, chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      keep(stderr, chunk);
    });
    const deadline = setTimeout(() => child.kill('SIGKILL'), options.maxMilliseconds ?? MAX_RUN_MILLISECONDS);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(deadline);
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}

/** What a program needs of this machine: where programs are, and where Docker is. */
export function machineEnvironment(): Readonly<Record<string, string>> {
  const names = ['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG', 'TMPDIR', 'XDG_CACHE_HOME'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
