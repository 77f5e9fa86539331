import { expect } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { GateReport } from '../../src/report/report.ts';
import { runCli } from '../helpers/run-cli.ts';
import { openChange } from './change.ts';
import type { Proposal } from './change.ts';
import { buildFlags } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const EXIT_CODES = { success: 0, neutral: 0, failure: 1 } as const;

/** The report of the command line on a pull request, run as a user on a laptop would. */
export async function checkChange(
  bench: Workbench,
  proposal: Proposal,
  flags: readonly string[] = [],
): Promise<GateReport> {
  await using change = await openChange(proposal);
  const { to } = proposal;
  const target = to.target === undefined ? [] : ['--target', to.target];
  const args = [
    'check',
    '.',
    '--base-ref',
    'main',
    '--format',
    'json',
    '--output',
    change.reportFile,
    ...target,
    ...flags,
  ];
  const { exitCode, stderr } = await runCli([...args, ...buildFlags(bench)], {
    cwd: change.directory,
    environment: bench.engine.env,
  });
  if (exitCode !== 0 && exitCode !== 1)
    throw new Error(`no verdict, exit code ${exitCode ?? 'none'}: ${stderr}`);
  const report = JSON.parse(await readFile(change.reportFile, 'utf8')) as GateReport;
  expect(exitCode).toBe(EXIT_CODES[report.verdict.conclusion]);
  return report;
}
