import type { Acceptance } from './finding-groups.ts';
import type { Section } from './fit.ts';
import { code, strong, tableLines, text } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import { counted, nameOf, renderCount } from './wording.ts';

const MAX_ALLOWED = 200;
const entriesLeft = (count: number) => counted(count, 'allow entry', 'allow entries');

/** What somebody allowed or proposes to allow, folded, with reason and end. */
export function allowedSection(title: string, accepted: readonly Acceptance[]): readonly Section[] {
  if (accepted.length === 0) return [];
  const rows = accepted
    .slice(0, MAX_ALLOWED)
    .map(({ finding, entry }) => [
      [...strong(nameOf(finding)), ...text(' '), ...code(finding.ruleId)],
      text(entry.reason),
      text(entry.expires ?? 'never'),
      text(entry.source === 'inline' ? 'Dockerfile' : entry.source),
    ]);
  const [titles = '', rule = '', ...items] = tableLines(
    ['Finding', 'Reason', 'Ends', 'By'].map(text),
    rows,
    'llll',
  );
  const head = [...detailsHead(`${title} (${renderCount(accepted.length)})`), titles, rule];
  return [{ head, items, tail: DETAILS_TAIL, left: entriesLeft, omitted: accepted.length - rows.length }];
}
