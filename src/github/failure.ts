import type { Notice } from '../policy/policy.ts';
import type { GitHubEvent } from '../gate/request.ts';
import { isRateLimit, toApiFailure } from './api-failure.ts';
import type { ApiFailure } from './api-failure.ts';

/** What could not be reported, and the permission that it takes where the API does not say. */
export type Attempt = {
  readonly code: string;
  /** Noun with article: `the comment`. */
  readonly what: string;
  readonly permission: string;
  /** Absent: `written`. */
  readonly verb?: 'written' | 'read';
};

const MAX_MESSAGE_CHARS = 200;

/** One line about a comment or file that could not be written; the verdict stands. A missing permission is named. */
export function toNotice(attempt: Attempt, error: unknown, event: GitHubEvent): Notice {
  const failure = toApiFailure(error);
  return {
    code: attempt.code,
    message: `${attempt.what} could not be ${attempt.verb ?? 'written'}: ${reasonOf(failure, attempt, event)}`,
  };
}

function reasonOf(failure: ApiFailure, attempt: Attempt, event: GitHubEvent): string {
  const isDenied = failure.status === 403 || failure.status === 404;
  if (isDenied && !isRateLimit(failure) && event.kind === 'pull_request' && event.isFork)
    return `a pull request from a fork gets a read-only token (${failure.status}). The job summary has the report`;
  return describeFailure(failure, attempt.permission);
}

/** Why a request failed and what helps: a clause without its dot. `permission`: what it takes where the API does not say. */
export function describeFailure(failure: ApiFailure, permission: string): string {
  if (isRateLimit(failure)) return 'the rate limit of the GitHub API is exhausted. The next run tries again';
  if (failure.status === 401)
    return '`github-token` is not valid (401). Give a valid token, or omit the input';
  if (failure.status === 403 || failure.status === 404) return missingPermission(failure, permission);
  const status = failure.status === 0 ? 'no response from' : `${failure.status} from`;
  return `${status} the GitHub API: ${oneLine(failure.message)}`;
}

function missingPermission({ status, headers }: ApiFailure, permission: string): string {
  const needed = toPermission(headers['x-accepted-github-permissions']) ?? permission;
  return `the token lacks the permission (${status}). Add \`${needed}\` to the job's \`permissions\``;
}

/**
 * Permission as a workflow spells it. Alternatives are separated by `;`; of several the pull request's is the smallest.
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
function toPermission(header: unknown): string | null {
  if (typeof header !== 'string') return null;
  const alternatives = header.split(';').map((text) => text.trim());
  const chosen = alternatives.find((text) => text.startsWith('pull_requests=')) ?? alternatives[0] ?? '';
  const spelled = chosen.split(',').map((part) => /^([a-z_]+)=(read|write)$/.exec(part.trim()));
  if (spelled.length === 0 || spelled.includes(null)) return null;
  return spelled
    .map((match) => `${match?.[1]?.replaceAll('_', '-') ?? ''}: ${match?.[2] ?? ''}`)
    .join('`, `');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, MAX_MESSAGE_CHARS);
}
