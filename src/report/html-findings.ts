import { renderBytes } from '../ledger/bytes.ts';
import { ruleById } from '../rules/index.ts';
import {
  ELSEWHERE_TITLE,
  PROPOSED_TITLE,
  acceptanceWords,
  foremostTitle,
  groupFindings,
  proposals,
} from './finding-groups.ts';
import { isMended } from './fix-wording.ts';
import { PAGE } from './html-data.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import { placeLines } from './place-lines.ts';
import { reasonLine, reasonSteps } from './reason-line.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { acceptanceOf, isPersistingViolation } from './standing.ts';
import { claimOf, counted, nameOf, placeOf, renderCount, sentence } from './wording.ts';

/** Findings by where they stand: cards for what is introduced, folded groups for the rest. Of each group at most `max`. */
export function renderFindings(report: GateReport, max: number): string {
  if (report.findings.length === 0) return '';
  const groups = groupFindings(report);
  const title = foremostTitle(report, groups.introduced);
  const cards = (findings: readonly ReportFinding[]) => renderCards(findings, report, max);
  const fold = (name: string, findings: readonly ReportFinding[]) =>
    findings.length === 0
      ? ''
      : `<details data-group><summary>${name} (${renderCount(findings.length)})</summary>\n${cards(findings)}\n</details>`;
  const own =
    groups.introduced.length === 0
      ? ''
      : `<section data-group aria-labelledby="introduced"><h2 id="introduced">${title}</h2>\n${cards(groups.introduced)}</section>`;
  return [
    `<div id="${PAGE.filter}" class="controls" hidden></div>`,
    own,
    fold('Persisting: present before this change', groups.persisting),
    fold('Inherited from the base image', groups.inherited),
    fold(ELSEWHERE_TITLE, groups.elsewhere),
    fold('Allowed', groups.allowed),
    renderProposals(report, max),
    fold('Resolved', groups.resolved),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function renderCards(findings: readonly ReportFinding[], report: GateReport, max: number): string {
  const shown = findings.slice(0, max).map((finding) => card(finding, report));
  return [...shown, moreNote(findings.length - shown.length)].filter((part) => part !== '').join('\n');
}

function card(finding: ReportFinding, report: GateReport): string {
  const { severity, status, ruleId, bytes, files, primary, fix } = finding;
  const amount = bytes === 0 && files === 0 ? '' : `${renderBytes(bytes)} in ${counted(files, 'file')}`;
  const place =
    primary === null
      ? ''
      : `<p><code>${escapeHtml(placeOf(primary))}</code> <code>${escapeHtml(primary.text)}</code></p>`;
  const mended = isMended(report, finding) ? '<p class="down">The proven fix above resolves this.</p>' : '';
  const mark = isPersistingViolation(report.verdict, finding) ? '<span class="soft">persisting</span>' : '';
  return `<article class="${PAGE.finding}" data-severity="${severity}" data-status="${status}">
<header><span class="severity ${severity}">${severity}</span><h3>${escapeHtml(nameOf(finding))}</h3>${ruleName(ruleId)}${mark}<span class="amount">${amount}</span></header>
${accepted(finding, report)}${claim(finding)}${place}${reason(finding)}<p>${proseHtml(sentence(fix))}</p>${mended}${evidence(finding)}
</article>`;
}

/** Who accepts it, until when and why. */
function accepted(finding: ReportFinding, { verdict }: GateReport): string {
  const entry = acceptanceOf(verdict, finding);
  return entry === undefined ? '' : `<p>${escapeHtml(sentence(`Allowed ${acceptanceWords(entry)}`))}</p>`;
}

function renderProposals(report: GateReport, max: number): string {
  const all = proposals(report);
  if (all.length === 0) return '';
  const items = all.slice(0, max).map(({ finding, entry }) => {
    const name = `<b>${escapeHtml(nameOf(finding))}</b> ${ruleName(finding.ruleId)}`;
    return `<li>${name} ${escapeHtml(acceptanceWords(entry))}</li>`;
  });
  const summary = `<summary>${PROPOSED_TITLE} (${renderCount(all.length)})</summary>`;
  return `<details>${summary}<ul>${items.join('')}</ul>${moreNote(all.length - items.length)}</details>`;
}

function moreNote(more: number): string {
  return more > 0 ? `<p class="soft">… and ${renderCount(more)} more in the JSON report</p>` : '';
}

/** The rule's id, as a link to its page where this version has one. */
function ruleName(id: string): string {
  const page = ruleById(id)?.url;
  const name = `<code>${escapeHtml(id)}</code>`;
  return page === undefined ? name : `<a href="${escapeHtml(page)}" rel="noopener">${name}</a>`;
}

function claim(finding: ReportFinding): string {
  const text = claimOf(finding);
  return text === null ? '' : `<p>${proseHtml(sentence(text))}</p>`;
}

/** Why its package is there, what was asked for first; nothing where that says no more than the place does. */
function reason(finding: ReportFinding): string {
  if (reasonLine(finding) === null) return '';
  const steps = reasonSteps(finding, MAX_STEPS).map((step) => `<li>${escapeHtml(step)}</li>`);
  return `<p>Why it is there:</p><ol class="why">${steps.join('')}</ol>`;
}

const MAX_STEPS = 30;

const MAX_PLACES = 20;

function evidence(finding: ReportFinding): string {
  const { packages } = finding;
  const { lines } = placeLines(finding, MAX_PLACES);
  if (lines.length === 0 && packages.length === 0) return '';
  const items = lines.map(
    ({ path, words }) =>
      `<li><code>${escapeHtml(path)}</code>${words === '' ? '' : ` ${escapeHtml(words)}`}</li>`,
  );
  const owners = packages.slice(0, 20).map((purl) => `<li><code>${escapeHtml(purl)}</code></li>`);
  const morePackages =
    packages.length > owners.length
      ? `<li>… and ${renderCount(packages.length - owners.length)} more packages</li>`
      : '';
  return `<details><summary>Where</summary><ul>${items.join('')}${owners.join('')}${morePackages}</ul></details>`;
}
