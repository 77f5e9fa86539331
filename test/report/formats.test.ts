import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/rules/index.ts';
import { MAX_ANNOTATIONS_PER_LEVEL, toAnnotations } from '../../src/report/annotations.ts';
import { renderHtml } from '../../src/report/html.ts';
import { RENDERERS } from '../../src/report/index.ts';
import { renderJson } from '../../src/report/json.ts';
import { MAX_COMMENT_SIZE, renderPrComment } from '../../src/report/pr-comment.ts';
import type { GateReport } from '../../src/report/report.ts';
import { toSarif } from '../../src/report/sarif.ts';
import { reportJsonSchema } from '../../src/report/schema.ts';
import { MAX_SUMMARY_SIZE, renderStepSummary } from '../../src/report/step-summary.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { CASES, finding } from './cases.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const each = CASES.map(({ name, report }) => [name, report] as const);
const reportOf = (name: string): GateReport => {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found.report;
};

describe('the JSON report', () => {
  const schema: Record<string, unknown> = JSON.parse(readFileSync(join(docs, 'report.schema.json'), 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);

  test('has the schema that is in the repository', () => {
    expect(schema).toEqual(reportJsonSchema());
  });

  test.each(each)('of %s is valid, and is read back as it was', (_name, report) => {
    const text = renderJson(report);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(text)).toEqual(report);
  });

  test.each([
    ['another version', { schemaVersion: 2 }, '/schemaVersion'],
    ['sizes of no image', { size: null }, '/size'],
  ])('and its schema refuses %s', (_what, change, place) => {
    expect(validate({ ...reportOf('regression'), ...change })).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(place);
  });
});

