import type { LedgerLine } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { renderExplorer } from './html-explorer.ts';
import type { HtmlLimits } from './html-limits.ts';
import { escapeHtml } from './html-text.ts';
import type { GateReport } from './report.ts';
import { renderTreemap } from './treemap.ts';
import { renderCount } from './wording.ts';

const VIEWS = [
  { name: 'byDirectory', title: 'Directories' },
  { name: 'byInstruction', title: 'Instructions' },
  { name: 'byOwner', title: 'Packages' },
  { name: 'byClass', title: 'Classes' },
] as const;

/** Four questions to one ledger: switched without a script, and where one runs, trees to walk through. */
export function renderViews(report: GateReport, { lines, data }: HtmlLimits): string {
  const tabs = VIEWS.map(
    ({ title }, index) =>
      `<input type="radio" name="view" id="view-${index}"${index === 0 ? ' checked' : ''}><label for="view-${index}">${title}</label>`,
  );
  const sections = VIEWS.map(
    ({ name }, index) =>
      `<section class="view-${index}">\n${renderView(report.ledger[name], report, lines)}\n</section>`,
  );
  const explorer = renderExplorer(report, data);
  return `<h2>Where the content bytes are</h2>
<div class="views${explorer === '' ? '' : ' static'}">\n${[...tabs, ...sections].join('\n')}\n</div>
${explorer}`;
}

function renderView(lines: readonly LedgerLine[], { size }: GateReport, maxLines: number): string {
  const before = size.content.baseline;
  const after = size.content.candidate;
  const largest = Math.max(before ?? 0, after, 1);
  const figures = [
    ...(before === null
      ? []
      : [figure(`Baseline, ${renderBytes(before)}`, renderTreemap(lines, 'baseline', before / largest))]),
    figure(`Candidate, ${renderBytes(after)}`, renderTreemap(lines, 'candidate', after / largest)),
  ];
  return [...figures, before === null ? '' : LEGEND, renderTable(lines, before !== null, maxLines)].join(
    '\n',
  );
}

const LEGEND = `<p class="legend">${['new', 'grown', 'shrunk', 'gone', 'same']
  .map((tone) => `<i class="${tone}"></i>${tone}`)
  .join('')}</p>`;

function figure(caption: string, picture: string): string {
  return `<figure><figcaption>${caption}</figcaption>${picture}</figure>`;
}

function renderTable(lines: readonly LedgerLine[], hasBaseline: boolean, maxLines: number): string {
  const rows = lines.slice(0, maxLines).map(({ label, baseline, candidate, delta }) => {
    const before = hasBaseline ? `<td>${baseline === null ? '' : renderBytes(baseline)}</td>` : '';
    const change = hasBaseline ? `<td>${delta === null ? '' : renderDelta(delta)}</td>` : '';
    return `<tr><td><code>${escapeHtml(label)}</code></td>${before}<td>${renderBytes(candidate)}</td>${change}</tr>`;
  });
  const more = lines.length - rows.length;
  const note = more > 0 ? `<p class="soft">… and ${renderCount(more)} more in the JSON report</p>` : '';
  const head = hasBaseline
    ? '<th>Name</th><th>Baseline</th><th>Candidate</th><th>Change</th>'
    : '<th>Name</th><th>Content size</th>';
  return `<details><summary>As a table</summary><table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>${note}</details>`;
}
