import type { ComposedFileChange, PartChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { growthOf, measureOf, versionsOf, wordOf } from './composed-wording.ts';
import type { Section } from './fit.ts';
import { escapeHtml } from './html-text.ts';
import { code, sizeOrDash, tableLines, text, unbroken, type Inline } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import type { MarkdownScope } from './markdown-findings.ts';
import type { GateReport } from './report.ts';
import { shorten, visible } from '../visible.ts';
import { counted, renderCount } from './wording.ts';

/** What is inside the large files that grew, a table each, folded. */
export function composedSections(
  { composedFiles, baseline }: GateReport,
  { maxLines }: MarkdownScope,
): readonly Section[] {
  const hasBaseline = baseline !== null;
  return composedFiles
    .filter(({ parts }) => parts.length > 0)
    .map((file) => {
      const rows = file.parts.slice(0, maxLines).map((part) => partRow(part, hasBaseline));
      const more = file.parts.length - rows.length + file.partsOmitted;
      const head = ['', ...(hasBaseline ? ['Baseline', 'Candidate', 'Change'] : ['Bytes'])].map(text);
      const [titles = '', rule = '', ...items] = tableLines(head, rows, hasBaseline ? 'lrrr' : 'lr');
      const tail = more > 0 ? ['', `… and ${renderCount(more)} more, each of them smaller.`] : [];
      return {
        head: [...detailsHead(titleOf(file)), titles, rule],
        items,
        tail: [...tail, ...DETAILS_TAIL],
        left: partsLeft,
        omitted: 0,
      };
    });
}

const partsLeft = (count: number) => counted(count, 'part of a file', 'parts of files');

/** The title stands in HTML, where Markdown's escapes mean nothing. */
function titleOf(file: ComposedFileChange): string {
  const path = escapeHtml(shorten(visible(file.path), MAX_PATH_CHARACTERS));
  return `Inside <code>${path}</code> (${growthOf(file)}): ${escapeHtml(measureOf(file))}`;
}

const MAX_PATH_CHARACTERS = 120;

function partRow(part: PartChange, hasBaseline: boolean): readonly Inline[] {
  const { name, baseline, candidate, delta } = part;
  const [versions, word] = [versionsOf(part), wordOf(part)];
  const label = [
    ...code(name, 100),
    ...(versions === '' ? [] : [...text(' '), ...code(versions, 60)]),
    ...text(word === '' ? '' : `, ${word}`),
  ];
  if (!hasBaseline) return [label, unbroken(renderBytes(candidate))];
  return [
    label,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta === null ? [] : unbroken(renderDelta(delta)),
  ];
}
