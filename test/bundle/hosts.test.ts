import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble, GitHubState } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const base = layer({ '/etc/os-release': 'ID=alpine\n', '/app/server': 'x'.repeat(5000) });

/** A server with its runner, and what is different there. */
type Host = {
  readonly state: Partial<GitHubState>;
  /** Below the double's address. */
  readonly api: string;
  readonly environment: Readonly<Record<string, string>>;
};

const CACHE_V1 = { ACTIONS_CACHE_URL: 'http://127.0.0.1:9/', ACTIONS_RUNTIME_TOKEN: 'x' };

const HOSTS: Readonly<Record<string, Host>> = {
  GitHub: { state: {}, api: '', environment: {} },
  'GitHub Enterprise Server, with version 1 of the cache': {
    state: { server: 'enterprise' },
    api: '/api/v3',
    environment: { GITHUB_SERVER_URL: 'https://ghes.example', ...CACHE_V1 },
  },
  'Gitea, without GraphQL and job summaries': {
    state: { server: 'gitea', viewer: 'gitea-actions' },
    api: '/api/v1',
    environment: {
      GITEA_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://gitea.example',
      GITHUB_STEP_SUMMARY: '',
    },
  },
  'Forgejo, the same under another name': {
    state: { server: 'gitea', viewer: 'forgejo-actions' },
    api: '/api/v1',
    environment: { FORGEJO_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '' },
  },
  'act, whose runs all have the number 1': {
    state: {},
    api: '',
    environment: { ACT: 'true', GITHUB_RUN_ID: '1', GITHUB_RUN_NUMBER: '1', ...CACHE_V1 },
  },
};

describeWithGitHub('the Action on', () => {
  let github: GitHubDouble;
  const initial: Partial<GitHubState> = { server: 'github', viewer: 'github-actions[bot]', canWrite: true };
  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
    await mkdir(workspace);
    await writeOciLayout(join(workspace, 'main'), [base]);
    await writeOciLayout(join(workspace, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
  });
  beforeEach(() => {
    Object.assign(github.state, initial, { comments: [] });
  });
  afterAll(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  let runs = 0;
  const gate = (
    { api, environment }: Host,
    baseline: string,
    pull: Readonly<Record<string, unknown>> = {},
  ): Promise<ActionRun> => {
    runs += 1;
    const inputs = { image: 'oci:grown', baseline, 'max-growth': '1 kB', 'cache-dir': join(folder, 'cache') };
    return runAction({
      inputs: { ...inputs, 'github-token': 'good' },
      payload: payloadOf('pull_request', { pull_request: { number: 7, labels: [], ...pull } }),
      apiUrl: `${github.url}${api}`,
      workspace,
      folder,
      environment: { GITHUB_RUN_ID: `${8000 + runs}`, GITHUB_RUN_NUMBER: `${runs}`, ...environment },
    });
  };

  test.each(Object.entries(HOSTS))(
    '%s has one comment, and no word about what is missing',
    async (_name, host) => {
      Object.assign(github.state, host.state);
      const failed = await gate(host, 'oci:main');
      expect(failed).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure' }, stderr: '' });
      expect(failed.log.annotations.filter(({ level }) => level !== 'error')).toEqual([]);
      expect(github.state.comments).toHaveLength(1);
      const passed = await gate(host, 'oci:grown');
      expect(passed).toMatchObject({ exitCode: 0, outputs: { conclusion: 'success' }, stderr: '' });
      expect(passed.log.annotations).toEqual([]);
      expect(github.state.comments).toHaveLength(1);
      expect(github.state.comments[0]?.body).toMatch(/passed/);
      const isShown = host.environment['GITHUB_STEP_SUMMARY'] !== '';
      expect(failed.summary !== '').toBe(isShown);
      expect(failed.stdout.includes('shows no job summary')).toBe(!isShown);
    },
  );

  test.each([
    [
      'Dependabot, whose token may not write',
      'dependabot[bot]',
      {},
      /lacks the permission \(403\)\. Add `pull-requests: write`/,
    ],
    [
      'a fork, whose token may not write either',
      'stranger',
      { head: { repo: { full_name: 'stranger/app' } } },
      /a pull request from a fork gets a read-only token \(403\)/,
    ],
  ])('%s keeps its verdict, and says so in one line', async (_name, actor, pull, words) => {
    github.state.canWrite = false;
    const host = { state: {}, api: '', environment: { GITHUB_ACTOR: actor } };
    const run = await gate(host, 'oci:main', pull);
    expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure', 'content-delta': '3000' } });
    expect(run.log.annotations.filter(({ level }) => level === 'warning')).toMatchObject([
      { message: expect.stringMatching(words) },
    ]);
    expect(run.summary).toMatch(words);
  });
});
