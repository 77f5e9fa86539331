import { toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import { describeFailure } from './failure.ts';
import { readRepositoryFacts } from './repository-facts.ts';

/**
 * Why a piece of GitHub's cache may be the work of those whose change is judged, as a clause; null where it is not. The service
 * gives a run what its own ref saved before what the base branch saved, and a pull request's workflow, which its author may change,
 * saves what it likes. https://docs.github.com/en/rest/actions/cache
 */
export async function whyOwnPiece(
  key: string,
  client: GitHubClient | null,
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  const ref = environment['GITHUB_REF'] ?? '';
  const { defaultBranch } = await readRepositoryFacts(environment);
  if (defaultBranch !== null && ref === `refs/heads/${defaultBranch}`) return null;
  if (client === null) return `${UNKNOWN}: there is no token`;
  if (ref === '') return `${UNKNOWN}: the runner names no ref`;
  try {
    return (await hasPiece(client, key, ref)) ? `\`${ref}\` itself saved it` : null;
  } catch (error) {
    return `${UNKNOWN}: ${describeFailure(toApiFailure(error), 'actions: read')}`;
  }
}

async function hasPiece({ octokit, owner, repo }: GitHubClient, key: string, ref: string): Promise<boolean> {
  const { data } = await octokit.rest.actions.getActionsCacheList({ owner, repo, key, ref, per_page: 1 });
  return data.total_count > 0 || data.actions_caches.length > 0;
}

const UNKNOWN = 'it is not known which branch saved it';
