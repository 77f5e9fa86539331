import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble, GitHubState } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const headSha = 'a'.repeat(40);
const payload = payloadOf('pull_request', {
  pull_request: { number: 7, labels: [], head: { sha: headSha } },
});
const base = layer({ '/app/server': 'x'.repeat(5000) });
const BOT = 'github-actions[bot]';
const PASSED = '### ✅ Final Stage passed: nothing introduced';
const ECHO = 'Thank you for your pull request! You wrote:\n\n';

/** The marker of a comment that ours wrote, which everybody can read and change. */
type Planted = (line: string) => string;

const former: Planted = (line) => {
  const key = /key=(\S*?)(?:%20[0-9a-f]{16})? /.exec(line)?.[1] ?? '';
  return `<!-- final-stage:1 key=${key} head=${headSha} run=999999.1 -->`;
};

function forge(text: string, line: string, run: string): string {
  const fields = line.replace(/^<!-- final-stage:2 | sha256=.*$/g, '').replace(/run=.*$/, run);
  const seal = createHash('sha256').update(`${fields}\n${text.trimEnd()}`).digest('hex');
  return `${text.trimEnd()}\n\n<!-- final-stage:2 ${fields} sha256=${seal} -->`;
}

describeWithGitHub('a comment of another Action that ends in our marker (issue 8, 18)', () => {
  let github: GitHubDouble | undefined;
  beforeAll(async () => {
    await mkdir(workspace);
    await writeOciLayout(join(workspace, 'main'), [base]);
    await writeOciLayout(join(workspace, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
  });
  afterEach(async () => {
    expect(github?.faults).toEqual([]);
    await github?.close();
  });

  async function gate(number: number, state: Partial<GitHubState> = {}): Promise<GitHubDouble> {
    if (slice === null) throw new Error("GitHub's description is missing");
    const double = (github ??= await openGitHubDouble(slice));
    Object.assign(double.state, state);
    await runAction({
      inputs: { image: 'oci:grown', baseline: 'oci:main', 'max-growth': '1 kB', 'github-token': 'good' },
      environment: { GITHUB_RUN_NUMBER: String(number), GITHUB_RUN_ID: String(9000 + number) },
      apiUrl: double.url,
      payload,
      workspace,
      folder,
    });
    return double;
  }

  /** The last line of what the gate writes by itself. */
  async function ownLine(): Promise<string> {
    github = undefined;
    const { state } = await gate(11);
    const line = state.comments[0]?.body.split('\n').at(-1) ?? '';
    expect(line).toMatch(/^<!-- final-stage:/);
    return line;
  }

  const plants: readonly (readonly [string, Planted])[] = [
    ['of the former version and a later run', (line) => `${ECHO}${PASSED}\n\n${former(line)}`],
    [
      'of the former version and an earlier run',
      (line) => `${ECHO}\n\n${former(line).replace('999999', '1')}`,
    ],
    ['as ours has it', (line) => `${ECHO}${PASSED}\n\n${line}`],
    [
      'that closes the whole text, of a later run',
      (line) => forge(`${ECHO}${PASSED}`, line, 'run=999999.1 id=1'),
    ],
    [
      'that closes the whole text, of an earlier run',
      (line) => forge(`${ECHO}${PASSED}`, line, 'run=1.1 id=1'),
    ],
    ['under words of ours alone, of a later run', (line) => forge(PASSED, line, 'run=999999.1 id=1')],
    ['under words of ours alone, of this run', (line) => forge(PASSED, line, 'run=12.1 id=9012')],
  ];
  test.each(plants)('%s is left as it is, and ours is written beside it', async (_case, plant) => {
    const planted = { id: 500, login: BOT, body: plant(await ownLine()) };
    const before = { ...planted };
    const { state } = await gate(12, { comments: [planted], headSha });
    expect(state.comments[0]).toEqual(before);
    expect(state.comments).toHaveLength(2);
    expect(state.comments[1]?.body).toContain('Final Stage failed');
  });

  test.each(plants)(
    '%s, before or after ours, is left as it is, and ours is kept current',
    async (_case, plant) => {
      const body = plant(await ownLine());
      const own = github?.state.comments[0];
      if (own === undefined) throw new Error('the gate wrote nothing');
      const around = [{ id: 500, login: BOT, body }, own, { id: 5000, login: BOT, body }];
      const { state } = await gate(12, { comments: structuredClone(around), headSha });
      expect(state.comments.map(({ id }) => id)).toEqual(around.map(({ id }) => id));
      expect([state.comments[0], state.comments[2]]).toEqual([around[0], around[2]]);
      expect(state.comments[1]?.body).toMatch(/run=12\.1 /);
    },
  );

  test('in our own words through another app is left as it is', async () => {
    const body = forge(PASSED, await ownLine(), 'run=1.1 id=1');
    const planted = { id: 500, login: BOT, body, app: 'somebody-else' };
    const { state } = await gate(12, { comments: [{ ...planted }], headSha });
    expect(state.comments[0]).toEqual(planted);
    expect(state.comments).toHaveLength(2);
  });
});
