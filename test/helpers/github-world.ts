import { afterAll, afterEach, expect } from '@jest/globals';
import { openGitHub } from '../../src/github/client.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { openGitHubDouble } from './github-double.ts';
import type { GitHubDouble, GitHubState } from './github-double.ts';
import { openApiSlice } from './openapi-slice.ts';
import { describeIf } from './untested.ts';

/** A double with a client that speaks to it; `waits` are the seconds that the client would have slept. */
export type GitHubWorld = {
  readonly github: GitHubDouble;
  readonly client: GitHubClient;
  readonly waits: readonly number[];
};

/** GitHub's description, or null where it is not available. */
export const slice = await openApiSlice();

/** Tests that need GitHub's description; they are skipped where it is not available. */
export const describeWithGitHub = describeIf(slice !== null, "GitHub's description of its API cannot be had");

/** Opens worlds for the tests of a file, closes them, and fails a test that asked or answered against the description. */
export function githubWorlds(): (state?: Partial<GitHubState>, token?: string) => Promise<GitHubWorld> {
  const open: GitHubDouble[] = [];
  afterEach(() => {
    for (const github of open) expect(github.faults).toEqual([]);
  });
  afterAll(() => Promise.all(open.map((github) => github.close())));
  return async (state = {}, token = 'good') => {
    if (slice === null) throw new Error("GitHub's description is missing");
    const github = await openGitHubDouble(slice, state);
    open.push(github);
    const waits: number[] = [];
    const environment = { GITHUB_REPOSITORY: github.repository, GITHUB_API_URL: github.url };
    const wait = (seconds: number): Promise<void> => {
      waits.push(seconds);
      return Promise.resolve();
    };
    const client = openGitHub(token, environment, { wait });
    if (client === null) throw new Error('the client did not open');
    return { github, client, waits };
  };
}
