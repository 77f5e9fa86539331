import { join } from 'node:path';
import { DIST } from './dist-folder.ts';
import { machineEnvironment, runProgram } from './run-program.ts';
import type { ProgramRun } from './run-program.ts';

export const CLI_BUNDLE = join(DIST, 'cli.cjs');

export type CliOptions = { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> };

/** Runs `final-stage` as it ships; neither output is a terminal. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<ProgramRun> {
  return runProgram(CLI_BUNDLE, args, {
    cwd: options.cwd ?? process.cwd(),
    environment: { ...machineEnvironment(), ...options.environment },
  });
}
