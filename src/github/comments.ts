import type { GitHubClient } from './client.ts';
import { isSuperseded } from './later-run.ts';
import { renderMarked } from './marker.ts';
import { findOwnComments } from './own-comments.ts';
import type { OwnGate } from './own-comments.ts';

/** The comment as it should be. `isNeeded`: create it where there is none; one that exists is always kept current. */
export type WantedComment = OwnGate & {
  /** Markdown without marker. */
  readonly text: string;
  readonly isNeeded: boolean;
};

/** What became of a comment. */
export type CommentOutcome = {
  /** `superseded`: a later run has written it already. */
  readonly kind: 'created' | 'updated' | 'superseded' | 'not-needed';
  /** Another job or step of this run wrote a comment under the same key; it is left alone. */
  readonly isShared: boolean;
};

/** Creates or updates the one comment of this gate. Throws what the API throws. */
export async function upsertComment(client: GitHubClient, wanted: WantedComment): Promise<CommentOutcome> {
  const { earlier, beside, later } = await findOwnComments(client, wanted);
  const isShared = beside.length > 0;
  if (await isSuperseded(client, wanted, later)) return { kind: 'superseded', isShared };
  const [found] = earlier;
  if (found !== undefined) {
    await updateComment(client, wanted, found.id);
    return { kind: 'updated', isShared };
  }
  if (!wanted.isNeeded) return { kind: 'not-needed', isShared };
  const known = new Set(later.map(({ id }) => id));
  return { kind: await createOne(client, wanted, known), isShared };
}

/**
 * Two first runs at the same time would make two comments, so what was there first is looked for once more. The one that is
 * deleted then is the one that was created here; no other comment ever is.
 */
async function createOne(client: GitHubClient, wanted: WantedComment, known: ReadonlySet<number>) {
  const id = await createComment(client, wanted);
  const { earlier, later } = await findOwnComments(client, wanted);
  const [first] = earlier.filter((comment) => comment.id < id);
  const newer = later.filter((comment) => comment.id < id && !known.has(comment.id));
  const isLate = await isSuperseded(client, wanted, newer);
  if (first === undefined && !isLate) return 'created';
  if (first !== undefined && !isLate) await updateComment(client, wanted, first.id);
  await deleteComment(client, id);
  return isLate ? 'superseded' : 'updated';
}

async function createComment({ octokit, owner, repo }: GitHubClient, wanted: WantedComment): Promise<number> {
  const body = renderMarked(wanted.text, wanted.marker);
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: wanted.pull, body });
  return data.id;
}

async function updateComment({ octokit, owner, repo }: GitHubClient, wanted: WantedComment, id: number) {
  const body = renderMarked(wanted.text, wanted.marker);
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
}

async function deleteComment({ octokit, owner, repo }: GitHubClient, id: number): Promise<void> {
  await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
}
