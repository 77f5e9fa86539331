import type { Notice } from '../policy/policy.ts';
import type { Annotation } from '../report/annotations.ts';
import { toAnnotations } from '../report/annotations.ts';
import type { Claim } from '../report/claim.ts';
import { renderNoVerdict } from '../report/no-verdict.ts';
import type { GateReport } from '../report/report.ts';
import { renderStepSummary } from '../report/step-summary.ts';
import type { GitHubEvent } from '../gate/request.ts';
import type { GitHubClient } from './client.ts';
import { upsertComment } from './comments.ts';
import type { WantedComment } from './comments.ts';
import { toNotice } from './failure.ts';
import type { CommentMarker } from './marker.ts';
import { reportTexts, type PullTexts } from './pull-texts.ts';
import { isLoud, publishCheck, publishSuggestions } from './reviewing.ts';

/** Where a report is published, and how. */
export type Publication = {
  readonly event: GitHubEvent;
  readonly comment: 'auto' | 'always' | 'never';
  readonly marker: CommentMarker;
  /** What the former version called this gate, or null. */
  readonly formerKey: string | null;
  readonly place: RunPlace;
  /** Whose word the report is; absent: our own. */
  readonly claim?: Claim;
  /** Suggests proven fixes in a review. Absent: no. */
  readonly hasReview?: boolean;
  /** About several images together, known before. */
  readonly notices?: readonly Notice[];
  /** Makes a check for annotations that the runner would drop. Absent: no. */
  readonly hasCheckRun?: boolean;
};

/** Addresses of this run; absent outside of a workflow. */
export type RunPlace = {
  /** The run, whose page has the job summary. */
  readonly reportUrl?: string;
  /** The repository's files at the head commit, ending in `/`. */
  readonly sourceUrl?: string;
  /** The HTML report, where a later step puts it. */
  readonly htmlUrl?: string;
  /** The chart of sizes, where everybody may see it. */
  readonly trendUrl?: string;
  /** The same for several images, by name. */
  readonly trendUrls?: ReadonlyMap<string, string>;
};

/** Where a report goes. A null client: no token, or not in a repository's workflow. */
export type PublishPorts = {
  readonly client: GitHubClient | null;
  annotate(annotation: Annotation): void;
  /** A line in the log that people see. */
  warn(message: string): void;
  writeSummary(markdown: string): Promise<void>;
};

/**
 * Publishes a report where people look: annotations, the comment, a review and a check, and the step summary (last, with what
 * could not be reported).
 * Never throws: the verdict stands, and each failure is one notice.
 */
export async function publish(
  report: GateReport,
  publication: Publication,
  ports: PublishPorts,
): Promise<readonly Notice[]> {
  for (const annotation of toAnnotations(report)) ports.annotate(annotation);
  const unpublished = await publishToPull(report, publication, ports.client);
  for (const notice of unpublished.filter(isLoud)) ports.warn(notice.message);
  const told = { ...report, notices: [...report.notices, ...unpublished] };
  const summary = await writeSummary(renderStepSummary(told), ports);
  return [...unpublished, ...summary];
}

/** What the API takes of one image. */
export function publishToPull(
  report: GateReport,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  return publishTexts(reportTexts(report), publication, client);
}

/** The comment, the review if nothing kept the comment with the proofs away, and the check. */
export async function publishTexts(
  texts: PullTexts,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const notices = await publishComment(texts, publication, client);
  const hasComment = notices.every(({ code }) => code !== COMMENT.code);
  return [
    ...notices,
    ...(hasComment ? await publishSuggestions(texts, publication, client) : []),
    ...(await publishCheck(texts, publication, client)),
  ];
}

/** Creates or updates the pull request's comment, where there is a pull request and something to say. */
export async function publishComment(
  { toComment, isWorthTelling }: PullTexts,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const { marker, place, claim } = publication;
  const text = toComment({ key: marker.key, headSha: marker.headSha, ...place, ...(claim && { claim }) });
  const isNeeded = publication.comment === 'always' || isWorthTelling;
  return writeComment({ text, isNeeded }, publication, client);
}

/** Says in the comment that a commit got no verdict, where there is a comment: an older one must not speak for it. */
export async function publishNoVerdict(
  reason: string,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const { headSha } = publication.marker;
  const text = renderNoVerdict(reason, { headSha, ...publication.place });
  const notices = await writeComment({ text, isNeeded: false }, publication, client);
  // Who had no token had no comment either, and what ended the run is reported already.
  return notices.filter(({ code }) => code !== 'no-token');
}

/** Says in the job summary that there is no verdict. */
export async function summarizeNoVerdict(reason: string, ports: PublishPorts): Promise<void> {
  await writeSummary(renderNoVerdict(reason, {}), ports);
}

/** Writes the comment, or says why it cannot be. */
export async function writeComment(
  said: Pick<WantedComment, 'text' | 'isNeeded'>,
  { event, comment, marker, formerKey, claim }: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  if (comment === 'never' || event.kind !== 'pull_request') return [];
  if (client === null) return [{ code: 'no-token', message: NO_TOKEN }];
  try {
    const gate = { pull: event.number, marker, formerKey, ...(claim && { isRepeated: true as const }) };
    const { isShared } = await upsertComment(client, { ...gate, ...said });
    return isShared ? [SHARED] : [];
  } catch (error) {
    return [toNotice(COMMENT, error, event)];
  }
}

const NO_TOKEN =
  'the comment could not be written, because there is no token. Give one as `github-token`, or set `comment: never`';
const SHARED: Notice = {
  code: 'comment-key-shared',
  message:
    'another job or step of this run has the same comment key, so each of them wrote a separate comment. Give each of them a different `comment-key`',
};
const COMMENT = { code: 'comment-not-written', what: 'the comment', permission: 'pull-requests: write' };

/** Never throws: a failure is one notice, which is also a warning. */
export async function writeSummary(markdown: string, ports: PublishPorts): Promise<readonly Notice[]> {
  try {
    await ports.writeSummary(markdown);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `the job summary could not be written: ${reason}`;
    ports.warn(message);
    return [{ code: 'summary-not-written', message }];
  }
}
