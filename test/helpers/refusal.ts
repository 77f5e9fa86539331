import { expect } from '@jest/globals';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from './run-cli.ts';
import type { ProgramRun } from './run-program.ts';

/** A run of the command line, and what it left in its folder for temporary files. */
export type TidyRun = ProgramRun & { readonly left: readonly string[] };

/** Runs the command line with an empty folder for temporary files below `folder`. */
export async function runTidily(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<TidyRun> {
  await mkdir(folder, { recursive: true });
  const TMPDIR = await mkdtemp(join(folder, 'run-'));
  const run = await runCli(args, { cwd: folder, environment: { TMPDIR, ...environment } });
  return { ...run, left: await readdir(TMPDIR) };
}

/** No verdict, said in one sentence and one hint; exit code 3, nothing left behind. */
export function expectRefused({ exitCode, stdout, stderr, left }: TidyRun, sentence: RegExp): void {
  expect({ exitCode, stdout, left }).toEqual({ exitCode: 3, stdout: '', left: [] });
  const reported = stderr.slice(stderr.indexOf('final-stage: ') + 'final-stage: '.length);
  const [first = '', hint = '', ...rest] = reported.split('\n');
  expect(first).toMatch(sentence);
  expect(first).toMatch(/^[`A-Z].*\.$/);
  expect(hint).toMatch(/^[A-Z].*\.$/);
  expect(hint).not.toContain('bug');
  expect(rest).toEqual(['']);
}
