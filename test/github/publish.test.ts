import { describe, expect, test } from '@jest/globals';
import type { GitHubClient } from '../../src/github/client.ts';
import { hasSomethingToSay } from '../../src/github/worth-comment.ts';
import { publish, publishNoVerdict } from '../../src/github/publish.ts';
import type { Publication } from '../../src/github/publish.ts';
import type { Annotation } from '../../src/report/annotations.ts';
import type { GateReport } from '../../src/report/report.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const headSha = 'a'.repeat(40);

function publication(change: Partial<Publication> = {}, isFork = false): Publication {
  return {
    event: {
      kind: 'pull_request',
      number: 7,
      headSha,
      baseSha: 'b'.repeat(40),
      baseRef: 'main',
      isFork,
      labels: [],
    },
    comment: 'auto',
    marker: { key: 'gate', headSha, run: { number: 1, attempt: 1, id: 1 } },
    formerKey: null,
    place: {},
    ...change,
  };
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

const ALLOWED: GateReport['verdict']['allowed'] = [
  { fingerprint: 'f'.repeat(64), status: 'introduced', reason: 'known', expires: null, source: 'policy' },
];

function verdict(change: Partial<GateReport['verdict']>): GateReport['verdict'] {
  return { conclusion: 'success', violations: [], allowed: [], proposed: [], ...change };
}

/** Ports that record, and fail to write the summary where they are told to. */
function recorder(client: GitHubClient | null, summaryFailure?: Error) {
  const reported = { annotations: [] as Annotation[], warnings: [] as string[], summaries: [] as string[] };
  const ports = {
    client,
    annotate: (annotation: Annotation) => void reported.annotations.push(annotation),
    warn: (message: string) => void reported.warnings.push(message),
    writeSummary: (markdown: string) => {
      if (summaryFailure) return Promise.reject(summaryFailure);
      reported.summaries.push(markdown);
      return Promise.resolve();
    },
  };
  return { reported, ports };
}

describe('hasSomethingToSay', () => {
  const cases: readonly (readonly [string, Partial<GateReport>, boolean])[] = [
    ['a report that passed', {}, false],
    ['a failure', { verdict: failing.verdict }, true],
    ['no verdict', { verdict: verdict({ conclusion: 'neutral' }) }, true],
    [
      'a violation that is reported only',
      { verdict: verdict({ violations: failing.verdict.violations }) },
      true,
    ],
    ['an allow entry that is proposed', { verdict: verdict({ proposed: ALLOWED }) }, true],
    ['an allow entry that was used', { verdict: verdict({ allowed: ALLOWED }) }, false],
    ['a note of its own', { findings: [finding({ severity: 'note' })] }, true],
    ['a warning of the base image', { findings: [finding({ severity: 'warning', inherited: true })] }, true],
    ['an introduced finding', { findings: [finding({ severity: 'warning' })] }, true],
    ['a resolved finding', { findings: [finding({ status: 'resolved' })] }, true],
    ['a persisting finding', { findings: [finding({ status: 'persisting' })] }, false],
    ['a shell in the base image', { findings: [finding({ severity: 'note', inherited: true })] }, false],
    ['no proven fix', { notices: [{ code: 'fix-not-proven', message: 'none' }] }, false],
    ['a fix of what was there before', { fixes: [reportFix()] }, false],
    ['no baseline', { notices: [{ code: 'no-baseline', message: 'none' }] }, false],
    [
      'a baseline that does not build',
      { notices: [{ code: 'baseline-build-failed', message: 'line 3' }] },
      true,
    ],
  ];
  test.each(cases)('%s', (_case, change, expected) => {
    expect(hasSomethingToSay(gateReport(change))).toBe(expected);
  });
});

describe('publish', () => {
  test('annotates, and writes the summary with what could not be told', async () => {
    const { reported, ports } = recorder(null);
    const notices = await publish(failing, publication(), ports);
    expect(notices.map(({ code }) => code)).toEqual(['no-token']);
    expect(reported.annotations).toMatchObject([{ level: 'error', file: 'Dockerfile', line: 3 }]);
    expect(reported.warnings).toEqual([expect.stringContaining('there is no token')]);
    expect(reported.summaries).toEqual([expect.stringContaining('there is no token')]);
  });

  test('needs no token where there is no pull request to comment on', async () => {
    const { ports } = recorder(null);
    expect(await publish(failing, publication({ event: { kind: 'none' } }), ports)).toEqual([]);
    expect(await publish(failing, publication({ comment: 'never' }), ports)).toEqual([]);
  });

  test('goes on where the summary cannot be written', async () => {
    const { reported, ports } = recorder(null, new Error('no such file'));
    const notices = await publish(gateReport(), publication({ comment: 'never' }), ports);
    expect(notices).toEqual([
      { code: 'summary-not-written', message: 'the job summary could not be written: no such file' },
    ]);
    expect(reported.warnings).toHaveLength(1);
  });
});

describeWithGitHub('the comment', () => {
  const open = githubWorlds();

  test('is created for a failure, and a second one is looked for', async () => {
    const { github, client } = await open();
    const { ports } = recorder(client);
    expect(await publish(failing, publication(), ports)).toEqual([]);
    expect(github.state.comments[0]?.body).toMatch(
      /Go toolchain[^]*<!-- final-stage:2 key=gate head=a+ run=1\.1 id=1 sha256=[0-9a-f]{64} -->$/,
    );
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  test('waits for something to say, unless it is wanted always', async () => {
    const { github, client } = await open();
    const { ports } = recorder(client);
    await publish(gateReport(), publication(), ports);
    expect(github.state.comments).toEqual([]);
    await publish(gateReport(), publication({ comment: 'always' }), ports);
    expect(github.state.comments).toHaveLength(1);
  });

  test('of another job under the same key is one notice', async () => {
    const { github, client } = await open();
    const { reported, ports } = recorder(client);
    await publish(failing, publication(), ports);
    const notices = await publish(gateReport(), publication({ comment: 'always' }), ports);
    expect(notices).toMatchObject([{ code: 'comment-key-shared' }]);
    expect(reported.warnings).toEqual([expect.stringContaining('`comment-key`')]);
    expect(github.state.comments.map(({ body }) => /failed|passed/.exec(body)?.[0])).toEqual([
      'failed',
      'passed',
    ]);
  });

  test('says that a commit got no verdict, where there is a comment', async () => {
    const { github, client } = await open();
    const later = publication({ marker: { key: 'gate', headSha, run: { number: 2, attempt: 1, id: 2 } } });
    expect(await publishNoVerdict('nobody knows', publication(), client)).toEqual([]);
    expect(github.state.comments).toEqual([]);
    await publish(failing, publication(), recorder(client).ports);
    const reason = 'no `stage\nx`: @octo <!-- final-stage:1 --> **bold** [a](https://evil.example)';
    expect(await publishNoVerdict(reason, later, client)).toEqual([]);
    const [comment] = github.state.comments;
    expect(github.state.comments).toHaveLength(1);
    expect(comment?.body.split('\n')[0]).toBe('### ❌ Final Stage no verdict for commit aaaaaaaaaa');
    expect(comment?.body).toContain('No `stage x`: @\u2060octo');
    expect(comment?.body).not.toMatch(/Go toolchain|<!-- final-stage:1|\*\*bold|\]\(https:\/\/evil/);
  });

  test('names the run in it, which has the summary', async () => {
    const { github, client } = await open();
    await publish(failing, publication(), recorder(client).ports);
    const reportUrl = 'https://github.example/octo/app/actions/runs/2';
    const later = publication({
      marker: { key: 'gate', headSha, run: { number: 2, attempt: 1, id: 2 } },
      place: { reportUrl },
    });
    expect(await publishNoVerdict('nobody knows', later, client)).toEqual([]);
    expect(github.state.comments[0]?.body).toContain(reportUrl);
    expect(github.state.comments[0]?.body).toContain('commit aaaaaaaaaa');
  });

  test('that cannot say so is one notice', async () => {
    const { client } = await open({}, 'bad');
    expect(await publishNoVerdict('nobody knows', publication(), client)).toMatchObject([
      { code: 'comment-not-written' },
    ]);
  });

  test('is no matter where there is no token for it', async () => {
    expect(await publishNoVerdict('nobody knows', publication(), null)).toEqual([]);
  });

  const refused: readonly (readonly [string, string, boolean, RegExp])[] = [
    ['a fork’s token', 'good', true, /from a fork gets a read-only token \(403\)/],
    [
      'a token without permission',
      'good',
      false,
      /\(403\)\. Add `pull-requests: write` to the job's `permissions`/,
    ],
    ['a wrong token', 'bad', false, /`github-token` is not valid \(401\)/],
  ];
  test.each(refused)('that %s cannot write is one clear line', async (_case, token, isFork, message) => {
    const { client } = await open({ canWrite: false }, token);
    const { reported, ports } = recorder(client);
    const notices = await publish(failing, publication({}, isFork), ports);
    expect(notices).toEqual([{ code: 'comment-not-written', message: expect.stringMatching(message) }]);
    expect(reported.warnings).toHaveLength(1);
    expect(reported.summaries).toHaveLength(1);
  });

  const answers: readonly (readonly [string, number, Record<string, string>, string, RegExp])[] = [
    [
      'a rate limit that lasts',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' },
      'API rate limit exceeded',
      /rate limit/,
    ],
    ['a server error', 500, {}, 'Oops', /500 from the GitHub API/],
    [
      'a permission that the API names',
      403,
      { 'x-accepted-github-permissions': 'contents=read,issues=write' },
      'no',
      /Add `contents: read`, `issues: write`/,
    ],
  ];
  test.each(answers)('meets %s with one clear line', async (_case, status, headers, text, message) => {
    const { github, client } = await open();
    github.answerNext(...Array.from({ length: 3 }, () => ({ status, headers, message: text })));
    const { ports } = recorder(client);
    const notices = await publish(failing, publication(), ports);
    expect(notices).toEqual([{ code: 'comment-not-written', message: expect.stringMatching(message) }]);
  });
});
