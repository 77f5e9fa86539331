import { expect, test } from '@jest/globals';
import type { LineChange } from '../../src/fix/line-changes.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import type { Publication } from '../../src/github/publish.ts';
import { publishRun } from '../../src/github/publish-run.ts';
import type { GateReport } from '../../src/report/report.ts';
import type { ImageOutcome, RunReport } from '../../src/report/run-report.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const headSha = 'a'.repeat(40);
const FILES = [
  { filename: 'Dockerfile', patch: '@@ -1,1 +1,3 @@\n FROM a\n+RUN b\n+RUN c' },
  { filename: 'web/Dockerfile', patch: '@@ -1,1 +1,2 @@\n FROM a\n+RUN b' },
];

const change = (line: number, before: string, file = 'Dockerfile'): LineChange => {
  return { file, line, before: [before], after: ['RUN less'] };
};

/** Errors that fail the check, one for each line, and fixes. */
function failing(count: number, fixes: readonly LineChange[] = []): GateReport {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      fingerprint: String(index).padStart(64, '0'),
      primary: {
        ...{ dockerfile: 'Dockerfile', line: index + 1, endLine: index + 1, keyword: 'RUN' },
        ...{ stage: '0', text: `RUN ${index}` },
      },
    }),
  );
  const violations = findings.map(({ fingerprint, message }) => {
    return { kind: 'finding' as const, fingerprint, status: 'introduced' as const, message };
  });
  return gateReport({
    findings,
    verdict: { conclusion: 'failure', violations, allowed: [], proposed: [] },
    fixes: fixes.map((one) => reportFix({ lineChanges: [one] })),
  });
}

