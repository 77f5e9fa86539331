import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { openDockerDouble, type DockerDouble } from '../helpers/docker-double.ts';
import { openGitHubDouble, type GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { runCli } from '../helpers/run-cli.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let repository: string;
let docker: DockerDouble;
let base: string;
beforeAll(() => {
  repository = makeRepository(join(folder.path, 'app'));
  docker = openDockerDouble(folder.path);
  commit(repository, 'api/Dockerfile', 'FROM scratch\nCOPY . /\n');
  base = commit(repository, 'api/.dockerignore', '*.md\n');
  commit(repository, 'api/notes.md', 'ignored');
});

let runs = 0;

/** A pull request's run in the repository as it is. */
function gate(inputs: Readonly<Record<string, string>> = {}, apiUrl?: string) {
  const head = { sha: git(repository, 'rev-parse', 'HEAD') };
  runs += 1;
  return runAction({
    inputs: { context: 'api', comment: 'never', 'skip-when-unchanged': 'true', ...inputs },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head, base: { sha: base, ref: 'main' } },
    }),
    workspace: repository,
    folder: folder.path,
    ...(apiUrl !== undefined && { apiUrl }),
    environment: {
      PATH: `${docker.directory}:${process.env['PATH'] ?? ''}`,
      GITHUB_RUN_NUMBER: String(runs),
      GITHUB_RUN_ID: String(9000 + runs),
    },
  });
}

describe('a pull request on which no image depends', () => {
  test('passes within seconds, and nothing is built', async () => {
    const run = await gate();
    expect(run).toMatchObject({
      exitCode: 0,
      outputs: {
        conclusion: 'success',
        'content-size': '',
        'content-delta': '',
        'pull-size': '',
        introduced: '0',
        'report-html': '',
        sarif: '',
      },
      stderr: '',
    });
    expect(run.summary).toContain('Final Stage passed: nothing that the image is built from changed');
    expect(run.log.annotations).toEqual([]);
    const json = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as unknown;
    expect(json).toMatchObject({ candidate: null, notices: [{ code: 'unchanged' }] });
    expect(docker.builds()).toEqual([]);
    expect(git(repository, 'status', '--porcelain')).toBe('');
  });

  test('is the same on the command line, in every format', async () => {
    const formats = ['terminal', 'json', 'markdown', 'html', 'sarif', 'annotations', 'patch'];
    const outputs = formats.flatMap((name) => ['--format', name, '--output', join(folder.path, name)]);
    const run = await runCli(['check', 'api', '--base-ref', base, '--skip-when-unchanged', ...outputs], {
      cwd: repository,
      environment: { PATH: `${docker.directory}:${process.env['PATH'] ?? ''}` },
    });
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(run.stderr).toMatch(/notice: nothing that the image is built from differs from commit/);
    expect(readFileSync(join(folder.path, 'terminal'), 'utf8')).toMatch(/^Final Stage passed: nothing/);
    expect(readFileSync(join(folder.path, 'sarif'), 'utf8')).toContain('"runs": []');
    expect(docker.builds()).toEqual([]);
  });
});

describeWithGitHub('the comment of such a pull request', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
  });
  afterAll(() => github.close());

  test('is not written for this, but one that is there is kept current', async () => {
    const asked = { 'github-token': 'good' };
    await gate({ ...asked, comment: 'auto' }, github.url);
    expect(github.state.comments).toEqual([]);
    await gate({ ...asked, comment: 'always' }, github.url);
    expect(github.state.comments).toHaveLength(1);
    const head = commit(repository, 'api/notes.md', 'changed');
    await gate({ ...asked, comment: 'auto' }, github.url);
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/^### ✅ Final Stage passed: nothing that the image/u);
    expect(github.state.comments[0]?.body).toContain(`commit ${head.slice(0, 10)}`);
    expect(github.faults).toEqual([]);
  });
});

describe('a pull request on which an image may depend', () => {
  test('is built, and the log says why', async () => {
    commit(repository, 'api/app', 'new');
    const run = await gate();
    expect(run.stdout).toContain(
      'nothing is skipped although `skip-when-unchanged` is set: `api/app` changed\n',
    );
    expect(docker.builds().map(({ label }) => label)).toContain('baseline');
  });
});
