import type { GitHubEvent } from '../gate/request.ts';
import type { Notice } from '../policy/policy.ts';
import type { CommentPlace } from '../report/pr-comment.ts';
import { counted } from '../report/wording.ts';
import { isRateLimit, toApiFailure } from './api-failure.ts';
import { publishCheckRun, retireCheckRun } from './check-run.ts';
import type { GitHubClient } from './client.ts';
import { toNotice } from './failure.ts';
import type { CommentMarker } from './marker.ts';
import type { PullTexts } from './pull-texts.ts';
import { publishReview } from './review.ts';

/** The part of a publication that is about reviews and checks. */
type Reviewing = {
  readonly event: GitHubEvent;
  readonly comment: 'auto' | 'always' | 'never';
  readonly marker: CommentMarker;
  readonly formerKey: string | null;
  readonly place: Omit<CommentPlace, 'key' | 'headSha'>;
  readonly hasReview?: boolean;
  readonly hasCheckRun?: boolean;
};

const REVIEW = { code: 'review-not-written', what: 'the review', permission: 'pull-requests: write' };
const CHECK = {
  code: 'check-not-written',
  what: 'the check with further annotations',
  permission: 'checks: write',
};
/** Nobody asked for the check, so a token that may not make one is no warning. */
const CHECK_NOT_PERMITTED = 'check-not-permitted';

/** Whether a notice is a line in the log, and not in the summary alone. */
export function isLoud({ code }: Notice): boolean {
  return code !== CHECK_NOT_PERMITTED;
}

/** Suggests the proven fixes that lie within the diff, where the comment has something to say. */
export async function publishSuggestions(
  texts: PullTexts,
  publication: Reviewing,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const { event, comment, marker, formerKey } = publication;
  const isWanted = publication.hasReview === true && comment !== 'never' && event.kind === 'pull_request';
  if (!isWanted || client === null) return [];
  const fixes = fixesToSuggest(texts, comment);
  try {
    const { refused } = await publishReview(client, { pull: event.number, marker, formerKey, fixes });
    return refused === 0 ? [] : [refusedNotice(refused)];
  } catch (error) {
    return [toNotice(REVIEW, error, event)];
  }
}

function fixesToSuggest({ isWorthTelling, toSuggestions }: PullTexts, comment: Reviewing['comment']) {
  return comment === 'always' || isWorthTelling ? toSuggestions() : [];
}

function refusedNotice(refused: number): Notice {
  const message = `GitHub did not accept ${counted(refused, 'suggestion')} (422). The comment has the whole diff of the fix`;
  return { code: 'suggestion-refused', message };
}

/** Makes a check where the runner would drop annotations; where it would not, an earlier one of the commit gives way. */
export async function publishCheck(
  texts: PullTexts,
  { event, marker, place, hasCheckRun }: Reviewing,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  if (hasCheckRun !== true || event.kind !== 'pull_request' || client === null) return [];
  const { key, headSha } = marker;
  const check = { key, headSha, conclusion: texts.conclusion };
  const details = texts.toCheckDetails({ key, headSha, ...place });
  // Nearly always there is no earlier one, and nobody misses the permission to look for it.
  if (details === null) return retireCheckRun(client, check).then(nothing, nothing);
  const { reportUrl } = place;
  const wanted = { ...check, details, ...(reportUrl !== undefined && { detailsUrl: reportUrl }) };
  return publishCheckRun(client, wanted).then(nothing, (error: unknown) => [checkNotice(error, event)]);
}

const nothing = (): readonly Notice[] => [];

function checkNotice(error: unknown, event: GitHubEvent): Notice {
  const notice = toNotice(CHECK, error, event);
  return isForbidden(error) ? { ...notice, code: CHECK_NOT_PERMITTED } : notice;
}

function isForbidden(error: unknown): boolean {
  const failure = toApiFailure(error);
  return !isRateLimit(failure) && (failure.status === 403 || failure.status === 404);
}
