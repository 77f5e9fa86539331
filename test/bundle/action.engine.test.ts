import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { basesOfEngines, tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { testWith } from '../helpers/untested.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun, ActionStep } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const FILES = {
  '.dockerignore': '.git\n.github\n',
  Dockerfile: 'FROM scratch\nCOPY server /server\n',
  server: 'x'.repeat(1000),
};

/** A checkout of a pull request's merge commit: its first parent is the base branch. */
function pullRequest(
  name: string,
  before: typeof FILES & Record<string, string>,
  after: Record<string, string>,
) {
  const repository = makeRepository(join(folder.path, name));
  writeFiles(repository, before);
  git(repository, 'add', '.');
  const base = commit(repository, 'README.md', 'base');
  git(repository, 'checkout', '--quiet', '-b', 'change');
  writeFiles(repository, after);
  git(repository, 'add', '.');
  const head = commit(repository, 'CHANGES.md', 'change');
  git(repository, 'checkout', '--quiet', '--detach', base);
  git(repository, 'merge', '--quiet', '--no-ff', '-m', 'merge', head);
  const payload = payloadOf('pull_request', {
    pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
  });
  return { repository, payload, environment: { GITHUB_SHA: git(repository, 'rev-parse', 'HEAD') } };
}

type Pull = ReturnType<typeof pullRequest>;

function run(
  pull: Pull,
  inputs: Record<string, string>,
  change: Partial<ActionStep> = {},
): Promise<ActionRun> {
  const { repository, payload, environment } = pull;
  return runAction({
    inputs: { comment: 'never', ...inputs },
    payload,
    workspace: repository,
    folder: folder.path,
    environment,
    ...change,
  });
}

/** Nothing of a run is left but its reports: no image tag, no worktree, no temporary folder. */
function expectNoTrace({ repository }: Pull, gated: ActionRun): void {
  expect(tagsLeftBy(gated)).toEqual([]);
  expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(git(repository, 'status', '--porcelain')).toBe('');
  expect(readdirSync(gated.runnerTemp).filter((name) => !name.startsWith('report-of-'))).toEqual([]);
}

const basesOf = await basesOfEngines(['alpine:latest']);

describeEngines('the Action on a pull request', (engine) => {
  const network: Record<string, string> = engine.buildNetwork ? { network: engine.buildNetwork } : {};
  const withBases = testWith(basesOf.get(engine.store) ?? null, 'alpine:latest is not available');
  beforeAll(() => {
    useEngine(engine);
  });

  test('builds both images and tells the line that spends the bytes', async () => {
    const dockerfile = `${FILES.Dockerfile}COPY server /copy\n`;
    const pull = pullRequest(`cost-${engine.store}`, FILES, { Dockerfile: dockerfile });
    const gated = await run(pull, { ...network, 'max-growth': '100%' });
    expect(gated.outputs).toMatchObject({
      conclusion: 'success',
      'content-size': '2000',
      'baseline-content-size': '1000',
      'content-delta': '1000',
    });
    expect(gated.summary).toContain('COPY server /copy');
    expectNoTrace(pull, gated);
  });

  test('judges by the base commit’s policy, whatever the pull request makes of it', async () => {
    const policy = { '.github/final-stage.yml': 'version: 1\nbudgets:\n  - size: content\n    max: 1500\n' };
    const pull = pullRequest(
      `policy-${engine.store}`,
      { ...FILES, ...policy },
      { '.github/final-stage.yml': 'version: 1\nfail-on: never\nbudgets: []\n', server: 'x'.repeat(3000) },
    );
    const gated = await run(pull, network);
    expect(gated).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure' } });
    expect(gated.summary).toMatch(/with this pull request's policy the verdict would be/i);
    expectNoTrace(pull, gated);
  });

  test('names the instruction that does not build, and has no verdict', async () => {
    const pull = pullRequest(`broken-${engine.store}`, FILES, {
      Dockerfile: 'FROM scratch\nCOPY nothing /\n',
    });
    const gated = await run(pull, network);
    expect(gated).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
    expect(gated.log.annotations.at(-1)?.message).toMatch(/Dockerfile:2/);
    expectNoTrace(pull, gated);
  });

  withBases('gives a secret to the build and never to the log', async (contexts) => {
    const dockerfile =
      'FROM alpine:latest\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token > /length && cat /run/secrets/token\n';
    const pull = pullRequest(`secret-${engine.store}`, { ...FILES, Dockerfile: dockerfile }, { server: 'y' });
    const inputs = { ...network, 'build-contexts': contexts.join('\n'), secrets: 'token=hunter2-hunter2' };
    const gated = await run(pull, inputs);
    expect(gated.outputs['conclusion']).toBe('success');
    expect(gated.log.masks).toEqual(['hunter2-hunter2']);
    expect(gated.log.lines.join('\n')).not.toContain('hunter2');
    expectNoTrace(pull, gated);
  });

  withBases('leaves no trace when it is cancelled in a build', async (contexts) => {
    // A text of its own: what an earlier run built would be a cache hit.
    const dockerfile = `FROM alpine:latest\nRUN echo ${randomUUID()} has started && sleep 300\n`;
    const pull = pullRequest(`cancel-${engine.store}`, { ...FILES, Dockerfile: dockerfile }, { server: 'y' });
    const inputs = { ...network, 'build-contexts': contexts.join('\n') };
    const gated = await run(pull, inputs, { signal: { name: 'SIGINT', whenSeen: 'has started\n' } });
    expect(gated.exitCode).toBe(130);
    expect(gated.log.annotations.at(-1)?.message).toBe('Cancelled: there is no verdict.');
    expect(gated.outputs['conclusion']).toBe('');
    expectNoTrace(pull, gated);
  });
});
