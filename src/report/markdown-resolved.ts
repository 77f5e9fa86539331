import { renderBytes } from '../ledger/bytes.ts';
import { groupFindings } from './finding-groups.ts';
import { wholeSection, type Section } from './fit.ts';
import { paragraph, strong, text, type Inline } from './markdown.ts';
import type { GateReport } from './report.ts';
import { nameOf, renderCount } from './wording.ts';

const MAX_RESOLVED_NAMES = 5;

/** What is gone, in one line. */
export function resolvedSection(report: GateReport): readonly Section[] {
  const { resolved } = groupFindings(report);
  if (resolved.length === 0) return [];
  const named = resolved.slice(0, MAX_RESOLVED_NAMES).map((finding, index): Inline => {
    const bytes = finding.bytes === 0 ? '' : ` (${renderBytes(finding.bytes)})`;
    return [...text(index === 0 ? '' : ', '), ...text(nameOf(finding)), ...text(bytes)];
  });
  const more = resolved.length - named.length;
  return [
    wholeSection(
      'the resolved findings',
      paragraph(
        strong('Resolved:'),
        text(' '),
        ...named,
        more > 0 ? text(` and ${renderCount(more)} more`) : [],
      ),
    ),
  ];
}
