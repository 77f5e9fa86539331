import { createHash } from 'node:crypto';
import type { SizeChange } from '../compare/comparison.ts';
import { renderBytes } from '../ledger/bytes.ts';
import { renderBudgets, renderChanges } from './html-change.ts';
import { renderComposedFiles } from './html-composed.ts';
import { renderDockerfile } from './html-dockerfile.ts';
import { renderFindings } from './html-findings.ts';
import { renderFixes } from './html-fixes.ts';
import { renderLayers } from './html-layers.ts';
import { boundReport, limitsFor, type HtmlLimits } from './html-limits.ts';
import page from './html-script.json' with { type: 'json' };
import { STYLE } from './html-style.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import { renderViews } from './html-views.ts';
import type { GateReport } from './report.ts';
import { renderTrend } from './trend-svg.ts';
import {
  SIZE_ROWS,
  causeSentences,
  isTransferEstimated,
  renderChange,
  sentence,
  verdictLine,
} from './wording.ts';

const SIGNS = { success: '✓', neutral: '○', failure: '✗' } as const;
const MAX_BYTES = 1_900_000;
const MORE_FIXES = '<p class="soft">Not all proven fixes have room here; the JSON report has them.</p>';

/** One page that needs nothing else: no address, and a policy that lets nothing load and nothing run but its own script. */
export function renderHtml(report: GateReport): string {
  let html = '';
  for (const limits of limitsFor(report)) {
    html = renderPage(boundReport(report, limits), { limits, fixCount: report.fixes.length });
    if (Buffer.byteLength(html) <= MAX_BYTES) break;
  }
  return html;
}

type PageOptions = { readonly limits: HtmlLimits; readonly fixCount: number };

function renderPage(report: GateReport, { limits, fixCount }: PageOptions): string {
  const policy = `default-src 'none'; style-src 'sha256-${digest(STYLE)}'; script-src 'sha256-${digest(page.script)}'; base-uri 'none'; form-action 'none'`;
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
<main>
${renderTiles(report)}${renderCauses(report)}
${renderBudgets(report, limits.lines)}
${renderChanges(report, limits.lines)}
${renderFixes(report)}${fixCount > report.fixes.length ? MORE_FIXES : ''}
${renderFindings(report, limits.findings)}
${renderViews(report, limits)}
${renderDockerfile(report)}
${renderLayers(report, limits.lines)}
${renderComposedFiles(report)}
${renderTrend(report)}
${renderNotices(report)}
</main>
<footer>final-stage ${escapeHtml(report.tool.version)}</footer>
<script>${page.script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
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

function renderNotices({ notices }: GateReport): string {
  if (notices.length === 0) return '';
  const items = notices.map(({ message }) => `<li>${proseHtml(sentence(message))}</li>`);
  return `<h2>Notices</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}
