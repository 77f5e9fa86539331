import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../src/github/event.ts';
import { payloadOf } from '../helpers/payloads.ts';

const ZEROS = '0'.repeat(40);

function read(name: string, payload: unknown) {
  return readEvent({ GITHUB_EVENT_NAME: name }, payload);
}

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('readEvent', () => {
  test('reads a pull request of the same repository', () => {
    const payload = payloadOf('pull_request');
    const event = read('pull_request', payload);
    expect(event).toMatchObject({ kind: 'pull_request', isFork: false, baseRef: 'master' });
    expect(event).toMatchObject({ headSha: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  test.each([
    ['another repository', { full_name: 'mallory/app' }],
    ['a repository that was deleted', null],
  ])('knows a pull request from %s as a fork', (_case, repo) => {
    const payload = payloadOf('pull_request', { pull_request: { head: { repo } } });
    expect(read('pull_request', payload)).toMatchObject({ isFork: true });
  });

  test('reads the labels of a pull request', () => {
    const payload = payloadOf('pull_request', { pull_request: { labels: [{ name: 'a' }, { name: 'b c' }] } });
    expect(read('pull_request', payload)).toMatchObject({ labels: ['a', 'b c'] });
  });

  test('refuses pull_request_target, and says why and what to do', () => {
    const refusal = refusalOf(() => read('pull_request_target', payloadOf('pull_request')));
    expect(refusal).toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(
        /`pull_request_target` runs with secrets and a write token.*runs the code/,
      ),
      hint: expect.stringContaining('Trigger the workflow with `pull_request` instead'),
    });
  });

  test.each(['pull_request_review', 'pull_request_review_comment'])(
    'reads the pull request of %s',
    (name) => {
      expect(read(name, payloadOf('pull_request'))).toMatchObject({
        kind: 'pull_request',
        baseRef: 'master',
      });
    },
  );

  test.each([
    ['issue_comment', { issue: { pull_request: { url: 'u' } } }],
    ['workflow_run', { workflow_run: { event: 'pull_request' } }],
    ['workflow_run', { workflow_run: { event: 'pull_request_target' } }],
  ])('refuses %s about a pull request, and only then', (name, payload) => {
    expect(() => read(name, payload)).toThrow(/runs with secrets and a write token/);
    expect(read(name, { issue: {}, workflow_run: { event: 'push' } })).toEqual({ kind: 'other', name });
  });

  test.each([
    ['check_suite', { check_suite: { head_branch: null, pull_requests: [] } }],
    ['check_suite', { check_suite: { head_branch: 'x', pull_requests: [{ number: 7 }] } }],
    ['check_run', { check_run: { pull_requests: [], check_suite: { head_branch: null } } }],
    ['status', { sha: 'a'.repeat(40), branches: [] }],
    ['check_run', { check_run: { pull_requests: [{ number: 7 }] } }],
    ['repository_dispatch', { client_payload: { pull_request: { number: 7 } } }],
    ['deployment', { deployment: { ref: 'refs/pull/7/head' } }],
    ['deployment_status', { deployment: { ref: 'pull/7/merge' } }],
    [
      'workflow_run',
      {
        repository: { full_name: 'octo/app' },
        workflow_run: { event: 'push', head_repository: { full_name: 'mallory/app' } },
      },
    ],
  ])('refuses %s about what somebody else proposes: %j', (name, payload) => {
    expect(() => read(name, payload)).toThrow(/runs with secrets and a write token/);
  });

  test.each([
    ['check_suite', { check_suite: { head_branch: 'main', pull_requests: [] } }],
    ['status', { sha: 'a'.repeat(40), branches: [{ name: 'main' }] }],
    ['check_run', { check_run: { pull_requests: [], check_suite: { head_branch: 'main' } } }],
    ['repository_dispatch', { client_payload: {} }],
    ['deployment', { deployment: { ref: 'main' } }],
    ['issue_comment', { issue: {} }],
    ['schedule', {}],
    ['workflow_dispatch', { inputs: {} }],
    [
      'workflow_run',
      {
        repository: { full_name: 'octo/app' },
        workflow_run: { event: 'push', head_repository: { full_name: 'octo/app' } },
      },
    ],
  ])('takes %s about the own branches: %j', (name, payload) => {
    expect(read(name, payload)).toEqual({ kind: 'other', name });
  });

  test('knows the merge commit that GitHub made for the run', () => {
    const payload = payloadOf('pull_request', { pull_request: { number: 7 } });
    const mergeSha = 'd'.repeat(40);
    const environment = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: mergeSha };
    expect(readEvent({ ...environment, GITHUB_REF: 'refs/pull/7/merge' }, payload)).toMatchObject({
      mergeSha,
    });
    expect(readEvent({ ...environment, GITHUB_REF: 'refs/heads/x' }, payload)).not.toHaveProperty('mergeSha');
    const ref = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };
    for (const odd of [{}, { GITHUB_SHA: 'HEAD' }])
      expect(readEvent({ ...ref, ...odd }, payload)).not.toHaveProperty('mergeSha');
  });

  test('reads a merge group', () => {
    const payload = { merge_group: { base_sha: 'a'.repeat(40), head_sha: 'b'.repeat(40) } };
    expect(read('merge_group', payload)).toEqual({
      kind: 'merge_group',
      baseSha: 'a'.repeat(40),
      headSha: 'b'.repeat(40),
    });
  });

  test('reads a push, a new branch and a deleted one', () => {
    const [before, after] = ['a'.repeat(40), 'b'.repeat(40)];
    const ref = 'refs/heads/main';
    expect(read('push', payloadOf('push', { before, after, ref }))).toEqual({
      kind: 'push',
      before,
      after,
      ref,
    });
    expect(read('push', payloadOf('push', { before: ZEROS, after, ref }))).toMatchObject({ before: null });
    expect(read('push', payloadOf('push', { before, after: ZEROS, ref }))).toEqual({
      kind: 'other',
      name: 'push',
    });
  });

  test('takes a commit that begins or ends in zeros for a commit', () => {
    const ref = 'refs/heads/main';
    const [first, last] = [`${'0'.repeat(39)}1`, `1${'0'.repeat(39)}`];
    const pushed = { kind: 'push', before: first, after: last, ref };
    expect(read('push', payloadOf('push', { before: first, after: last, ref }))).toEqual(pushed);
    expect(read('push', payloadOf('push', { before: last, after: first, ref }))).toEqual({
      ...pushed,
      before: last,
      after: first,
    });
  });

  test('takes a run of a repository that was deleted for somebody else’s', () => {
    const payload = {
      repository: { full_name: 'octo/app' },
      workflow_run: { event: 'push', head_repository: null },
    };
    expect(() => read('workflow_run', payload)).toThrow(/runs with secrets and a write token/);
  });

  test.each(['pull_request', 'merge_group', 'push'])(
    'names the event %s where its payload is none',
    (name) => {
      const refusal = refusalOf(() => read(name, undefined));
      expect(refusal).toMatchObject({
        code: 'bad-input',
        message: `the payload of the event \`${name}\` lacks \`payload\``,
        hint: expect.stringContaining('GITHUB_EVENT_PATH'),
      });
    },
  );

  test('takes other events and none as they are', () => {
    expect(read('schedule', {})).toEqual({ kind: 'other', name: 'schedule' });
    expect(readEvent({}, {})).toEqual({ kind: 'none' });
  });

  test('names all fields that a payload lacks', () => {
    expect(() => read('pull_request', { pull_request: { number: 1, head: { sha: 'main' } } })).toThrow(
      /`pull_request.head.sha`, `pull_request.head.repo`, `pull_request.base`/,
    );
  });
});
