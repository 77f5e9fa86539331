import type { ComposedFileChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { growthOf, measureOf, versionsOf, wordOf } from './composed-wording.ts';
import { escapeHtml } from './html-text.ts';
import type { GateReport } from './report.ts';
import { renderCount } from './wording.ts';

/** What is inside the large files that grew, or without a baseline inside the largest ones. */
export function renderComposedFiles({ composedFiles, baseline }: GateReport): string {
  const files = composedFiles.filter(({ parts }) => parts.length > 0);
  if (files.length === 0) return '';
  const title = baseline === null ? 'Inside the largest files' : 'Inside the files that grew';
  return `<h2>${title}</h2>\n${files.map((file) => renderFile(file, baseline !== null)).join('\n')}`;
}

function renderFile(file: ComposedFileChange, hasBaseline: boolean): string {
  const rows = file.parts.map((part) => {
    const versions = escapeHtml([versionsOf(part), wordOf(part)].filter((one) => one !== '').join(', '));
    const before = hasBaseline ? `<td>${part.baseline === null ? '' : renderBytes(part.baseline)}</td>` : '';
    const change = hasBaseline ? `<td>${part.delta === null ? '' : renderDelta(part.delta)}</td>` : '';
    return `<tr><td><code>${escapeHtml(part.name)}</code> <span class="soft">${versions}</span></td>${before}<td>${renderBytes(part.candidate)}</td>${change}</tr>`;
  });
  const head = hasBaseline ? '<th>Baseline</th><th>Candidate</th><th>Change</th>' : '<th>Bytes</th>';
  const more =
    file.partsOmitted > 0 ? `<p class="soft">… and ${renderCount(file.partsOmitted)} more</p>` : '';
  return `<details><summary><code>${escapeHtml(file.path)}</code> ${growthOf(file)}: ${escapeHtml(measureOf(file))}</summary><table><thead><tr><th scope="col">Part</th>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>${more}</details>`;
}
