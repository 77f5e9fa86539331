import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openGitHubDouble } from '../helpers/github-double.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { describeWithGitHub, slice } from '../helpers/github-world.ts';

describeWithGitHub('the GitHub double', () => {
  let github: GitHubDouble;

  beforeAll(async () => {
    if (slice === null) throw new Error('no slice');
    github = await openGitHubDouble(slice, { comments: [{ id: 1, body: 'Hi', login: 'ann' }] });
  });
  afterAll(() => github.close());

  async function ask(path: string, init: RequestInit = {}) {
    const before = github.faults.length;
    const answer = await fetch(`${github.url}${path}`, {
      ...init,
      headers: { authorization: 'token good', 'content-type': 'application/json' },
    });
    return { status: answer.status, faults: github.faults.slice(before) };
  }

  test('has no fault to find with a good request and its own answer', async () => {
    expect(await ask('/repos/octo/app/issues/7/comments?per_page=100')).toEqual({ status: 200, faults: [] });
  });

  test.each([
    ['a path that GitHub does not have', '/repos/octo/app/issue/7', {}, /nobody asks/],
    ['a page size that is no number', '/repos/octo/app/issues/7/comments?per_page=many', {}, /per_page/],
    ['a comment without body', '/repos/octo/app/issues/7/comments', { method: 'POST', body: '{}' }, /body/],
    [
      'a body that is no text',
      '/repos/octo/app/issues/7/comments',
      { method: 'POST', body: '{"body":1}' },
      /string/,
    ],
    [
      'a GraphQL query that it does not know',
      '/graphql',
      { method: 'POST', body: '{"query":"{a}"}' },
      /unknown/,
    ],
  ])('finds fault with %s', async (_case, path, init, fault) => {
    const { faults } = await ask(path, init);
    expect(faults).toEqual([expect.stringMatching(fault)]);
  });

  test('finds fault with its own answer when it is not what GitHub would say', async () => {
    github.state.comments = [{ id: 1, body: 'Hi', login: 7 as unknown as string }];
    const { faults } = await ask('/repos/octo/app/issues/7/comments').catch(() => ({
      faults: [...github.faults],
    }));
    expect(faults.join()).toMatch(/answer of issues\/list-comments|endsWith/);
  });

  test('refuses a body over the limit of GitHub', async () => {
    const body = JSON.stringify({ body: 'x'.repeat(65_537) });
    expect(await ask('/repos/octo/app/issues/7/comments', { method: 'POST', body })).toEqual({
      status: 422,
      faults: [],
    });
  });
});
