import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBases } from '../bases/bases.ts';
import type { StoredCheckRun } from '../../test/helpers/github-reviews.ts';
import { openEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import { openDemoGitHub } from './github.ts';
import { makeServices } from './services.ts';
import { BASES, makeRepository } from './tutorial.ts';
import type { DemoPullRequest } from './tutorial.ts';

const root = join(import.meta.dirname, '..', '..');

/** A pull request that regresses, and the inputs that its workflow gives besides where the bases are. */
export type Demo = {
  readonly make: (directory: string) => DemoPullRequest;
  readonly inputs: Readonly<Record<string, string>>;
  /** In one sentence. */
  readonly what: string;
};

const TUTORIAL: Demo = {
  make: makeRepository,
  inputs: { context: '.', fix: 'suggest' },
  what: 'A pull request turns the tutorial’s multi-stage Dockerfile into a single stage.',
};

/** Several images, with more findings than a job can annotate. */
export const SERVICES: Demo = {
  make: makeServices,
  inputs: { images: 'all' },
  what: 'A pull request turns the multi-stage Dockerfiles of four services into single stages.',
};

/** Gates a regressing pull request with the Action that ships, as the runner would run it; a text says why it could not be. */
export async function runDemo(
  scratch: string,
  print: (line: string) => void,
  demo: Demo = TUTORIAL,
): Promise<DemoRun | string> {
  print('Looking for a Docker engine …');
  const engine = await openEngine();
  if ('unavailable' in engine) return engine.unavailable;
  print(
    `Using ${engine.ours ? 'a separate engine' : 'the engine that is already running'} (${engine.store} image store). Preparing ${BASES.join(' and ')} …`,
  );
  const bases = await openBases(engine, BASES, print);
  const [missing] = bases.unavailable;
  if (missing) return `${missing.reference} is not available (${missing.why})`;
  const pullRequest = demo.make(join(scratch, 'repository'));
  print(`${demo.what} Running the Action on it …\n`);
  return gatePullRequest({ scratch, engine, pullRequest, demo, buildContexts: bases.buildContexts });
}

type Gate = {
  readonly scratch: string;
  readonly engine: Engine;
  readonly pullRequest: DemoPullRequest;
  readonly demo: Demo;
  readonly buildContexts: Readonly<Record<string, string>>;
};

/** What a run of the Action left: its exit code and outputs, the comment on the pull request, and the path of the step summary. */
export type DemoRun = {
  readonly code: number;
  readonly outputs: ReadonlyMap<string, string>;
  readonly comment: string | null;
  /** Suggestions at lines of the diff. */
  readonly suggestions: readonly string[];
  /** The check beside the job's, if there is one. */
  readonly check: StoredCheckRun | undefined;
  readonly summary: string;
};

async function gatePullRequest(gate: Gate): Promise<DemoRun> {
  const github = await openDemoGitHub(gate.pullRequest);
  try {
    const files = await writeRunnerFiles(gate);
    const code = await runAction({ ...gate, files, apiUrl: github.url });
    const outputs = parseOutputs(await readFile(files.output, 'utf8'));
    // What the description of the demo lacks is answered as GitHub never would.
    if (github.faults.length > 0)
      throw new Error(`the GitHub of the demo is wrong: ${github.faults.join('; ')}`);
    const { comments, reviewComments, checkRuns } = github.state;
    const suggestions = reviewComments.map(({ body }) => body);
    const comment = comments.at(-1)?.body ?? null;
    return { code, outputs, comment, suggestions, check: checkRuns.at(-1), summary: files.summary };
  } finally {
    await github.close();
  }
}

type RunnerFiles = {
  readonly output: string;
  readonly summary: string;
  readonly event: string;
  readonly temp: string;
};

/** The files that a runner gives to an action. */
async function writeRunnerFiles({ scratch, pullRequest }: Gate): Promise<RunnerFiles> {
  const temp = join(scratch, 'runner');
  await mkdir(temp, { recursive: true });
  const files = {
    output: join(temp, 'output'),
    summary: join(scratch, 'step-summary.md'),
    event: join(temp, 'event.json'),
    temp,
  };
  const repository = { full_name: 'octo/app', id: 1 };
  const payload = {
    action: 'synchronize',
    number: 7,
    repository,
    pull_request: {
      number: 7,
      head: { sha: pullRequest.head, ref: 'simplify', repo: repository },
      base: { sha: pullRequest.base, ref: 'main', repo: repository },
      labels: [],
    },
  };
  await writeFile(files.event, JSON.stringify(payload));
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  return files;
}

type ActionRun = Gate & { readonly files: RunnerFiles; readonly apiUrl: string };

function runAction({
  scratch,
  engine,
  pullRequest,
  demo,
  buildContexts,
  files,
  apiUrl,
}: ActionRun): Promise<number> {
  const inputs = {
    ...demo.inputs,
    'build-contexts': Object.entries(buildContexts)
      .map(([name, source]) => `${name}=${source}`)
      .join('\n'),
    network: engine.buildNetwork ?? '',
    'github-token': 'good',
  };
  const env = {
    ...process.env,
    ...engine.env,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: `${apiUrl}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: files.event,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_SHA: pullRequest.merge,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_WORKFLOW: 'final-stage',
    GITHUB_JOB: 'gate',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKSPACE: join(scratch, 'repository'),
    RUNNER_TEMP: files.temp,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', 'index.cjs')], {
      cwd: env.GITHUB_WORKSPACE,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** `name<<delimiter`, value, delimiter: the runner's file commands. */
function parseOutputs(text: string): ReadonlyMap<string, string> {
  const blocks = text.matchAll(/^([^\n<]+)<<(.+)\n([^]*?)\n\2$/gm);
  return new Map([...blocks].map((block) => [block[1] ?? '', block[3] ?? '']));
}
