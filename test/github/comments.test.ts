import { describe, expect, test } from '@jest/globals';
import { upsertComment } from '../../src/github/comments.ts';
import type { WantedComment } from '../../src/github/comments.ts';
import type { GitHubDouble } from '../helpers/github-double.ts';
import { renderMarked } from '../../src/github/marker.ts';
import type { CommentMarker } from '../../src/github/marker.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';

const BOT = 'github-actions[bot]';
const WORKFLOW = '.github/workflows/gate.yml';
const headSha = 'a'.repeat(40);
const marker: CommentMarker = {
  key: `${WORKFLOW} gate 0123`,
  headSha,
  run: { number: 5, attempt: 1, id: 5000 },
};
const FORMER_KEY = `${WORKFLOW} gate`;
const WELL = '### ✅ Final Stage passed: all is well';
const OLD = '### ✅ Final Stage passed: old';
const created = { kind: 'created', isShared: false };
const updated = { kind: 'updated', isShared: false };

function run(number: number, attempt = 1) {
  return { number, attempt, id: number * 1000 };
}

function wanted(change: Partial<WantedComment> = {}): WantedComment {
  return { pull: 7, marker, formerKey: FORMER_KEY, text: WELL, isNeeded: true, ...change };
}

/** A comment of an earlier run. */
function written(text: string, change: Partial<CommentMarker> = {}, login = BOT, id = 2000) {
  return { id, login, body: renderMarked(text, { ...marker, run: run(4), ...change }) };
}

/** As the former version wrote it. */
function former(text: string, number = 4, key = FORMER_KEY) {
  const line = `<!-- final-stage:1 key=${encodeURIComponent(key)} head=${headSha} run=${number}.1 -->`;
  return { id: 2000, login: BOT, body: `${text}\n\n${line}` };
}

function listed(github: GitHubDouble): number {
  return github.requests.filter(({ path }) => path.includes('/issues/7/comments?')).length;
}

function chatter(count: number) {
  return Array.from({ length: count }, (_unused, index) => ({ id: index + 1, login: 'ann', body: 'Nice.' }));
}

