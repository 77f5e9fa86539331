import type { LedgerLine } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { ruleById } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';
import { budgetBlock, requestBlock, trendBlock } from './terminal-change.ts';
import { composedBlocks } from './terminal-composed.ts';
import { fixBlocks } from './terminal-fixes.ts';
import {
  ELSEWHERE_TITLE,
  PROPOSED_TITLE,
  acceptanceWords,
  acceptances,
  foremostTitle,
  groupFindings,
  proposals,
  type Acceptance,
} from './finding-groups.ts';
import { placeLines } from './place-lines.ts';
import { reasonLine } from './reason-line.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { isPersistingViolation } from './standing.ts';
import { shorten, visible, withoutCommands } from '../visible.ts';
import { wrap } from './wrap.ts';
import {
  SIZE_ROWS,
  causeSentences,
  claimOf,
  counted,
  isTransferEstimated,
  nameOf,
  placeOf,
  renderChange,
  renderCount,
  sentence,
  verdictLine,
} from './wording.ts';

/** `width`: columns of the terminal; lines are cut or wrapped to it. */
export type TerminalShape = { readonly colour: boolean; readonly width: number };

type Paint = (style: keyof typeof STYLES, text: string) => string;

/** How lines are made. */
type Lines = { readonly paint: Paint; readonly width: number };

/** ECMA-48 SGR codes: the sixteen colours that every theme maps to its own. */
const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;
const MIN_WIDTH = 60;
const MAX_WIDTH = 140;
const MAX_LINES = 8;
const MAX_PATHS = 3;

/** The report for a person at a terminal: verdict, findings with their fix, sizes, where the bytes are. */
export function renderTerminal(report: GateReport, shape: TerminalShape): string {
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, shape.width));
  const paint: Paint = (style, text) => (shape.colour ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
  const blocks = [
    headBlock(report, paint),
    ...findingBlocks(report, paint, width),
    ...fixBlocks(report, paint, width),
    sizeBlock(report, paint, width),
    titled(budgetBlock(report, width), paint),
    titled(requestBlock(report, width), paint),
    ledgerBlock(report, paint, width),
    ...composedBlocks(report, width).map((block) => titled(block, paint)),
    titled(trendBlock(report), paint),
    noticeBlock(report, width),
  ];
  const text = blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
  return withoutCommands(`${text}\n`);
}

function titled([title, ...lines]: readonly string[], paint: Paint): readonly string[] {
  return title === undefined ? [] : [paint('bold', title), ...lines];
}

function headBlock(report: GateReport, paint: Paint): readonly string[] {
  const { candidate, baseline, verdict } = report;
  const colour = { success: 'green', neutral: 'yellow', failure: 'red' } as const;
  const against = baseline === null ? '' : ` against ${visible(baseline.reference)}`;
  const budgets = verdict.violations.filter(({ kind }) => kind === 'budget');
  return [
    paint('bold', paint(colour[verdict.conclusion], `Final Stage ${visible(verdictLine(report))}`)),
    paint('dim', `${visible(candidate.reference)} ${visible(candidate.platform)}${against}`),
    ...budgets.map(({ message }) => `  ${paint('red', 'budget')}  ${visible(message)}`),
  ];
}

function findingBlocks(report: GateReport, paint: Paint, width: number): readonly (readonly string[])[] {
  const groups = groupFindings(report);
  const lines: Lines = { paint, width };
  const title = foremostTitle(report, groups.introduced);
  const short = (name: string, findings: readonly ReportFinding[]) =>
    findings.length === 0
      ? []
      : [[paint('bold', name), ...findings.map((finding) => shortLine(finding, lines))]];
  const accepted = (name: string, all: readonly Acceptance[]) => {
    const block = all.flatMap(({ finding, entry }) => [
      shortLine(finding, lines),
      ...wrapped(acceptanceWords(entry), width - INDENT.length),
    ]);
    return all.length === 0 ? [] : [[paint('bold', name), ...block]];
  };
  const full = groups.introduced.flatMap((finding) => findingLines(finding, report, lines));
  return [
    ...(full.length === 0 ? [] : [[paint('bold', title), ...full]]),
    ...short('Persisting', groups.persisting),
    ...short('Inherited from the base image', groups.inherited),
    ...short(ELSEWHERE_TITLE, groups.elsewhere),
    ...accepted('Allowed', acceptances(report)),
    ...accepted(PROPOSED_TITLE, proposals(report)),
    ...short('Resolved', groups.resolved),
  ];
}

