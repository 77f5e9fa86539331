import { expect, test } from '@jest/globals';
import type { GitHubClient } from '../../src/github/client.ts';
import { tell } from '../../src/github/telling.ts';
import type { Telling } from '../../src/github/telling.ts';
import { renderJson } from '../../src/report/json.ts';
import type { GateReport } from '../../src/report/report.ts';
import { toUnchangedReport } from '../../src/report/unchanged-report.ts';
import type { GitHubState } from '../helpers/github-double.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import {
  MEASURED_PULL,
  MEASURED_RUN,
  MEASURED_SHA,
  measuringPayload,
  uploaded,
} from '../helpers/measuring-run.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const ENVIRONMENT = {
  GITHUB_EVENT_NAME: 'workflow_run',
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/final-stage-comment.yml@refs/heads/main',
  GITHUB_JOB: 'comment',
  GITHUB_RUN_ID: '777',
  GITHUB_RUN_NUMBER: '9',
};

function asked(client: GitHubClient | null, change: Partial<Telling> = {}): Telling {
  const telling = { comment: 'always' as const, artifact: 'final-stage', leg: '' };
  return { ...telling, client, environment: ENVIRONMENT, payload: measuringPayload(), ...change };
}

const failing = gateReport({
  findings: [finding()],
  verdict: {
    conclusion: 'failure',
    violations: [
      {
        kind: 'finding',
        fingerprint: 'f'.repeat(64),
        status: 'introduced',
        message: 'Go toolchain introduced',
      },
    ],
    allowed: [],
    proposed: [],
  },
});

const measured = (report: GateReport = failing): Partial<GitHubState> => ({
  pulls: [MEASURED_PULL],
  artifacts: [uploaded(renderJson(report))],
});

/** A comment that an earlier run made. */
async function withComment(open: ReturnType<typeof githubWorlds>) {
  const world = await open(measured());
  await tell(asked(world.client, { payload: measuringPayload({ run_number: 40, id: 500 }) }));
  world.github.state.artifacts = [uploaded(renderJson(failing), { run: 500 })];
  await tell(asked(world.client, { payload: measuringPayload({ run_number: 40, id: 500 }) }));
  expect(world.github.state.comments).toHaveLength(1);
  return world;
}

