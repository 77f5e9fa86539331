import type { GitHubEvent } from '../request.ts';
import type { GitHubClient } from './client.ts';

/** A pull request's waiver label, and the login of who set it where the API tells. */
export type Waiver = { readonly label: string; readonly by: string | null };

type PullRequest = Extract<GitHubEvent, { kind: 'pull_request' }>;

const PER_PAGE = 100;
/** Who set a label is told, not judged by: after a thousand events it is unknown. */
const MAX_EVENT_PAGES = 10;

/**
 * The waiver label, where the pull request carries it now; a payload is as old as its event, so it counts only where the API
 * does not answer. Label names match as GitHub matches them: without regard to case.
 */
export async function readWaiver(
  client: GitHubClient | null,
  pull: PullRequest,
  label: string,
): Promise<Waiver | null> {
  const labels = await readLabels(client, pull);
  const name = labels.find((candidate) => isSameLabel(candidate, label));
  if (name === undefined) return null;
  return { label: name, by: client && (await readLabeler(client, pull.number, name)) };
}

async function readLabels(client: GitHubClient | null, pull: PullRequest): Promise<readonly string[]> {
  if (client === null) return pull.labels;
  const { octokit, owner, repo } = client;
  try {
    const query = { owner, repo, issue_number: pull.number, per_page: PER_PAGE };
    return (await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, query)).map(({ name }) => name);
  } catch {
    return pull.labels;
  }
}

/** Login of who set the label last, or null where the API does not tell. */
async function readLabeler(client: GitHubClient, pull: number, label: string): Promise<string | null> {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: pull, per_page: PER_PAGE };
  let actor: string | null = null;
  let pages = 0;
  try {
    for await (const page of octokit.paginate.iterator(octokit.rest.issues.listEvents, query)) {
      for (const event of page.data) actor = toLabeler(event, label) ?? actor;
      pages += 1;
      if (pages === MAX_EVENT_PAGES) return null;
    }
  } catch {
    return null;
  }
  return actor;
}

function toLabeler(event: object, label: string): string | null {
  if (!('event' in event) || event.event !== 'labeled' || !('label' in event) || !('actor' in event))
    return null;
  const isWanted = hasText(event.label, 'name') && isSameLabel(event.label.name, label);
  return isWanted && hasText(event.actor, 'login') ? event.actor.login : null;
}

function hasText<K extends string>(value: unknown, key: K): value is Record<K, string> {
  return (
    typeof value === 'object' && value !== null && key in value && typeof Reflect.get(value, key) === 'string'
  );
}

function isSameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
