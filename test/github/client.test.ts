import { describe, expect, test } from '@jest/globals';
import { openGitHub } from '../../src/github/client.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';

describe('the GitHub API', () => {
  test('is none without a token, or outside of a repository’s workflow', () => {
    expect(openGitHub(null, { GITHUB_REPOSITORY: 'octo/app' })).toBeNull();
    for (const repository of [undefined, '', 'octo', 'octo/', '/app'])
      expect([repository, openGitHub('t', { GITHUB_REPOSITORY: repository })]).toEqual([repository, null]);
  });

  test('is the one that the runner names, else the public one', () => {
    const baseOf = (url: string | undefined) => {
      const environment = { GITHUB_REPOSITORY: 'octo/app', GITHUB_API_URL: url };
      return openGitHub('t', environment)?.octokit.request.endpoint.DEFAULTS.baseUrl;
    };
    expect(baseOf('https://github.example/api/v3')).toBe('https://github.example/api/v3');
    expect(baseOf(undefined)).toBe('https://api.github.com');
  });

  test('knows owner and repository', () => {
    expect(openGitHub('t', { GITHUB_REPOSITORY: 'octo/app' })).toMatchObject({ owner: 'octo', repo: 'app' });
  });
});

describeWithGitHub('a request that is refused', () => {
  const open = githubWorlds();
  const inSeconds = (seconds: number) => String(Math.ceil(Date.now() / 1000) + seconds);

  /** Lists comments where the first answers are given; says how long was waited, and how it ended. */
  async function list(...answers: readonly (readonly [number, Record<string, string>])[]) {
    const { github, client, waits } = await open();
    github.answerNext(...answers.map(([status, headers]) => ({ status, headers, message: 'no' })));
    const query = { owner: 'octo', repo: 'app', issue_number: 7 };
    const ended = await client.octokit.rest.issues.listComments(query).then(
      ({ status }) => status,
      (error: unknown) => (error as { status: number }).status,
    );
    return { waits, ended, asked: github.requests.length };
  }

  test.each([
    ['what GitHub says', { 'retry-after': '5' }, [5]],
    ['a minute, which is what can be waited', { 'retry-after': '60' }, [60]],
    ['a second at least', { 'retry-after': '0' }, [1]],
    ['a minute where it does not say', {}, [60]],
    ['a minute where requests are left: the limit is another', { 'x-ratelimit-reset': '1' }, [60]],
    ['a minute where the time is none', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, [60]],
    ['no time where the limit is over', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, [1]],
  ])('by a limit waits %s', async (_what, headers, waits) => {
    expect(await list([429, headers])).toEqual({ waits, ended: 200, asked: 2 });
  });

  test('by a limit that ends soon waits until then', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(50) };
    const { waits, ended } = await list([403, headers]);
    expect(ended).toBe(200);
    expect(waits).toEqual([expect.any(Number)]);
    expect(Number.isInteger(waits[0]) && waits[0]! > 1 && waits[0]! <= 51).toBe(true);
  });

  test.each([{ 'retry-after': '61' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(600) }])(
    'by a limit that lasts longer than the verdict may is told: %j',
    async (headers) => {
      expect(await list([429, headers])).toEqual({ waits: [], ended: 429, asked: 1 });
    },
  );

  test.each([500, 502, 503])('by a server that is down (%i) is asked three times', async (status) => {
    expect(await list([status, {}], [status, {}])).toEqual({ waits: [1, 2], ended: 200, asked: 3 });
    const down = [status, {}] as const;
    expect(await list(down, down, down)).toEqual({ waits: [1, 2], ended: status, asked: 3 });
  });

  test.each([400, 401, 403, 404, 422])('for good (%i) is not asked again', async (status) => {
    expect(await list([status, {}])).toEqual({ waits: [], ended: status, asked: 1 });
  });
});
