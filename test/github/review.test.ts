import { expect, test } from '@jest/globals';
import type { LineChange } from '../../src/fix/line-changes.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { renderMarked } from '../../src/github/marker.ts';
import { publish } from '../../src/github/publish.ts';
import type { Publication } from '../../src/github/publish.ts';
import type { GateReport } from '../../src/report/report.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import type { GitHubWorld } from '../helpers/github-world.ts';
import { finding, gateReport, reportFix } from '../helpers/report-builder.ts';

const headSha = 'a'.repeat(40);

const PATCH = [
  '@@ -1,3 +1,5 @@',
  ' FROM a',
  '+RUN b \\',
  '+  && c',
  ' USER d',
  ' CMD e',
  '@@ -20,1 +22,2 @@',
  ' RUN x',
  '+RUN y',
].join('\n');
const FILES = [{ filename: 'Dockerfile', patch: PATCH }];

const change = (line: number, before: readonly string[], after: readonly string[]): LineChange => {
  return { file: 'Dockerfile', line, before, after };
};
const FIRST = change(2, ['RUN b \\', '  && c'], ['RUN b \\', '  && c \\', '  && f']);
const SECOND = change(23, ['RUN y'], ['RUN z']);
const OUTSIDE = change(10, ['RUN b'], ['RUN z']);

function reportOf(...fixes: readonly (readonly LineChange[])[]): GateReport {
  return gateReport({
    findings: [finding({ severity: 'warning' })],
    fixes: fixes.map((lineChanges) => reportFix({ lineChanges })),
  });
}

function publication(run = 1, change: Partial<Publication> = {}): Publication {
  return {
    event: {
      kind: 'pull_request',
      number: 7,
      headSha,
      baseSha: 'b'.repeat(40),
      baseRef: 'main',
      isFork: false,
      labels: [],
    },
    comment: 'auto',
    marker: { key: 'gate', headSha, run: { number: run, attempt: 1, id: run } },
    formerKey: null,
    place: {},
    hasReview: true,
    ...change,
  };
}

/** Publishes as the Action does; what it warned of and what the summary says. */
async function tell(client: GitHubClient, report: GateReport, asked: Publication = publication()) {
  const said = { warnings: [] as string[], summary: '' };
  const notices = await publish(report, asked, {
    client,
    annotate: () => undefined,
    warn: (message) => void said.warnings.push(message),
    writeSummary: (markdown) => {
      said.summary = markdown;
      return Promise.resolve();
    },
  });
  return { ...said, codes: notices.map(({ code }) => code) };
}

const LISTING = '/pulls/7/comments?per_page=100&sort=created&direction=desc';

const suggested = ({ github }: GitHubWorld) =>
  github.state.reviewComments.map(({ path, startLine, line, isMinimized }) =>
    [path, startLine ?? line, line, ...(isMinimized === true ? ['folded'] : [])].join(' '),
  );

/** Requests that fold or unfold. */
const changesOf = ({ github }: GitHubWorld) =>
  github.requests.filter(({ body }) => body.includes('mutation'));

