import type { GitHubClient } from './client.ts';
import { parseMarked } from './marker.ts';
import type { CommentMarker } from './marker.ts';
import { isWrittenBy, readOwnLogin } from './own-comments.ts';
import type { OwnGate } from './own-comments.ts';

/** A suggestion of this gate that an earlier run wrote. */
export type OwnSuggestion = {
  readonly id: number;
  /** As GraphQL names it. */
  readonly nodeId: string;
  readonly marker: CommentMarker;
  readonly fingerprint: string;
  /** The last of its lines where they are now; null where they are no longer in the diff as they were. */
  readonly line: number | null;
  readonly hasReplies: boolean;
};

/** A review comment as the API lists it, as far as it is read here. */
type Listed = {
  readonly id: number;
  readonly node_id: string;
  readonly body: string;
  readonly user: { readonly login: string } | null;
  readonly line?: number | null;
  readonly in_reply_to_id?: number;
};

const PER_PAGE = 100;
/** Of the newest comments: a suggestion that is older than all of them is not found, and once written anew it is. */
const MAX_PAGES = 10;

/** Stands between a gate's key and a fingerprint; no gate's key has it, since workflows and jobs come first in those. */
const SEPARATOR = ' suggestion ';

/** The marker of one suggestion of a gate. */
export function suggestionMarker(gate: CommentMarker, fingerprint: string): CommentMarker {
  return { ...gate, key: `${gate.key}${SEPARATOR}${fingerprint}` };
}

/** The suggestions of this gate, by whichever run, the newest first. Throws what the API throws. */
export async function findOwnSuggestions(
  client: GitHubClient,
  { pull, marker }: OwnGate,
): Promise<readonly OwnSuggestion[]> {
  const { octokit, owner, repo } = client;
  const newestFirst = { sort: 'created', direction: 'desc' } as const;
  const query = { owner, repo, pull_number: pull, per_page: PER_PAGE, ...newestFirst };
  const comments: Listed[] = [];
  let pages = 0;
  for await (const page of octokit.paginate.iterator(octokit.rest.pulls.listReviewComments, query)) {
    comments.push(...page.data);
    if (++pages === MAX_PAGES) break;
  }
  const prefix = `${marker.key}${SEPARATOR}`;
  const marked = comments.flatMap((comment) => toMarked(comment, prefix));
  if (marked.length === 0) return [];
  const login = await readOwnLogin(client);
  const answered = new Set(comments.map((comment) => comment.in_reply_to_id));
  return marked
    .filter(({ comment }) => isWrittenBy(comment, login))
    .map((one) => toOwn(one, prefix, answered));
}

type Marked = { readonly comment: Listed; readonly marker: CommentMarker };

/** Anybody can plant a marker: ours closes the very text that stands before it, and the account is asked for, too. */
function toMarked(comment: Listed, prefix: string): readonly Marked[] {
  const marked = parseMarked(comment.body);
  return marked?.isSealed === true && marked.marker.key.startsWith(prefix)
    ? [{ comment, marker: marked.marker }]
    : [];
}

function toOwn(
  { comment, marker }: Marked,
  prefix: string,
  answered: ReadonlySet<number | undefined>,
): OwnSuggestion {
  return {
    id: comment.id,
    nodeId: comment.node_id,
    marker,
    fingerprint: marker.key.slice(prefix.length),
    line: comment.line ?? null,
    hasReplies: answered.has(comment.id),
  };
}