describeWithGitHub('what a fork’s run measured', () => {
  const open = githubWorlds();

  test('becomes a comment that says whose word it is, and links that run and that commit', async () => {
    const { github, client } = await open(measured());
    const told = await tell(asked(client));
    expect(told).toMatchObject({ level: 'info', summary: expect.stringContaining('a fork can change') });
    const [comment] = github.state.comments;
    const lines = (comment?.body ?? '').split('\n');
    expect(lines[0]).toMatch(/^### ❌ Final Stage failed/);
    expect(lines[2]).toBe(
      `Reported by [run ${MEASURED_RUN}](https://github.com/octo/app/actions/runs/${MEASURED_RUN}) of the workflow of the fork \`stranger/app\`; a fork can change what it reports.`,
    );
    expect(comment?.body).toContain(`https://github.com/octo/app/blob/${MEASURED_SHA}/Dockerfile#L3`);
    expect(comment?.body).toContain(`commit ${MEASURED_SHA.slice(0, 10)}`);
    expect(comment?.body).toMatch(/final-stage:2 key=\S+ head=c{40} run=41\.1 id=501 /);
  });

  test('keeps its comment current, and is not overwritten by a run that ended late', async () => {
    const { github, client } = await open(measured());
    const newer = { id: 502, run_number: 42 };
    github.state.artifacts.push(uploaded(renderJson(gateReport()), { id: 901, run: 502 }));
    github.state.runs = [
      {
        id: 502,
        number: 42,
        attempt: 1,
        headSha: MEASURED_SHA,
        path: '.github/workflows/final-stage-measure.yml',
      },
    ];
    await tell(asked(client, { payload: measuringPayload(newer) }));
    await tell(asked(client));
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/passed/);
  });

  test('is neither suggested in a review nor annotated in a check, of one image or of several', async () => {
    const line = { file: 'Dockerfile', line: 2, before: ['RUN b'], after: ['RUN c'] };
    const findings = Array.from({ length: 30 }, (_, index) =>
      finding({ fingerprint: String(index).padStart(64, '0') }),
    );
    const report = { ...failing, findings, fixes: [reportFix({ lineChanges: [line] })] };
    const images = ['a', 'b'].map((name) => ({ name, kind: 'judged', report }));
    const run = { schemaVersion: 1, tool: report.tool, images };
    for (const text of [renderJson(report), JSON.stringify(run)]) {
      const { github, client } = await open({
        pulls: [MEASURED_PULL],
        artifacts: [uploaded(text)],
        files: [{ filename: 'Dockerfile', patch: '@@ -1,1 +1,2 @@\n FROM a\n+RUN b' }],
      });
      expect(await tell(asked(client))).toMatchObject({ level: 'info' });
      expect(github.state.comments).toHaveLength(1);
      expect([github.state.reviews, github.state.checkRuns]).toEqual([[], []]);
    }
  });

  test('has one comment for each measuring workflow, job and artifact of the telling one', async () => {
    const { github, client } = await open(measured());
    github.state.artifacts.push(uploaded(renderJson(failing), { id: 901, name: 'api' }));
    await tell(asked(client));
    await tell(asked(client, { artifact: 'api' }));
    await tell(asked(client, { payload: measuringPayload({ path: '.github/workflows/other.yml' }) }));
    await tell(asked(client, { leg: '{"image": "x"}' }));
    await tell(asked(client));
    expect(github.state.comments).toHaveLength(4);
  });

  test('of a branch of the repository itself is told as that branch’s word', async () => {
    const own = { full_name: 'octo/app' };
    const { github, client } = await open({
      ...measured(),
      pulls: [{ ...MEASURED_PULL, headRepository: 'octo/app' }],
    });
    await tell(asked(client, { payload: measuringPayload({ head_repository: own }) }));
    expect(github.state.comments[0]?.body).toContain(
      'of the workflow on the branch `change`; whoever can push to the branch can change what it reports.',
    );
  });

  test('that nothing changed is told by whose word it is, too, and only where there is a comment', async () => {
    const { github, client } = await open(measured());
    const artifacts = [
      uploaded(
        JSON.stringify(
          toUnchangedReport(
            { name: 'api', version: '0.1.0', commit: 'b'.repeat(40), hasAbsoluteBudget: false },
            [],
          ),
        ),
        { run: 502 },
      ),
    ];
    Object.assign(github.state, { artifacts });
    const payload = measuringPayload({ id: 502, run_number: 42 });
    expect(await tell(asked(client, { payload, comment: 'auto' }))).toMatchObject({
      level: 'info',
      summary: expect.stringContaining('a fork can change what it reports'),
    });
    expect(github.state.comments).toEqual([]);
    await tell(asked(client, { payload }));
    const lines = (github.state.comments[0]?.body ?? '').split('\n');
    expect(lines[0]).toBe('### ✅ Final Stage passed: nothing that the image is built from changed');
    expect(lines[2]).toMatch(/^Reported by \[run 502\]/);
    expect(github.state.comments[0]?.body).toContain('from commit bbbbbbbbbbbb:');
  });

  test('is told only in the summary where nobody wants a comment, or nothing is to be said', async () => {
    const { github, client } = await open(measured(gateReport()));
    expect(await tell(asked(client, { comment: 'auto' }))).toMatchObject({ level: 'info' });
    expect(await tell(asked(client, { comment: 'never' }))).toMatchObject({ summary: expect.any(String) });
    expect(github.state.comments).toEqual([]);
  });

  test('is the newest artifact of exactly that name, run and commit', async () => {
    const { github, client } = await open({
      pulls: [MEASURED_PULL],
      artifacts: [
        uploaded(renderJson(failing), { id: 1 }),
        uploaded(renderJson(gateReport()), { id: 2 }),
        uploaded('{', { id: 3, expired: true }),
        uploaded('{', { id: 4, headSha: 'd'.repeat(40) }),
        uploaded('{', { id: 5, name: 'final-stage-2' }),
        uploaded('{', { id: 6, run: 99 }),
      ],
    });
    expect(await tell(asked(client))).toMatchObject({ level: 'info' });
    expect(github.state.comments[0]?.body).toMatch(/passed/);
  });
});

describeWithGitHub('a comment of the same run', () => {
  const open = githubWorlds();
  const failing500 = { method: 'GET', path: '/artifacts/900/zip', status: 500, message: 'no' };

  test.each([
    ['has expired since', 'warning', /^the artifact `final-stage` of run 501 has expired/],
    ['does not come', 'error', /^the artifact could not be downloaded: /],
  ])('stays where its artifact %s', async (what, level, message) => {
    const { github, client } = await open({
      pulls: [MEASURED_PULL],
      artifacts: [uploaded(renderJson(failing))],
    });
    await tell(asked(client));
    const before = github.state.comments[0]?.body;
    expect(before).toMatch(/failed/);
    if (what === 'does not come') github.answerNext(...Array.from({ length: 5 }, () => failing500));
    else Object.assign(github.state, { artifacts: [uploaded(renderJson(failing), { expired: true })] });
    expect(await tell(asked(client))).toMatchObject({ level, message: expect.stringMatching(message) });
    expect(github.state.comments.map(({ body }) => body)).toEqual([before]);
  });

  test('of an earlier run does not speak for a commit whose artifact has expired', async () => {
    const { github, client } = await open({
      pulls: [MEASURED_PULL],
      artifacts: [uploaded(renderJson(failing))],
    });
    await tell(asked(client));
    const later = measuringPayload({ id: 502, run_number: 99 });
    Object.assign(github.state, {
      artifacts: [uploaded(renderJson(failing), { expired: true, run: 502 })],
    });
    await tell(asked(client, { payload: later }));
    expect(github.state.comments[0]?.body).toContain('has expired');
  });
});

