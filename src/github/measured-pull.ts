import type { GitHubClient } from './client.ts';
import type { MeasuringRun } from './measuring-run.ts';

/** The pull request that a run measured, or why there is none (a clause without a dot). */
export type MeasuredPull = { readonly pull: number } | { readonly none: string };

const PER_PAGE = 100;

/**
 * The one open pull request of this repository whose head is the branch and the commit of the run. Nothing that the run itself wrote
 * says so: it could name any. The payload's own list is empty for forks.
 * https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
 */
export async function findMeasuredPull(client: GitHubClient, run: MeasuringRun): Promise<MeasuredPull> {
  const { octokit, owner, repo } = client;
  const [headOwner = ''] = run.headRepository.split('/');
  const { data } = await octokit.rest.pulls.list({
    owner,
    repo,
    head: `${headOwner}:${run.headBranch}`,
    state: 'open',
    per_page: PER_PAGE,
  });
  const ofBranch = data.filter(({ head, base, state }) => {
    const isOfBranch = head.ref === run.headBranch && isSame(nameOf(head.repo), run.headRepository);
    return isOfBranch && state === 'open' && isSame(base.repo.full_name, `${owner}/${repo}`);
  });
  if (ofBranch.length === 0) return { none: 'no open pull request has the branch that was measured' };
  const [found, ...others] = ofBranch.filter(({ head }) => head.sha === run.headSha);
  if (found === undefined)
    return { none: 'the pull request has a newer commit than the one that was measured' };
  if (others.length === 0) return { pull: found.number };
  const numbers = [found, ...others].map(({ number }) => number).sort((a, b) => a - b);
  return {
    none: `several pull requests have the commit that was measured (${numbers.join(', ')}), and GitHub does not say which of them the run was for`,
  };
}

/** Null for a fork that was deleted, which the description of the API does not say. */
function nameOf(repository: { readonly full_name: string } | null): string {
  return repository?.full_name ?? '';
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
