import { expect, test } from '@jest/globals';
import type { GitHubClient } from '../../src/github/client.ts';
import { publish } from '../../src/github/publish.ts';
import type { Publication } from '../../src/github/publish.ts';
import type { GateReport } from '../../src/report/report.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';

const headSha = 'a'.repeat(40);

/** Errors that fail the check, one for each Dockerfile line. */
function failing(count: number, change: Partial<GateReport['verdict']> = {}): GateReport {
  const findings = Array.from({ length: count }, (_, index) =>
    finding({
      subject: `tool ${String(index).padStart(4, '0')}`,
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
    verdict: { conclusion: 'failure', violations, allowed: [], proposed: [], ...change },
  });
}

function publication(change: Partial<Publication> = {}): Publication {
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
    comment: 'never',
    marker: {
      key: '.github/workflows/ci.yml image 0123456789abcdef',
      headSha,
      run: { number: 1, attempt: 1, id: 1 },
    },
    formerKey: null,
    place: { reportUrl: 'https://github.com/octo/app/actions/runs/1' },
    hasCheckRun: true,
    ...change,
  };
}

async function tell(client: GitHubClient, report: GateReport, asked = publication()) {
  const said = { warnings: [] as string[], summary: '', annotated: 0 };
  const notices = await publish(report, asked, {
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

describeWithGitHub('the check', () => {
  const open = githubWorlds();

  test('has the annotations that the job cannot show, of the head commit', async () => {
    const { github, client } = await open();
    expect(await tell(client, failing(130))).toMatchObject({ codes: [], annotated: 9 });
    expect(github.state.checkRuns).toMatchObject([
      {
        name: 'Final Stage annotations (ci.yml image 0123456)',
        headSha,
        conclusion: 'failure',
        title: expect.stringMatching(/^failed: /),
        summary: '122 annotations beyond those that the job itself can show.',
        text: expect.stringMatching(/^### ❌ Final Stage failed: /u),
      },
    ]);
    const annotations = github.state.checkRuns[0]?.annotations ?? [];
    expect(annotations.map(({ start_line }) => start_line)).toEqual(
      Array.from({ length: 122 }, (_, index) => index + 9),
    );
    expect(annotations[0]).toEqual({
      path: 'Dockerfile',
      start_line: 9,
      end_line: 9,
      annotation_level: 'failure',
      title: 'tool 0008 1.22 (go-toolchain)',
      message: 'Go toolchain in /usr/local/go. Copy only the binary into the final stage.',
    });
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'PATCH', 'PATCH']);
  });

  test('ends at a number of requests, and says how many are left', async () => {
    const { github, client } = await open();
    await tell(client, failing(12_000));
    expect(github.state.checkRuns[0]?.annotations).toHaveLength(500);
    expect(github.state.checkRuns[0]?.summary).toContain('11,492 more are in the JSON report.');
    expect(github.requests).toHaveLength(11);
  });

  test('is left alone by a run that says the same, and replaced by one that does not', async () => {
    const { github, client } = await open();
    await tell(client, failing(70));
    await tell(client, failing(70));
    expect(github.state.checkRuns).toHaveLength(1);
    await tell(client, failing(70, { conclusion: 'neutral' }));
    expect(github.state.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure', 'neutral']);
    expect(new Set(github.state.checkRuns.map(({ name }) => name)).size).toBe(1);
  });

  test('stands beside that of another gate of the commit', async () => {
    const { github, client } = await open();
    const keyed = (key: string) => publication({ marker: { ...publication().marker, key } });
    for (const key of ['image 0123456789abcdef', 'image fedcba9876543210', 'the key of a user'])
      await tell(client, failing(130), keyed(key));
    expect(github.state.checkRuns.map(({ name }) => name)).toEqual([
      'Final Stage annotations (image 0123456)',
      'Final Stage annotations (image fedcba9)',
      'Final Stage annotations (the key of a user)',
    ]);
  });

  test('of an earlier run of the commit gives way to one that says that nothing is left, once', async () => {
    const { github, client } = await open();
    await tell(client, failing(30));
    for (let run = 0; run < 2; run += 1)
      expect(await tell(client, failing(3, { conclusion: 'neutral' }))).toMatchObject({
        codes: [],
        warnings: [],
      });
    expect(github.state.checkRuns).toMatchObject([
      { conclusion: 'failure' },
      { conclusion: 'neutral', title: 'No further annotations', annotations: [] },
    ]);
    await tell(client, failing(30));
    expect(github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
    expect(github.state.checkRuns).toHaveLength(3);
  });

  test('that may not be looked for is no matter where none is needed', async () => {
    const { github, client } = await open({ canWriteChecks: false });
    expect(await tell(client, failing(3))).toMatchObject({ codes: [], warnings: [] });
    expect(github.state.checkRuns).toEqual([]);
  });

  test('that was not finished is made again', async () => {
    const { github, client } = await open();
    const answer = { method: 'PATCH', status: 500, message: 'Oops' };
    github.answerNext(answer);
    expect(await tell(client, failing(70))).toMatchObject({ codes: ['check-not-written'] });
    expect(await tell(client, failing(70))).toMatchObject({ codes: [] });
    expect(github.state.checkRuns.map(({ annotations }) => annotations.length)).toEqual([50, 62]);
  });

  test.each<[string, GateReport, Partial<Publication>]>([
    ['the job shows all', failing(9), {}],
    [
      'no line is known',
      { ...failing(30), findings: failing(30).findings.map((one) => ({ ...one, primary: null })) },
      {},
    ],
    ['nobody wants it', failing(30), { hasCheckRun: false }],
    ['there is no pull request', failing(30), { event: { kind: 'none' } }],
  ])('is none where %s', async (_what, report, asked) => {
    const { github, client } = await open();
    expect(await tell(client, report, publication(asked))).toMatchObject({ codes: [] });
    expect(github.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(github.requests.length).toBe(Object.keys(asked).length === 0 ? 1 : 0);
  });

  test.each([true, false])('without permission is a line of the summary alone (fork: %s)', async (isFork) => {
    const { github, client } = await open({ canWriteChecks: false });
    const { event } = publication();
    const asked = publication({ event: event.kind === 'pull_request' ? { ...event, isFork } : event });
    const { codes, warnings, summary } = await tell(client, failing(30), asked);
    expect([codes, warnings]).toEqual([['check-not-permitted'], []]);
    expect(summary).toContain(isFork ? 'from a fork gets a read-only token' : 'Add `checks: write` to');
    expect(github.state.checkRuns).toEqual([]);
  });

  const calls = ['GET', 'POST', 'PATCH'];
  const faults = calls.flatMap((method) =>
    [401, 403, 404, 422, 429, 500].map((status) => [status, method] as const),
  );
  test.each(faults)('that meets %s at %s keeps the verdict, with one notice', async (status, method) => {
    const { github, client } = await open();
    github.answerNext(
      ...Array.from({ length: 3 }, () => ({
        method,
        status,
        message: 'no',
        headers: { 'retry-after': '1' },
      })),
    );
    const { codes, warnings, summary } = await tell(client, failing(70));
    const isQuiet = status === 403 || status === 404;
    expect(codes).toEqual([isQuiet ? 'check-not-permitted' : 'check-not-written']);
    expect(warnings).toHaveLength(isQuiet ? 0 : 1);
    expect(summary).toContain('the check with further annotations could not be written'.slice(4));
  });
});
