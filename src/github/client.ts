import { getOctokit } from '@actions/github';
import { isRateLimit, toApiFailure } from './api-failure.ts';
import type { ApiFailure } from './api-failure.ts';

type Octokit = ReturnType<typeof getOctokit>;

/** The GitHub API as one repository sees it. */
export type GitHubClient = { readonly octokit: Octokit; readonly owner: string; readonly repo: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Pauses for so many seconds; tests pass one that only records. */
export type Wait = (seconds: number) => Promise<void>;

const REQUEST_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 3;
/** A limit that lasts longer is told instead of waited for: the verdict must not hang on a comment. */
const MAX_WAIT_SECONDS = 60;
/** What GitHub asks for where a secondary limit names no time. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_LIMIT_SECONDS = 60;

/** Null without a token or outside of a repository's workflow. Requests wait out short rate limits. */
export function openGitHub(
  token: string | null,
  environment: Environment,
  wait: Wait = pause,
): GitHubClient | null {
  const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  if (token === null || !owner || !repo) return null;
  const octokit = getOctokit(token, { baseUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com' });
  octokit.hook.wrap('request', async (request, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
        return await request({ ...options, request: { ...options.request, signal } });
      } catch (error) {
        const seconds = secondsToRetry(toApiFailure(error), options.method, attempt);
        if (seconds === null) throw error;
        await wait(seconds);
      }
    }
  });
  return { octokit, owner, repo };
}

/** Seconds until another attempt makes sense, or null. A write is repeated only when it was surely not done. */
function secondsToRetry(failure: ApiFailure, method: string, attempt: number): number | null {
  if (attempt >= MAX_ATTEMPTS) return null;
  if (isRateLimit(failure)) {
    const seconds = secondsOfLimit(failure.headers);
    return seconds <= MAX_WAIT_SECONDS ? seconds : null;
  }
  const isTransient = failure.status === 0 || failure.status >= 500;
  return isTransient && method === 'GET' ? attempt : null;
}

function secondsOfLimit(headers: ApiFailure['headers']): number {
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after)) return Math.max(1, after);
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] !== '0' || !Number.isFinite(reset)) return SECONDARY_LIMIT_SECONDS;
  return Math.max(1, Math.ceil(reset - Date.now() / 1000));
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });
}
