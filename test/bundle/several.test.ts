import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunReport } from '../../src/report/run-report.ts';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { openBuildingDocker } from '../helpers/building-docker.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun, ActionStep } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';

const made = makeFolder();
afterAll(() => {
  made.remove();
});
const folder = made.path;
const docker = openBuildingDocker(folder);
const PATH = `${docker.directory}:${process.env['PATH'] ?? ''}`;

type Files = Readonly<Record<string, string>>;

function commitAll(repository: string, files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), text);
  }
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '-m', 'files');
  return git(repository, 'rev-parse', 'HEAD');
}

/** A checkout whose HEAD changes the base commit, and the event of its pull request. */
function pullOf(name: string, before: Files, after: Files): Pick<ActionStep, 'workspace' | 'payload'> {
  const workspace = makeRepository(join(folder, name));
  const base = commitAll(workspace, before);
  const head = commitAll(workspace, after);
  const payload = payloadOf('pull_request', {
    pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
  });
  return { workspace, payload };
}

const dockerfile = 'FROM scratch\nCOPY . /\n';
const bake = (...names: readonly string[]) =>
  JSON.stringify({ target: Object.fromEntries(names.map((name) => [name, { context: name }])) });

function imagesOf({ outputs }: ActionRun): unknown {
  return JSON.parse(outputs['images'] ?? 'null');
}

describeWithGitHub('several images in one run of the Action', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
  });
  afterAll(() => github.close());

  const pull = pullOf(
    'baked',
    {
      'docker-bake.json': bake('api', 'web'),
      'api/Dockerfile': dockerfile,
      'web/Dockerfile': dockerfile,
      'web/index.html': 'w'.repeat(1000),
    },
    {
      'docker-bake.json': bake('api', 'web', 'worker', 'outside').replace('"outside"}', '"../../etc"}'),
      'api/app.bin': 'a'.repeat(5000),
      'worker/Dockerfile': `${dockerfile}RUN false\n`,
    },
  );
  let run: ActionRun;
  beforeAll(async () => {
    run = await runAction({
      ...pull,
      folder,
      inputs: {
        bake: 'docker-bake.json',
        'max-growth': '2 kB',
        'github-token': 'good',
        secrets: 'npm=hunter2',
      },
      apiUrl: github.url,
      environment: { PATH, MY_TOKEN: 'x', COPY: 'hunter2', TAG: 'v1' },
    });
  });

  test('a bake file of four gives each its verdict, and one that does not build keeps none from its own', () => {
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ conclusion: '', introduced: '0', 'content-size': '' });
    expect(imagesOf(run)).toEqual([
      { name: 'api', conclusion: 'failure', contentSize: 5022, contentDelta: 5000 },
      { name: 'web', conclusion: 'success', contentSize: 1022, contentDelta: 0 },
      { name: 'worker', conclusion: '', contentSize: null, contentDelta: null },
      { name: 'outside', conclusion: '', contentSize: null, contentDelta: null },
    ]);
  });

  test('makes one comment, one summary and a SARIF run for each verdict', () => {
    expect(github.state.comments).toHaveLength(1);
    for (const text of [github.state.comments[0]?.body ?? '', run.summary]) {
      expect(text.split('\n')[0]).toBe(
        '### ❌ Final Stage no verdict: 1 of 4 images failed, 2 have no verdict',
      );
      expect(text.match(/^\| `[a-z]+` \|/gm)?.slice(0, 4)).toEqual([
        '| `api` |',
        '| `worker` |',
        '| `outside` |',
        '| `web` |',
      ]);
      expect(text).toContain('expected a path inside of the checkout');
    }
    const sarif = JSON.parse(readFileSync(run.outputs['sarif'] ?? '', 'utf8')) as {
      runs: readonly unknown[];
    };
    expect(sarif.runs).toHaveLength(2);
    const report = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as RunReport;
    expect(report.images.map(({ kind }) => kind)).toEqual(['judged', 'judged', 'no-verdict', 'no-verdict']);
    expect(readFileSync(run.outputs['report-html'] ?? '', 'utf8')).toContain('srcdoc="');
    expect(run.stderr).toBe('');
  });

  test('groups its log by image, and shows no secret to the bake file', () => {
    expect(run.stdout.match(/^::group::.*$/gm)).toEqual(
      ['api', 'web', 'worker'].map((name) => `::group::${name}`),
    );
    const bakes = docker.calls().filter(({ args }) => args[1] === 'bake');
    expect(bakes).toHaveLength(2);
    for (const { variables } of bakes) {
      expect(variables).toContain('TAG');
      expect(variables).not.toContain('MY_TOKEN');
      expect(variables).not.toContain('COPY');
      expect(variables.filter((name) => name.startsWith('INPUT_'))).toEqual([]);
    }
  });

  test('names in its log what a description must not choose', async () => {
    const build = { context: 'api', network: 'host', ssh: ['default'] };
    const file = { 'compose.yaml': JSON.stringify({ services: { api: { build } } }) };
    const change = pullOf('host', { ...file, 'api/Dockerfile': dockerfile }, { 'api/app.bin': 'a' });
    const inputs = { compose: 'compose.yaml', comment: 'never' };
    const gated = await runAction({ ...change, folder, inputs, environment: { PATH } });
    expect(gated.stdout).toContain('api: `ssh`, `network` of its description is not taken over');
    expect(gated.outputs).toMatchObject({ conclusion: 'success' });
  });

  test('the policy and the platforms say what is gated as well', async () => {
    const policy = `images:
  - { name: api, context: api, platforms: [linux/amd64, linux/arm64], budgets: [{ size: content, max: 1 kB }] }
`;
    const change = pullOf(
      'policed',
      { '.github/final-stage.yml': policy, 'api/Dockerfile': dockerfile, 'api/bin': 'a'.repeat(2000) },
      {
        '.github/final-stage.yml': `${policy}  - { name: new, context: new }\n`,
        'new/Dockerfile': dockerfile,
      },
    );
    const gated = await runAction({
      ...change,
      folder,
      inputs: { images: 'all', comment: 'never' },
      environment: { PATH },
    });
    expect(imagesOf(gated)).toMatchObject([
      { name: 'api (linux/amd64)', conclusion: 'failure' },
      { name: 'api (linux/arm64)', conclusion: 'failure' },
      { name: 'new', conclusion: 'success', contentDelta: null },
    ]);
    expect(gated.summary).toContain('`api` by platform: the findings are the same on all platforms');
    expect(gated.summary).toContain('has no `new/Dockerfile`');
  });

  test('a matrix of ten is merged into one comment that says what is missing', async () => {
    github.state.comments.length = 0;
    const reports = Array.from({ length: 10 }, (_unused, index) => ({
      schemaVersion: 1,
      tool: { name: 'final-stage', version: '0.0.0' },
      images: [
        {
          name: `service-${index}`,
          kind: 'judged',
          report: index === 3 ? failing : gateReport({ notices: [] }),
        },
      ],
    }));
    reports.forEach((report, index) => {
      const file = join(
        pull.workspace,
        'reports',
        `leg-${index}`,
        'report-of-final-stage-x',
        'final-stage.json',
      );
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(report));
    });
    const inputs = { mode: 'merge', reports: 'reports/**/final-stage.json', 'github-token': 'good' };
    const step = { ...pull, folder, apiUrl: github.url, environment: { PATH: '/usr/bin:/bin' } };
    const merged = await runAction({ ...step, inputs });
    expect(merged).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure', introduced: '1' } });
    expect(imagesOf(merged)).toHaveLength(10);
    const [comment, ...others] = github.state.comments;
    expect(others).toEqual([]);
    expect(comment?.body.split('\n')[0]).toBe('### ❌ Final Stage failed: 1 of 10 images failed');
    expect(comment?.body.match(/^\| `service-\d` \|/gm)?.[0]).toBe('| `service-3` |');
    const again = await runAction({
      ...step,
      inputs: { ...inputs, images: 'service-1\nservice-11' },
      environment: { ...step.environment, GITHUB_RUN_NUMBER: '13', GITHUB_RUN_ID: '9001' },
    });
    expect(again.outputs['conclusion']).toBe('');
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toContain('No job left a report of it.');
  });
});

