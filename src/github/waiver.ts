import type { GitHubEvent } from '../gate/request.ts';
import type { GitHubClient } from './client.ts';

/** A pull request's waiver label, and the login of who set it where the API reports it. */
export type Waiver = { readonly label: string; readonly by: string | null };

type PullRequest = Extract<GitHubEvent, { kind: 'pull_request' }>;

const PER_PAGE = 100;
/** After a thousand events who set a label is unknown. */
const MAX_EVENT_PAGES = 10;

/** Why a label that may be there does not waive: one clause without a dot. */
export type Unconfirmed = { readonly unconfirmed: string };

/**
 * The waiver label, where the API says that the pull request carries it now, which person set it, and that this person may
 * still set labels; null where it does not carry it. A payload is as old as its event, and a bot sets labels by what a pull
 * request says of itself, so neither counts.
 * Label names match as GitHub matches them: without regard to case.
 */
export async function readWaiver(
  client: GitHubClient | null,
  pull: PullRequest,
  label: string,
): Promise<Waiver | Unconfirmed | null> {
  const labels = await readLabels(client, pull);
  const name = (labels ?? pull.labels).find((candidate) => isSameLabel(candidate, label));
  if (name === undefined) return null;
  if (client === null || labels === null) {
    return { unconfirmed: 'the API did not confirm it; the token needs `pull-requests: read` for that' };
  }
  const by = await readLabeler(client, pull.number, name);
  if (by === null) {
    return { unconfirmed: 'the API did not say who set it; the token needs `pull-requests: read` for that' };
  }
  const why = by.endsWith('[bot]') ? `the bot ${by} set it, expected a person` : await whyNot(client, by);
  return why === null ? { label: name, by } : { unconfirmed: why };
}

/** Roles that GitHub lets set no label; every other one does, also one that an organization made. */
const ROLES_WITHOUT_LABELS: ReadonlySet<string> = new Set(['', 'none', 'read']);

/**
 * Why the account's label does not count; null where it does. An account may have lost its role after it set the label.
 * https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
async function whyNot({ octokit, owner, repo }: GitHubClient, login: string): Promise<string | null> {
  try {
    const query = { owner, repo, username: login };
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel(query);
    if (!ROLES_WITHOUT_LABELS.has(data.role_name)) return null;
    return `${login} set it, but has no role here that may set labels, expected triage or higher`;
  } catch {
    return `the API did not say which role ${login}, who set it, has here; the token needs \`metadata: read\` for that`;
  }
}

/** Null where the API does not answer. */
async function readLabels(client: GitHubClient | null, pull: PullRequest): Promise<readonly string[] | null> {
  if (client === null) return null;
  const { octokit, owner, repo } = client;
  try {
    const query = { owner, repo, issue_number: pull.number, per_page: PER_PAGE };
    return (await octokit.paginate(octokit.rest.issues.listLabelsOnIssue, query)).map(({ name }) => name);
  } catch {
    return null;
  }
}

/** Login of who set the label last, or null where the API does not say. */
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
