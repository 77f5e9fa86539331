import { isRateLimit, toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import type { OwnSuggestion } from './own-suggestions.ts';

/** What readers see of a suggestion: `outdated` is folded as this gate folds, `folded` as only people do. */
type Appearance = 'shown' | 'outdated' | 'folded';

/** By the node ids of suggestions; null where there is no GraphQL, or it says nothing to this token. */
export type Appearances = ReadonlyMap<string, Appearance> | null;

/** More outdated suggestions than this stay as they are: one run folds or deletes at most as many, the newest first. */
const MAX_HIDDEN = 30;
/** GraphQL takes no more ids at once. https://docs.github.com/en/graphql/reference/queries#nodes */
const PER_QUERY = 100;

const APPEARANCE =
  'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequestReviewComment { isMinimized minimizedReason } } }';

type Node = {
  readonly id: string;
  readonly isMinimized?: boolean;
  readonly minimizedReason?: string | null;
};

/** How each suggestion looks now. Throws what the API throws, except where it refuses GraphQL. */
export async function readAppearances(
  { octokit }: GitHubClient,
  suggestions: readonly OwnSuggestion[],
): Promise<Appearances> {
  const ids = suggestions.map(({ nodeId }) => nodeId);
  const nodes: (Node | null)[] = [];
  try {
    for (let start = 0; start < ids.length; start += PER_QUERY) {
      const some = ids.slice(start, start + PER_QUERY);
      const answer = await octokit.graphql<{ readonly nodes: readonly (Node | null)[] }>(APPEARANCE, {
        ids: some,
      });
      nodes.push(...answer.nodes);
    }
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
  return new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, toAppearance(node)]])));
}

/** The reason is a text, whose case GitHub does not promise. */
function toAppearance({ isMinimized, minimizedReason }: Node): Appearance {
  if (isMinimized !== true) return 'shown';
  return minimizedReason?.toLowerCase() === 'outdated' ? 'outdated' : 'folded';
}

/** Whether there is no GraphQL, or it says that this token may not do that. */
function isRefused(error: unknown): boolean {
  const failure = toApiFailure(error);
  if (isRateLimit(failure)) return false;
  return failure.status === 403 || failure.status === 404 || (error instanceof Error && 'errors' in error);
}

/**
 * Folds suggestions as outdated that are not folded yet. Where there is no GraphQL, or it does not let this token do that, those
 * without replies are deleted. Throws what the API throws then.
 */
export async function hideOutdated(
  client: GitHubClient,
  outdated: readonly OwnSuggestion[],
  appearances: Appearances,
): Promise<void> {
  const shown = outdated.filter(({ nodeId }) => appearances === null || appearances.get(nodeId) === 'shown');
  if (appearances !== null && (await isChanged(client, MINIMIZE, shown.slice(0, MAX_HIDDEN)))) return;
  const unanswered = shown.filter(({ hasReplies }) => !hasReplies);
  for (const { id } of unanswered.slice(0, MAX_HIDDEN)) await deleteSuggestion(client, id);
}

/** Unfolds suggestions; false where this token may not do that. Throws what else the API throws. */
export async function showAgain(
  client: GitHubClient,
  suggestions: readonly OwnSuggestion[],
): Promise<boolean> {
  return isChanged(client, UNMINIMIZE, suggestions);
}

type Mutation = (id: string) => string;

/** https://docs.github.com/en/graphql/reference/mutations#minimizecomment */
const MINIMIZE: Mutation = (id) =>
  `minimizeComment(input: { subjectId: ${id}, classifier: OUTDATED }) { minimizedComment { isMinimized } }`;
/** https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
const UNMINIMIZE: Mutation = (id) =>
  `unminimizeComment(input: { subjectId: ${id} }) { unminimizedComment { isMinimized } }`;

/** All of them in one request; false where it is refused. */
async function isChanged(
  { octokit }: GitHubClient,
  mutation: Mutation,
  suggestions: readonly OwnSuggestion[],
): Promise<boolean> {
  if (suggestions.length === 0) return true;
  const ids = suggestions.map(({ nodeId }, index) => [`id${index}`, nodeId] as const);
  const variables = ids.map(([name]) => `$${name}: ID!`).join(', ');
  const calls = ids.map(([name]) => `${name}: ${mutation(`$${name}`)}`);
  try {
    await octokit.graphql(`mutation (${variables}) { ${calls.join(' ')} }`, Object.fromEntries(ids));
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

async function deleteSuggestion({ octokit, owner, repo }: GitHubClient, id: number): Promise<void> {
  await octokit.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id });
}
