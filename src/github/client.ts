import { getOctokit } from '@actions/github';
import { withEnd, type Clock } from '../waiting.ts';
import { isRateLimit, toApiFailure } from './api-failure.ts';
import type { ApiFailure } from './api-failure.ts';

type Octokit = ReturnType<typeof getOctokit>;

/** The GitHub API as one repository sees it. */
export type GitHubClient = { readonly octokit: Octokit; readonly owner: string; readonly repo: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Pauses for so many seconds; tests pass one that only records. */
type Wait = (seconds: number) => Promise<void>;

/** `clock`: what limits each request; absent: this machine's. */
export type Timing = { readonly wait: Wait; readonly clock?: Clock };

/** How long a request may take with all of its answer. */
const REQUEST_SECONDS = 30;
/** So many requests without any answer in a row, and the API is not asked any more in this run. */
const MAX_SILENCES = 2;
const MAX_ATTEMPTS = 3;
/** A limit that lasts longer is reported instead of waited for: the verdict must not hang on a comment. */
const MAX_WAIT_SECONDS = 60;
/** What GitHub asks for where a secondary limit names no time. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const SECONDARY_LIMIT_SECONDS = 60;

/** Null without a token or outside of a repository's workflow. Requests wait out short rate limits. */
export function openGitHub(
  token: string | null,
  environment: Environment,
  { wait, clock }: Timing = { wait: pause },
): GitHubClient | null {
  const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  if (token === null || !owner || !repo) return null;
  const octokit = getOctokit(token, { baseUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com' });
  const patience = createPatience(clock);
  octokit.hook.wrap('request', async (request, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await patience.ask(async (signal) => {
          // Into the options themselves: hooks below this one are bound to them, and other ones given here do not reach them.
          options.request = { ...options.request, signal };
          return await request(options);
        });
      } catch (error) {
        if (patience.isOver()) throw error;
        const seconds = secondsToRetry(toApiFailure(error), options.method, attempt);
        if (seconds === null) throw error;
        await wait(seconds);
      }
    }
  });
  return { octokit, owner, repo };
}

/** An API that is silent again and again costs its time once, and not for every question of a run. */
function createPatience(clock: Clock | undefined) {
  let silences = 0;
  const late = (): Error => new Silence(`no response within ${REQUEST_SECONDS} s`);
  return {
    isOver: () => silences >= MAX_SILENCES,
    ask: async <T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      if (silences >= MAX_SILENCES) throw late();
      try {
        const answer = await withEnd(request, { milliseconds: REQUEST_SECONDS * 1000, late, clock });
        silences = 0;
        return answer;
      } catch (error) {
        silences = error instanceof Silence ? silences + 1 : 0;
        throw error;
      }
    },
  };
}

class Silence extends Error {}

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
