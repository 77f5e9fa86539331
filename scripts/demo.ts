import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBases } from './bases/bases.ts';
import { gateLayouts } from './demo/layouts.ts';
import { openDemoGitHub } from './demo/github.ts';
import { BASES, makeRepository } from './demo/tutorial.ts';
import type { DemoPullRequest } from './demo/tutorial.ts';
import { openEngine, stopEngines } from './engine/engine.ts';
import type { Engine } from './engine/engine.ts';

const root = join(import.meta.dirname, '..');
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Gates a regressing pull request with the Action that ships, as the runner would run it, and shows what a reviewer sees. */
async function main(): Promise<void> {
  const started = Date.now();
  const scratch = await mkdtemp(join(tmpdir(), 'final-stage-demo-'));
  try {
    const why = await runOnEngine(scratch);
    if (why !== null) {
      print(`No pull request was built: ${why}.\nTwo generated OCI layouts are gated instead.\n`);
      process.exitCode = gateLayouts(scratch, join(root, 'dist', 'cli.cjs'));
    }
  } finally {
    await rm(join(scratch, 'repository'), { recursive: true, force: true });
    await stopEngines();
  }
  print(`The whole run took ${((Date.now() - started) / 60_000).toFixed(1)} minutes.`);
}

/** Null when the gate was run, else why it could not be. */
async function runOnEngine(scratch: string): Promise<string | null> {
  print('Looking for a Docker engine …');
  const engine = await openEngine();
  if ('unavailable' in engine) return engine.unavailable;
  print(
    `Using ${engine.ours ? 'a separate engine' : 'the engine that is already running'} (${engine.store} image store). Preparing ${BASES.join(' and ')} …`,
  );
  const bases = await openBases(engine, BASES, print);
  const [missing] = bases.unavailable;
  if (missing) return `${missing.reference} is not available (${missing.why})`;
  const pullRequest = makeRepository(join(scratch, 'repository'));
  print(
    'A pull request turns the tutorial’s multi-stage Dockerfile into a single stage. Running the Action on it …\n',
  );
  await gatePullRequest({ scratch, engine, pullRequest, buildContexts: bases.buildContexts });
  return null;
}

type Gate = {
  readonly scratch: string;
  readonly engine: Engine;
  readonly pullRequest: DemoPullRequest;
  readonly buildContexts: Readonly<Record<string, string>>;
};

async function gatePullRequest(gate: Gate): Promise<void> {
  const github = await openDemoGitHub();
  try {
    const files = await writeRunnerFiles(gate);
    const code = await runAction({ ...gate, files, apiUrl: github.url });
    const outputs = parseOutputs(await readFile(files.output, 'utf8'));
    print('\n────────────────────── the pull request’s comment ──────────────────────\n');
    print(github.state.comments.at(-1)?.body ?? '(none)');
    print('────────────────────────────────────────────────────────────────────────\n');
    print(`Verdict:  ${outputs.get('conclusion') ?? 'none'} (exit code ${code})`);
    for (const name of ['fix-patch', 'report', 'report-html', 'sarif'])
      print(`${name}: ${outputs.get(name) ?? '(none)'}`);
    print(`step summary: ${files.summary}`);
    process.exitCode = outputs.get('conclusion') === 'failure' && code === 1 ? 0 : 1;
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
  buildContexts,
  files,
  apiUrl,
}: ActionRun): Promise<number> {
  const inputs = {
    context: '.',
    'build-contexts': Object.entries(buildContexts)
      .map(([name, source]) => `${name}=${source}`)
      .join('\n'),
    network: engine.buildNetwork ?? '',
    'github-token': 'good',
    fix: 'suggest',
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

await main();
