import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { Notice } from '../policy/policy.ts';
import type { Conclusion } from '../policy/verdict.ts';
import { claimSection, type Claim } from './claim.ts';
import { fitToLimit, wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { renderHeadline } from './headline.ts';
import type { HeadlineSign } from './headline.ts';
import { escapeHtml } from './html-text.ts';
import { code, paragraph, prose, strong, tableLines, text, unbroken } from './markdown.ts';
import type { Inline } from './markdown.ts';
import { DETAILS_TAIL } from './markdown-details.ts';
import type { MarkdownScope } from './markdown-findings.ts';
import { markdownSections, noticeSection } from './markdown-report.ts';
import { platformDifferences } from './platforms.ts';
import { isAddress } from './address.ts';
import { ABBREVIATED_SHA, MAX_COMMENT_SIZE, linkSection } from './pr-comment.ts';
import type { CommentPlace } from './pr-comment.ts';
import { conclusionOf, conclusionOfOutcome } from './run-report.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { outcomeLine, runLine, toRow, verdictWord, worstFirst } from './run-wording.ts';
import { shareRoom } from './shares.ts';
import { MAX_SUMMARY_SIZE } from './step-summary.ts';
import { shorten } from '../visible.ts';
import { counted, renderCount, sentence } from './wording.ts';

const SIGNS: Readonly<Record<Conclusion, HeadlineSign>> = { success: '✅', neutral: '⚪', failure: '❌' };
const MAX_NAME_CHARACTERS = 100;
/** Less says nothing of an image that its row does not. */
const MIN_SECTION_SIZE = 3000;
/** What passed is folded into no less than this, so that more of them need not be tried. */
const LEAST_SECTION_SIZE = 1000;
/** Beside the details: the line that counts what was left out. */
const MAX_NOTE_SIZE = 500;

/** How much is shown, and where. `where`: what has everything, in Markdown of ours. */
type RunScope = {
  readonly details: MarkdownScope;
  readonly maxSize: number;
  readonly footer: string;
  /** Above the footer. */
  readonly links: readonly Section[];
  /** Whose word the report is; absent: our own. */
  readonly claim?: Claim;
  /** About the run, and no image of it. */
  readonly notices?: readonly Notice[];
  readonly trendUrls?: CommentPlace['trendUrls'];
  readonly where: string;
};

/** The pull-request comment of several images, without its marker: the verdict, a row for each, then folded what a report of one says. */
export function renderRunComment(run: RunReport, place: CommentPlace): string {
  const { headSha, reportUrl, sourceUrl, claim, trendUrls } = place;
  return renderRun(run, {
    ...(claim && { claim }),
    ...(trendUrls && { trendUrls }),
    details: {
      ...{ maxPaths: 5, maxLines: 10, maxShown: 5, maxFindings: 200 },
      ...(sourceUrl !== undefined && { sourceUrl }),
    },
    maxSize: MAX_COMMENT_SIZE,
    footer: headSha === undefined ? '' : ` · commit ${headSha.slice(0, ABBREVIATED_SHA)}`,
    links: linkSection(place),
    where: isAddress(reportUrl) ? `the [full report](${reportUrl})` : 'the JSON report',
  });
}

/** The job summary of several images, which is also the Markdown format of the command line. */
export function renderRunSummary(run: RunReport, more: Pick<RunScope, 'claim' | 'notices'> = {}): string {
  return renderRun(run, {
    ...more,
    details: { maxPaths: 20, maxLines: 50, maxShown: 20, maxFindings: 1000 },
    maxSize: MAX_SUMMARY_SIZE,
    footer: '',
    links: [],
    where: 'the JSON report',
  });
}

function renderRun(run: RunReport, scope: RunScope): string {
  const conclusion = conclusionOf(run);
  const sign = conclusion === null ? '❌' : SIGNS[conclusion];
  const head = [
    wholeSection('the verdict', renderHeadline(sign, runLine(run))),
    ...claimSection(scope.claim),
    imageTable(run.images),
    ...platformSections(run.images),
    ...noticeSection(scope.notices ?? []),
  ];
  const foot = footOf(run, scope);
  const note = (left: string) => `_Not shown here: ${left}. See ${scope.where} for everything._`;
  // What is folded is worth less than the table.
  const top = fitToLimit(head, { maxSize: scope.maxSize - Buffer.byteLength(foot) - MAX_NOTE_SIZE, note });
  const room = scope.maxSize - MAX_NOTE_SIZE - Buffer.byteLength(top) - Buffer.byteLength(foot);
  const { sections, omitted } = imageSections(run.images, scope, room);
  const missing = omitted === 0 ? [] : [note(`the details of ${counted(omitted, 'image')}`)];
  return `${[top.trimEnd(), ...sections, ...missing, foot].join('\n\n')}\n`;
}

function footOf({ tool }: RunReport, { links, footer }: RunScope): string {
  const own = `<sub>${paragraph(text(`final-stage ${tool.version}${footer}`))}</sub>`;
  return [...links.flatMap(({ head }) => head), own].join('\n\n');
}

const TITLES = ['Image', 'Verdict', 'Content size', 'Content change', 'Pull size', 'Errors introduced'].map(
  (title) => text(title),
);
const ALIGN = 'llrrrr';
const TABLE_HEAD = tableLines(TITLES, [], ALIGN);

function imageTable(images: readonly ImageOutcome[]): Section {
  const rows = worstFirst(images).map(tableRow);
  const items = tableLines(TITLES, rows, ALIGN).slice(TABLE_HEAD.length);
  return { head: TABLE_HEAD, items, tail: [], left: imagesLeft, omitted: 0 };
}

const imagesLeft = (count: number) => counted(count, 'image');

function tableRow(outcome: ImageOutcome): readonly Inline[] {
  const { content, delta, pull, introduced } = toRow(outcome);
  const size = (bytes: number | null, render: (bytes: number) => string) =>
    bytes === null ? [] : unbroken(render(bytes));
  return [
    code(outcome.name, MAX_NAME_CHARACTERS),
    text(`${signOf(outcome)} ${verdictWord(outcome)}`),
    size(content, renderBytes),
    size(delta, (bytes) => (bytes === 0 ? '±0 B' : renderDelta(bytes))),
    size(pull, renderBytes),
    introduced === null ? [] : text(renderCount(introduced)),
  ];
}

function signOf(outcome: ImageOutcome): HeadlineSign {
  const conclusion = conclusionOfOutcome(outcome);
  return conclusion === null ? '❌' : SIGNS[conclusion];
}

function platformSections(images: readonly ImageOutcome[]): readonly Section[] {
  return platformDifferences(images).map(({ name, parts }) =>
    wholeSection(
      'what differs between platforms',
      paragraph(
        ...[code(name, MAX_NAME_CHARACTERS), text(' by platform: ')],
        ...[prose(`${parts.join('; ')}.`)],
      ),
    ),
  );
}

type Shown = { readonly sections: readonly string[]; readonly omitted: number };

/** Those that failed get their room before the others; within a group it is shared by what each needs. */
function imageSections(images: readonly ImageOutcome[], scope: RunScope, room: number): Shown {
  const groups = Map.groupBy(worstFirst(images), verdictWord);
  let left = room;
  const sections: string[] = [];
  for (const all of groups.values()) {
    const group = all.slice(0, Math.floor(left / LEAST_SECTION_SIZE));
    const whole = group.map((outcome) => imageSection(outcome, scope, Math.max(left, MIN_SECTION_SIZE)));
    const shares = sharesOf(whole, left);
    shares.forEach((share, index) => {
      const [outcome, fitting = ''] = [group[index], whole[index]];
      if (outcome === undefined) return;
      const isWhole = Buffer.byteLength(fitting) + 2 <= share;
      const section = isWhole ? fitting : imageSection(outcome, scope, share);
      sections.push(section);
      left -= Buffer.byteLength(section) + 2;
    });
  }
  return { sections, omitted: images.length - sections.length };
}

/** Room for the first sections, for as many as have enough: each has what it needs, or what still says something. */
function sharesOf(whole: readonly string[], room: number): readonly number[] {
  const needs = whole.map((section) => Buffer.byteLength(section) + 2);
  for (let count = needs.length; count > 0; count -= 1) {
    const first = needs.slice(0, count);
    const shares = shareRoom(first, room);
    if (shares.every((share, index) => share >= Math.min(first[index] ?? 0, MIN_SECTION_SIZE))) return shares;
  }
  return [];
}

function imageSection(outcome: ImageOutcome, scope: RunScope, maxSize: number): string {
  const name = escapeHtml(shorten(outcome.name, MAX_NAME_CHARACTERS));
  const head = `<details><summary>${signOf(outcome)} <code>${name}</code> ${verdictWord(outcome)}</summary>`;
  const line = paragraph(strong(sentence(shorten(outcomeLine(outcome), 400))));
  const note = (left: string) => `_Not shown here: ${left}. See ${scope.where} for everything._`;
  const trendUrl = scope.trendUrls?.get(outcome.name);
  const details = { ...scope.details, ...(trendUrl !== undefined && { trendUrl }) };
  const said =
    outcome.kind === 'no-verdict' ? [outcome.reason] : outcome.report.notices.map(({ message }) => message);
  const body =
    outcome.kind !== 'judged'
      ? said.map((message) => paragraph(prose(sentence(message)))).join('\n\n')
      : fitToLimit(
          [wholeSection('the verdict', line), ...markdownSections(outcome.report, details, '').slice(1)],
          {
            maxSize: maxSize - Buffer.byteLength(head) - 20,
            note,
          },
        );
  return [head, '', body.trimEnd(), ...DETAILS_TAIL].join('\n');
}
