import { describe, expect, test } from '@jest/globals';
import { toNotice } from '../../src/github/failure.ts';
import type { GitHubEvent } from '../../src/gate/request.ts';

const COMMENT = { code: 'comment-not-written', what: 'the comment', permission: 'pull-requests: write' };

function pull(isFork: boolean): GitHubEvent {
  return {
    kind: 'pull_request',
    number: 7,
    headSha: 'a'.repeat(40),
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    isFork,
    labels: [],
  };
}

/** What Octokit throws. */
function failure(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  message = 'Not Found',
): Error {
  return Object.assign(new Error(message), { status, response: { headers } });
}

const messageOf = (error: unknown, isFork = false) => toNotice(COMMENT, error, pull(isFork)).message;

describe('what could not be written', () => {
  test.each([404, 403])('for want of a permission names it (%i)', (status) => {
    expect(toNotice(COMMENT, failure(status), pull(false))).toEqual({
      code: 'comment-not-written',
      message: `the comment could not be written: the token lacks the permission (${status}). Add \`pull-requests: write\` to the job's \`permissions\``,
    });
  });

  test.each([404, 403])('for a fork’s pull request is told as that (%i)', (status) => {
    expect(messageOf(failure(status), true)).toBe(
      `the comment could not be written: a pull request from a fork gets a read-only token (${status}). The job summary has the report`,
    );
  });

  test.each([
    ['issues=write', '`issues: write`'],
    ['issues=write; pull_requests=write', '`pull-requests: write`'],
    ['contents=read,pull_requests=write', '`contents: read`, `pull-requests: write`'],
    ['pull_requests=admin', '`pull-requests: write`'],
    ['', '`pull-requests: write`'],
    ['contents=read, issues=write', '`contents: read`, `issues: write`'],
    ['organization-projects=write', '`pull-requests: write`'],
    ['issues=write_all', '`pull-requests: write`'],
  ])('names the permission that the API wants: %s', (header, permission) => {
    expect(messageOf(failure(404, { 'x-accepted-github-permissions': header }))).toContain(
      `Add ${permission} to`,
    );
  });

  test('names the permission outside of a pull request, too', () => {
    expect(toNotice(COMMENT, failure(403), { kind: 'none' }).message).toContain(
      'Add `pull-requests: write` to',
    );
  });

  test('for a rate limit is told as that, whatever the status', () => {
    const expected = 'the rate limit of the GitHub API is exhausted. The next run tries again';
    expect(messageOf(failure(429))).toContain(expected);
    expect(messageOf(failure(403, { 'x-ratelimit-remaining': '0' }))).toContain(expected);
    expect(messageOf(failure(403, {}, 'You have exceeded a secondary rate limit'))).toContain(expected);
    expect(messageOf(failure(404, { 'x-ratelimit-remaining': '0' }))).toContain(
      'the token lacks the permission (404)',
    );
  });

  test('with a token that is not valid says so', () => {
    expect(messageOf(failure(401))).toContain('`github-token` is not valid (401)');
  });

  test('for another reason gives it in one line of bounded length', () => {
    expect(messageOf(failure(422, {}, 'Validation\n  Failed'))).toBe(
      'the comment could not be written: 422 from the GitHub API: Validation Failed',
    );
    expect(messageOf(failure(500, {}, 'x'.repeat(500)))).toHaveLength(
      'the comment could not be written: 500 from the GitHub API: '.length + 200,
    );
  });

  test('for want of an answer says that', () => {
    expect(messageOf(new Error('socket hang up'))).toBe(
      'the comment could not be written: no response from the GitHub API: socket hang up',
    );
    expect(messageOf('a text')).toContain('no response from the GitHub API: a text');
    // Octokit calls a request that failed on its way 500, and gives it no answer.
    expect(messageOf(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { status: 500 }))).toContain(
      'no response from the GitHub API: getaddrinfo EAI_AGAIN',
    );
    expect(messageOf(Object.assign(new Error('x'), { status: 500, response: null }))).toContain(
      'no response',
    );
    expect(messageOf(Object.assign(new Error('x'), { status: '500', response: {} }))).toContain(
      'no response',
    );
    expect(messageOf(null)).toContain('no response from the GitHub API: null');
  });
});
