import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../scripts/engine/command.ts';
import type { GateReport } from '../../src/report/report.ts';
import { openChange } from './change.ts';
import type { Example, Variant } from './example.ts';
import { buildFlags } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');
const EXIT_CODES = { success: 0, neutral: 0, failure: 1 } as const;

/** A pull request: `main` has one variant, the branch another. `flags` are added to those that the engine needs. */
export type PullRequest = {
  readonly example: Example;
  readonly from: Variant;
  readonly to: Variant;
  readonly flags?: readonly string[];
};

/** The report of the command line on a pull request, run as a user on a laptop would. */
export async function checkChange(
  bench: Workbench,
  { example, from, to, flags = [] }: PullRequest,
): Promise<GateReport> {
  await using change = await openChange(example, from, to);
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
  const { code, stderr } = await runCommand('node', [CLI, ...args, ...buildFlags(bench)], {
    cwd: change.directory,
    env: { ...withoutWorkflow(), ...bench.engine.env },
  });
  if (code > 1) throw new Error(`no verdict, exit code ${code}: ${stderr}`);
  const report = JSON.parse(await readFile(change.reportFile, 'utf8')) as GateReport;
  const expected = EXIT_CODES[report.verdict.conclusion];
  if (code !== expected) throw new Error(`exit code ${code} with conclusion ${report.verdict.conclusion}`);
  return report;
}

/** Variables of a workflow that this test itself may run in: the example's repository has nothing to do with it. */
function withoutWorkflow(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => /^(GITHUB|RUNNER|INPUT)_/.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