const judged = (name: string, report: GateReport): ImageOutcome => ({ name, kind: 'judged', report });
const runOf = (...images: readonly ImageOutcome[]): RunReport => {
  return { schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' }, images };
};

function publication(run = 1, asked: Partial<Publication> = {}): Publication {
  return {
    event: {
      ...{ kind: 'pull_request', number: 7, headSha, baseSha: 'b'.repeat(40), baseRef: 'main' },
      ...{ isFork: false, labels: [] },
    },
    comment: 'auto',
    marker: { key: 'gate', headSha, run: { number: run, attempt: 1, id: run } },
    formerKey: null,
    place: {},
    ...{ hasReview: true, hasCheckRun: true },
    ...asked,
  };
}

async function tell(client: GitHubClient, run: RunReport, asked = publication()) {
  const said = { warnings: [] as string[], summary: '', annotated: 0 };
  const notices = await publishRun(run, asked, {
    client,
    annotate: () => void (said.annotated += 1),
    warn: (message) => void said.warnings.push(message),
    writeSummary: (markdown) => {
      said.summary = markdown;
      return Promise.resolve();
    },
  });
  return { ...said, codes: notices.map(({ code }) => code) };
}

describeWithGitHub('what a pull request is told of several images', () => {
  const open = githubWorlds();
  const platforms = runOf(
    judged('app (linux/amd64)', failing(6, [change(2, 'RUN b')])),
    judged('app (linux/arm64)', failing(6, [change(2, 'RUN b'), change(3, 'RUN c')])),
    judged('web', failing(1, [change(2, 'RUN b', 'web/Dockerfile'), change(9, 'RUN x')])),
  );

  test('is one check that has what the job cannot show of all of them, with the comment as its text', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    expect(await tell(client, platforms)).toMatchObject({ codes: [], annotated: 9 });
    expect(github.state.checkRuns).toHaveLength(1);
    const [check] = github.state.checkRuns;
    expect(check).toMatchObject({ conclusion: 'failure', title: 'failed: 3 of 3 images failed' });
    const ofImage = (name: string) => ({ title: expect.stringMatching(`^${name}: `) });
    const arm64 = ofImage('app \\(linux/arm64\\)');
    expect(check?.annotations).toMatchObject([arm64, arm64, arm64, arm64, ofImage('web')]);
    expect(check?.text).toContain('| `web` | ❌ failed |');
  });

  test('is no check where the job shows all, and a failed one where an image has no verdict', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    await tell(client, runOf(judged('a', failing(4)), judged('b', failing(4))));
    expect(github.state.checkRuns).toEqual([]);
    const neutral = { ...failing(20).verdict, conclusion: 'neutral' as const };
    const unread: ImageOutcome = { name: 'b', kind: 'no-verdict', reason: 'it does not build' };
    await tell(client, runOf(judged('a', { ...failing(20), verdict: neutral }), unread));
    expect(github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
  });

  test('is one review, in which a change that was proven for two of them stands once', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    await tell(client, platforms);
    expect(github.state.reviews).toMatchObject([
      { body: 'Final Stage has proven 3 fixes that lie within this diff.', comments: [501, 502, 503] },
    ]);
    const bodies = github.state.reviewComments.map(({ body }) => body);
    expect(bodies[0]).toContain('Proven for `app (linux/amd64)`, `app (linux/arm64)`.');
    expect(bodies[1]).toContain('Proven for `app (linux/arm64)`.');
    expect(github.state.reviewComments.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'Dockerfile:2',
      'Dockerfile:3',
      'web/Dockerfile:2',
    ]);
  });

  test('is not repeated by another run, and what is proven for one of them only by then is written anew', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    await tell(client, platforms);
    await tell(client, platforms, publication(2));
    expect([github.state.reviews.length, github.state.checkRuns.length]).toEqual([1, 1]);
    const [amd64, arm64] = platforms.images;
    if (amd64 === undefined || arm64?.kind !== 'judged') throw new Error('they are not there');
    await tell(client, runOf(amd64, { ...arm64, report: { ...arm64.report, fixes: [] } }), publication(3));
    const shown = github.state.reviewComments.filter(({ isMinimized }) => isMinimized !== true);
    expect(shown.map(({ path, line }) => `${path}:${line}`)).toEqual(['Dockerfile:2']);
    expect(shown[0]?.body).toContain('Proven for `app (linux/amd64)`.');
  });

  test('that GitHub refuses for one fix is written for the others, with one notice', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    const refusal = { method: 'POST', path: '/reviews', status: 422, message: 'Unprocessable' };
    github.answerNext(refusal);
    github.answerNext(refusal);
    const told = await tell(client, platforms);
    expect(told.codes).toEqual(['suggestion-refused']);
    expect(told.warnings).toHaveLength(1);
    expect(told.summary).toContain('GitHub did not accept 1 suggestion (422)');
    expect(github.state.reviews).toHaveLength(2);
  });

  test('is no warning where only the check is not permitted; the summary says so', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    github.answerNext({ method: 'POST', path: '/check-runs', status: 403, message: 'Forbidden' });
    const told = await tell(client, platforms);
    expect(told).toMatchObject({ codes: ['check-not-permitted'], warnings: [] });
    expect(told.summary).toContain('Add `checks: write`');
  });

  test.each<[string, Partial<Publication>]>([
    ['nobody wants them', { hasReview: false, hasCheckRun: false }],
    ['there is no pull request', { event: { kind: 'none' } }],
  ])('is neither where %s', async (_what, asked) => {
    const { github, client } = await open({ files: FILES, headSha });
    expect(await tell(client, platforms, publication(1, asked))).toMatchObject({ codes: [] });
    expect([github.state.reviews, github.state.checkRuns]).toEqual([[], []]);
  });

  test('has the chart of each image, and what went wrong with all histories once', async () => {
    const { github, client } = await open({ files: FILES, headSha });
    const trend = [
      {
        commit: 'c'.repeat(40),
        date: '2026-11-01T08:00:00Z',
        contentBytes: 9,
        rootfsBytes: 9,
        transferBytes: 9,
      },
    ];
    const images = ['api', 'web'].map((name) => judged(name, { ...failing(1), trend }));
    const trendUrls = new Map(['api', 'web'].map((name) => [name, `https://h.example/trend-${name}.svg`]));
    const notices = [{ code: 'history-not-kept', message: 'the size history could not be written' }];
    const told = await tell(client, runOf(...images), publication(1, { place: { trendUrls }, notices }));
    for (const url of trendUrls.values()) expect(github.state.comments[0]?.body).toContain(`](${url})`);
    expect(told.warnings).toEqual(['the size history could not be written']);
    expect(told.summary.match(/The size history could not be written\./g)).toHaveLength(1);
  });
});
