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
  /** Sent that many milliseconds after the start. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: number };
};

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
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
    const { signal } = options;
    if (signal) setTimeout(() => child.kill(signal.name), signal.after).unref();
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
