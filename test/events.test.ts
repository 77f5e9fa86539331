import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resolveBaseline } from '../src/build/git/baseline-commit.ts';
import { GateError } from '../src/errors.ts';
import { readEvent } from '../src/github/event.ts';
import { checkOut, commit, git, makeFolder, makeRepository } from './build/git-fixture.ts';

type Payload = Readonly<Record<string, unknown>>;

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** `main` has a commit that `topic` forks off and one more; pull request 7 merges `topic`; `gone` was force-pushed away. */
const shas = { base: '', main: '', head: '', merge: '', gone: 'b'.repeat(40) };
let origin = '';
let made = 0;

beforeAll(() => {
  origin = makeRepository(join(folder.path, 'origin'));
  shas.base = commit(origin, 'a', '1');
  git(origin, 'switch', '--quiet', '-c', 'topic');
  shas.head = commit(origin, 'b', '1');
  git(origin, 'switch', '--quiet', 'main');
  shas.main = commit(origin, 'c', '1');
  git(origin, 'checkout', '--quiet', '--detach', 'main');
  git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
  shas.merge = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/7/merge', 'HEAD');
  git(origin, 'switch', '--quiet', 'main');
});

const load = createRequire(import.meta.url);
/** All payloads of an event that GitHub publishes. */
function examplesOf(event: string): readonly Payload[] {
  const all = load('@octokit/webhooks-examples/api.github.com/index.json') as readonly {
    readonly name: string;
    readonly examples: readonly Payload[];
  }[];
  return all.find(({ name }) => name === event)?.examples ?? [];
}

/** A run of a workflow: what is checked out, and the payloads of its event, whose commits are those of the repository here. */
type Occasion = {
  readonly event: string;
  readonly checkout: 'refs/pull/7/merge' | 'topic' | 'main';
  readonly payloads: () => readonly Payload[];
};

const part = (payload: Payload, key: string) => payload[key] as Payload;

const pulls = (): readonly Payload[] =>
  examplesOf('pull_request').map((payload) => {
    const pull = part(payload, 'pull_request');
    const head = { ...part(pull, 'head'), sha: shas.head, repo: { full_name: 'octo/app' } };
    const base = { ...part(pull, 'base'), sha: shas.main, ref: 'main', repo: { full_name: 'octo/app' } };
    return { ...payload, number: 7, pull_request: { ...pull, number: 7, head, base } };
  });
const ofReview = (event: string) => () =>
  examplesOf(event).map((payload) => ({ ...payload, pull_request: pulls()[0]?.['pull_request'] }));
const groups = () =>
  examplesOf('merge_group').map((payload) => ({
    ...payload,
    merge_group: { ...part(payload, 'merge_group'), base_sha: shas.main, head_sha: shas.merge },
  }));
const pushes = (change: () => Payload) => () =>
  examplesOf('push')
    .filter((payload) => typeof payload['after'] === 'string')
    .map((payload) => ({ ...payload, ref: 'refs/heads/main', after: shas.main, ...change() }));
const ZEROS = '0'.repeat(40);

const OCCASIONS: Readonly<Record<string, Occasion>> = {
  '`pull_request`, the merge commit checked out': {
    event: 'pull_request',
    checkout: 'refs/pull/7/merge',
    payloads: pulls,
  },
  '`pull_request`, the head checked out': { event: 'pull_request', checkout: 'topic', payloads: pulls },
  '`pull_request_review`': {
    event: 'pull_request_review',
    checkout: 'refs/pull/7/merge',
    payloads: ofReview('pull_request_review'),
  },
  '`pull_request_review_comment`': {
    event: 'pull_request_review_comment',
    checkout: 'refs/pull/7/merge',
    payloads: ofReview('pull_request_review_comment'),
  },
  '`merge_group`': { event: 'merge_group', checkout: 'refs/pull/7/merge', payloads: groups },
  '`push`': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: shas.base, forced: false })),
  },
  '`push`, forced': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: shas.head, forced: true })),
  },
  '`push`, forced, and the old commit is gone': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: shas.gone, forced: true })),
  },
  '`push` of a new branch': {
    event: 'push',
    checkout: 'topic',
    payloads: pushes(() => ({ before: ZEROS, created: true, ref: 'refs/heads/topic', after: shas.head })),
  },
  '`push` of a new default branch': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: ZEROS, created: true })),
  },
  '`push` of a tag': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: ZEROS, created: true, ref: 'refs/tags/v1' })),
  },
  '`push` that deletes a branch': {
    event: 'push',
    checkout: 'main',
    payloads: pushes(() => ({ before: shas.head, after: ZEROS, deleted: true, ref: 'refs/heads/topic' })),
  },
  '`workflow_dispatch` on another branch': {
    event: 'workflow_dispatch',
    checkout: 'topic',
    payloads: () => examplesOf('workflow_dispatch'),
  },
  '`workflow_dispatch`': {
    event: 'workflow_dispatch',
    checkout: 'main',
    payloads: () => examplesOf('workflow_dispatch'),
  },
  '`schedule`': { event: 'schedule', checkout: 'main', payloads: () => [{ schedule: '30 5 * * 1' }] },
  '`release`': { event: 'release', checkout: 'main', payloads: () => examplesOf('release') },
  '`pull_request_target`': { event: 'pull_request_target', checkout: 'main', payloads: pulls },
  '`issue_comment` on a pull request': {
    event: 'issue_comment',
    checkout: 'main',
    payloads: () =>
      examplesOf('issue_comment').map((payload) => ({
        ...payload,
        issue: { ...part(payload, 'issue'), pull_request: { url: 'https://api.github.com/pulls/7' } },
      })),
  },
  '`workflow_run` of a pull request': {
    event: 'workflow_run',
    checkout: 'main',
    payloads: () =>
      examplesOf('workflow_run').map((payload) => ({
        ...payload,
        workflow_run: { ...part(payload, 'workflow_run'), event: 'pull_request' },
      })),
  },
  '`deployment` of a pull request': {
    event: 'deployment',
    checkout: 'main',
    payloads: () =>
      examplesOf('deployment').map((payload) => ({
        ...payload,
        deployment: { ...part(payload, 'deployment'), ref: 'refs/pull/7/head' },
      })),
  },
};