describeWithGitHub('nothing is commented on', () => {
  const open = githubWorlds();

  test.each([
    ['of a push', { event: 'push' }, 'is not `pull_request`'],
    ['of pull_request_target', { event: 'pull_request_target' }, 'is not `pull_request`'],
    ['of a fork that was deleted', { head_repository: null }, 'was deleted'],
    ['of a branch that was deleted', { head_branch: null }, 'was deleted'],
    ['of another repository', { repository: { full_name: 'mallory/app' } }, 'another repository'],
    ['of another branch', { head_branch: 'other' }, 'no open pull request has the branch'],
    [
      'of a fork whose owner has another fork',
      { head_repository: { full_name: 'stranger/b' } },
      'no open pull',
    ],
    ['of a commit that is not the head', { head_sha: 'd'.repeat(40) }, 'a newer commit'],
  ])('for a run %s', async (_what, change, words) => {
    const { github, client } = await open(measured());
    const told = await tell(asked(client, { payload: measuringPayload(change) }));
    expect(told).toEqual({ level: 'notice', message: expect.stringContaining(words) });
    expect(github.state.comments).toEqual([]);
    expect(github.requests.filter(({ path }) => path.includes('artifacts'))).toEqual([]);
  });

  test('for a run that has not ended, or a payload of another repository', async () => {
    const { client } = await open(measured());
    for (const payload of [
      { ...measuringPayload(), action: 'requested' },
      { ...measuringPayload(), repository: { full_name: 'mallory/app' } },
    ])
      expect(await tell(asked(client, { payload }))).toMatchObject({ level: 'notice' });
  });

  test('for a pull request that is closed', async () => {
    const { client } = await open({ ...measured(), pulls: [{ ...MEASURED_PULL, state: 'closed' }] });
    expect(await tell(asked(client))).toMatchObject({
      message: expect.stringContaining('no open pull request'),
    });
  });

  test('for two pull requests of one commit: the run does not say for which of them it was', async () => {
    const { github, client } = await open({
      ...measured(),
      pulls: [{ ...MEASURED_PULL, number: 9 }, MEASURED_PULL],
    });
    expect(await tell(asked(client))).toMatchObject({
      level: 'notice',
      message: expect.stringContaining('(7, 9)'),
    });
    expect(github.state.comments).toEqual([]);
  });

  test.each(['push', 'pull_request', 'pull_request_target', 'issue_comment', ''])(
    'on the event %j: only workflow_run has what is needed',
    async (name) => {
      const { client } = await open();
      const environment = { ...ENVIRONMENT, GITHUB_EVENT_NAME: name };
      await expect(tell(asked(client, { environment }))).rejects.toMatchObject({
        code: 'bad-input',
        message: expect.stringContaining('expected `workflow_run`'),
      });
    },
  );

  test('for a payload that lacks what binds the run', async () => {
    await expect(
      tell(asked(null, { payload: measuringPayload({ head_sha: 'main' }) })),
    ).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('`workflow_run.head_sha`'),
    });
  });
});

describeWithGitHub('a run without a report', () => {
  const open = githubWorlds();

  test.each([
    ['failure', 'ended without the artifact `final-stage`'],
    ['cancelled', 'was cancelled'],
    ['action_required', 'waits for the approval of a maintainer'],
  ])('that ended as %s takes the word from an older comment, and makes none', async (conclusion, words) => {
    const { github, client } = await withComment(open);
    github.state.artifacts = [];
    const payload = measuringPayload({ conclusion });
    expect(await tell(asked(client, { payload }))).toEqual({
      level: 'notice',
      message: expect.stringContaining(words),
    });
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/^### ❌ Final Stage no verdict for commit cccccccccc\n/);
    expect(github.state.comments[0]?.body).toContain(words.replaceAll('`', '`'));
    github.state.comments = [];
    await tell(asked(client, { payload }));
    expect(github.state.comments).toEqual([]);
  });

  test.each([
    ['that may not read artifacts', { canReadActions: false }, '`actions: read`'],
    ['that may not comment', { canWrite: false }, '`pull-requests: write`'],
  ])('a token %s fails the step, with the permission by name', async (_what, change, words) => {
    const { client } = await open({ ...measured(), ...change });
    expect(await tell(asked(client))).toMatchObject({
      level: 'error',
      message: expect.stringContaining(words),
    });
  });

  test('no token fails the step', async () => {
    expect(await tell(asked(null))).toMatchObject({
      level: 'error',
      message: expect.stringContaining('no token'),
    });
  });
});
