import type { Allowed } from '../policy/verdict.ts';
import type { Section } from './fit.ts';
import { code, strong, tableLines, text } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import type { GateReport } from './report.ts';
import { findingKey } from './standing.ts';
import { counted, nameOf, renderCount } from './wording.ts';

const MAX_ALLOWED = 200;
const entriesLeft = (count: number) => counted(count, 'finding that is allowed', 'findings that are allowed');

/** What somebody allowed or proposes to allow, folded, with reason and end. */
export function allowedSection(
  title: string,
  entries: readonly Allowed[],
  { findings }: GateReport,
): readonly Section[] {
  if (entries.length === 0) return [];
  const byKey = new Map(findings.map((finding) => [findingKey(finding), finding]));
  const rows = entries.slice(0, MAX_ALLOWED).map((entry) => {
    const finding = byKey.get(findingKey(entry));
    return [
      finding === undefined ? text('–') : [...strong(nameOf(finding)), ...text(' '), ...code(finding.ruleId)],
      text(entry.reason),
      text(entry.expires ?? (entry.source === 'label' ? 'with the label' : 'never')),
      text(entry.source === 'policy' ? 'policy' : entry.source === 'inline' ? 'Dockerfile' : 'label'),
    ];
  });
  const [titles = '', rule = '', ...items] = tableLines(
    ['Finding', 'Reason', 'Ends', 'By'].map(text),
    rows,
    'llll',
  );
  const head = [...detailsHead(`${title} (${renderCount(entries.length)})`), titles, rule];
  return [{ head, items, tail: DETAILS_TAIL, left: entriesLeft, omitted: entries.length - rows.length }];
}
