import type { PlaceChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { budgetLines, type BudgetLine } from './budget-bars.ts';
import { renderBar } from './html-bar.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import { countedIn, placePath } from './place-lines.ts';
import type { GateReport } from './report.ts';
import { requestLines } from './request-wording.ts';
import { renderCount, sentence } from './wording.ts';

/** Packages that are named for each request. */
const MAX_NAMED = 30;

/** The limits of the policy with what is used of each, at most `max`, those that are exceeded first. */
export function renderBudgets(report: GateReport, max: number): string {
  const lines = budgetLines(report).toSorted((a, b) => Number(b.isExceeded) - Number(a.isExceeded));
  if (lines.length === 0) return '';
  const shown = lines.slice(0, max).map(budget);
  return `<h2>Budgets</h2>\n<ul class="budgets">\n${shown.join('\n')}\n</ul>${moreNote(lines.length - shown.length)}`;
}

function budget({ name, share, amount, isExceeded }: BudgetLine): string {
  const tone = isExceeded ? ' class="error"' : '';
  return `<li${tone}>${renderBar(share)} ${proseHtml(sentence(`${name}: ${amount}${isExceeded ? ', exceeded' : ''}`))}</li>`;
}

/** What changed under what asked for it, then by directory: two folded tables of at most `max` rows. */
export function renderChanges(report: GateReport, max: number): string {
  return [renderRequests(report, max), renderPlaces(report, max)].filter((part) => part !== '').join('\n');
}

function renderRequests({ requested }: GateReport, max: number): string {
  const lines = requested === null ? [] : requestLines(requested, MAX_NAMED);
  const rows = lines
    .slice(0, max)
    .map(
      ({ delta, words }) => `<tr><td>${proseHtml(sentence(words))}</td><td>${renderDelta(delta)}</td></tr>`,
    );
  return foldedTable('What changed, by what was asked for', {
    head: ['For', 'Change'],
    rows,
    more: lines.length - rows.length,
  });
}

function renderPlaces({ places, baseline }: GateReport, max: number): string {
  const hasBaseline = baseline !== null;
  const rows = places.slice(0, max).map((place) => renderPlace(place, places, hasBaseline));
  return foldedTable(hasBaseline ? 'What changed, by directory' : 'Content size by directory', {
    head: hasBaseline ? ['Place', 'Baseline', 'Candidate', 'Change'] : ['Place', 'Content size'],
    rows,
    more: places.length - rows.length,
  });
}

function renderPlace(place: PlaceChange, places: readonly PlaceChange[], hasBaseline: boolean): string {
  const { kind, files, baseline, candidate, delta } = place;
  const path = placePath(place);
  const inside = kind === 'directory' ? ` (${countedIn({ path, files }, places.map(placePath))})` : '';
  const name = `<code>${escapeHtml(path)}</code>${inside}`;
  const before = hasBaseline ? `<td>${baseline === null ? '' : renderBytes(baseline)}</td>` : '';
  const change = hasBaseline ? `<td>${delta === null ? '' : renderDelta(delta)}</td>` : '';
  return `<tr><td>${name}</td>${before}<td>${renderBytes(candidate)}</td>${change}</tr>`;
}

type Table = { readonly head: readonly string[]; readonly rows: readonly string[]; readonly more: number };

function foldedTable(title: string, { head, rows, more }: Table): string {
  if (rows.length === 0) return '';
  const cells = head.map((name) => `<th scope="col">${name}</th>`).join('');
  return `<details><summary>${title}</summary><table><thead><tr>${cells}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>${moreNote(more)}</details>`;
}

function moreNote(more: number): string {
  return more > 0 ? `<p class="soft">… and ${renderCount(more)} more in the JSON report</p>` : '';
}
