import type { LedgerLine, SizeChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { code, paragraph, sizeOrDash, strong, tableLines, text, unbroken } from './markdown.ts';
import type { Inline } from './markdown.ts';
import { tableSection } from './markdown-change.ts';
import type { MarkdownScope } from './markdown-findings.ts';
import type { GateReport } from './report.ts';
import {
  SIZE_ROWS,
  causeSentences,
  counted,
  isTransferEstimated,
  renderChange,
  renderPercentChange,
} from './wording.ts';

const LEAD = 'the content size';

/** What the change costs, in one sentence. */
export function leadSection(report: GateReport): Section {
  const { content } = report.size;
  if (content.delta === null || content.baseline === null) return leadWithoutBaseline(report);
  const size = renderBytes(content.candidate);
  const deploy = text(`.${deployText(report)}`);
  if (content.delta === 0) {
    return wholeSection(LEAD, paragraph(text('Content size '), strong(size), text(', unchanged'), deploy));
  }
  const share = renderPercentChange(content.percent);
  const change = [...strong(renderDelta(content.delta)), ...text(share === '' ? '' : ` (${share})`)];
  const before = `Content size ${renderBytes(content.baseline)} → ${size}, `;
  return wholeSection(LEAD, paragraph(text(before), change, deploy));
}

function leadWithoutBaseline({ size, candidate, mode }: GateReport): Section {
  const files = ` in ${counted(candidate.fileCount, 'visible file')}`;
  const without = mode === 'inspect' ? '.' : ', with no baseline to compare with.';
  const bytes = strong(renderBytes(size.content.candidate));
  return wholeSection(LEAD, paragraph(text('Content size '), bytes, text(`${files}${without}`)));
}

function deployText(report: GateReport): string {
  const { pull } = report.size;
  if (pull === null) return '';
  if (pull === 0) return ' The next deploy pulls nothing new.';
  const estimated = isTransferEstimated(report) ? 'an estimated ' : '';
  return ` The next deploy pulls ${estimated}${renderBytes(pull)}.`;
}

/** What a rebuild or a moved base image did, apart from the change. */
export function causeSections(report: GateReport): readonly Section[] {
  return causeSentences(report).map((words) =>
    wholeSection('what is not of this change', paragraph(text(words))),
  );
}

/** The five sizes; without baseline only what there is. */
export function sizeSection(report: GateReport): Section {
  const rows = SIZE_ROWS.map(({ name, label, meaning }) => {
    const isEstimated = name === 'transfer' && isTransferEstimated(report);
    return sizeRow(isEstimated ? `${label}, estimated` : label, meaning, report.size[name]);
  });
  const estimated = isTransferEstimated(report) ? ', estimated' : '';
  const { pull } = report.size;
  const pullRow = [
    [...text(`pull size${estimated}`)],
    text('new layers to download'),
    [],
    pull === null ? [] : unbroken(renderBytes(pull)),
    [],
  ];
  const all = pull === null ? rows : [...rows, pullRow];
  const hasBaseline = report.baseline !== null;
  const head = ['Size', '', 'Baseline', 'Candidate', 'Change'].map(text);
  const columns = hasBaseline ? [0, 1, 2, 3, 4] : [0, 1, 3];
  const pick = (cells: readonly Inline[]) => columns.map((column) => cells[column] ?? []);
  return wholeSection('the sizes', ...tableLines(pick(head), all.map(pick), hasBaseline ? 'llrrr' : 'llr'));
}

function sizeRow(label: string, meaning: string, change: SizeChange): readonly Inline[] {
  const { baseline, candidate } = change;
  return [
    text(label),
    text(meaning),
    baseline === null ? [] : unbroken(renderBytes(baseline)),
    unbroken(renderBytes(candidate)),
    unbroken(renderChange(change)),
  ];
}

const LEDGERS = [
  { name: 'byInstruction', title: 'instruction of the Dockerfile' },
  { name: 'byOwner', title: 'package' },
  { name: 'byClass', title: 'class of file' },
] as const;

/** Where the content bytes are, folded: the lines that changed, or the largest ones without a baseline. Packages are listed where nobody knows what asked for them. */
export function ledgerSections(
  { ledger, baseline, requested }: GateReport,
  { maxLines }: MarkdownScope,
): readonly Section[] {
  const hasBaseline = baseline !== null;
  return LEDGERS.flatMap(({ name, title }) => {
    const lines = ledger[name].filter(({ delta }) => delta !== 0);
    if (lines.length === 0 || (name === 'byOwner' && requested !== null)) return [];
    const what = hasBaseline ? `What changed, by ${title}` : `Content size by ${title}`;
    const rows = lines.slice(0, maxLines).map((line) => ledgerRow(line, hasBaseline));
    const more = lines.length - rows.length;
    const head = hasBaseline ? ['', 'Baseline', 'Candidate', 'Change'] : ['', 'Content size'];
    return [tableSection(what, { head, rows, align: hasBaseline ? 'lrrr' : 'lr', more })];
  });
}

function ledgerRow(
  { label, baseline, candidate, delta }: LedgerLine,
  hasBaseline: boolean,
): readonly Inline[] {
  const name = code(label, 100);
  if (!hasBaseline) return [name, unbroken(renderBytes(candidate))];
  return [
    name,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta === null ? [] : unbroken(renderDelta(delta)),
  ];
}
