import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from './dist-folder.ts';
import { machineEnvironment, runProgram } from './run-program.ts';
import type { ProgramOptions } from './run-program.ts';
import { readStepLog } from './workflow-commands.ts';
import type { StepLog } from './workflow-commands.ts';

const ACTION_BUNDLE = join(DIST, 'index.cjs');

const MAX_SUMMARY_BYTES = 1024 * 1024;

/** A step of a workflow: what its author wrote and what GitHub knows. */
export type ActionStep = {
  /** By input name; defaults of action.yml are not filled in. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly eventName?: string;
  readonly payload?: unknown;
  /** Where the runner keeps its files; the test removes it. */
  readonly folder: string;
  /** The checkout. */
  readonly workspace: string;
  readonly apiUrl?: string;
  /** Added to the runner's variables. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: ProgramOptions['signal'];
  readonly maxMilliseconds?: ProgramOptions['maxMilliseconds'];
};

/** What is left of a step for the rest of the job, and for people. */
export type ActionRun = {
  readonly exitCode: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** Empty also where the runner drops it for its size. */
  readonly summary: string;
  readonly log: StepLog;
  readonly stdout: string;
  readonly stderr: string;
  readonly runnerTemp: string;
};

/** Runs the Action's bundle as a runner does. */
export async function runAction(step: ActionStep): Promise<ActionRun> {
  const home = await mkdtemp(join(step.folder, 'runner-'));
  const runnerTemp = join(home, 'temp');
  const files = {
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_ENV: join(home, 'env'),
    GITHUB_STATE: join(home, 'state'),
    GITHUB_PATH: join(home, 'path'),
    GITHUB_STEP_SUMMARY: join(home, 'summary'),
  };
  await mkdir(runnerTemp);
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  const eventPath = join(home, 'event.json');
  await writeFile(eventPath, JSON.stringify(step.payload ?? {}));
  const inputs = Object.entries(step.inputs).map(([name, value]) => [inputVariable(name), value] as const);
  const run = await runProgram(ACTION_BUNDLE, [], {
    cwd: step.workspace,
    environment: {
      ...machineEnvironment(),
      ...runnerEnvironment(step),
      ...files,
      GITHUB_EVENT_PATH: eventPath,
      RUNNER_TEMP: runnerTemp,
      ...Object.fromEntries(inputs),
      ...step.environment,
    },
    ...(step.signal && { signal: step.signal }),
    ...(step.maxMilliseconds !== undefined && { maxMilliseconds: step.maxMilliseconds }),
  });
  const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
  return {
    ...run,
    outputs: parseFileCommands(await readFile(files.GITHUB_OUTPUT, 'utf8')),
    summary: Buffer.byteLength(summary) > MAX_SUMMARY_BYTES ? '' : summary,
    log: readStepLog(run.stdout),
    runnerTemp,
  };
}

/** As the runner spells an input: blanks become `_`, everything else stays. */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function runnerEnvironment({ eventName = 'pull_request', workspace, apiUrl }: ActionStep) {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: eventName,
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_SERVER_URL: 'https://github.com',
    // Nothing listens there: a test that needs an answer gives its own.
    GITHUB_API_URL: apiUrl ?? 'http://127.0.0.1:9',
    GITHUB_WORKFLOW: 'final-stage',
    GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/final-stage.yml@refs/pull/7/merge',
    GITHUB_JOB: 'image',
    GITHUB_RUN_ID: '9000',
    GITHUB_RUN_NUMBER: '12',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_OS: 'Linux',
  };
}

/** `name<<delimiter`, lines, `delimiter`: the only spelling that the toolkit writes. */
function parseFileCommands(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let start = 0; start < lines.length; start += 1) {
    const [name, delimiter] = (lines[start] ?? '').split('<<');
    if (!name || !delimiter) continue;
    const end = lines.indexOf(delimiter, start + 1);
    values[name] = lines.slice(start + 1, end).join('\n');
    start = end;
  }
  return values;
}