describe('the comment', () => {
  test.each(each)('of %s fits, with its verdict in line 1', (_name, report) => {
    const text = renderPrComment(report, { key: 'k' });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_COMMENT_SIZE);
    expect(text.split('\n')[0]).toMatch(
      /^### (❌|✅|⚪|🔎) Final Stage (failed|passed|waived by label|inspected without a verdict): /u,
    );
    expect(text.match(/^<details>/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
  });

  test('links lines where it knows the commit', () => {
    const text = renderPrComment(reportOf('regression'), {
      key: 'k',
      sourceUrl: 'https://github.com/o/r/blob/abc/',
    });
    expect(text).toContain('[`Dockerfile:4-6`](https://github.com/o/r/blob/abc/Dockerfile#L4-L6)');
  });

  test('says how much it left out, and where it is', () => {
    const reportUrl = 'https://github.com/o/r/actions/runs/1';
    expect(renderPrComment(reportOf('many-findings'), { key: 'k', reportUrl })).toMatch(
      /_Not shown here: .*700 findings.*\. See the \[full report\]\(https:\/\/github.com\/o\/r\/actions\/runs\/1\) for everything\._\n$/,
    );
  });

  test('keeps the line with images, version and commit, and the links, when it is shortened', () => {
    const place = { key: 'k', headSha: 'b'.repeat(40), reportUrl: 'https://github.com/o/r/actions/runs/1' };
    const text = renderPrComment(reportOf('many-findings'), place);
    expect(text).toMatch(/<sub>.*final-stage [^<]* · commit b{10}<\/sub>\n/);
    expect(text).toContain('<sub>[Job summary and artifacts](https://github.com/o/r/actions/runs/1)</sub>\n');
  });

  test('says what it left out in words, in their plural', () => {
    const [fix] = reportOf('fixed').fixes;
    if (fix === undefined) throw new Error('no fix');
    const long = { ...fix, patch: `--- a/x\n+++ b/x\n${`+${'y'.repeat(90)}\n`.repeat(150)}` };
    const budget = { image: 'image', size: 'content', max: 9, maxUnit: null, maxGrowth: null };
    const budgets = Array.from({ length: 2000 }, (_unused, index) => ({
      ...{ ...budget, actual: 5, baseline: 5, growth: 0, path: `/a/long/path/${index}/${'z'.repeat(80)}` },
    }));
    const noteOf = (part: Partial<GateReport>) =>
      renderPrComment({ ...reportOf('many-findings'), ...part }, { key: 'k' }).match(/_Not shown.*_/)?.[0];
    const fixes = Array.from({ length: 6 }, () => long);
    expect(noteOf({ fixes })).toMatch(/findings, \d proven fixes, .*the paths of \d+ findings/);
    expect(noteOf({ budgets })).toMatch(/2,000 budgets that hold and \d+ rows of tables/);
  });

  test('links the run, and the HTML report where its address is given', () => {
    const place = { key: 'k', reportUrl: 'https://github.com/o/r/actions/runs/1' };
    const report = reportOf('regression');
    const run = '[Job summary and artifacts](https://github.com/o/r/actions/runs/1)';
    expect(renderPrComment(report, place)).toContain(`<sub>${run}</sub>\n`);
    const htmlUrl = 'https://pages.example/1/r.html?a=b&c=(d)';
    expect(renderPrComment(report, { ...place, htmlUrl: 'https://pages.example/r_1_.html' })).toContain(
      `<sub>${run} · [HTML report](https://pages.example/r_1_.html)</sub>\n`,
    );
    for (const hostile of ['javascript:alert(1)', 'https://x.example/)[a](b', htmlUrl])
      expect(renderPrComment(report, { key: 'k', htmlUrl: hostile })).not.toContain('HTML report');
  });

  test('is as reproducible as the summary, which fits too', () => {
    for (const [, report] of each) {
      expect(renderPrComment(report, { key: 'k' })).toBe(renderPrComment(report, { key: 'k' }));
      expect(Buffer.byteLength(renderStepSummary(report))).toBeLessThanOrEqual(MAX_SUMMARY_SIZE);
    }
  });
});

describe('a proven fix', () => {
  const report = reportOf('fixed');

  test('is in the comment as git takes it, folded, below the findings that it mends', () => {
    const text = renderPrComment(report, { key: 'k' });
    const [, diff = ''] = /\n```diff\n([^]*?\n)```\n/.exec(text) ?? [];
    expect(diff).toBe(report.fixes[0]?.patch);
    expect(text.match(/The proven fix below resolves this/g)).toHaveLength(2);
    expect(text.indexOf('The proven fix below')).toBeLessThan(
      text.indexOf('<summary><b>Proven fix: 2 findings'),
    );
  });

  test('stays in a comment that has no room for all findings', () => {
    const text = renderPrComment(reportOf('many-findings'), { key: 'k' });
    expect(text).toContain('\n+  && rm -rf /var/lib/apt/lists/*\n');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_COMMENT_SIZE);
  });

  test.each([
    ['that is too long', `+${'x'.repeat(20_000)}\n`, 'The diff is too long to be shown here: apply the file'],
    ['with hidden characters', '+\u202ex\n', 'Some of its characters are not shown as they are'],
    [
      'with a secret',
      `+ENV TOKEN=ghp_${'a1B2'.repeat(9)}\n`,
      'Some of its characters are not shown as they are',
    ],
    ['with carriage returns', '+x\r\n', 'Some of its characters are not shown as they are'],
    ['of tabs alone', '+\tx\n', 'Save it as `fix.patch`'],
  ])('%s says where the exact diff is', (_what, patch, words) => {
    const fixes = report.fixes.map((fix) => ({ ...fix, patch }));
    const text = renderPrComment({ ...report, fixes }, { key: 'k' });
    expect(text).toContain(words);
    expect(text).not.toMatch(/ghp_|\u202e|\r/);
    expect(RENDERERS.patch({ ...report, fixes })).toBe(patch);
  });

  test('never ends its fence, its element or its table, whatever its diff holds', () => {
    const line = fc.string({
      unit: fc.constantFrom(
        '`',
        '~',
        '<',
        '/',
        '&',
        '"',
        '|',
        '\\',
        '\t',
        '\u202e',
        '\ud800',
        '</pre>',
        '</table>',
        '```',
        'a',
        ' ',
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const listed = lines.map((text) => ({ text, bytes: 1 }));
        const fixes = report.fixes.map((fix) => ({
          ...fix,
          patch: `${lines.map((text) => `+${text}`).join('\n')}\n`,
          dockerfile: { path: 'x', before: listed, after: listed },
        }));
        const hostile = { ...report, fixes };
        const blocks = fromMarkdown(renderPrComment(hostile, { key: 'k' })).children;
        expect(blocks.filter(({ type }) => type === 'code')).toHaveLength(1);
        const html = renderHtml(hostile);
        expect(html.match(/<\/?pre\b/g)).toHaveLength(2);
        expect(html.match(/<table class="listing">/g)).toHaveLength(2);
        expect(html.match(/<\/table>/g)).toHaveLength(html.match(/<table\b/g)?.length ?? 0);
        const terminal = renderTerminal(hostile, { colour: false, width: 80 });
        expect(terminal).not.toMatch(/[^\P{C}\n]/u);
      }),
      { numRuns: 30 },
    );
  });

  test('is what SARIF replaces, for each finding that it mends', () => {
    const results = toSarif(report).runs[0]?.results ?? [];
    const mended = results.filter(({ fixes }) => fixes !== undefined);
    expect(mended.map(({ ruleId }) => ruleId).sort()).toEqual(['hidden-bytes', 'package-cache']);
    expect(mended[0]?.fixes).toEqual([
      {
        description: { text: 'Proven fix: 2 findings, \u221250.1 MB content size' },
        artifactChanges: [
          {
            artifactLocation: { uri: '.dockerignore', uriBaseId: '%SRCROOT%' },
            replacements: [
              { deletedRegion: { charOffset: 0, charLength: 0 }, insertedContent: { text: 'testdata\n' } },
            ],
          },
          {
            artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { charOffset: 127, charLength: 0 },
                insertedContent: { text: ' \\\n  && rm -rf /var/lib/apt/lists/*' },
              },
            ],
          },
        ],
      },
    ]);
  });
});

