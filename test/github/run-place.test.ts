import { describe, expect, test } from '@jest/globals';
import { readMarker, readRunPlace } from '../../src/github/run-place.ts';
import type { GitHubEvent } from '../../src/gate/request.ts';

const headSha = 'a'.repeat(40);
const PULL: GitHubEvent = {
  kind: 'pull_request',
  number: 7,
  headSha,
  baseSha: 'b'.repeat(40),
  baseRef: 'main',
  isFork: false,
  labels: [],
};
const JOB = {
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'octo/app',
  GITHUB_RUN_ID: '9000',
  GITHUB_RUN_NUMBER: '12',
  GITHUB_RUN_ATTEMPT: '3',
  GITHUB_WORKFLOW: 'Gate',
  GITHUB_JOB: 'image',
};

describe('the addresses of a run', () => {
  test('are the page of the run, and the files at the head of the pull request', () => {
    expect(readRunPlace(JOB, PULL)).toEqual({
      reportUrl: 'https://github.example/octo/app/actions/runs/9000',
      sourceUrl: `https://github.example/octo/app/blob/${headSha}/`,
    });
  });

  test('have no files outside of a pull request: a push is annotated where it is', () => {
    const push: GitHubEvent = { kind: 'push', before: null, after: headSha, ref: 'refs/heads/main' };
    expect(readRunPlace(JOB, push)).toEqual({
      reportUrl: 'https://github.example/octo/app/actions/runs/9000',
    });
  });

  test('have no page where the run has no number', () => {
    expect(readRunPlace({ ...JOB, GITHUB_RUN_ID: '' }, PULL)).toEqual({
      sourceUrl: `https://github.example/octo/app/blob/${headSha}/`,
    });
  });

  test.each(['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY'])('are none without %s', (name) => {
    expect(readRunPlace({ ...JOB, [name]: '' }, PULL)).toEqual({});
    expect(readRunPlace({ ...JOB, [name]: undefined }, PULL)).toEqual({});
  });
});

describe('the marker of a run’s comment', () => {
  const identity = { parts: ['api/Dockerfile'], details: [], leg: '' };

  test('has the run, the commit and the gate, which is named by its workflow where that has no file', () => {
    expect(readMarker(JOB, PULL, identity)).toEqual({
      marker: {
        key: expect.stringMatching(/^Gate image api\/Dockerfile [0-9a-f]{16}$/),
        headSha,
        run: { number: 12, attempt: 3, id: 9000 },
      },
      formerKey: 'Gate image api/Dockerfile',
    });
  });

  test('is by the workflow’s file where the runner tells it, wherever that is', () => {
    const keyOf = (ref: string) => readMarker({ ...JOB, GITHUB_WORKFLOW_REF: ref }, PULL, identity).formerKey;
    expect(keyOf('octo/app/.github/workflows/gate.yml@refs/heads/main')).toBe(
      '.github/workflows/gate.yml image api/Dockerfile',
    );
    expect(keyOf('octo/app/.github/workflows/gate.yml')).toBe('Gate image api/Dockerfile');
    expect(keyOf('octo/app/gate.yml@refs/heads/main')).toBe('Gate image api/Dockerfile');
  });

  test('has no commit outside of a pull request, and a first attempt where the runner tells none', () => {
    expect(readMarker({}, { kind: 'none' }, identity)).toEqual({
      marker: {
        key: expect.stringMatching(/^api\/Dockerfile [0-9a-f]{16}$/),
        headSha: '',
        run: { number: 0, attempt: 1, id: 0 },
      },
      formerKey: 'api/Dockerfile',
    });
    const odd = { GITHUB_RUN_NUMBER: 'x', GITHUB_RUN_ATTEMPT: 'x', GITHUB_RUN_ID: 'x' };
    expect(readMarker(odd, PULL, identity).marker.run).toEqual({ number: 0, attempt: 1, id: 0 });
  });

  test.each([
    ['__run', true],
    ['__run_2', true],
    ['__run_12', true],
    ['__runner', false],
    ['my__run', false],
    ['__run_x', false],
    ['__run_2x', false],
  ])('is the same in a step %s as in one without a name: %s', (step, isSame) => {
    const keyOf = (name: string) => readMarker({ ...JOB, GITHUB_ACTION: name }, PULL, identity).marker.key;
    expect(keyOf(step) === keyOf('')).toBe(isSame);
  });
});
