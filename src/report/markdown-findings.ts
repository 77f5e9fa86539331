import type { InstructionRef } from '../dockerfile/instruction.ts';
import { renderBytes } from '../ledger/bytes.ts';
import { ruleById } from '../rules/index.ts';
import type { Claim } from './claim.ts';
import { isMended } from './fix-wording.ts';
import {
  ELSEWHERE_TITLE,
  PROPOSED_TITLE,
  acceptances,
  foremostTitle,
  groupFindings,
  proposals,
} from './finding-groups.ts';
import type { Section } from './fit.ts';
import {
  code,
  link,
  markup,
  paragraph,
  prose,
  sign,
  strong,
  tableLines,
  text,
  unbroken,
} from './markdown.ts';
import type { Inline } from './markdown.ts';
import { allowedSection } from './markdown-allowed.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import { placeLines } from './place-lines.ts';
import { reasonLine } from './reason-line.ts';
import type { GateReport, ReportFinding } from './report.ts';
import { isPersistingViolation, isViolated } from './standing.ts';
import { claimOf, counted, nameOf, placeOf, renderCount, sentence } from './wording.ts';

/** How much a Markdown report shows. `sourceUrl`: address of the repository's files at the head commit, ending in `/`. */
export type MarkdownScope = {
  readonly sourceUrl?: string;
  /** Whose word the report is; absent: our own. */
  readonly claim?: Claim;
  /** Paths shown for each finding. */
  readonly maxPaths: number;
  /** Introduced findings that are shown unfolded. */
  readonly maxShown: number;
  /** Rows of each table of findings. */
  readonly maxFindings: number;
  /** Lines of each ledger table. */
  readonly maxLines: number;
  /** Address of the chart of sizes. */
  readonly trendUrl?: string;
  /** Where the proven fix is, seen from a table of findings. Absent: above. */
  readonly fixIs?: 'above' | 'below';
};

const MAX_INSTRUCTION_CHARACTERS = 40;
const MAX_PLACE_CHARACTERS = 60;
const SIGNS = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

/** What the change brings, most severe first; introduced notes stand apart. */
export function introducedSections(report: GateReport, scope: MarkdownScope): readonly Section[] {
  const { main, all } = splitIntroduced(report, scope);
  if (main.length === 0) return [];
  const title = foremostTitle(report, all);
  const table = findingTable(main, report, { ...scope, fixIs: 'below' });
  return [{ ...table, head: tableHead(title) }];
}

/** What stands unfolded; a fold for one row would take as much room as the row. */
function splitIntroduced(report: GateReport, { maxShown }: MarkdownScope) {
  const { introduced } = groupFindings(report);
  const all = introduced.filter(({ severity }) => severity !== 'note');
  const count = all.length === maxShown + 1 ? all.length : maxShown;
  return {
    all,
    main: all.slice(0, count),
    more: all.slice(count),
    notes: introduced.filter(({ severity }) => severity === 'note'),
  };
}

const TABLE_ALIGN = 'llrl';
const TABLE_HEAD = tableHead('Finding');

/** `title`: what the rows are. */
function tableHead(title: string): readonly string[] {
  return tableLines(titlesOf(title), [], TABLE_ALIGN);
}

function titlesOf(title: string): readonly Inline[] {
  return [[], text(title), text('Size'), text('Added by')];
}

function findingTable(findings: readonly ReportFinding[], report: GateReport, scope: MarkdownScope): Section {
  const linked = new Set<string>();
  const rows = findings.slice(0, scope.maxFindings).map((finding) => {
    const row = findingRow(finding, report, { ...scope, isRuleLinked: !linked.has(finding.ruleId) });
    linked.add(finding.ruleId);
    return row;
  });
  const items = tableLines(titlesOf('Finding'), rows, TABLE_ALIGN).slice(TABLE_HEAD.length);
  return { head: TABLE_HEAD, items, tail: [], left: findingsLeft, omitted: findings.length - rows.length };
}

const findingsLeft = (count: number) => counted(count, 'finding');

/** `isRuleLinked`: once a table, since an address is long and a comment is short. */
type RowScope = MarkdownScope & { readonly isRuleLinked: boolean };

function findingRow(finding: ReportFinding, report: GateReport, scope: RowScope): readonly Inline[] {
  const isPersisting = isPersistingViolation(report.verdict, finding);
  return [
    sign(finding.inherited && !isViolated(report.verdict, finding) ? SIGNS.note : SIGNS[finding.severity]),
    [
      ...strong(nameOf(finding)),
      ...text(isPersisting ? ' (persisting) ' : ' '),
      ...link(code(finding.ruleId), scope.isRuleLinked ? ruleById(finding.ruleId)?.url : undefined),
      ...markup('<br>'),
      ...placePieces(finding),
      ...claimPieces(finding),
      ...reasonPieces(finding),
      ...prose(sentence(finding.fix)),
      ...mendedPieces(finding, report, scope),
    ],
    amountOf(finding),
    finding.primary === null ? text('unknown') : instructionCell(finding.primary, scope),
  ];
}

