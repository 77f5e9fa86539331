import { describe, expect, test } from '@jest/globals';
import { upsertComment } from '../../src/github/comments.ts';
import type { CommentWish } from '../../src/github/comments.ts';
import { renderMarker } from '../../src/github/marker.ts';
import type { CommentMarker } from '../../src/github/marker.ts';
import { githubWorlds, slice } from '../helpers/github-world.ts';

const BOT = 'github-actions[bot]';
const marker: CommentMarker = {
  key: '.github/workflows/gate.yml gate',
  headSha: 'a'.repeat(40),
  run: { number: 5, attempt: 1 },
};

function wish(change: Partial<CommentWish> = {}): CommentWish {
  return { pull: 7, marker, text: 'All is well.', isNeeded: true, ...change };
}

function written(text: string, change: Partial<CommentMarker> = {}, login = BOT, id = 2000) {
  return { id, login, body: `${text}\n\n${renderMarker({ ...marker, ...change })}` };
}

function chatter(count: number) {
  return Array.from({ length: count }, (_unused, index) => ({ id: index + 1, login: 'ann', body: 'Nice.' }));
}

(slice ? describe : describe.skip)('upsertComment', () => {
  const open = githubWorlds();

  test('creates the comment where there is none', async () => {
    const { github, client } = await open();
    expect(await upsertComment(client, wish())).toBe('created');
    expect(github.state.comments.map(({ body }) => body)).toEqual([
      `All is well.\n\n${renderMarker(marker)}`,
    ]);
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('creates nothing where there is nothing to say', async () => {
    const { github, client } = await open();
    expect(await upsertComment(client, wish({ isNeeded: false }))).toBe('not-needed');
    expect(github.state.comments).toEqual([]);
  });

  test('updates its comment also when there is nothing to say any more', async () => {
    const { github, client } = await open({
      comments: [written('Old.', { run: { number: 4, attempt: 1 } })],
    });
    expect(await upsertComment(client, wish({ isNeeded: false }))).toBe('updated');
    expect(github.state.comments).toEqual([written('All is well.')]);
  });

  test('finds its comment on the third page', async () => {
    const { github, client } = await open({ comments: [...chatter(230), written('Old.')] });
    expect(await upsertComment(client, wish())).toBe('updated');
    expect(github.state.comments).toHaveLength(231);
    expect(github.requests.filter(({ path }) => path.includes('/issues/7/comments'))).toHaveLength(3);
  });

  test('leaves a stranger’s comment with our marker alone', async () => {
    const planted = written('Buy now.', {}, 'mallory');
    const { github, client } = await open({ comments: [planted] });
    expect(await upsertComment(client, wish())).toBe('created');
    expect(github.state.comments[0]).toEqual(planted);
    expect(github.state.comments).toHaveLength(2);
  });

  test('leaves its own comment that only quotes a marker alone', async () => {
    const quoting = { id: 1, login: BOT, body: `${renderMarker(marker)}\n\nis how a marker looks` };
    const { github, client } = await open({ comments: [quoting] });
    expect(await upsertComment(client, wish())).toBe('created');
    expect(github.state.comments[0]).toEqual(quoting);
  });

  test('leaves the comment of another gate alone', async () => {
    const other = written('Other image.', { key: 'another gate' });
    const { github, client } = await open({ comments: [other] });
    expect(await upsertComment(client, wish())).toBe('created');
    expect(github.state.comments[0]).toEqual(other);
  });

  test('knows the comments of an app by its own login', async () => {
    const { github, client } = await open({
      viewer: 'gate-app[bot]',
      comments: [written('Old.', {}, 'gate-app[bot]')],
    });
    expect(await upsertComment(client, wish())).toBe('updated');
    expect(github.state.comments).toHaveLength(1);
  });

  test('writes nothing when text and head commit are the same', async () => {
    const { github, client } = await open({
      comments: [written('All is well.', { run: { number: 3, attempt: 2 } })],
    });
    expect(await upsertComment(client, wish())).toBe('unchanged');
    expect(github.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('does not overwrite what a later run wrote', async () => {
    const later = written('Newer.', { headSha: 'b'.repeat(40), run: { number: 6, attempt: 1 } });
    const { github, client } = await open({ comments: [later] });
    expect(await upsertComment(client, wish())).toBe('superseded');
    expect(github.state.comments).toEqual([later]);
  });

  test('keeps the lowest id of two and deletes the other', async () => {
    const comments = [written('One.', {}, BOT, 10), written('Two.', {}, BOT, 11)];
    const { github, client } = await open({ comments });
    expect(await upsertComment(client, wish())).toBe('updated');
    expect(github.state.comments.map(({ id }) => id)).toEqual([10]);
  });

  test('waits out a secondary rate limit and then writes once', async () => {
    const { github, client, waits } = await open();
    github.answerNext({
      status: 403,
      headers: { 'retry-after': '7' },
      message: 'You have exceeded a secondary rate limit',
    });
    expect(await upsertComment(client, wish())).toBe('created');
    expect(waits).toEqual([7]);
    expect(github.state.comments).toHaveLength(1);
  });

  test('does not wait for a limit that lasts an hour', async () => {
    const { github, client, waits } = await open();
    github.answerNext({ status: 429, headers: { 'retry-after': '3600' }, message: 'rate limit' });
    await expect(upsertComment(client, wish())).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([]);
  });

  test('reads again after a server error', async () => {
    const { github, client, waits } = await open();
    github.answerNext({ status: 502, message: 'Bad Gateway' }, { status: 503, message: 'Unavailable' });
    expect(await upsertComment(client, wish())).toBe('created');
    expect(waits).toEqual([1, 2]);
  });

  test('does not write again after a server error: it may have been written', async () => {
    const { github, client } = await open();
    github.answerNext({ method: 'POST', status: 502, message: 'Bad Gateway' });
    await expect(upsertComment(client, wish())).rejects.toMatchObject({ status: 502 });
    expect(github.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});
