import { describe, expect, test } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { createHash } from 'node:crypto';
import { toRunOutputs } from '../../src/github/outputs.ts';
import { toRunCheckDetails } from '../../src/report/check-details.ts';
import { platformDifferences } from '../../src/report/platforms.ts';
import { MAX_COMMENT_SIZE } from '../../src/report/pr-comment.ts';
import { reportNames } from '../../src/report/report-name.ts';
import type { GateReport, ReportFinding } from '../../src/report/report.ts';
import { toRunAnnotations } from '../../src/report/run-annotations.ts';
import { RUN_RENDERERS } from '../../src/report/run-formats.ts';
import { renderRunComment } from '../../src/report/run-markdown.ts';
import type { ImageOutcome, RunReport } from '../../src/report/run-report.ts';
import { MAX_RUNS } from '../../src/report/run-sarif.ts';
import { shareRoom } from '../../src/report/shares.ts';
import { finding, gateReport } from '../helpers/report-builder.ts';

const HOSTILE = '</code></summary><script>x</script> @octo #1 `a` | ![x](y) <!-- \u202e $x$ ';
const place = { key: 'k', headSha: 'a'.repeat(40), reportUrl: 'https://github.com/o/r/actions/runs/1' };

function runOf(...images: readonly ImageOutcome[]): RunReport {
  return { schemaVersion: 1, tool: { name: 'final-stage', version: '0.0.0' }, images };
}

function failing(count: number, part: Partial<ReportFinding> = {}): GateReport {
  const findings = Array.from({ length: count }, (_unused, index) =>
    finding({ fingerprint: index.toString(16).padStart(64, '0'), subject: `tool ${index}`, ...part }),
  );
  const violations = findings.map(({ fingerprint, status, message }) => ({
    ...{ kind: 'finding' as const, fingerprint, status, message },
  }));
  return gateReport({
    findings,
    verdict: { conclusion: 'failure', violations, allowed: [], proposed: [] },
  });
}

const judged = (name: string, report = gateReport()): ImageOutcome => ({ name, kind: 'judged', report });
const without = (name: string, reason = 'it does not build'): ImageOutcome => ({
  ...{ name, kind: 'no-verdict', reason },
});

const PLACE = { dockerfile: 'Dockerfile', line: 4, endLine: 4, keyword: 'RUN', stage: '0', text: 'RUN x' };

const three = runOf(judged('web'), judged('api', failing(2)), without('worker'));
const rows = (text: string) =>
  text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

