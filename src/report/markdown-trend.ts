import { renderBytes } from '../ledger/bytes.ts';
import { wholeSection, type Section } from './fit.ts';
import { code, paragraph, tableLines, text, unbroken } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import { isAddress } from './address.ts';
import type { GateReport } from './report.ts';
import { sparkline, trendRows, trendTitle } from './trend-wording.ts';

/** Sizes of the base branch, folded. `trendUrl`: address of the chart; without one, or where it is not shown, blocks say it. */
export function trendSections({ trend, candidate }: GateReport, trendUrl?: string): readonly Section[] {
  if (trend.length === 0) return [];
  const rows = trendRows(trend, candidate.contentBytes).map(({ name, date, commit, bytes }) => [
    text(name),
    text(date),
    commit === null ? [] : code(commit),
    unbroken(renderBytes(bytes)),
  ]);
  const chart = isAddress(trendUrl) ? [`![Chart of the content size](${trendUrl})`, ''] : [];
  return [
    wholeSection(
      'the size history',
      ...detailsHead(trendTitle(trend)),
      ...chart,
      paragraph(code(sparkline(trend.map(({ contentBytes }) => contentBytes)))),
      '',
      ...tableLines(['', 'Date', 'Commit', 'Content size'].map(text), rows, 'lllr'),
      ...DETAILS_TAIL,
    ),
  ];
}
