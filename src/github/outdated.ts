import { toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import type { OwnSuggestion } from './own-suggestions.ts';

/** More outdated suggestions than this stay as they are: one run writes at most as many. */
const MAX_HIDDEN = 30;

/**
 * Folds suggestions as outdated, each once: what people folded or unfolded is left alone. Where there is no GraphQL, or it does
 * not let this token do that, those without replies are deleted. Throws what the API throws then.
 */
export async function hideOutdated(client: GitHubClient, outdated: readonly OwnSuggestion[]): Promise<void> {
  const some = outdated.slice(0, MAX_HIDDEN);
  if (some.length === 0) return;
  try {
    await minimize(client, await stillShown(client, some));
  } catch (error) {
    if (!isRefused(error)) throw error;
    for (const { id, hasReplies } of some) if (!hasReplies) await deleteSuggestion(client, id);
  }
}

/** Whether there is no GraphQL, or it says that this token may not do that. */
function isRefused(error: unknown): boolean {
  const { status } = toApiFailure(error);
  return status === 403 || status === 404 || (error instanceof Error && 'errors' in error);
}

const SHOWN =
  'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequestReviewComment { isMinimized } } }';

type Shown = { readonly nodes: readonly ({ readonly id: string; readonly isMinimized?: boolean } | null)[] };

async function stillShown(
  { octokit }: GitHubClient,
  some: readonly OwnSuggestion[],
): Promise<readonly string[]> {
  const ids = some.map(({ nodeId }) => nodeId);
  const { nodes } = await octokit.graphql<Shown>(SHOWN, { ids });
  return nodes.flatMap((node) => (node?.isMinimized === false ? [node.id] : []));
}

/** All of them in one request. https://docs.github.com/en/graphql/reference/mutations#minimizecomment */
async function minimize({ octokit }: GitHubClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const names = ids.map((_id, index) => `id${index}`);
  const variables = names.map((name) => `$${name}: ID!`).join(', ');
  const calls = names.map(
    (name) =>
      `${name}: minimizeComment(input: { subjectId: $${name}, classifier: OUTDATED }) { minimizedComment { isMinimized } }`,
  );
  await octokit.graphql(
    `mutation (${variables}) { ${calls.join(' ')} }`,
    Object.fromEntries(names.map((name, index) => [name, ids[index]])),
  );
}

async function deleteSuggestion({ octokit, owner, repo }: GitHubClient, id: number): Promise<void> {
  await octokit.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id });
}
