import type { GitHubClient } from './client.ts';
import { isLater, parseMarker, renderMarker, withoutMarker } from './marker.ts';
import type { CommentMarker } from './marker.ts';

/** The comment as it should be. `isNeeded`: create it where there is none; one that exists is always kept current. */
export type CommentWish = {
  readonly pull: number;
  readonly marker: CommentMarker;
  /** Markdown without marker. */
  readonly text: string;
  readonly isNeeded: boolean;
};

/** `superseded`: a later run has written it already. */
export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'superseded' | 'not-needed';

type Comment = {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  readonly marker: CommentMarker;
};

const PER_PAGE = 100;
/** Who the job's own token writes as; assumed where the API does not say who we are. */
const WORKFLOW_BOT = 'github-actions[bot]';

/** Creates or updates the one comment of this gate. Throws what the API throws. */
export async function upsertComment(client: GitHubClient, wish: CommentWish): Promise<CommentOutcome> {
  const [found, ...later] = await findOwnComments(client, wish);
  const body = `${wish.text.trimEnd()}\n\n${renderMarker(wish.marker)}`;
  if (found === undefined) return wish.isNeeded ? createComment(client, wish.pull, body) : 'not-needed';
  if (isLater(found.marker.run, wish.marker.run)) return 'superseded';
  await deleteComments(client, later);
  if (isSame(found, wish)) return 'unchanged';
  const { octokit, owner, repo } = client;
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: found.id, body });
  return 'updated';
}

/** Same head commit and same text: only the run differs, which nobody sees. */
function isSame(found: Comment, { marker, text }: CommentWish): boolean {
  return found.marker.headSha === marker.headSha && withoutMarker(found.body) === text.trimEnd();
}

async function createComment({ octokit, owner, repo }: GitHubClient, pull: number, body: string) {
  await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body });
  return 'created' as const;
}

/** Two first runs at the same time make two comments; the lower id stays. */
async function deleteComments({ octokit, owner, repo }: GitHubClient, comments: readonly Comment[]) {
  for (const { id } of comments) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
}

/**
 * Comments with this gate's marker that we wrote, lowest id first. Anybody can plant a marker, so the author counts;
 * pages after the first with one of ours are not asked for.
 */
async function findOwnComments(
  client: GitHubClient,
  { pull, marker }: CommentWish,
): Promise<readonly Comment[]> {
  const { octokit, owner, repo } = client;
  let author: string | undefined;
  const query = { owner, repo, issue_number: pull, per_page: PER_PAGE };
  for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, query)) {
    const marked = page.data.map(toComment).filter((comment) => comment?.marker.key === marker.key);
    if (marked.length === 0) continue;
    author ??= await readOwnLogin(client);
    const own = marked.filter((comment) => comment !== null && comment.author === author);
    if (own.length > 0) return own.filter((comment) => comment !== null).sort((a, b) => a.id - b.id);
  }
  return [];
}

function toComment(comment: {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}): Comment | null {
  const body = (comment.body ?? '').replaceAll('\r\n', '\n');
  const marker = parseMarker(body);
  return marker && { id: comment.id, body, author: comment.user?.login ?? '', marker };
}

/** Login that our comments carry. Only GraphQL answers every kind of token; where it is missing, the job's own token is assumed. */
async function readOwnLogin({ octokit }: GitHubClient): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ readonly viewer: { readonly login: string } }>(
      'query { viewer { login } }',
    );
    return viewer.login;
  } catch {
    return WORKFLOW_BOT;
  }
}