const failing = gateReport({
  findings: [finding()],
  verdict: {
    conclusion: 'failure',
    violations: [
      { kind: 'finding', fingerprint: 'f'.repeat(64), status: 'introduced', message: 'Go toolchain 1.22' },
    ],
    allowed: [],
    proposed: [],
  },
});

describe('several images on the command line', () => {
  const { workspace } = pullOf(
    'composed',
    { 'compose.yaml': 'services:\n  api: { build: ./api }\n', 'api/Dockerfile': dockerfile },
    {
      'compose.yaml':
        'services:\n  api: { build: { context: ./api, args: { A: "${TAG:-none}" } } }\n  web: { build: web }\n',
      'web/Dockerfile': dockerfile,
    },
  );

  test('`check --compose` gates its services, each as its commit describes it', async () => {
    const run = await runCli(['check', '--compose', 'compose.yaml', '--base-ref', 'HEAD~1'], {
      cwd: workspace,
      environment: { PATH },
    });
    expect(run.stdout).toMatch(/^Final Stage passed: all 2 images\n {2}api +passed .*\n {2}web +passed/);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const builds = docker.calls().filter(({ args }) => args[1] === 'build' && args.at(-1)?.endsWith('/api'));
    const given = builds.map(({ args }) => args.filter((arg) => arg.startsWith('--build-arg=')));
    expect(given.slice(-2)).toEqual([[], ['--build-arg=A=none']]);
  });

  test('`check --image-of` takes patterns, and says what it does not know', async () => {
    const options = { cwd: workspace, environment: { PATH } };
    const run = await runCli(['check', '--image-of', '*/Dockerfile', '--format', 'json'], options);
    const report = JSON.parse(run.stdout) as RunReport;
    expect(report.images.map(({ name }) => name)).toEqual(['api', 'web']);
    const wrong = await runCli(['check', '--image-of', 'apo', '--bake', 'x'], options);
    expect(wrong).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('`--bake` is given beside `--image-of`'),
    });
  });

  test('`merge` reads reports of others, and ends by the worst', async () => {
    const reports = join(folder, 'merged');
    mkdirSync(reports);
    writeFileSync(join(reports, 'a.json'), JSON.stringify(gateReport()));
    writeFileSync(join(reports, 'b.json'), JSON.stringify(failing));
    const [a, b] = [join(reports, 'a.json'), join(reports, 'b.json')];
    const run = await runCli(['merge', a, b], { cwd: folder });
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toMatch(/^Final Stage failed: 1 of 2 images failed\n/);
    writeFileSync(b, 'torn');
    const torn = await runCli(['merge', a, b], { cwd: folder });
    expect(torn).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('has no verdict') });
  });
});