/** Where the thing is, where one path says it and the name does not. */
function placePieces({ place, subject }: ReportFinding): Inline {
  return place === null || subject.includes(place)
    ? []
    : [...code(place, MAX_PLACE_CHARACTERS), ...markup('<br>')];
}

function claimPieces(finding: ReportFinding): Inline {
  const claim = claimOf(finding);
  return claim === null ? [] : [...prose(sentence(claim)), ...markup('<br>')];
}

function reasonPieces(finding: ReportFinding): Inline {
  const line = reasonLine(finding);
  return line === null ? [] : [...text(line), ...markup('<br>')];
}

function mendedPieces(finding: ReportFinding, report: GateReport, { fixIs = 'above' }: RowScope): Inline {
  return isMended(report, finding)
    ? [...markup('<br>'), ...text(`The proven fix ${fixIs} resolves this.`)]
    : [];
}

function amountOf({ bytes, files }: ReportFinding): Inline {
  if (bytes === 0 && files === 0) return text('–');
  return [...unbroken(renderBytes(bytes)), ...markup('<br>'), ...unbroken(counted(files, 'file'))];
}

/** `Dockerfile:12` with what the instruction says under it. */
function instructionCell(instruction: InstructionRef, scope: MarkdownScope): Inline {
  return [
    ...link(code(placeOf(instruction)), sourceLink(instruction, scope)),
    ...markup('<br>'),
    ...code(instruction.text, MAX_INSTRUCTION_CHARACTERS),
  ];
}

function sourceLink(
  { dockerfile, line, endLine }: InstructionRef,
  { sourceUrl }: MarkdownScope,
): string | undefined {
  if (sourceUrl === undefined || /\p{Surrogate}/u.test(dockerfile)) return undefined;
  const path = dockerfile.split('/').map(encodeURIComponent).join('/');
  return `${sourceUrl}${path}#L${line}${endLine > line ? `-L${endLine}` : ''}`;
}

/** Everything else about findings, folded: notes, evidence paths, what was there before, what is accepted. */
export function foldedFindings(report: GateReport, scope: MarkdownScope): readonly Section[] {
  const groups = groupFindings(report);
  const { more, notes } = splitIntroduced(report, scope);
  const fold = (
    title: string,
    findings: readonly ReportFinding[],
    maxFindings = scope.maxFindings,
  ): readonly Section[] => {
    if (findings.length === 0) return [];
    const head = [...detailsHead(`${title} (${renderCount(findings.length)})`), ...TABLE_HEAD];
    return [{ ...findingTable(findings, report, { ...scope, maxFindings }), head, tail: DETAILS_TAIL }];
  };
  return [
    ...fold(
      more.some(({ status }) => status === 'persisting')
        ? 'More of those that fail'
        : 'More that was introduced',
      more,
      scope.maxFindings - scope.maxShown,
    ),
    ...fold('Notes', notes),
    ...evidenceSection(groups.introduced, scope),
    ...fold('Persisting: present before this change', groups.persisting),
    ...fold('Inherited from the base image', groups.inherited),
    ...fold(ELSEWHERE_TITLE, groups.elsewhere),
    ...allowedSection('Allowed', acceptances(report)),
    ...allowedSection(PROPOSED_TITLE, proposals(report)),
  ];
}

const MAX_PATH_LISTS = 100;
const pathsLeft = (count: number) => `the paths of ${counted(count, 'finding')}`;

function evidenceSection(
  findings: readonly ReportFinding[],
  { maxPaths }: MarkdownScope,
): readonly Section[] {
  const listed = findings
    .map((finding) => ({ finding, ...placeLines(finding, maxPaths, finding.place) }))
    .filter(({ lines }) => lines.length > 0);
  if (listed.length === 0) return [];
  const items = listed.slice(0, MAX_PATH_LISTS).map(({ finding, lines, more }) =>
    [
      `- ${paragraph(strong(nameOf(finding)))}`,
      ...lines.map(({ path, words }) => {
        return `  - ${paragraph(code(path), text(words === '' ? '' : `, ${words}`))}`;
      }),
      ...(more === '' ? [] : [`  - ${paragraph(text(more))}`]),
    ].join('\n'),
  );
  return [
    {
      head: detailsHead('Where the findings are'),
      items,
      tail: DETAILS_TAIL,
      left: pathsLeft,
      omitted: listed.length - items.length,
    },
  ];
}
