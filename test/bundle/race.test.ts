import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const COMMITS = [1, 2, 3].map((digit) => String(digit).repeat(40));
const PATH = '.github/workflows/gate.yml';

/** Runs of three commits that were pushed one after the other; what each finds tells whose comment it is. */
const runs = COMMITS.map((headSha, index) => ({
  ...{ id: 9021 + index, number: 21 + index, attempt: 1, headSha, path: PATH },
}));

describeWithGitHub('runs of three commits of one pull request', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    const base = layer({ '/app/server': 'x'.repeat(5000) });
    for (const [index] of runs.entries()) {
      const workspace = join(folder, `checkout-${index}`);
      await mkdir(workspace);
      await writeOciLayout(join(workspace, 'main'), [base]);
      const extra = layer({ '/app/extra': 'y'.repeat(2000 * (index + 1)) });
      await writeOciLayout(join(workspace, 'candidate'), [base, extra]);
    }
  });
  beforeEach(async () => {
    if (slice) github = await openGitHubDouble(slice, { runs, headSha: COMMITS[2] ?? null });
  });
  afterEach(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  function gate(index: number) {
    const { id = 0, number = 0, headSha } = runs[index] ?? {};
    return runAction({
      inputs: {
        ...{ image: 'oci:candidate', baseline: 'oci:main', 'max-growth': '1 kB' },
        'github-token': 'good',
      },
      environment: {
        ...{ GITHUB_RUN_NUMBER: String(number), GITHUB_RUN_ID: String(id) },
        GITHUB_WORKFLOW_REF: `${github.repository}/${PATH}@refs/pull/7/merge`,
      },
      payload: payloadOf('pull_request', { pull_request: { number: 7, labels: [], head: { sha: headSha } } }),
      apiUrl: github.url,
      workspace: join(folder, `checkout-${index}`),
      folder,
    });
  }

  const bodies = () => github.state.comments.map(({ body }) => body);

  test.each([1, 2, 3])(
    'that all end at once leave one comment, of the newest commit (round %i)',
    async () => {
      const ended = await Promise.all([gate(1), gate(0), gate(2)]);
      expect(ended.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1]);
      expect(bodies()).toEqual([expect.stringContaining('6.0 kB')]);
    },
  );

  test('of which the oldest ends last leave the comment of the newest', async () => {
    for (const index of [0, 2, 1, 0]) {
      const { log } = await gate(index);
      expect(log.annotations.filter(({ level }) => level === 'warning')).toEqual([]);
    }
    expect(bodies()).toEqual([expect.stringContaining('6.0 kB')]);
  });
});
