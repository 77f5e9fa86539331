import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tests by how they ended; a check that failed counts as one. */
export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };

type JestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/** One run of jest. `reports`: where its report may lie; `temporary`: the temporary folder of its tests. */
export type JestRun = {
  readonly name: string;
  readonly args: readonly string[];
  readonly reports: string;
  readonly temporary: string;
  readonly env?: Readonly<Record<string, string>>;
};

const root = join(import.meta.dirname, '../..');

/** Runs jest to its end and says what it skipped and how it ended. */
export async function runJest(jest: JestRun): Promise<Totals> {
  const file = join(jest.reports, `${jest.name}.json`);
  const program = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
  const started = Date.now();
  const code = await run(
    [...program, '--json', '--outputFile', file, '--testLocationInResults', ...jest.args],
    { ...jest.env, TMPDIR: jest.temporary },
  );
  const report = await readReport(file);
  if (report === null) {
    process.stdout.write(`FAIL ${jest.name} tests: jest ended with code ${code} and wrote no report\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  printSkipped(report);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${jest.name} tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed in ${seconds} s\n`,
  );
  return toTotals(report, code);
}

/** A suite that could not even be loaded has no failed test, but it has failed; so has a run that says so and names none. */
function toTotals(report: JestReport, code: number): Totals {
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites);
  return {
    passed: report.numPassedTests,
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests,
  };
}

function printSkipped(report: JestReport): void {
  const skipped = report.testResults.flatMap((suite) =>
    suite.assertionResults.filter((test) => test.status === 'pending'),
  );
  for (const test of skipped) process.stdout.write(`skipped: ${test.fullName}\n`);
}

/** Tests are told which engine to use; a client library takes these before what it is told. */
const NO_ENGINE = { DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };

/** Jest's own report goes to standard error; its JSON, which `--json` also prints to standard output, is read from the file. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...NO_ENGINE, ...env, NO_COLOR: '1', FORCE_COLOR: undefined },
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
