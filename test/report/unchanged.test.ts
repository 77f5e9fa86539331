import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { RENDERERS } from '../../src/report/index.ts';
import { reportJsonSchema } from '../../src/report/schema.ts';
import { renderUnchangedComment, UNCHANGED_RENDERERS } from '../../src/report/unchanged-formats.ts';
import { toUnchangedReport } from '../../src/report/unchanged-report.ts';

const HOSTILE = 'see <script>alert(1)</script> @everyone `</code>` <!-- x --> ::error::';
const report = toUnchangedReport(
  { name: 'api', version: '0.1.0', commit: 'b'.repeat(40), hasAbsoluteBudget: false },
  [{ code: 'policy-not-read', message: HOSTILE }],
);

describe('the report on a change that no image depends on', () => {
  test('has every format that other reports have', () => {
    expect(Object.keys(UNCHANGED_RENDERERS).sort()).toEqual(Object.keys(RENDERERS).sort());
  });

  test('is valid JSON of the schema, which has no place for a size in it', () => {
    const validate = new Ajv2020({ strict: false }).compile(reportJsonSchema());
    const json = JSON.parse(UNCHANGED_RENDERERS.json(report)) as Record<string, unknown>;
    validate(json);
    expect(validate.errors).toBeNull();
    expect(json).toEqual(report);
    expect(validate({ ...json, size: { ...report.size, pull: 0 } })).toBe(false);
    expect(validate({ ...json, findings: [{}] })).toBe(false);
  });

  test('says in its first line how it ended', () => {
    const line = 'Final Stage passed: nothing that the image is built from changed';
    for (const format of ['markdown', 'terminal', 'html'] as const)
      expect(UNCHANGED_RENDERERS[format](report)).toContain(line);
    expect(UNCHANGED_RENDERERS.markdown(report)).toMatch(/^### ✅ /u);
    expect(UNCHANGED_RENDERERS.terminal(report)).toContain('differs from commit bbbbbbbbbbbb');
  });

  test('escapes what a notice quotes', () => {
    const markdown = UNCHANGED_RENDERERS.markdown(report);
    const isHtml = (node: object) => 'type' in node && node.type === 'html';
    const inline = fromMarkdown(markdown).children.flatMap((node): object[] =>
      'children' in node ? node.children : [node],
    );
    expect(inline.filter(isHtml)).toMatchObject([{ value: '<sub>' }, { value: '</sub>' }]);
    expect(markdown).not.toMatch(/<!--|@everyone/);
    expect(UNCHANGED_RENDERERS.html(report)).not.toMatch(/<script|<!--|<\/code>`/);
  });

  test('names the commit in a comment, where it is known', () => {
    expect(renderUnchangedComment(report, 'a'.repeat(40))).toContain('· commit aaaaaaaaaa</sub>');
    expect(renderUnchangedComment(report, undefined)).not.toContain('commit a');
  });

  test('closes no alerts: SARIF has no run, and nothing is annotated', () => {
    expect(JSON.parse(UNCHANGED_RENDERERS.sarif(report))).toMatchObject({ version: '2.1.0', runs: [] });
    expect([UNCHANGED_RENDERERS.annotations(report), UNCHANGED_RENDERERS.patch(report)]).toEqual(['', '']);
  });
});
