import type { ListedLine } from '../fix/listing.ts';
import { renderBytes } from '../ledger/bytes.ts';
import { fixTitle, mendedBy, proofLines, showPatch } from './fix-wording.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import type { GateReport } from './report.ts';
import type { ReportFix } from './report-fix.ts';
import { nameOf } from './wording.ts';

const MAX_PATCH_BYTES = 200_000;

/** Each proven fix: what it mends, the proof, the diff, and the Dockerfile with bytes by line before and after. */
export function renderFixes(report: GateReport): string {
  return report.fixes.map((fix) => renderFix(fix, report)).join('\n');
}

function renderFix(fix: ReportFix, report: GateReport): string {
  const { contentBytes } = report.candidate;
  const mended = mendedBy(fix, report).map(
    (finding) => `<b>${escapeHtml(nameOf(finding))}</b> <code>${escapeHtml(finding.ruleId)}</code>`,
  );
  const proof = proofLines(fix, contentBytes).map((line) => `<li>${proseHtml(line)}</li>`);
  return `<h2>${escapeHtml(fixTitle(fix))}</h2>
<p>Fixes ${mended.join(', ')}.</p>
${renderDiff(fix)}
<ul>${proof.join('')}</ul>
${renderListing(fix, contentBytes)}`;
}

function renderDiff(fix: ReportFix): string {
  const shown = showPatch(fix, MAX_PATCH_BYTES);
  if (shown === null)
    return '<p class="soft">The diff is too long to be shown here; the JSON report has it.</p>';
  const note = shown.isExact
    ? ''
    : '\n<p class="soft">Some characters are not shown as they are; the JSON report has the exact diff.</p>';
  return `<pre class="diff" tabindex="0" role="group" aria-label="Diff">${shown.lines.map(renderDiffLine).join('\n')}</pre>${note}`;
}

const TONES: ReadonlyMap<string, string> = new Map([
  ['+', 'plus'],
  ['-', 'minus'],
  ['@', 'hunk'],
]);

function renderDiffLine(line: string): string {
  const tone = TONES.get(line.slice(0, 1));
  const text = line.split('\t').map(escapeHtml).join('\t');
  return tone === undefined ? text : `<span class="${tone}">${text}</span>`;
}

function renderListing({ dockerfile, proof }: ReportFix, contentBytes: number): string {
  if (dockerfile === null) return '';
  const { path, before, after } = dockerfile;
  const was = renderLines(before, { others: after, tone: 'minus' });
  const is = renderLines(after, { others: before, tone: 'plus' });
  const name = `<code>${escapeHtml(path)}</code>`;
  const size = proof.contentBytes === null ? '' : `, ${renderBytes(proof.contentBytes)}`;
  return `<div class="listings">
<figure><figcaption>${name} as it is, ${renderBytes(contentBytes)}</figcaption>${was}</figure>
<figure><figcaption>${name} with the fix${size}</figcaption>${is}</figure>
</div>`;
}

type Marking = { readonly others: readonly ListedLine[]; readonly tone: 'minus' | 'plus' };

/** Bytes in front of the lines that bring them; marked is what the other side does not have. */
function renderLines(lines: readonly ListedLine[], { others, tone }: Marking): string {
  const known = new Set(others.map(({ text }) => text));
  const rows = lines.map(({ text, bytes }) => {
    const mark = known.has(text) ? '' : ` class="${tone}"`;
    const size = bytes === null || bytes === 0 ? '' : renderBytes(bytes);
    return `<tr${mark}><td>${size}</td><td>${text.split('\t').map(escapeHtml).join('\t')}</td></tr>`;
  });
  return `<table class="listing"><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}