const COLOURS = { error: 'red', warning: 'yellow', note: 'blue' } as const satisfies Record<Severity, string>;
const INDENT = ' '.repeat(11);

/** `mark`: beside the name. */
function shortLine(finding: ReportFinding, { paint, width }: Lines, mark = ''): string {
  const word = paint(COLOURS[finding.severity], finding.severity.padEnd(9));
  const rest = [`${nameOf(finding)}${mark}`, amountOf(finding), finding.ruleId]
    .filter((text) => text !== '')
    .join('  ');
  return `  ${word}${shorten(visible(rest), width - INDENT.length)}`;
}

function findingLines(finding: ReportFinding, { verdict }: GateReport, how: Lines): readonly string[] {
  const { paint, width } = how;
  const room = width - INDENT.length;
  const mark = isPersistingViolation(verdict, finding) ? ' (persisting)' : '';
  const { primary } = finding;
  const claim = claimOf(finding);
  const reason = reasonLine(finding);
  const page = ruleById(finding.ruleId)?.url;
  const { lines, more } = placeLines(finding, MAX_PATHS);
  const dim = (text: string) => `${INDENT}${paint('dim', shorten(visible(text), room))}`;
  return [
    shortLine(finding, how, mark),
    ...wrapped(claim === null ? '' : sentence(claim), room),
    ...(primary === null ? [] : [dim(`${placeOf(primary)} ${primary.text}`)]),
    ...(reason === null ? [] : [dim(reason)]),
    ...lines.map(({ path, words }) => {
      const rest = words === '' ? '' : `, ${words}`;
      return dim(`${shorten(visible(path), room - rest.length)}${rest}`);
    }),
    ...(more === '' ? [] : [dim(more)]),
    ...wrapped(sentence(finding.fix), room),
    ...(page === undefined ? [] : [`${INDENT}${paint('dim', page)}`]),
  ];
}

function wrapped(text: string, room: number): readonly string[] {
  const shown = visible(text);
  return shown === '' ? [] : wrap(shown, room).map((line) => `${INDENT}${line}`);
}

function amountOf({ bytes, files }: ReportFinding): string {
  return bytes === 0 && files === 0 ? '' : `${renderBytes(bytes)} in ${counted(files, 'file')}`;
}

function sizeBlock(report: GateReport, paint: Paint, width: number): readonly string[] {
  const { size, baseline } = report;
  const estimated = isTransferEstimated(report) ? ', estimated' : '';
  const rows = [
    ...SIZE_ROWS.map(({ name, label }) => {
      const change = size[name];
      const before = change.baseline === null ? '' : renderBytes(change.baseline);
      const what = name === 'transfer' ? `${label}${estimated}` : label;
      return [what, before, renderBytes(change.candidate), renderChange(change)];
    }),
    ...(size.pull === null ? [] : [[`pull size${estimated}`, '', renderBytes(size.pull), '']]),
  ];
  const head = baseline === null ? [] : [['', 'baseline', 'candidate', 'change']];
  return [
    paint('bold', 'Size'),
    ...columns([...head, ...rows]),
    ...causeSentences(report).flatMap((words) => wrap(words, width - 2).map((line) => `  ${line}`)),
  ];
}

function ledgerBlock({ ledger, baseline }: GateReport, paint: Paint, width: number): readonly string[] {
  const changed = ledger.byInstruction.filter(({ delta }) => delta !== 0);
  if (changed.length === 0) return [];
  const amount = ({ delta, candidate }: LedgerLine) =>
    delta === null ? renderBytes(candidate) : renderDelta(delta);
  const rows = changed.slice(0, MAX_LINES).map((line) => {
    return `  ${amount(line).padStart(10)}  ${shorten(visible(line.label), width - 14)}`;
  });
  const more = changed.length - rows.length;
  const title =
    baseline === null ? 'Content size by instruction' : 'What changed in content size, by instruction';
  return [paint('bold', title), ...rows, ...(more > 0 ? [`  … and ${renderCount(more)} more`] : [])];
}

function noticeBlock({ notices }: GateReport, width: number): readonly string[] {
  return notices.flatMap(({ message }) => {
    const [first = '', ...others] = wrap(visible(message), width - 8);
    return [`notice: ${first}`, ...others.map((line) => `        ${line}`)];
  });
}

/** Columns by their widest cell: the first to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .filter((_cell, column) => (widths[column] ?? 0) > 0)
      .join('  ')
      .replace(/^/, '  ')
      .trimEnd(),
  );
}