describeWithGitHub('the review', () => {
  const open = githubWorlds();

  test('has one comment for each part of each fix that lies within the diff, and is one', async () => {
    const world = await open({ files: FILES, headSha });
    expect(await tell(world.client, reportOf([FIRST, SECOND], [OUTSIDE]))).toMatchObject({ codes: [] });
    expect(suggested(world)).toEqual(['Dockerfile 2 3', 'Dockerfile 23 23']);
    expect(world.github.state.reviews).toMatchObject([
      { body: 'Final Stage has proven a fix that lies within this diff.', comments: [501, 502] },
    ]);
    expect(world.github.state.reviewComments[0]?.body).toMatch(
      /^\*\*Part 1 of 2 [^]*\n```suggestion\nRUN b \\\n {2}&& c \\\n {2}&& f\n```\n[^]*\n<!-- final-stage:2 key=gate%20suggestion%20[0-9a-f]{16} /,
    );
  });

  test.each<[string, readonly LineChange[]]>([
    ['of which one part lies outside', [FIRST, OUTSIDE]],
    ['whose lines are others at the head', [change(2, ['RUN q \\', '  && c'], ['RUN q'])]],
    ['in two hunks', [change(5, ['CMD e', ...Array.from({ length: 16 }, () => ''), 'RUN x'], [])]],
    ['in a file that is not in the diff', [{ ...FIRST, file: 'other/Dockerfile' }]],
    ['in a file whose diff is too large', [{ ...FIRST, file: 'large/Dockerfile' }]],
  ])('has no fix %s', async (_what, parts) => {
    const files = [{ filename: 'large/Dockerfile' }, ...FILES];
    const world = await open({ files, headSha });
    expect(await tell(world.client, reportOf(parts))).toMatchObject({ codes: [] });
    expect(world.github.state.reviews).toEqual([]);
    expect(world.github.state.comments[0]?.body).toContain('Proven fix');
  });

  test('finds a file behind many others', async () => {
    const others = Array.from({ length: 150 }, (_, index) => ({
      filename: `f${index}`,
      patch: '@@ -1 +1 @@\n+x',
    }));
    const world = await open({ files: [...others, ...FILES], headSha });
    await tell(world.client, reportOf([SECOND]));
    expect(suggested(world)).toEqual(['Dockerfile 23 23']);
  });

  test('is not repeated by another run, and what is no longer proven is folded once', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([FIRST], [SECOND]));
    await tell(world.client, reportOf([FIRST], [SECOND]), publication(2));
    expect(world.github.state.reviews).toHaveLength(1);
    await tell(world.client, reportOf([FIRST]), publication(3));
    expect(suggested(world)).toEqual(['Dockerfile 2 3', 'Dockerfile 23 23 folded']);
    await tell(world.client, reportOf([FIRST]), publication(4));
    expect(changesOf(world)).toHaveLength(1);
    expect(world.github.state.reviews).toHaveLength(1);
  });

  test('is not repeated behind more comments than are read', async () => {
    const others = Array.from({ length: 1000 }, (_, index) => {
      return { id: index + 1, body: 'why?', login: 'octocat', path: 'Dockerfile', line: 3 };
    });
    const world = await open({ files: FILES, headSha, reviewComments: others });
    for (const run of [1, 2, 3]) await tell(world.client, reportOf([SECOND]), publication(run));
    expect(world.github.state.reviewComments).toHaveLength(1001);
    const pages = world.github.requests.filter(({ path }) => path.includes('/pulls/7/comments?'));
    expect(pages).toHaveLength(3 * 10);
  });

  test('is not repeated where only its lines moved, and GitHub the comment with them', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([FIRST]));
    world.github.state.files = [{ filename: 'Dockerfile', patch: PATCH.replace('+1,5 @@', '+3,5 @@') }];
    const [comment] = world.github.state.reviewComments;
    Object.assign(comment ?? {}, { startLine: 4, line: 5 });
    await tell(world.client, reportOf([{ ...FIRST, line: 4 }]), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile 4 5']);
  });

  test('has the same change at each of the lines that it was proven for', async () => {
    const patch = ['@@ -0,0 +1,3 @@', '+RUN y', '+RUN q', '+RUN y'].join('\n');
    const world = await open({ files: [{ filename: 'Dockerfile', patch }], headSha });
    const [above, below] = [
      { ...SECOND, line: 1 },
      { ...SECOND, line: 3 },
    ];
    await tell(world.client, reportOf([above]));
    await tell(world.client, reportOf([below]), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile 1 1 folded', 'Dockerfile 3 3']);
    await tell(world.client, reportOf([above], [below]), publication(3));
    await tell(world.client, reportOf([above], [below]), publication(4));
    expect(world.github.state.reviewComments.filter(({ line }) => line === 3)).toHaveLength(1);
  });

  test('is shown again where a fix is proven after a run that could not prove it', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([FIRST], [SECOND]));
    await tell(world.client, reportOf(), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile 2 3 folded', 'Dockerfile 23 23 folded']);
    await tell(world.client, reportOf([FIRST], [SECOND]), publication(3));
    expect(suggested(world)).toEqual(['Dockerfile 2 3', 'Dockerfile 23 23']);
    expect(world.github.state.reviews).toHaveLength(1);
    expect(changesOf(world)).toHaveLength(2);
  });

  test.each(['resolved', 'off-topic'])('stays folded where people folded it as %s', async (reason) => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([SECOND]));
    const [comment] = world.github.state.reviewComments;
    Object.assign(comment ?? {}, { isMinimized: true, minimizedReason: reason });
    await tell(world.client, reportOf([SECOND]), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile 23 23 folded']);
    expect(changesOf(world)).toEqual([]);
  });

  test('is written anew where the token may not show it again, and only then', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([SECOND]));
    await tell(world.client, reportOf(), publication(2));
    world.github.state.graphql = 'read-only';
    expect(await tell(world.client, reportOf([SECOND]), publication(3))).toMatchObject({ codes: [] });
    expect(suggested(world)).toEqual(['Dockerfile 23 23 folded', 'Dockerfile 23 23']);
    world.github.state.graphql = 'there';
    await tell(world.client, reportOf([SECOND]), publication(4));
    expect(suggested(world)).toEqual(['Dockerfile 23 23 folded', 'Dockerfile 23 23']);
  });

  test('is one of each suggestion, where two were written of one', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([SECOND]));
    const [comment] = world.github.state.reviewComments;
    if (comment !== undefined) world.github.state.reviewComments.push({ ...comment, id: 502 });
    await tell(world.client, reportOf([SECOND]), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile 23 23 folded', 'Dockerfile 23 23']);
  });

  const lines = Array.from({ length: 250 }, (_, index) => index + 1);
  const longPatch = ['@@ -0,0 +1,250 @@', ...lines.map((line) => `+RUN ${line}`)].join('\n');
  const onLine = (line: number) => change(line, [`RUN ${line}`], ['RUN z']);

  test('folds what is outdated, however many were folded before', async () => {
    const world = await open({ files: [{ filename: 'Dockerfile', patch: longPatch }], headSha });
    await tell(world.client, reportOf(...lines.map((line) => [onLine(line)])));
    for (const comment of world.github.state.reviewComments.slice(0, 240))
      Object.assign(comment, { isMinimized: true, minimizedReason: 'outdated' });
    await tell(world.client, reportOf([onLine(250)]), publication(2));
    const shown = world.github.state.reviewComments.filter(({ isMinimized }) => isMinimized !== true);
    expect(shown.map(({ line }) => line)).toEqual([250]);
    expect(changesOf(world)).toHaveLength(1);
    const queries = world.github.requests.filter(({ body }) => body.includes('nodes(ids'));
    expect(queries).toHaveLength(3);
  });

  test.each(['there', 'missing', 'read-only'] as const)(
    'hides at most thirty in a run, the newest first, where GraphQL is %s',
    async (graphql) => {
      const world = await open({ files: [{ filename: 'Dockerfile', patch: longPatch }], headSha, graphql });
      const fifty = lines.slice(0, 50);
      await tell(world.client, reportOf(...fifty.map((line) => [onLine(line)])));
      const answered = { id: 900, body: 'why?', login: 'octocat', path: 'Dockerfile', line: 50 };
      world.github.state.reviewComments.push({ ...answered, inReplyTo: 550 });
      const rest = async (run: number) => {
        await tell(world.client, reportOf(), publication(run));
        return world.github.state.reviewComments
          .filter(({ id, isMinimized }) => id < 900 && isMinimized !== true)
          .map(({ line }) => line);
      };
      const isFolded = graphql === 'there';
      expect(await rest(2)).toEqual([...lines.slice(0, isFolded ? 20 : 19), ...(isFolded ? [] : [50])]);
      expect(await rest(3)).toEqual(isFolded ? [] : [50]);
    },
  );

  test('writes a suggestion anew whose lines changed around it, and folds the old one', async () => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, reportOf([SECOND]));
    for (const comment of world.github.state.reviewComments) comment.line = null;
    await tell(world.client, reportOf([SECOND]), publication(2));
    expect(suggested(world)).toEqual(['Dockerfile   folded', 'Dockerfile 23 23']);
  });

  test.each(['missing', 'read-only'] as const)(
    'deletes what nobody answered where GraphQL is %s',
    async (graphql) => {
      const world = await open({ files: FILES, headSha, graphql });
      await tell(world.client, reportOf([FIRST], [SECOND]));
      world.github.state.reviewComments.push({
        ...{ id: 900, body: 'why?', login: 'octocat', path: 'Dockerfile', line: 3, inReplyTo: 501 },
      });
      expect(await tell(world.client, reportOf(), publication(2))).toMatchObject({ codes: [] });
      expect(world.github.state.reviewComments.map(({ id }) => id)).toEqual([501, 900]);
    },
  );

  test('leaves alone what others wrote, whatever marker it has', async () => {
    const marker = {
      key: `gate suggestion ${'0'.repeat(16)}`,
      headSha,
      run: { number: 1, attempt: 1, id: 1 },
    };
    const planted = {
      id: 501,
      body: renderMarked('x', marker),
      login: 'octocat',
      path: 'Dockerfile',
      line: 3,
    };
    const other = { ...marker, key: `other suggestion ${'0'.repeat(16)}` };
    const beside = { ...planted, id: 502, body: renderMarked('x', other), login: 'github-actions[bot]' };
    const broken = { ...planted, id: 503, body: `y${planted.body}`, login: 'github-actions[bot]' };
    const reviewComments = [planted, beside, broken];
    const world = await open({ files: FILES, headSha, reviewComments });
    await tell(world.client, reportOf([SECOND]));
    expect(suggested(world)).toEqual([
      ...Array.from({ length: 3 }, () => 'Dockerfile 3 3'),
      'Dockerfile 23 23',
    ]);
  });

  test('is left to the run of the newer commit', async () => {
    const world = await open({ files: FILES, headSha: 'c'.repeat(40) });
    expect(await tell(world.client, reportOf([FIRST]))).toMatchObject({ codes: [] });
    expect(world.github.state.reviews).toEqual([]);
  });

  test.each<[string, Partial<Publication>, GateReport]>([
    ['nobody asks for it', { hasReview: false }, reportOf([FIRST])],
    ['nothing is to be commented', { comment: 'never' }, reportOf([FIRST])],
    ['there is no pull request', { event: { kind: 'none' } }, reportOf([FIRST])],
    ['there is nothing to say', {}, { ...reportOf([FIRST]), findings: [finding({ status: 'persisting' })] }],
  ])('is none where %s', async (_what, asked, report) => {
    const world = await open({ files: FILES, headSha });
    await tell(world.client, report, publication(1, asked));
    expect(world.github.state.reviews).toEqual([]);
    expect(world.github.requests.filter(({ method }) => method === 'POST').length).toBeLessThan(3);
  });

  test('that GitHub refuses for one fix is written for the others, with one notice', async () => {
    const world = await open({ files: FILES, headSha });
    const refusal = {
      method: 'POST',
      path: '/reviews',
      status: 422,
      message: 'line must be part of the diff',
    };
    world.github.answerNext(refusal, refusal);
    const { codes, warnings } = await tell(world.client, reportOf([FIRST], [SECOND]));
    expect(codes).toEqual(['suggestion-refused']);
    expect(warnings).toEqual([
      'GitHub did not accept 1 suggestion (422). The comment has the whole diff of the fix',
    ]);
    expect(suggested(world)).toEqual(['Dockerfile 23 23']);
  });

  test('that GitHub refuses as a whole is none, with one notice', async () => {
    const world = await open({ files: FILES, headSha });
    world.github.answerNext({ method: 'POST', path: '/reviews', status: 422, message: 'no' });
    expect(await tell(world.client, reportOf([FIRST, SECOND]))).toMatchObject({
      codes: ['suggestion-refused'],
      warnings: [expect.stringContaining('2 suggestions')],
    });
    expect(world.github.state.reviews).toEqual([]);
  });

  const calls: readonly (readonly [string, string])[] = [
    ['GET', LISTING],
    ['GET', '/pulls/7'],
    ['GET', '/files?per_page=100'],
    ['POST', '/reviews'],
    ['POST', '/graphql'],
    ['DELETE', '/pulls/comments/502'],
  ];
  const statuses = [401, 403, 404, 429, 500, 502];
  const faults = calls.flatMap(([method, path]) => statuses.map((status) => [status, method, path] as const));
  test.each(faults)(
    'that meets %s at %s …%s keeps the verdict, with one notice at most',
    async (status, method, path) => {
      const world = await open({
        files: FILES,
        headSha,
        graphql: path.includes('comments/') ? 'missing' : 'there',
      });
      await tell(world.client, reportOf([SECOND], [change(22, ['RUN x'], [])]));
      const answer = { method, path, status, message: 'no', headers: { 'retry-after': '1' } };
      world.github.answerNext(...Array.from({ length: 3 }, () => answer));
      const { codes, warnings, summary } = await tell(world.client, reportOf([FIRST]), publication(2));
      // An account that is not known, or GraphQL that is refused, has a way around it.
      expect(codes.length).toBeLessThanOrEqual(1);
      expect(codes.every((code) => code === 'review-not-written')).toBe(true);
      expect(warnings).toHaveLength(codes.length);
      if (codes.length > 0) expect(summary).toContain('The review could not be written: ');
      if (method !== 'POST' || path === '/reviews') expect(codes).toEqual(['review-not-written']);
    },
  );

  test('that the token may not write names the permission', async () => {
    const world = await open({ files: FILES, headSha });
    const answer = {
      method: 'POST',
      path: '/reviews',
      status: 403,
      message: 'Resource not accessible by integration',
    };
    world.github.answerNext(answer);
    const { warnings } = await tell(world.client, reportOf([FIRST]));
    expect(warnings).toEqual([
      "the review could not be written: the token lacks the permission (403). Add `pull-requests: write` to the job's `permissions`",
    ]);
  });

  test('is not tried where the comment could not be written', async () => {
    const world = await open({ files: FILES, headSha, canWrite: false });
    expect(await tell(world.client, reportOf([FIRST]))).toMatchObject({ codes: ['comment-not-written'] });
    expect(world.github.requests.filter(({ path }) => path.includes('/pulls/7/'))).toEqual([]);
  });
});