describeWithGitHub('upsertComment', () => {
  const open = githubWorlds();

  test('creates the comment where there is none, and looks for a second one', async () => {
    const { github, client } = await open();
    expect(await upsertComment(client, wanted())).toEqual(created);
    expect(github.state.comments.map(({ body }) => body)).toEqual([renderMarked(WELL, marker)]);
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
  });

  test('creates nothing where there is nothing to say', async () => {
    const { github, client } = await open();
    expect(await upsertComment(client, wanted({ isNeeded: false }))).toMatchObject({ kind: 'not-needed' });
    expect(github.state.comments).toEqual([]);
  });

  test('updates its comment also when there is nothing to say any more', async () => {
    const { github, client } = await open({ comments: [written(OLD)] });
    expect(await upsertComment(client, wanted({ isNeeded: false }))).toEqual(updated);
    expect(github.state.comments).toEqual([written(WELL, marker)]);
  });

  test('updates it where only the run differs: a later one is to see that', async () => {
    const { github, client } = await open({ comments: [written(WELL)] });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toEqual([written(WELL, marker)]);
  });

  test('finds its comment on the third page', async () => {
    const { github, client } = await open({ comments: [...chatter(230), written(OLD)] });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toHaveLength(231);
    expect(github.requests.filter(({ path }) => path.includes('/issues/7/comments'))).toHaveLength(3);
  });

  test('knows the comments of an app by its own login', async () => {
    const { github, client } = await open({
      viewer: 'gate-app[bot]',
      comments: [{ ...written(OLD, {}, 'gate-app[bot]'), app: 'gate-app' }],
    });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toHaveLength(1);
  });

  const strangers: readonly (readonly [string, ReturnType<typeof written> & { app?: string }])[] = [
    ['a stranger’s comment with our marker', written(OLD, {}, 'mallory')],
    ['a comment of our account through another app', { ...written(OLD), app: 'other-app' }],
    [
      'our own comment that only quotes a marker',
      { ...written(OLD), body: `${written(OLD).body}\n\nis ours` },
    ],
    ['the comment of another gate', written(OLD, { key: 'another gate' })],
    [
      'a marker that closes another text',
      { ...written(OLD), body: `${written(OLD).body} `.replace('old', 'new') },
    ],
    ['a sealed text that another Action puts its own words before', written(`Thanks!\n${OLD}`)],
    ['a comment of the former version about something else', former('Thanks for the change')],
    [
      'a comment of the former version with words before it',
      former(`Thanks!\n${OLD}\n\n<sub>x · commit aaaaaaaaaa</sub>`),
    ],
    [
      'a comment of the former version of a later run',
      former(`${OLD}\n\n<sub>x · commit aaaaaaaaaa</sub>`, 6),
    ],
  ];
  test.each(strangers)('leaves %s alone', async (_case, planted) => {
    const { github, client } = await open({ comments: [planted], headSha });
    expect(await upsertComment(client, wanted())).toEqual(created);
    expect(github.state.comments[0]).toEqual(planted);
    expect(github.state.comments).toHaveLength(2);
  });

  const whole = () => former(`${OLD}\n\n<sub>x · commit aaaaaaaaaa</sub>`);

  test('takes over a whole comment of the former version', async () => {
    const { github, client } = await open({ comments: [whole()] });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toEqual([written(WELL, marker)]);
  });

  test('leaves it alone in a matrix: it may be another leg’s', async () => {
    const { github, client } = await open({ comments: [whole()] });
    expect(await upsertComment(client, wanted({ formerKey: null }))).toEqual(created);
    expect(github.state.comments[0]).toEqual(whole());
  });

  test('leaves what another job of this run wrote alone, and says that they share a key', async () => {
    const other = written('### ❌ Final Stage failed', marker);
    const { github, client } = await open({ comments: [other] });
    expect(await upsertComment(client, wanted())).toEqual({ kind: 'created', isShared: true });
    expect(github.state.comments).toEqual([
      other,
      expect.objectContaining({ body: renderMarked(WELL, marker) }),
    ]);
  });

  test('takes its comment of an earlier run beside what another job of this run wrote', async () => {
    const other = written('### ❌ Final Stage failed', marker, BOT, 10);
    const { github, client } = await open({ comments: [other, written(OLD, {}, BOT, 11)] });
    expect(await upsertComment(client, wanted())).toEqual({ kind: 'updated', isShared: true });
    expect(github.state.comments).toEqual([other, written(WELL, marker, BOT, 11)]);
  });

  test('updates what another attempt of its run wrote', async () => {
    const again = { ...marker, run: run(5, 2) };
    const { github, client } = await open({ comments: [written(OLD, marker)] });
    expect(await upsertComment(client, wanted({ marker: again }))).toEqual(updated);
    expect(github.state.comments).toEqual([written(WELL, again)]);
  });

  test('keeps the lowest id of two and deletes nothing', async () => {
    const comments = [written(OLD, {}, BOT, 10), written(OLD, {}, BOT, 11)];
    const { github, client } = await open({ comments });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toEqual([written(WELL, marker, BOT, 10), comments[1]]);
    expect(github.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  test('keeps the lowest id, in whatever order the API lists them', async () => {
    const comments = [written(OLD, {}, BOT, 11), written(OLD, {}, BOT, 10)];
    const { github, client } = await open({ comments });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.state.comments).toEqual([comments[0], written(WELL, marker, BOT, 10)]);
  });

  test('asks about no run where its comment is of an earlier one', async () => {
    const runs = [{ id: 4000, number: 4, attempt: 1, headSha, path: WORKFLOW }];
    const { github, client } = await open({ comments: [written(OLD)], runs, headSha });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(github.requests.filter(({ path }) => /runs|pulls/.test(path))).toEqual([]);
  });

  test('reads no page after the one with its comment', async () => {
    const { github, client } = await open({ comments: [written(OLD, {}, BOT, 1), ...chatter(230)] });
    expect(await upsertComment(client, wanted())).toEqual(updated);
    expect(listed(github)).toBe(1);
  });

  test('reads on where a page has only what another job of its run wrote', async () => {
    const other = written('### ❌ Final Stage failed', marker, BOT, 5000);
    const comments = [other, ...chatter(150), written(OLD, {}, BOT, 6000)];
    const { github, client } = await open({ comments });
    expect(await upsertComment(client, wanted())).toEqual({ kind: 'updated', isShared: true });
    expect(listed(github)).toBe(2);
  });

  test('leaves a comment of an account that was deleted alone', async () => {
    const planted = { ...written(OLD), login: null };
    const { github, client } = await open({ comments: [planted] });
    expect(await upsertComment(client, wanted())).toEqual(created);
    expect(github.state.comments[0]).toEqual(planted);
  });

  test('takes the job’s own token for the workflow’s where the API does not say who it is', async () => {
    const { github, client } = await open({ viewer: 'somebody', comments: [written(OLD)] });
    github.answerNext({ path: '/graphql', status: 403, message: 'Resource not accessible by integration' });
    expect(await upsertComment(client, wanted())).toEqual(updated);
  });

  describe('beside another run that writes at the same time', () => {
    const runs = [{ id: 6000, number: 6, attempt: 1, headSha, path: WORKFLOW }];
    const earlier = (id: number) => written('### ✅ Final Stage passed: earlier', { run: run(3) }, BOT, id);
    const later = (id: number) => written('### ❌ Final Stage failed', { run: run(6) }, BOT, id);

    /** The other comment is there as soon as ours is created, which gets the id 1001. */
    async function meet(other: ReturnType<typeof written>, state: Parameters<typeof open>[0] = {}) {
      const { github, client } = await open({ headSha, ...state });
      client.octokit.hook.after('request', (_response, { method, url }) => {
        if (method === 'POST' && url.includes('/comments')) github.state.comments.unshift(other);
      });
      return { github, found: await upsertComment(client, wanted()) };
    }

    test('of an earlier run takes that one’s comment, and takes back its own', async () => {
      const { github, found } = await meet(earlier(500));
      expect(found).toEqual(updated);
      expect(github.state.comments).toEqual([written(WELL, marker, BOT, 500)]);
    });

    test('of an earlier run keeps its own where it was first', async () => {
      const { github, found } = await meet(earlier(5000));
      expect(found).toEqual(created);
      expect(github.state.comments).toEqual([earlier(5000), written(WELL, marker, BOT, 1001)]);
    });

    test('of a later run takes back its own', async () => {
      const { github, found } = await meet(later(500), { runs });
      expect(found).toEqual({ kind: 'superseded', isShared: false });
      expect(github.state.comments).toEqual([later(500)]);
    });

    test('of a later run keeps its own where it was first: the later one takes that', async () => {
      const { github, found } = await meet(later(5000), { runs });
      expect(found).toEqual(created);
      expect(github.state.comments).toHaveLength(2);
    });

    test('keeps its own where nobody knows that later run', async () => {
      const { github, found } = await meet(later(500));
      expect(found).toEqual(created);
      expect(github.state.comments).toEqual([later(500), written(WELL, marker, BOT, 1001)]);
    });

    test('takes back its own and changes nothing where both an earlier and a later run were first', async () => {
      const both = await open({ headSha, runs });
      both.client.octokit.hook.after('request', (_response, { method, url }) => {
        if (method === 'POST' && url.includes('/comments'))
          both.github.state.comments.unshift(earlier(500), later(501));
      });
      expect(await upsertComment(both.client, wanted())).toEqual({ kind: 'superseded', isShared: false });
      expect(both.github.state.comments).toEqual([earlier(500), later(501)]);
    });

    test('does not ask twice about a comment that was there before', async () => {
      const { github, client } = await open({ comments: [later(500)], headSha });
      expect(await upsertComment(client, wanted())).toEqual(created);
      expect(github.requests.filter(({ path }) => path.includes('/actions/runs/'))).toHaveLength(1);
    });
  });

  describe('a later run', () => {
    const later = written('### ❌ Final Stage failed', { run: run(6) });
    const known = { id: 6000, number: 6, attempt: 1, headSha, path: WORKFLOW };
    const again = written('### ❌ Final Stage failed', { run: { ...run(6), attempt: 2 } });
    const superseded = { kind: 'superseded', isShared: false };

    test('that the API knows is not overwritten', async () => {
      const { github, client } = await open({ comments: [later], runs: [known], headSha });
      expect(await upsertComment(client, wanted())).toEqual(superseded);
      expect(github.state.comments).toEqual([later]);
    });

    test('about a newer commit is not overwritten', async () => {
      const { github, client } = await open({ comments: [later], headSha: 'b'.repeat(40) });
      expect(await upsertComment(client, wanted())).toEqual(superseded);
      expect(github.state.comments).toEqual([later]);
    });

    const forged: readonly (readonly [string, Parameters<typeof open>[0]])[] = [
      ['that nobody knows', { headSha }],
      ['that the API does not tell about', {}],
      ['with the id of another run', { headSha, runs: [{ ...known, number: 3 }] }],
      [
        'with the id of another workflow’s run',
        { headSha, runs: [{ ...known, path: '.github/workflows/x.yml' }] },
      ],
      ['of an attempt that was not made', { headSha, runs: [{ ...known, attempt: 1 }], comments: [again] }],
      ['with the id of a run without a workflow’s file', { headSha, runs: [{ ...known, path: '' }] }],
      ['with the id of another commit’s run', { headSha, runs: [{ ...known, headSha: 'b'.repeat(40) }] }],
    ];
    test.each(forged)('%s is left alone, and ours is written', async (_case, state) => {
      const [forgery] = state?.comments ?? [later];
      const { github, client } = await open({ ...state, comments: [forgery!] });
      expect(await upsertComment(client, wanted())).toEqual(created);
      expect(github.state.comments).toEqual([
        forgery,
        expect.objectContaining({ body: renderMarked(WELL, marker) }),
      ]);
    });

    test('that was asked for again since is not overwritten', async () => {
      const runs = [{ ...known, attempt: 2 }];
      const { github, client } = await open({ comments: [later], runs, headSha });
      expect(await upsertComment(client, wanted())).toEqual(superseded);
      expect(github.state.comments).toEqual([later]);
    });

    test('whose workflow’s file the API names with its branch is not overwritten', async () => {
      const runs = [{ ...known, path: `${WORKFLOW}@refs/heads/main` }];
      const { client } = await open({ comments: [later], runs, headSha });
      expect(await upsertComment(client, wanted())).toEqual(superseded);
    });

    test('without a number that the API knows is not asked about', async () => {
      const nameless = written('### ❌ Final Stage failed', { run: { ...run(6), id: 0 } });
      const { github, client } = await open({ comments: [nameless], headSha });
      expect(await upsertComment(client, wanted())).toEqual(created);
      expect(github.requests.filter(({ path }) => path.includes('/actions/runs/'))).toEqual([]);
    });

    test('leaves ours of an earlier run alone, too', async () => {
      const { github, client } = await open({ comments: [written(OLD, {}, BOT, 1), later], runs: [known] });
      await upsertComment(client, wanted());
      expect(github.state.comments[1]).toEqual(later);
    });

    test('is asked about a few times only', async () => {
      const comments = Array.from({ length: 50 }, (_unused, id) => ({ ...later, id: id + 1 }));
      const { github, client } = await open({ comments, headSha });
      expect(await upsertComment(client, wanted())).toEqual(created);
      expect(github.requests.filter(({ path }) => path.includes('/actions/runs/'))).toHaveLength(3);
    });
  });

  test('waits out a secondary rate limit and then writes once', async () => {
    const { github, client, waits } = await open();
    github.answerNext({
      status: 403,
      headers: { 'retry-after': '7' },
      message: 'You have exceeded a secondary rate limit',
    });
    expect(await upsertComment(client, wanted())).toEqual(created);
    expect(waits).toEqual([7]);
    expect(github.state.comments).toHaveLength(1);
  });

  test('does not wait for a limit that lasts an hour', async () => {
    const { github, client, waits } = await open();
    github.answerNext({ status: 429, headers: { 'retry-after': '3600' }, message: 'rate limit' });
    await expect(upsertComment(client, wanted())).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([]);
  });

  test('reads again after a server error', async () => {
    const { github, client, waits } = await open();
    github.answerNext({ status: 502, message: 'Bad Gateway' }, { status: 503, message: 'Unavailable' });
    expect(await upsertComment(client, wanted())).toEqual(created);
    expect(waits).toEqual([1, 2]);
  });

  test('does not write again after a server error: it may have been written', async () => {
    const { github, client } = await open();
    github.answerNext({ method: 'POST', status: 502, message: 'Bad Gateway' });
    await expect(upsertComment(client, wanted())).rejects.toMatchObject({ status: 502 });
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});
