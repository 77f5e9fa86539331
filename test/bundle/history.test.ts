import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GateReport } from '../../src/report/report.ts';
import { openCacheDouble, type CacheDouble } from '../helpers/cache-double.ts';
import { filesOf, pushTo } from '../helpers/github-branches.ts';
import { openGitHubDouble, type GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const repository = { default_branch: 'main', private: false };
const push = (commit: string) =>
  payloadOf('push', {
    ...{ before: '0'.repeat(40), after: commit.repeat(40), ref: 'refs/heads/main', repository },
  });
const pullRequest = payloadOf('pull_request', { pull_request: { number: 7, labels: [] }, repository });

beforeAll(async () => {
  await mkdir(workspace);
  await writeOciLayout(join(workspace, 'small'), [layer({ '/app/server': 'x'.repeat(5000) })]);
  await writeOciLayout(join(workspace, 'large'), [layer({ '/app/server': 'x'.repeat(9000) })]);
});

type Step = {
  readonly history: string;
  readonly image: string;
  readonly payload: Record<string, unknown>;
  readonly comment?: string;
  readonly apiUrl?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** The image is given, and goes by its name: that of every commit is the same, as `app:ci` is. */
function run({ history, image, payload, comment = 'never', ...step }: Step) {
  return runAction({
    inputs: { image: `oci:${image}`, comment, history, 'github-token': 'good', 'comment-key': 'app' },
    eventName: payload === pullRequest ? 'pull_request' : 'push',
    ...{ payload, folder, workspace },
    ...step,
  });
}

const trendOf = ({ outputs }: Awaited<ReturnType<typeof run>>) =>
  (JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as GateReport).trend.map(
    ({ commit, contentBytes }) => `${commit.slice(0, 1)} ${contentBytes}`,
  );

describe('the size history of what ships, in the cache', () => {
  let service: CacheDouble;
  beforeAll(async () => {
    service = await openCacheDouble();
  });
  afterAll(() => service.close());
  const ask = (image: string, payload: Record<string, unknown>) =>
    run({ history: 'cache', image, payload, environment: service.environment });

  test('is written by pushes and shown by pull requests, and a broken cache is one notice', async () => {
    expect(trendOf(await ask('small', push('a')))).toEqual(['a 5000']);
    expect(trendOf(await ask('small', push('b')))).toEqual(['a 5000', 'b 5000']);
    const pull = await ask('small', pullRequest);
    expect(trendOf(pull)).toEqual(['a 5000', 'b 5000']);
    expect(pull.summary).toContain('<summary>Content size over 2 commits: 5.0 kB → 5.0 kB</summary>');
    expect(service.keys()).toHaveLength(2);
    service.break('service');
    const broken = await ask('small', push('c'));
    expect(broken).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success' } });
    expect(broken.summary).toContain(
      'The size history could not be written: the cache service responded with 503.',
    );
    expect(service.faults).toEqual([]);
  });
});

describeWithGitHub('the size history of what ships, on a branch', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    if (slice !== null) github = await openGitHubDouble(slice);
  });
  afterAll(() => github.close());
  const ask = (image: string, payload: Record<string, unknown>, comment = 'never') =>
    run({ history: 'branch:size-history', image, payload, comment, apiUrl: github.url });
  const names = () => Object.keys(filesOf(github.state.branches, 'size-history')).sort();

  test('is made by the first push, grows although another run is faster, and is shown in the comment', async () => {
    expect(trendOf(await ask('small', push('a')))).toEqual(['a 5000']);
    const [badge = '', history = '', chart = ''] = names();
    expect([badge, history, chart].map((name) => name.replace(/-.*\./, '.'))).toEqual([
      'badge.json',
      'history.json',
      'trend.svg',
    ]);
    const { branches } = github.state;
    branches.before = () => {
      const text = filesOf(branches, 'size-history')[history] ?? '';
      pushTo(branches, 'size-history', { [history]: text.replace('a'.repeat(40), 'e'.repeat(40)) });
    };
    expect(trendOf(await ask('small', push('b')))).toEqual(['e 5000', 'b 5000']);
    const pull = await ask('small', pullRequest, 'always');
    expect(trendOf(pull)).toEqual(['e 5000', 'b 5000']);
    expect(github.state.comments[0]?.body).toContain(
      `![Chart of the content size](https://github.com/octo/app/raw/size-history/${chart})`,
    );
    expect(github.faults).toEqual([]);
  });

  test('that is hostile is refused, and the verdict stands', async () => {
    const [, history = ''] = names();
    pushTo(github.state.branches, 'size-history', { [history]: '{"points":"</details>"}' });
    const head = github.state.branches.heads['size-history'];
    for (const payload of [push('d'), pullRequest]) {
      const refused = await ask('small', payload);
      expect(refused).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success' } });
      expect(trendOf(refused)).toEqual([]);
      expect(refused.summary).toContain('The size history is not one of this version.');
    }
    expect(github.state.branches.heads['size-history']).toBe(head);
  });
});

describe('the size history of the command line', () => {
  test('is read from a file', async () => {
    const path = join(folder, 'sizes.json');
    const written = await run({ history: `file:${path}`, image: 'small', payload: push('a') });
    expect(trendOf(written)).toEqual(['a 5000']);
    const args = ['check', '.', '--image', 'oci:small', '--comment-key', 'app', '--history', `file:${path}`];
    const shown = await runCli(args, { cwd: workspace });
    expect(shown.stdout).toContain('Content size over time: 5.0 kB\n  ▄\n');
    const wrong = await runCli(['check', '.', '--image', 'oci:small', '--history', 'branch:a..b'], {
      cwd: workspace,
    });
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('`branch:NAME`') });
  });
});
