import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { openBuildingDocker } from '../helpers/building-docker.ts';
import { filesOf } from '../helpers/github-branches.ts';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const NAMES = Array.from({ length: 10 }, (_, index) => `service-${String(index).padStart(2, '0')}`);
const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAA'.repeat(20)}\n-----END OPENSSH PRIVATE KEY-----\n`;
const HISTORY = 'branch:size-history';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

describeWithGitHub('ten images in one run', () => {
  let github: GitHubDouble;
  let workspace: string;
  const docker = openBuildingDocker(folder.path);
  const commit = (files: Readonly<Record<string, string>>): string => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, name)), { recursive: true });
      writeFileSync(join(workspace, name), text);
    }
    git(workspace, 'add', '--all');
    git(workspace, 'commit', '--quiet', '-m', 'files');
    return git(workspace, 'rev-parse', 'HEAD');
  };
  const step = (eventName: string, payload: unknown, inputs: Readonly<Record<string, string>> = {}) =>
    runAction({
      inputs: { images: 'all', history: HISTORY, 'check-run': 'auto', 'github-token': 'good', ...inputs },
      ...{ eventName, payload, workspace, folder: folder.path, apiUrl: github.url },
      environment: { PATH: `${docker.directory}:${process.env['PATH'] ?? ''}` },
    });

  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
    workspace = makeRepository(join(folder.path, 'app'));
  });
  afterAll(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  test('make one comment, and one check of what the job cannot annotate; a push records each size in one commit', async () => {
    const entries = NAMES.map((name) => `  - { name: ${name}, context: ${name} }\n`);
    const dockerfiles = NAMES.map((name) => [`${name}/Dockerfile`, 'FROM scratch\nCOPY . /\n'] as const);
    const before = commit({
      '.github/final-stage.yml': `images:\n${entries.join('')}`,
      ...Object.fromEntries(dockerfiles),
    });
    const pushed = {
      before: '0'.repeat(40),
      after: before,
      ref: 'refs/heads/main',
      repository: { default_branch: 'main' },
    };
    expect(await step('push', payloadOf('push', pushed))).toMatchObject({ exitCode: 0, stderr: '' });
    const kept = Object.keys(filesOf(github.state.branches, 'size-history'));
    expect(kept.filter((name) => name.startsWith('history-')).sort()).toEqual(
      NAMES.map((name) => `history-${name}.json`),
    );
    expect(Object.keys(github.state.branches.commits)).toHaveLength(1);

    const after = commit(Object.fromEntries(NAMES.map((name) => [`${name}/id_rsa`, KEY])));
    github.state.headSha = after;
    const pull = { number: 7, labels: [], head: { sha: after }, base: { sha: before, ref: 'main' } };
    const gated = await step('pull_request', payloadOf('pull_request', { pull_request: pull }));
    expect(gated).toMatchObject({ exitCode: 1, outputs: { conclusion: 'failure', introduced: '10' } });
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toContain('10 of 10 images failed');
    const errors = gated.log.annotations.filter(
      ({ level, message }) => level === 'error' && message.includes('key'),
    );
    expect(errors).toHaveLength(8);
    expect(github.state.checkRuns).toMatchObject([
      {
        conclusion: 'failure',
        headSha: after,
        annotations: NAMES.slice(8).map((name) => ({
          path: `${name}/Dockerfile`,
          title: expect.stringMatching(new RegExp(`^${name}: `)),
        })),
      },
    ]);
  });
});
