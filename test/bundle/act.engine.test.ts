import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect } from '@jest/globals';
import { openAct } from '../../scripts/engine/act.ts';
import { clone, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { writeFiles } from '../build/workshop.ts';
import { DIST } from '../helpers/dist-folder.ts';
import { describeEngines } from '../helpers/engines.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { testWith } from '../helpers/untested.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PATIENCE_MS = 300_000;

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const hasEngine = (process.env['FINAL_STAGE_TEST_ENGINES'] ?? '[]') !== '[]';
const opened = hasEngine ? await openAct() : { unavailable: 'there is no engine' };
const act = typeof opened === 'string' ? opened : null;

/** The workflow that people copy from the README, as it stands there. */
function readmeWorkflow(): string {
  const text = /^```yaml\n(name: final-stage\n[^]*?)^```$/m.exec(
    readFileSync(join(ROOT, 'README.md'), 'utf8'),
  )?.[1];
  if (text === undefined) throw new Error('README.md has no workflow');
  return text;
}

/** What `uses: final-stage/final-stage@v0` stands for: only what a release has that runs. */
function placeAction(): string {
  const place = join(folder.path, 'action');
  mkdirSync(place, { recursive: true });
  cpSync(DIST, join(place, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'action.yml'), join(place, 'action.yml'));
  return place;
}

/** A checkout of the branch `change`, which forks off `main` of its remote, and the payload of its pull request. */
function openPull(name: string, bytes: number) {
  const origin = makeRepository(join(folder.path, name, 'origin'));
  const record = (files: Readonly<Record<string, string>>): string => {
    writeFiles(origin, files);
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '-m', 'change');
    return git(origin, 'rev-parse', 'HEAD');
  };
  const base = record({
    '.dockerignore': '.git\n.github\n',
    '.github/workflows/final-stage.yml': readmeWorkflow(),
    Dockerfile: 'FROM scratch\nCOPY server /server\n',
    server: 'x'.repeat(1000),
  });
  git(origin, 'switch', '--quiet', '-c', 'change');
  const head = record({ server: 'x'.repeat(bytes) });
  const checkout = clone(origin, join(folder.path, name, 'checkout'), '--branch=change');
  const event = join(folder.path, name, 'event.json');
  const repo = { full_name: 'octo/app' };
  const payload = payloadOf('pull_request', {
    pull_request: {
      number: 7,
      labels: [],
      head: { sha: head, repo },
      base: { sha: base, ref: 'main', repo },
    },
  });
  writeFileSync(event, JSON.stringify(payload));
  return { checkout, event };
}

type ActRun = { readonly exitCode: number; readonly log: string };

/** Runs every job of the event on this machine, with the Action at hand and nothing from elsewhere. */
async function runAct(
  program: string,
  { checkout, event }: ReturnType<typeof openPull>,
  env: object,
): Promise<ActRun> {
  const args = ['pull_request', '--platform', 'ubuntu-latest=-self-hosted', '--eventpath', event];
  const action = [
    '--local-repository',
    `final-stage/final-stage@v0=${placeAction()}`,
    '--action-offline-mode',
  ];
  const home = join(dirname(event), 'home');
  mkdirSync(home, { recursive: true });
  try {
    const { stdout, stderr } = await promisify(execFile)(
      program,
      [...args, ...action, '--no-cache-server', '--env', 'GITHUB_REPOSITORY=octo/app'],
      {
        cwd: checkout,
        env: { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ...env },
        maxBuffer: 1e8,
      },
    );
    return { exitCode: 0, log: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, log: stdout + stderr };
  }
}

describeEngines('the workflow of the README on act', (engine) => {
  const testWithAct = testWith(act, typeof opened === 'string' ? '' : opened.unavailable);
  const name = (scenario: string) => `${engine.store}-${scenario}`;

  testWithAct(
    'judges a pull request that grows a little, and shows the report',
    async (program) => {
      const { exitCode, log } = await runAct(program, openPull(name('little'), 1500), engine.env);
      expect(log).toContain('set-output:: conclusion=success');
      expect(log).toContain('set-output:: content-size=1500');
      expect(log).toContain('set-output:: content-delta=500');
      expect(log).toContain('### ✅ Final Stage passed');
      expect(log).toContain('because there is no token');
      expect(log).toContain('Job succeeded');
      expect(exitCode).toBe(0);
    },
    PATIENCE_MS,
  );

  testWithAct(
    'fails a pull request over the budget',
    async (program) => {
      const { exitCode, log } = await runAct(program, openPull(name('much'), 12_000_000), engine.env);
      expect(log).toContain('set-output:: conclusion=failure');
      expect(log).toContain('Content size grew');
      expect(log).toContain('Job failed');
      expect(exitCode).toBe(1);
    },
    PATIENCE_MS,
  );
});