describe('the comment of several images', () => {
  const text = renderRunComment(three, place);

  test('begins with the worst verdict and counts, and has a row for each image, the worst first', () => {
    expect(text.split('\n')[0]).toBe('### ❌ Final Stage no verdict: 1 of 3 images failed, 1 has no verdict');
    expect(rows(text).map((line) => line.split('|').slice(1, 3).join('|').trim())).toEqual([
      '`api` | ❌ failed',
      '`worker` | ❌ no verdict',
      '`web` | ✅ passed',
    ]);
    expect(rows(text)[0]).toMatch(/\| +1\.0 kB \| +\+100 B \| +50 B \| +2 \|$/);
    expect(rows(text)[1]).toMatch(/\| +\| +\| +\| +\|$/);
  });

  test('folds what a report of one image says below', () => {
    expect(text.match(/^<details><summary>(?:❌|✅) <code>/gmu)).toHaveLength(3);
    expect(text).toContain('Failed: 2 errors introduced.');
    expect(text).toContain('tool 1');
    expect(text).toContain('It does not build.');
    expect(text.match(/^### /gm)).toHaveLength(1);
    expect(text).toMatch(/commit a{10}<\/sub>\n$/);
  });

  test('is quiet where all is well', () => {
    const [first] = renderRunComment(runOf(judged('a'), judged('b')), place).split('\n');
    expect(first).toBe('### ✅ Final Stage passed: all 2 images');
  });

  test.each([['forty failing images among a hundred', 40, 100]])(
    'of %s fits, with every row, and says what it leaves out',
    (_what, bad, all) => {
      const images = Array.from({ length: all }, (_unused, index) =>
        judged(`service-${index}`, index < bad ? failing(30) : gateReport()),
      );
      const long = renderRunComment(runOf(...images), place);
      expect(Buffer.byteLength(long)).toBeLessThanOrEqual(MAX_COMMENT_SIZE);
      expect(rows(long).length).toBeGreaterThanOrEqual(all);
      expect(long).toMatch(/Not shown here: the details of \d+ images\. See the \[full report\]/);
    },
  );

  test.each([20, 21, 25, 60])('has details of %d failing images as far as they fit', (count) => {
    const images = Array.from({ length: count }, (_unused, index) => judged(`s${index}`, failing(30)));
    const long = renderRunComment(runOf(...images), place);
    const details = long.match(/^<details><summary>❌ <code>s\d+/gmu)?.length ?? 0;
    expect(details).toBeGreaterThanOrEqual(15);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(MAX_COMMENT_SIZE);
    const left = count - details;
    if (left > 0)
      expect(long).toContain(`_Not shown here: the details of ${left} image${left === 1 ? '' : 's'}.`);
  });

  test('has the links of a comment of one image, above its last line', () => {
    const htmlUrl = 'https://pages.example/r.html';
    expect(renderRunComment(three, { ...place, htmlUrl })).toMatch(
      /\n<sub>\[Job summary and artifacts\]\(https:\/\/github\.com\/o\/r\/actions\/runs\/1\) · \[HTML report\]\(https:\/\/pages\.example\/r\.html\)<\/sub>\n\n<sub>[^\n]*<\/sub>\n$/,
    );
    expect(renderRunComment(three, { key: 'k' })).not.toContain('Job summary');
  });

  test('gives each failing image its part before any other', () => {
    const text = renderRunComment(
      runOf(judged('large'), judged('a', failing(900)), judged('b', failing(900))),
      place,
    );
    const [, a = '', b = ''] = text.split(/^<details><summary>❌ /gmu);
    expect(Math.min(a.length, b.length)).toBeGreaterThan(20_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_COMMENT_SIZE);
  });
});

/** Every node of a Markdown tree. */
function nodesOf(node: Nodes): readonly { readonly type: string; readonly value: string }[] {
  const inner = 'children' in node ? node.children.flatMap(nodesOf) : [];
  return [{ type: node.type, value: 'value' in node ? node.value : '' }, ...inner];
}

describe('names and reasons from elsewhere', () => {
  const run = runOf(without(HOSTILE, HOSTILE), judged(HOSTILE.repeat(50), failing(1, { subject: HOSTILE })));

  test.each(['a comment', 'a summary'])('are plain text in %s', (what) => {
    const text = what === 'a comment' ? renderRunComment(run, place) : RUN_RENDERERS.markdown(run);
    const nodes = nodesOf(fromMarkdown(text));
    for (const { type, value } of nodes) {
      if (type === 'html') expect(value).not.toMatch(/<(?!\/?(?:details|summary|code|sub|span|br)>)/);
      if (type === 'text') expect(value).not.toMatch(/@octo|#1/);
      expect(type).not.toBe('image');
    }
    expect(nodes.length).toBeGreaterThan(20);
    expect(text).not.toContain('\u202e');
    expect(text.match(/<!--/g)).toBeNull();
  });

  test('are plain text in the page, whose policy allows its own style alone', () => {
    const page = RUN_RENDERERS.html(run);
    const outside = page.replaceAll(/srcdoc="[^"]*"/g, '');
    expect(outside).not.toContain('<script');
    expect(outside).not.toContain('\u202e');
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toMatch(/default-src 'none'; style-src '/);
    expect(page).toContain(`'sha256-${hash}'`);
  });

  test('hold the page of each image as an attribute that nothing in it ends', () => {
    const [, source = ''] = /srcdoc="([^"]*)"><\/iframe>/.exec(RUN_RENDERERS.html(run)) ?? [];
    const inner = source.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(inner).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    const allowed = inner.match(/style-src ('sha256-[^']*')/)?.[1] ?? 'none';
    expect(RUN_RENDERERS.html(run).split('\n')[4]).toContain(allowed);
  });

  test.each(['terminal', 'annotations'] as const)('end no line in %s', (format) => {
    const text = RUN_RENDERERS[format](run);
    expect(text).not.toMatch(/[\u202e\r]/);
    for (const line of text.split('\n').filter((one) => one.startsWith('::')))
      expect(line).toMatch(/^::(error|warning|notice) [^\n]*::/);
  });
});

describe('SARIF of several images', () => {
  type Sarif = { readonly runs: readonly { readonly automationDetails: { readonly id: string } }[] };
  const sarifOf = (run: RunReport) => JSON.parse(RUN_RENDERERS.sarif(run)) as Sarif;

  test('has one run for each verdict, in a category of its own', () => {
    expect(sarifOf(three).runs.map(({ automationDetails }) => automationDetails.id)).toEqual([
      'final-stage/api/linux-amd64/',
      'final-stage/web/linux-amd64/',
    ]);
  });

  test('has no more runs than GitHub takes, the worst first', () => {
    const images = Array.from({ length: 30 }, (_unused, index) =>
      judged(`i${index}`, failing(index > 24 ? 1 : 0)),
    );
    const ids = sarifOf(runOf(...images)).runs.map(({ automationDetails }) => automationDetails.id);
    expect(ids).toHaveLength(MAX_RUNS);
    expect(new Set(ids).size).toBe(MAX_RUNS);
  });
});

test('annotations name their image, and no more of a level than the runner keeps', () => {
  const annotations = toRunAnnotations(
    runOf(judged('web', failing(4)), judged('api', failing(40)), without('w')),
  );
  expect(annotations[0]).toMatchObject({ level: 'error', title: expect.stringMatching(/^web: tool/) });
  expect(annotations).toHaveLength(9);
  expect(annotations.at(-1)?.message).toBe('37 more errors: see the JSON report');
});

test('titles of annotations and checks are no longer than the API takes, whatever images and findings are called', () => {
  const long = failing(12, { subject: '\u200b'.repeat(80), primary: PLACE });
  const images = [judged('n'.repeat(80), long), without('w'.repeat(300))];
  const details = toRunCheckDetails(runOf(...images), place);
  expect(details?.annotations).toHaveLength(4);
  const titles = [details, ...(details?.annotations ?? []), ...toRunAnnotations(runOf(...images))];
  for (const said of titles) expect(said?.title.length).toBeLessThanOrEqual(255);
  expect(details?.annotations[0]?.title).toMatch(/^n{30}…n{29}: .*\(go-toolchain\)$/);
});

describe('outputs of several images', () => {
  const files = { json: 'a', html: 'b', sarif: 'c', patch: '' };

  test('are the worst, the sum of what is introduced, and a list of all', () => {
    const outputs = Object.fromEntries(toRunOutputs(runOf(judged('web'), judged('api', failing(2))), files));
    expect(outputs).toMatchObject({
      conclusion: 'failure',
      introduced: '2',
      'content-size': '',
      report: 'a',
    });
    expect(JSON.parse(outputs['images'] ?? '')).toEqual([
      { name: 'web', conclusion: 'success', contentSize: 1000, contentDelta: 100 },
      { name: 'api', conclusion: 'failure', contentSize: 1000, contentDelta: 100 },
    ]);
  });

  test('have no conclusion where an image has no verdict, and sizes where there is one image', () => {
    expect(toRunOutputs(three, files).get('conclusion')).toBe('');
    expect(toRunOutputs(runOf(judged('web')), files).get('content-size')).toBe('1000');
    expect([...toRunOutputs(three, files).keys()]).toEqual([
      ...toRunOutputs(runOf(judged('a')), files).keys(),
    ]);
  });
});

describe('several platforms of one image', () => {
  const size = {
    ...gateReport().size,
    content: { baseline: null, candidate: 1500, delta: null, percent: null },
  };
  const only = gateReport({ size, findings: [finding({ subject: 'qemu', version: null })] });

  test('are compared: what only one has, and how much more it is', () => {
    expect(
      platformDifferences([
        judged('api (linux/amd64)'),
        judged('api (linux/arm64)', only),
        judged('web (linux/arm64)'),
      ]),
    ).toEqual([
      {
        name: 'api',
        parts: [
          'only on linux/arm64: `qemu`',
          'the content size is 1.0 kB on linux/amd64 and 500 B more on linux/arm64',
        ],
      },
    ]);
  });

  test('that are the same are said to be', () => {
    const same = [judged('a (linux/amd64)'), judged('a (linux/arm64)')];
    const words = 'the findings are the same on all platforms; the content size is the same';
    expect(platformDifferences(same)[0]?.parts.join('; ')).toBe(words);
    expect(renderRunComment(runOf(...same), place)).toContain(`\`a\` by platform: ${words}.`);
  });
});

describe('names of reports', () => {
  const reportOf = (dockerfile: string, stage: string, platform = 'linux/amd64') => {
    const { candidate } = gateReport();
    const instruction = { dockerfile, line: 1, endLine: 1, keyword: 'RUN', stage, text: 'RUN x' };
    const layers = [
      { ordinal: 0, diffID: `sha256:${'0'.repeat(64)}`, contentBytes: 1, transferBytes: 1, instruction },
    ].map((layer) => ({ ...layer, origin: 'instruction' as const }));
    return gateReport({ candidate: { ...candidate, platform, layers } });
  };

  test('are made of what distinguishes them', () => {
    expect(
      reportNames([
        reportOf('services/api/Dockerfile', '0'),
        reportOf('Dockerfile', 'web'),
        reportOf('Dockerfile', 'worker'),
        reportOf('x/Dockerfile', '0'),
        reportOf('x/Dockerfile', '0', 'linux/arm64'),
        reportOf('y.Dockerfile', '0'),
        reportOf('y.Dockerfile', '0'),
        gateReport(),
      ]),
    ).toEqual([
      'services/api',
      'Dockerfile:web',
      'Dockerfile:worker',
      'x (linux/amd64)',
      'x (linux/arm64)',
      'y.Dockerfile',
      'y.Dockerfile (2)',
      'image',
    ]);
  });
});

test('room is shared by need, and what one leaves the next may use', () => {
  expect(shareRoom([10, 100, 100], 90)).toEqual([10, 40, 40]);
  expect(shareRoom([10, 20], 90)).toEqual([10, 20]);
  expect(shareRoom([], 90)).toEqual([]);
});