describe('annotations', () => {
  test('stop at what the runner keeps, and the last one counts the rest', () => {
    const annotations = toAnnotations(reportOf('many-findings'));
    const errors = annotations.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(MAX_ANNOTATIONS_PER_LEVEL);
    expect(errors.at(-1)).toMatchObject({
      file: null,
      message: '592 more errors: see the JSON report',
    });
  });

  test('are red only where the check fails', () => {
    expect(toAnnotations(reportOf('waived')).map(({ level }) => level)).not.toContain('error');
    expect(toAnnotations(reportOf('unchanged'))).toEqual([]);
    expect(toAnnotations(reportOf('resolved'))).toEqual([]);
  });
});

describe('the terminal report', () => {
  test.each(each)('of %s holds no control character but ours', (_name, report) => {
    const plain = renderTerminal(report, { colour: false, width: 80 });
    expect(plain).not.toMatch(/[^\P{C}\n]/u);
    const coloured = renderTerminal(report, { colour: true, width: 80 });
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  test('cuts to the width', () => {
    const lines = renderTerminal(reportOf('hostile-names'), { colour: false, width: 80 }).split('\n');
    const findings = lines.filter((line) => line.startsWith('           ') || line.startsWith('  error'));
    expect(findings.length).toBeGreaterThan(3);
    const pages: readonly string[] = RULES.map(({ url }) => url);
    const cut = findings.filter((line) => !pages.includes(line.trim())); // an address is of use only whole
    expect(Math.max(...cut.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

const ATTRIBUTES = [
  ...'lang charset http-equiv content name class type id for viewBox role aria-label x y width height rx href rel'.split(
    ' ',
  ),
  ...'data-severity data-status aria-labelledby aria-hidden preserveAspectRatio scope tabindex'.split(' '),
  ...'d r cx cy fill stroke stroke-width stroke-opacity stroke-linejoin text-anchor font-family font-size'.split(
    ' ',
  ),
];

/** The page without its own script, which is the same in each. */
const withoutScript = (html: string) => html.replace(/<script>[^]*?<\/script>/, '');

describe('the HTML report', () => {
  test.each(each)(
    'of %s loads nothing, runs nothing but its own, and escapes everything',
    (_name, report) => {
      const html = withoutScript(renderHtml(report));
      expect(html).not.toMatch(/<(script|img|iframe|object|link|form)\b/i);
      const tags = html.match(/<[a-z][^>]*>/g) ?? [];
      const attributes = tags.flatMap((tag) =>
        [...tag.matchAll(/([a-z-]+)="[^"]*"/gi)].map(([, name]) => name),
      );
      expect(attributes.filter((name) => !ATTRIBUTES.includes(name ?? ''))).toEqual([]);
      const known =
        /^<(!doctype|html|head|meta|title|style|body|header|main|h[123]|ol|span|p|a|code|dl|div|dt|dd|article|details|summary|ul|li|input|label|section|figure|figcaption|pre|b|svg|g|rect|text|path|circle|desc|i|table|thead|tbody|tr|th|td|footer)\b/;
      expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
      const pages: readonly string[] = RULES.map(({ url }) => url);
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address);
      expect(links.filter((address) => !pages.includes(address))).toEqual([]);
      expect(html.length).toBeLessThan(2_000_000);
    },
  );

  test('allows its own style sheet and script, and nothing else', () => {
    const html = renderHtml(reportOf('regression'));
    const hashOf = (name: string) => {
      const [, text = ''] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(html) ?? [];
      expect(text.length).toBeGreaterThan(1000);
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(html).toContain(
      `content="default-src 'none'; style-src ${hashOf('style')}; script-src ${hashOf('script')}; base-uri 'none'; form-action 'none'"`,
    );
  });

  test('stays small with very many lines', () => {
    const report = reportOf('regression');
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const label = `/opt/${index}/${'x'.repeat(80)}`;
      return { key: label, label, baseline: 0, candidate: 1_000_000 - index, delta: 1_000_000 - index };
    });
    const ledger = { byInstruction: lines, byOwner: lines, byClass: lines, byDirectory: lines };
    expect(renderHtml({ ...report, ledger }).length).toBeLessThan(2_000_000);
  });
});

describe('SARIF', () => {
  test.each(each)('of %s keeps what GitHub asks of an upload', (_name, report) => {
    const [run] = toSarif(report).runs;
    const rules = run?.tool.driver.rules ?? [];
    for (const rule of rules) {
      for (const text of [rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text]) {
        expect(text?.length).toBeGreaterThan(0);
        expect(text?.length).toBeLessThanOrEqual(1024);
      }
    }
    const prints = new Set<string>();
    for (const result of run?.results ?? []) {
      expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.message.text).not.toBe('');
      const place = result.locations?.[0]?.physicalLocation;
      expect(place?.artifactLocation?.uri).toMatch(/^[\w.%!~*'()/-]+$/);
      expect(place?.region?.endLine).toBeGreaterThanOrEqual(place?.region?.startLine ?? Infinity);
      prints.add(result.partialFingerprints?.['primaryLocationLineHash'] ?? '');
    }
    expect(prints.size).toBe(run?.results?.length);
  });

  test('keeps a fingerprint when an introduced finding persists', () => {
    const report = reportOf('regression');
    const [first] = report.findings;
    const persisting = { ...report, findings: first ? [{ ...first, status: 'persisting' as const }] : [] };
    const printOf = (one: GateReport) =>
      toSarif(one).runs[0]?.results?.find(({ ruleId }) => ruleId === first?.ruleId)?.partialFingerprints;
    expect(printOf(persisting)).toEqual(printOf(report));
  });

  test('points at line 1 of the Dockerfile where a finding has no instruction', () => {
    const report = { ...reportOf('unchanged'), findings: [finding({ ruleId: 'jdk', subject: 'JDK' })] };
    expect(toSarif(report).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, endLine: 1 },
    });
  });
});
