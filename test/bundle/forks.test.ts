import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';
import { layer } from '../helpers/image-builder.ts';
import {
  FORK,
  MEASURED_PULL,
  MEASURED_RUN,
  MEASURED_SHA,
  measuringPayload,
  uploaded,
} from '../helpers/measuring-run.ts';
import { writeOciLayout } from '../helpers/oci-layout.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';
import { runAction } from '../helpers/run-action.ts';
import type { ActionRun } from '../helpers/run-action.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { zipOf } from '../helpers/zip-builder.ts';
import type { ZipEntry } from '../helpers/zip-builder.ts';

const nodesOf = (node: Nodes): readonly Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap((child) => nodesOf(child)) : []),
];

const folder = temporaryFolder();
const workspace = join(folder, 'checkout');
const base = layer({ '/etc/os-release': 'ID=alpine\n', '/app/server': 'x'.repeat(5000) });

describeWithGitHub('the pair of workflows for forks', () => {
  let github: GitHubDouble;
  beforeAll(async () => {
    if (slice) github = await openGitHubDouble(slice);
    await mkdir(workspace);
    await writeOciLayout(join(workspace, 'main'), [base]);
    await writeOciLayout(join(workspace, 'grown'), [base, layer({ '/app/extra': 'y'.repeat(3000) })]);
  });
  beforeEach(() => {
    Object.assign(github.state, { comments: [], artifacts: [], pulls: [MEASURED_PULL] });
  });
  afterAll(async () => {
    expect(github.faults).toEqual([]);
    await github.close();
  });

  /** The first workflow: a run that the fork's pull request started, whose token may not write. */
  async function measure(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
    github.state.canWrite = false;
    const run = await runAction({
      inputs: { mode: 'measure', 'github-token': 'good', ...inputs },
      payload: payloadOf('pull_request', {
        pull_request: { number: 7, labels: [], head: { sha: MEASURED_SHA, repo: { full_name: FORK } } },
      }),
      apiUrl: github.url,
      workspace,
      folder,
    });
    github.state.canWrite = true;
    return run;
  }

  /** The second workflow, once the first has ended. */
  const comment = (
    inputs: Readonly<Record<string, string>> = {},
    payload: unknown = measuringPayload(),
  ): Promise<ActionRun> =>
    runAction({
      inputs: { mode: 'comment', 'github-token': 'good', ...inputs },
      eventName: 'workflow_run',
      payload,
      apiUrl: github.url,
      workspace,
      folder,
      environment: {
        GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/final-stage-comment.yml@refs/heads/main',
      },
    });

  /** What the step between them does with the output. */
  const upload = (run: ActionRun): void => {
    github.state.artifacts = [uploaded(readFileSync(run.outputs['report'] ?? '', 'utf8'))];
  };

  test('judges without any permission, and comments with the rights of the default branch', async () => {
    const requests = github.requests.length;
    const measured = await measure({ image: 'oci:grown', baseline: 'oci:main', 'max-growth': '1 kB' });
    expect(measured).toMatchObject({
      exitCode: 1,
      outputs: { conclusion: 'failure', 'content-delta': '3000' },
    });
    expect(measured.summary).toContain('Budget exceeded');
    expect(measured.log.annotations.filter(({ level }) => level === 'warning')).toEqual([]);
    expect(github.requests.slice(requests).filter(({ method }) => method !== 'GET')).toEqual([]);

    upload(measured);
    const told = await comment();
    expect(told).toMatchObject({ exitCode: 0, outputs: {}, stderr: '' });
    expect(told.summary).toContain('a fork can change what it reports');
    expect(github.state.comments).toHaveLength(1);
    const { body = '' } = github.state.comments[0] ?? {};
    expect(body).toMatch(/^### ❌ Final Stage failed/);
    expect(body).toContain(`[run ${MEASURED_RUN}](https://github.com/octo/app/actions/runs/${MEASURED_RUN})`);
    expect(body).toContain('of the workflow of the fork `stranger/app`; a fork can change what it reports.');

    upload(await measure({ image: 'oci:main', baseline: 'oci:main' }));
    await comment({}, measuringPayload({ run_attempt: 2 }));
    expect(github.state.comments).toHaveLength(1);
    expect(github.state.comments[0]?.body).toMatch(/^### ✅ Final Stage passed/);
  });

  test('says nothing of its own where measuring has no verdict, and takes the word from an older comment', async () => {
    upload(await measure({ image: 'oci:grown', baseline: 'oci:main', 'max-growth': '1 kB' }));
    await comment();
    const broken = await measure({ image: 'oci:nowhere' });
    expect(broken).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
    const left: unknown = JSON.parse(readFileSync(broken.outputs['report'] ?? '', 'utf8'));
    expect(left).toMatchObject({ images: [{ kind: 'no-verdict' }] });
    github.state.artifacts = [];
    const told = await comment({}, measuringPayload({ run_attempt: 2, conclusion: 'failure' }));
    expect(told).toMatchObject({ exitCode: 0, log: { annotations: [{ level: 'notice' }] } });
    expect(github.state.comments[0]?.body).toMatch(/^### ❌ Final Stage no verdict for commit cccccccccc/);
  });

  const json = (change: Record<string, unknown> = {}) => JSON.stringify({ ...gateReport(), ...change });
  const entry = (change: Partial<ZipEntry>) => zipOf([{ name: 'final-stage.json', data: json(), ...change }]);
  const hidden = {
    dockerfile: '../../../../evil/phish',
    line: 1,
    endLine: 1,
    keyword: 'RUN',
    stage: '0',
    text: 'x',
  };
  const layers = [{ ...gateReport().candidate, ordinal: 0 }];

  test.each<readonly [string, string | Uint8Array]>([
    ['no archive at all', Buffer.from('<!doctype html><title>sign in</title>')],
    ['an archive that was cut', entry({}).subarray(0, -30)],
    ['an archive without the report', zipOf([{ name: 'report.json', data: json() }])],
    ['the report in a folder', zipOf([{ name: 'a/final-stage.json', data: json() }])],
    [
      'two reports',
      zipOf([
        { name: 'final-stage.json', data: json() },
        { name: 'final-stage.json', data: '{}' },
      ]),
    ],
    ['a link to the token', entry({ mode: 0o120_777, data: '/proc/self/environ' })],
    [
      'a name that leads out',
      zipOf([
        { name: '../../.bashrc', data: 'x' },
        { name: 'final-stage.json', data: json() },
      ]),
    ],
    ['an encrypted report', entry({ flags: 1 })],
    ['a report with another checksum', entry({ crc: 7 })],
    ['a bomb that says its size', entry({ data: Buffer.alloc(40_000_000, 'a') })],
    ['a bomb that does not', entry({ data: Buffer.alloc(80_000_000, 'a'), size: 1000 })],
    ['a name that differs before the bytes', entry({ localName: 'x' })],
    ['no JSON', '<script>alert(1)</script>'],
    ['JSON without end', '['.repeat(1_000_000)],
    ['another schema', json({ schemaVersion: 2 })],
    ['fields of its own', json({ markdown: '# @everyone', pull_request: 1, head_sha: 'd'.repeat(40) })],
    ['a prototype', json().replace('{', '{"__proto__":{"isAdmin":true},')],
    ['sizes that are texts', json({ size: { content: '0; DROP' } })],
    ['layers that are none', json({ candidate: { ...gateReport().candidate, layers } })],
    [
      'a Dockerfile outside',
      json({
        candidate: {
          ...gateReport().candidate,
          layers: [
            {
              ordinal: 0,
              diffID: `sha256:${'1'.repeat(64)}`,
              contentBytes: 1,
              transferBytes: 1,
              origin: 'instruction',
              instruction: hidden,
            },
          ],
        },
      }),
    ],
  ])(
    'refuses %s, says so once, and comments on nothing',
    async (_what, content) => {
      github.state.artifacts = [uploaded(content)];
      const run = await comment({ comment: 'always' });
      expect(run).toMatchObject({ exitCode: 0, outputs: {}, summary: '', stderr: '' });
      expect(run.log.annotations).toMatchObject([
        {
          level: 'warning',
          message: expect.stringMatching(/^the artifact `final-stage` of run 501 (has|is) /),
        },
      ]);
      expect(run.stdout).not.toMatch(/everyone|<script>|evil|DROP|isAdmin/);
      expect(github.state.comments).toEqual([]);
    },
    30_000,
  );

  test('renders what a valid report says as text, and only that', async () => {
    const hostile =
      '`x` <img src=x onerror=alert(1)> @everyone #1 [a](https://evil.example) --> <!-- final-stage:2';
    const notices = [{ code: 'no-baseline', message: hostile }];
    github.state.artifacts = [
      uploaded(json({ notices, candidate: { ...gateReport().candidate, reference: hostile } })),
    ];
    expect(await comment({ comment: 'always' })).toMatchObject({ exitCode: 0 });
    const { body = '' } = github.state.comments[0] ?? {};
    const nodes = nodesOf(fromMarkdown(body));
    expect(nodes.flatMap((node) => (node.type === 'html' ? [node.value] : []))).toEqual([
      ...['<sub>', '</sub>', '<sub>', '</sub>'],
      expect.stringMatching(/^<!-- final-stage:2 /),
    ]);
    const urls = nodes.flatMap((node) => (node.type === 'link' ? [new URL(node.url).host] : []));
    expect(new Set(urls)).toEqual(new Set(['github.com']));
    const texts = nodes.flatMap((node) => (node.type === 'text' ? [node.value] : []));
    expect(texts.join(' ')).not.toMatch(/@everyone|#1/);
    expect(body.match(/^<!-- final-stage:2 /gm)).toHaveLength(1);
  });

  test('tells a report of 12,000 findings in one comment that GitHub takes', async () => {
    const findings = Array.from({ length: 12_000 }, (_, index) =>
      finding({ ruleId: 'source-file', subject: `${'long/'.repeat(20)}${index}.go of this repository` }),
    );
    github.state.artifacts = [uploaded(json({ findings }))];
    const run = await comment({ comment: 'always' });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(github.state.comments).toHaveLength(1);
    const { body = '' } = github.state.comments[0] ?? {};
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/12,000|11,\d{3} more/);
    expect(run.summary.length).toBeGreaterThan(body.length);
  });

  test.each([
    ['a pull request of somebody else', [{ ...MEASURED_PULL, headRepository: 'mallory/app' }]],
    ['a newer commit', [{ ...MEASURED_PULL, headSha: 'd'.repeat(40) }]],
    ['a closed pull request', [{ ...MEASURED_PULL, state: 'closed' as const }]],
  ])('does not comment on %s', async (_what, pulls) => {
    Object.assign(github.state, { pulls, artifacts: [uploaded(json())] });
    const run = await comment({ comment: 'always' });
    expect(run).toMatchObject({ exitCode: 0, log: { annotations: [{ level: 'notice' }] } });
    expect(github.state.comments).toEqual([]);
  });

  test('builds nothing on workflow_run, whatever the inputs say', async () => {
    const run = await comment({ context: '.', image: 'oci:main' });
    expect(run).toMatchObject({ exitCode: 1, outputs: { conclusion: '' } });
    expect(run.log.annotations[0]?.message).toMatch(/`context` is given with `mode: comment`/);
    const gate = await comment({ mode: 'gate', image: 'oci:main' });
    expect(gate.log.annotations[0]?.message).toContain('runs the code of whoever opened the pull request');
  });
});
