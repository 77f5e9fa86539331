import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { openEngine, stopEngines } from './engine/engine.ts';
import type { Engine } from './engine/engine.ts';

type Totals = { passed: number; failed: number; skipped: number };

type JestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

const root = join(import.meta.dirname, '..');

/** Everything: the checks, the unit tests, then what needs a real engine. `unit`: only what runs in seconds. */
async function main(): Promise<void> {
  const unitOnly = process.argv.includes('unit');
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-test-'));
  try {
    if (!unitOnly) totals.failed += runChecks().length;
    await runJest('unit', ['--testPathIgnorePatterns', '\\.engine\\.test\\.ts$', '/node_modules/'], {
      scratch,
      totals,
    });
    if (!unitOnly) await runEngineTests(scratch, totals);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await stopEngines();
  }
  const { passed, failed, skipped } = totals;
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Both image stores, each where it can be had; what cannot is said in one line. */
async function runEngineTests(scratch: string, totals: Totals): Promise<void> {
  const engines: Engine[] = [];
  for (const store of ['overlay2', 'containerd'] as const) {
    const engine = await openEngine(store);
    if ('unavailable' in engine)
      process.stdout.write(`skipped: all tests on the ${store} image store: ${engine.unavailable}\n`);
    else engines.push(engine);
  }
  if (engines.length === 0) {
    totals.skipped += 1;
    return;
  }
  const env = { FINAL_STAGE_TEST_ENGINES: JSON.stringify(engines) };
  await runJest('engine', ['--testPathPatterns', '\\.engine\\.test\\.ts$', '--maxWorkers', '2'], {
    scratch,
    totals,
    env,
  });
}

type Run = {
  readonly scratch: string;
  readonly totals: Totals;
  readonly env?: Readonly<Record<string, string>>;
};

async function runJest(name: string, args: readonly string[], { scratch, totals, env }: Run): Promise<void> {
  const file = join(scratch, `${name}.json`);
  const jest = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
  const started = Date.now();
  const code = await run(
    [...jest, '--json', '--outputFile', file, '--testLocationInResults', ...args],
    env ?? {},
  );
  const report = await readReport(file);
  if (report === null) {
    totals.failed += 1;
    process.stdout.write(`FAIL ${name} tests: jest ended with code ${code} and wrote no report\n`);
    return;
  }
  totals.passed += report.numPassedTests;
  // A suite that could not even be loaded has no failed test, but it has failed.
  totals.failed += Math.max(report.numFailedTests, report.numFailedTestSuites);
  totals.skipped += report.numPendingTests;
  tellSkipped(report);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${name} tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed in ${seconds} s\n`,
  );
}

function tellSkipped(report: JestReport): void {
  const skipped = report.testResults.flatMap((suite) =>
    suite.assertionResults.filter((test) => test.status === 'pending'),
  );
  for (const test of skipped) process.stdout.write(`skipped: ${test.fullName}\n`);
}

/** Jest's own report goes to standard error; its JSON, which `--json` also prints to standard output, is read from the file. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env, NO_COLOR: '1' },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

async function readReport(file: string): Promise<JestReport | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JestReport;
  } catch {
    return null;
  }
}

await main();