/** What the Action compares the checkout with, in the words of the table. */
async function comparedWith({ event, checkout }: Occasion, payload: Payload): Promise<string> {
  const environment = {
    GITHUB_EVENT_NAME: event,
    ...(checkout === 'refs/pull/7/merge' && { GITHUB_REF: checkout, GITHUB_SHA: shas.merge }),
  };
  try {
    const read = readEvent(environment, payload);
    made += 1;
    const directory = checkOut(origin, join(folder.path, `${made}`), checkout);
    const found = await resolveBaseline(read, { kind: 'git' }, { directory });
    return 'none' in found ? `nothing: ${found.none}` : found.how;
  } catch (error) {
    if (error instanceof GateError && error.message.includes('runs with secrets')) return 'refused';
    throw error;
  }
}

const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'events.md'), 'utf8');
const table = text.slice(text.indexOf('## Events'), text.indexOf('## Servers'));
const rows = [...table.matchAll(/^\| (`.+?) \| (.+) \|$/gm)].map(
  ([, event = '', compared = '']) => [event, compared] as const,
);

describe('docs/events.md says what every event is compared with', () => {
  test('and names all that are known here', () => {
    expect(rows.map(([event]) => event)).toEqual(Object.keys(OCCASIONS));
  });

  test.each(rows)('%s: %s', async (name, compared) => {
    const occasion = OCCASIONS[name];
    if (occasion === undefined) throw new Error(`no payloads of ${name}`);
    const payloads = occasion.payloads();
    expect(payloads.length).toBeGreaterThan(0);
    // What differs between examples is what the event is about; git is asked for the first of each kind only.
    const read = new Map(payloads.map((payload) => [kindOf(occasion, payload), payload]));
    for (const payload of read.values()) expect(await comparedWith(occasion, payload)).toBe(compared);
  });
});

/** What the Action makes of a payload, without what it asks git for. */
function kindOf({ event }: Occasion, payload: Payload): string {
  try {
    const {
      labels: _labels,
      isFork: _fork,
      ...read
    } = { labels: [], isFork: false, ...readEvent({ GITHUB_EVENT_NAME: event }, payload) };
    return JSON.stringify(read);
  } catch (error) {
    return String(error);
  }
}

test('payloads of other servers are read, too', () => {
  for (const server of ['ghes-31', 'ghes-35']) {
    const all = load(`@octokit/webhooks-examples/${server}/index.json`) as readonly {
      readonly name: string;
      readonly examples: readonly Payload[];
    }[];
    for (const name of ['pull_request', 'push'])
      for (const payload of all.find((event) => event.name === name)?.examples ?? [])
        expect(readEvent({ GITHUB_EVENT_NAME: name }, payload).kind).toMatch(/^(?:pull_request|push|other)$/);
  }
});

test('a payload of Gitea has what is needed, and null for no labels', () => {
  const repo = { id: 1, name: 'app', full_name: 'octo/app', private: false };
  const payload = {
    action: 'opened',
    number: 7,
    pull_request: {
      id: 12,
      number: 7,
      labels: null,
      head: { label: 'topic', ref: 'topic', sha: 'a'.repeat(40), repo_id: 1, repo },
      base: { label: 'main', ref: 'main', sha: 'b'.repeat(40), repo_id: 1, repo },
      merge_base: 'b'.repeat(40),
    },
    repository: repo,
  };
  expect(readEvent({ GITHUB_EVENT_NAME: 'pull_request' }, payload)).toMatchObject({
    kind: 'pull_request',
    number: 7,
    isFork: false,
    labels: [],
  });
});

test('the tests that docs/events.md names are there', () => {
  const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'events.md'), 'utf8');
  const named = [...page.matchAll(/`(?:test\/)?([\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(join(import.meta.dirname, path)))).toEqual([]);
});
