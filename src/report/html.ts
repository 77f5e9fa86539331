import { createHash } from 'node:crypto';
import type { LedgerLine, SizeChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { renderComposedFiles } from './html-composed.ts';
import { renderFindings } from './html-findings.ts';
import { renderFixes } from './html-fixes.ts';
import { STYLE } from './html-style.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import type { GateReport } from './report.ts';
import { renderTreemap } from './treemap.ts';
import {
  SIZE_ROWS,
  causeSentences,
  isTransferEstimated,
  renderChange,
  renderCount,
  sentence,
  verdictLine,
} from './wording.ts';

const SIGNS = { success: '✓', neutral: '○', failure: '✗' } as const;
const MAX_LINES = 200;

/** One page that needs nothing else: no script, no address, and a policy that would let nothing load. */
export function renderHtml(report: GateReport): string {
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml(verdictLine(report))}</title>
<style>${STYLE}</style>
</head>
<body>
${renderHead(report)}
${renderTiles(report)}${renderCauses(report)}
${renderFixes(report)}
${renderFindings(report)}
${renderViews(report)}
${renderComposedFiles(report)}
${renderNotices(report)}
<footer>final-stage ${escapeHtml(report.tool.version)}</footer>
</body>
</html>
`;
}

function renderHead(report: GateReport): string {
  const { verdict, candidate, baseline, mode } = report;
  const sign = mode === 'inspect' ? '○' : SIGNS[verdict.conclusion];
  const against = baseline === null ? '' : ` against <code>${escapeHtml(baseline.reference)}</code>`;
  const budgets = verdict.violations
    .filter(({ kind }) => kind === 'budget')
    .map(({ message }) => `<p class="error">${proseHtml(sentence(message))}</p>`);
  return `<header class="${verdict.conclusion}">
<h1><span class="sign">${sign}</span>Final Stage ${escapeHtml(verdictLine(report))}</h1>
<p class="soft"><code>${escapeHtml(candidate.reference)}</code> ${escapeHtml(candidate.platform)}${against}</p>
${budgets.join('\n')}
</header>`;
}

function renderTiles(report: GateReport): string {
  const estimated = isTransferEstimated(report) ? ', estimated' : '';
  const { pull } = report.size;
  const tiles = SIZE_ROWS.map(({ name, label }) => {
    const what = name === 'transfer' ? `${label}${estimated}` : label;
    return renderTile(what, report.size[name]);
  });
  const pullTile =
    pull === null
      ? ''
      : `<div><dt>pull size${estimated}</dt><dd class="value">${renderBytes(pull)}</dd><dd class="change">what the next deploy downloads</dd></div>`;
  return `<dl class="tiles">${tiles.join('')}${pullTile}</dl>`;
}

function renderCauses(report: GateReport): string {
  return causeSentences(report)
    .map((words) => `\n<p class="soft">${escapeHtml(words)}</p>`)
    .join('');
}

function renderTile(label: string, change: SizeChange): string {
  const tone = (change.delta ?? 0) > 0 ? ' up' : (change.delta ?? 0) < 0 ? ' down' : '';
  const value = `<dd class="value">${renderBytes(change.candidate)}</dd>`;
  return `<div><dt>${label}</dt>${value}<dd class="change${tone}">${renderChange(change)}</dd></div>`;
}

const VIEWS = [
  { name: 'byDirectory', title: 'Directories' },
  { name: 'byInstruction', title: 'Instructions' },
  { name: 'byOwner', title: 'Packages' },
  { name: 'byClass', title: 'Classes' },
] as const;

/** Four questions to one ledger, switched without a script. */
function renderViews(report: GateReport): string {
  const tabs = VIEWS.map(
    ({ title }, index) =>
      `<input type="radio" name="view" id="view-${index}"${index === 0 ? ' checked' : ''}><label for="view-${index}">${title}</label>`,
  );
  const sections = VIEWS.map(
    ({ name }, index) =>
      `<section class="view-${index}">\n${renderView(report.ledger[name], report)}\n</section>`,
  );
  return `<h2>Where the content bytes are</h2>\n<div class="views">\n${[...tabs, ...sections].join('\n')}\n</div>`;
}

function renderView(lines: readonly LedgerLine[], { size }: GateReport): string {
  const before = size.content.baseline;
  const after = size.content.candidate;
  const largest = Math.max(before ?? 0, after, 1);
  const figures = [
    ...(before === null
      ? []
      : [figure(`Baseline, ${renderBytes(before)}`, renderTreemap(lines, 'baseline', before / largest))]),
    figure(`Candidate, ${renderBytes(after)}`, renderTreemap(lines, 'candidate', after / largest)),
  ];
  return [...figures, before === null ? '' : LEGEND, renderTable(lines, before !== null)].join('\n');
}

const LEGEND = `<p class="legend">${['new', 'grown', 'shrunk', 'gone', 'same']
  .map((tone) => `<i class="${tone}"></i>${tone}`)
  .join('')}</p>`;

function figure(caption: string, picture: string): string {
  return `<figure><figcaption>${caption}</figcaption>${picture}</figure>`;
}

function renderTable(lines: readonly LedgerLine[], hasBaseline: boolean): string {
  const rows = lines.slice(0, MAX_LINES).map(({ label, baseline, candidate, delta }) => {
    const before = hasBaseline ? `<td>${baseline === null ? '' : renderBytes(baseline)}</td>` : '';
    const change = hasBaseline ? `<td>${delta === null ? '' : renderDelta(delta)}</td>` : '';
    return `<tr><td><code>${escapeHtml(label)}</code></td>${before}<td>${renderBytes(candidate)}</td>${change}</tr>`;
  });
  const more = lines.length - rows.length;
  const note = more > 0 ? `<p class="soft">… and ${renderCount(more)} more in the JSON report</p>` : '';
  const head = hasBaseline
    ? '<th></th><th>Baseline</th><th>Candidate</th><th>Change</th>'
    : '<th></th><th>Content size</th>';
  return `<details><summary>As a table</summary><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>${note}</details>`;
}

function renderNotices({ notices }: GateReport): string {
  if (notices.length === 0) return '';
  const items = notices.map(({ message }) => `<li>${proseHtml(sentence(message))}</li>`);
  return `<h2>Notices</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}
