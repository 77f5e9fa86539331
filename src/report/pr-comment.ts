import { isAddress } from './address.ts';
import type { Claim } from './claim.ts';
import { fitToLimit, wholeSection } from './fit.ts';
import type { Section } from './fit.ts';
import { hasHeadline } from './headline.ts';
import { link, paragraph, text } from './markdown.ts';
import { markdownSections } from './markdown-report.ts';
import type { GateReport } from './report.ts';

/** GitHub refuses a body of more than 65,536 characters; the rest is room for the marker that the publisher adds. */
export const MAX_COMMENT_SIZE = 64_000;

/** What a comment knows beside the report. `sourceUrl`: address of the repository's files at the head commit, ending in `/`. */
export type CommentPlace = {
  /** Tells several gates of one pull request apart; the publisher puts it in the comment's last line. */
  readonly key: string;
  readonly headSha?: string;
  readonly reportUrl?: string;
  readonly sourceUrl?: string;
  /** Whose word the report is; absent: our own. */
  readonly claim?: Claim;
  /** The HTML report. */
  readonly htmlUrl?: string;
  /** Address of the chart of sizes, where everybody may see it. */
  readonly trendUrl?: string;
  /** The same for several images, by name. */
  readonly trendUrls?: ReadonlyMap<string, string>;
};

const MAX_PATHS = 5;
const MAX_LINES = 10;
/** With the verdict and the sizes, they fill the first screen. */
const MAX_SHOWN = 5;
const MAX_FINDINGS = 200;
/** Digits of a commit that people see. */
export const ABBREVIATED_SHA = 10;

/** The pull-request comment without its marker: the first line is the verdict, details are folded. */
export function renderPrComment(report: GateReport, place: CommentPlace): string {
  const { headSha, reportUrl, sourceUrl, trendUrl, claim } = place;
  const commit = headSha === undefined ? '' : commitNote(headSha);
  const scope = {
    maxPaths: MAX_PATHS,
    maxLines: MAX_LINES,
    maxShown: MAX_SHOWN,
    maxFindings: MAX_FINDINGS,
    ...(sourceUrl !== undefined && { sourceUrl }),
    ...(claim !== undefined && { claim }),
    ...(trendUrl !== undefined && { trendUrl }),
  };
  const where = isAddress(reportUrl) ? `the [full report](${reportUrl})` : 'the JSON report';
  return fitToLimit([...markdownSections(report, scope, commit), ...linkSection(place)], {
    maxSize: MAX_COMMENT_SIZE,
    note: (left) => `_Not shown here: ${left}. See ${where} for everything._`,
  });
}

/** A line of links, or none: the run's page has the job summary and the artifacts; `htmlUrl` is an address that the workflow names. */
export function linkSection({ reportUrl, htmlUrl }: CommentPlace): readonly Section[] {
  const links = [
    ...(isAddress(reportUrl) ? [link(text('Job summary and artifacts'), reportUrl)] : []),
    ...(isAddress(htmlUrl) ? [link(text('HTML report'), htmlUrl)] : []),
  ];
  if (links.length === 0) return [];
  const line = links.flatMap((one, index) => (index === 0 ? one : [...text(' · '), ...one]));
  return [{ ...wholeSection('the links', `<sub>${paragraph(line)}</sub>`), isReserved: true }];
}

function commitNote(headSha: string): string {
  return ` · commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
}

/** Whether a comment of the former version, whose marker has no digest, is a whole one of ours about this commit. */
export function isWholeComment(markdown: string, headSha: string): boolean {
  return hasHeadline(markdown) && markdown.endsWith(`${commitNote(headSha)}</sub>`);
}
