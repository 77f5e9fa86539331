import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkOut, commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import { slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun, ActionStep } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const GROWN_BYTES = 50 * 1000 * 1000;
const DOCKERFILE = 'FROM scratch\nCOPY server /server\n';
const FILES = { '.dockerignore': '.git\n', Dockerfile: DOCKERFILE, server: 'x'.repeat(1000) };

/** A repository on a server: `main` has the files, `change` forks off it. All are commits. */
function openOrigin(name: string, files: Readonly<Record<string, string>>) {
  const origin = makeRepository(join(folder.path, name, 'origin'));
  const add = (changed: Readonly<Record<string, string>>) => {
    writeFiles(origin, changed);
    git(origin, 'add', '--all');
    git(origin, 'commit', '--quiet', '--allow-empty', '-m', 'change');
    return git(origin, 'rev-parse', 'HEAD');
  };
  const base = add(files);
  git(origin, 'checkout', '--quiet', '-b', 'change');
  const merge = (): string => {
    git(origin, 'checkout', '--quiet', '--detach', 'main');
    git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
    git(origin, 'update-ref', 'refs/pull/7/merge', 'HEAD');
    return git(origin, 'rev-parse', 'HEAD');
  };
  return { origin, base, add, merge, checkout: join(folder.path, name, 'checkout') };
}

type Origin = ReturnType<typeof openOrigin>;

/** Gates the merge commit of a pull request as actions/checkout leaves it: one commit deep. */
function gatePullRequest(
  { origin, base, merge, checkout }: Origin,
  head: string,
  change: Partial<ActionStep> = {},
): Promise<ActionRun> {
  const sha = merge();
  checkOut(origin, checkout, 'refs/pull/7/merge');
  return runAction({
    inputs: { comment: 'never', ...change.inputs },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace: checkout,
    folder: folder.path,
    environment: { GITHUB_SHA: sha },
    ...(change.apiUrl !== undefined && { apiUrl: change.apiUrl }),
    ...(change.payload !== undefined && { payload: change.payload }),
  });
}

describeEngines('events on shallow checkouts', (engine) => {
  const name = (scenario: string) => `${engine.store}-${scenario}`;
  beforeAll(() => {
    useEngine(engine);
  });

  test('charge a pull request 20 commits behind nothing for 50 MB that its base grew by', async () => {
    const origin = openOrigin(name('behind'), FILES);
    const head = origin.add({ 'docs.md': 'words' });
    git(origin.origin, 'checkout', '--quiet', 'main');
    for (let count = 1; count < 20; count += 1) commit(origin.origin, `note-${count}`, 'note');
    commit(origin.origin, 'server', 'y'.repeat(GROWN_BYTES));
    const run = await gatePullRequest(origin, head);
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { conclusion: 'success', 'content-delta': '0', 'content-size': String(GROWN_BYTES) },
    });
    expect(tagsLeftBy(run)).toEqual([]);
  });

  test('find the same history in both images where the Dockerfile copies it', async () => {
    const files = { Dockerfile: 'FROM scratch\nCOPY . /app\n', server: 'x'.repeat(1000) };
    const origin = openOrigin(name('history'), files);
    const run = await gatePullRequest(origin, origin.add({}));
    expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success', 'content-delta': '0' } });
    expect(git(origin.checkout, 'worktree', 'list').split('\n')).toHaveLength(1);
    expect(git(origin.checkout, 'status', '--porcelain')).toBe('');
  });

  test('take a base branch without a Dockerfile for no baseline, and say so', async () => {
    const origin = openOrigin(name('new'), { 'README.md': 'words' });
    const run = await gatePullRequest(origin, origin.add(FILES));
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: {
        conclusion: 'success',
        'content-size': '1000',
        'content-delta': '',
        'baseline-content-size': '',
      },
    });
    expect(run.summary).toMatch(/no baseline.*has no `?Dockerfile/);
  });

  test('take a base branch that does not build for no baseline, and name the line', async () => {
    const origin = openOrigin(name('broken-base'), {
      ...FILES,
      Dockerfile: 'FROM scratch\nCOPY nothing /\n',
    });
    const run = await gatePullRequest(origin, origin.add({ Dockerfile: DOCKERFILE }));
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { conclusion: 'success', 'baseline-content-size': '' },
    });
    expect(run.summary).toMatch(/does not build/);
    expect(run.summary).toMatch(/Dockerfile:2/);
  });

  test('give a fork’s pull request its verdict and its summary, and one line about the comment', async () => {
    if (slice === null) throw new Error("GitHub's description of its API is not available");
    const github = await openGitHubDouble(slice, { canWrite: false });
    try {
      const origin = openOrigin(name('fork'), FILES);
      const head = origin.add({ server: 'z'.repeat(GROWN_BYTES) });
      const run = await gatePullRequest(origin, head, {
        inputs: { comment: 'auto', 'github-token': 'good' },
        apiUrl: github.url,
        payload: payloadOf('pull_request', {
          pull_request: {
            number: 7,
            labels: [],
            head: { sha: head, repo: { full_name: 'stranger/app', fork: true, id: 2 } },
            base: { sha: origin.base, ref: 'main' },
          },
        }),
      });
      expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure' } });
      expect(run.summary).toContain('Content size grew');
      const lines = run.log.annotations.filter(({ level }) => level === 'warning');
      expect(lines).toHaveLength(1);
      expect(lines[0]?.message).toMatch(/comment.*fork|fork.*comment/);
      expect(github.faults).toEqual([]);
    } finally {
      await github.close();
    }
  });

  test('compare a merge group with its base', async () => {
    const origin = openOrigin(name('merge-group'), FILES);
    const head = origin.add({ server: 'x'.repeat(1500) });
    checkOut(origin.origin, origin.checkout, head);
    const run = await runAction({
      inputs: { comment: 'never' },
      eventName: 'merge_group',
      payload: payloadOf('merge_group', { merge_group: { base_sha: origin.base, head_sha: head } }),
      workspace: origin.checkout,
      folder: folder.path,
      environment: { GITHUB_SHA: head },
    });
    expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success', 'content-delta': '500' } });
  });

  test('compare a push with the commit before it', async () => {
    const origin = openOrigin(name('push'), FILES);
    const after = origin.add({ server: 'x'.repeat(1700) });
    checkOut(origin.origin, origin.checkout, after);
    const run = await runAction({
      inputs: { comment: 'never' },
      eventName: 'push',
      payload: payloadOf('push', { before: origin.base, after, ref: 'refs/heads/change' }),
      workspace: origin.checkout,
      folder: folder.path,
      environment: { GITHUB_SHA: after },
    });
    expect(run).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success', 'content-delta': '700' } });
    expect(tagsLeftBy(run)).toEqual([]);
  });
});
