import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const payload = payloadOf('pull_request', { pull_request: { number: 7, labels: [] } });
const base = layer({ '/app/server': 'x'.repeat(5000) });

const FAILING = { 'max-growth': '1 kB' };
const NEUTRAL = { 'max-growth': '1 kB', 'fail-on': 'never' };

type Job = {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
};

describeWithGitHub('two jobs of one run (issue 8, 12)', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    await mkdir(workspace);
    await writeOciLayout(join(workspace, 'main'), [base]);
    await writeOciLayout(join(workspace, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
  });
  beforeEach(async () => {
    if (slice) github = await openGitHubDouble(slice);
  });
  afterEach(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  async function gate(run: number, { inputs, environment }: Job) {
    return runAction({
      inputs: { image: 'oci:grown', baseline: 'oci:main', 'github-token': 'good', ...inputs },
      environment: { GITHUB_RUN_NUMBER: String(run), GITHUB_RUN_ID: String(9000 + run), ...environment },
      apiUrl: github.url,
      payload,
      workspace,
      folder,
    });
  }

  function reported(): readonly (string | undefined)[] {
    return github.state.comments.map(({ body }) => /Final Stage (\w+)/.exec(body)?.[1]);
  }

  const apart: readonly (readonly [string, Job, Job])[] = [
    ['legs of a matrix', leg('a', FAILING), leg('b', NEUTRAL)],
    ['legs of a matrix with the same inputs', leg('a', FAILING), leg('b', FAILING)],
    ['steps of a job', step('__octo_gate', FAILING), step('__octo_gate_2', FAILING)],
    ['calls of a workflow with other inputs', { inputs: FAILING }, { inputs: NEUTRAL }],
  ];
  test.each(apart)('%s have a comment each, also in the next run', async (_case, first, second) => {
    for (const run of [12, 13]) {
      await gate(run, first);
      const { log } = await gate(run, second);
      expect(github.state.comments).toHaveLength(2);
      expect(reported()[0]).toBe('failed');
      expect(log.annotations.filter(({ message }) => message.includes('comment-key'))).toEqual([]);
    }
  });

  test('that nothing tells apart do not write over each other, and say so', async () => {
    const quiet = { 'max-growth': '1 kB', comment: 'always' };
    for (const run of [12, 13]) {
      await gate(run, { inputs: quiet });
      const { log } = await gate(run, { inputs: { ...quiet, 'cache-from': 'type=gha' } });
      expect(reported()).toEqual(['failed', 'failed']);
      expect(log.annotations).toContainEqual(
        expect.objectContaining({ level: 'warning', message: expect.stringContaining('`comment-key`') }),
      );
    }
  });
});

function leg(name: string, inputs: Job['inputs']): Job {
  return { inputs: { ...inputs, 'comment-key': JSON.stringify({ image: name }) } };
}

function step(name: string, inputs: Job['inputs']): Job {
  return { ...(inputs && { inputs }), environment: { GITHUB_ACTION: name } };
}
