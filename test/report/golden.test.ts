import { describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RENDERERS } from '../../src/report/index.ts';
import { renderPrComment } from '../../src/report/pr-comment.ts';
import type { GateReport } from '../../src/report/report.ts';
import { ruleById } from '../../src/rules/index.ts';
import { CASES } from './cases.ts';

/** `UPDATE_GOLDEN=1` writes what the renderers say today; the difference is what a reviewer reads. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';
const golden = join(import.meta.dirname, 'golden');

const FILES: Readonly<Record<string, (report: GateReport) => string>> = {
  'report.json': RENDERERS.json,
  'pr-comment.md': (report) =>
    renderPrComment(report, { key: 'ci', headSha: '3f2a9c1b7d3f2a9c1b7d3f2a9c1b7d3f2a9c1b7d' }),
  'step-summary.md': RENDERERS.markdown,
  'annotations.txt': RENDERERS.annotations,
  'terminal.txt': RENDERERS.terminal,
  'result.sarif': RENDERERS.sarif,
  'report.html': (report) => withoutOwn(RENDERERS.html(report)),
};

/** Style sheet and script are the same in every page, and so are their digests. */
function withoutOwn(html: string): string {
  return html
    .replace(/(?<=<(style|script)>)[^]+?(?=<\/\1>)/g, '…')
    .replace(/(?<='sha256-)[\w+/=]+(?=')/g, '…');
}

/** Of the report with very many findings only what is shortened is kept. */
const SHORTENED = ['pr-comment.md', 'annotations.txt'];

describe.each(CASES.map(({ name, report }) => [name, report] as const))('%s', (name, report) => {
  test('tells of rules that there are, by their category', () => {
    const reported = report.findings.map(({ ruleId, category }) => [ruleId, category]);
    expect(reported).toEqual(reported.map(([id = '']) => [id, ruleById(id)?.category]));
  });

  const files = Object.entries(FILES).filter(
    ([file]) => name !== 'many-findings' || SHORTENED.includes(file),
  );

  test.each(files)('is told as before in %s', (file, render) => {
    const path = join(golden, name, file);
    const text = render(report);
    if (isUpdating) {
      mkdirSync(join(golden, name), { recursive: true });
      writeFileSync(path, text);
    }
    expect(existsSync(path)).toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
