import { mkdir, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const FIRST = '1'.repeat(40);
const SECOND = '2'.repeat(40);

beforeAll(async () => {
  await mkdir(workspace);
  const layers = [layer({ '/app/server': 'x'.repeat(5000) })];
  for (const name of ['main', 'good', 'broken']) await writeOciLayout(join(workspace, name), layers);
  const blobs = join(workspace, 'broken', 'blobs', 'sha256');
  for (const name of readdirSync(blobs)) await writeFile(join(blobs, name), 'not what it was');
});

describeWithGitHub('a commit without a verdict (issue 8, 21)', () => {
  let github: GitHubDouble;
  beforeEach(async () => {
    if (slice) github = await openGitHubDouble(slice);
  });
  afterEach(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  function gate(
    number: number,
    headSha: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<ActionRun> {
    const pull = { number: 7, labels: [], head: { sha: headSha } };
    return runAction({
      inputs: { baseline: 'oci:main', comment: 'always', 'github-token': 'good', ...inputs },
      environment: { GITHUB_RUN_NUMBER: String(number), GITHUB_RUN_ID: String(9000 + number) },
      payload: payloadOf('pull_request', { pull_request: pull }),
      apiUrl: github.url,
      workspace,
      folder,
    });
  }

  const endings: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['whose image is not there', { baseline: 'oci:nowhere' }, /nowhere/],
    ['whose image cannot be read', { baseline: 'oci:broken' }, /broken|digest|index/i],
    ['whose inputs are wrong', { comment: 'sometimes' }, /comment.*sometimes/],
    ['whose secrets are wrong', { secrets: 'hunter2' }, /entry 1 \(not shown\)/],
  ];
  test.each(endings)(
    '%s does not keep the comment that an older one passed',
    async (_case, inputs, reason) => {
      await gate(12, FIRST, { image: 'oci:good' });
      expect(github.state.comments.map(({ body }) => body.split('\n')[0])).toEqual([
        expect.stringContaining('Final Stage passed'),
      ]);
      const run = await gate(13, SECOND, { image: 'oci:good', ...inputs });
      expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
      const [comment, ...others] = github.state.comments;
      expect(others).toEqual([]);
      expect(comment?.body.split('\n')[0]).toBe('### ❌ Final Stage no verdict for commit 2222222222');
      expect(comment?.body).toMatch(reason);
      expect(comment?.body).not.toMatch(/passed|hunter2/);

      await gate(14, SECOND, { image: 'oci:good' });
      expect(github.state.comments).toHaveLength(1);
      expect(github.state.comments[0]?.body).toContain('Final Stage passed');
    },
  );

  test('makes no comment where there was none, and none of a later commit’s', async () => {
    await gate(12, FIRST, { image: 'oci:good', baseline: 'oci:nowhere' });
    expect(github.state.comments).toEqual([]);
    await gate(14, SECOND, { image: 'oci:good' });
    github.state.headSha = SECOND;
    await gate(13, FIRST, { image: 'oci:good', baseline: 'oci:nowhere' });
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toContain('Final Stage passed');
  });

  test('says nothing where comments are not wanted', async () => {
    await gate(12, FIRST, { image: 'oci:good' });
    await gate(13, SECOND, { image: 'oci:good', baseline: 'oci:nowhere', comment: 'never' });
    expect(github.state.comments[0]?.body).toContain('Final Stage passed');
  });
});
