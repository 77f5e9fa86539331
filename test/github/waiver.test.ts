import { expect, test } from '@jest/globals';
import { readWaiver } from '../../src/github/waiver.ts';
import type { GitHubEvent } from '../../src/gate/request.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';

const LABEL = 'final-stage-waived';

function pull(labels: readonly string[]): Extract<GitHubEvent, { kind: 'pull_request' }> {
  return {
    kind: 'pull_request',
    number: 7,
    headSha: 'a'.repeat(40),
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    isFork: false,
    labels,
  };
}

test('counts no label of the payload where there is no API (issue 8, 10)', async () => {
  expect(await readWaiver(null, pull([LABEL]), LABEL)).toEqual({
    unconfirmed: 'the API did not confirm it; the token needs `pull-requests: read` for that',
  });
  expect(await readWaiver(null, pull([]), LABEL)).toBeNull();
});

describeWithGitHub('readWaiver', () => {
  const open = githubWorlds();

  test('says who set the label last', async () => {
    const { client } = await open({
      labels: ['bug', LABEL],
      events: [
        { label: LABEL, actor: 'ann' },
        { label: LABEL, actor: 'ann', event: 'unlabeled' },
        { label: LABEL, actor: 'bob' },
        { label: 'bug', actor: 'carl' },
      ],
    });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label: LABEL, by: 'bob' });
  });

  test('trusts the API over a payload from before the label was taken off', async () => {
    const { client, github } = await open({ labels: ['bug'] });
    expect(await readWaiver(client, pull([LABEL]), LABEL)).toBeNull();
    expect(github.requests).toHaveLength(1);
  });

  test('matches the label without regard to case, as GitHub does', async () => {
    const label = 'Final-Stage-Waived';
    const { client } = await open({ labels: [label], events: [{ label, actor: 'ann' }] });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label, by: 'ann' });
  });

  test.each([
    `${LABEL}-not`,
    `not-${LABEL}`,
    `${LABEL}\u200b`,
    `${LABEL} `,
    LABEL.replaceAll('-', '\u2010'),
    LABEL.replace('a', '\u0430'),
    LABEL.replace('fi', '\ufb01'),
  ])('takes no other label that looks like it: %j', async (label) => {
    const { client } = await open({ labels: [label], events: [{ label, actor: 'ann' }] });
    expect(await readWaiver(client, pull([label]), LABEL)).toBeNull();
  });

  test('does not take who set one that looks like it for who set the label', async () => {
    const events = [
      { label: LABEL, actor: 'labeler[bot]' },
      { label: `${LABEL}\u200b`, actor: 'ann' },
    ];
    const { client } = await open({ labels: [LABEL], events });
    expect(await readWaiver(client, pull([]), LABEL)).toMatchObject({
      unconfirmed: expect.stringContaining('labeler[bot]'),
    });
  });

  test('finds who set it on the second page of events', async () => {
    const noise = Array.from({ length: 120 }, () => ({ label: 'bug', actor: 'carl' }));
    const { client } = await open({ labels: [LABEL], events: [...noise, { label: LABEL, actor: 'dora' }] });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label: LABEL, by: 'dora' });
  });

  test('takes no account from events of another kind', async () => {
    const events = [
      { label: LABEL, actor: 'ann' },
      { actor: 'carl', event: 'closed' as const },
      { label: LABEL, actor: 'bob', event: 'unlabeled' as const },
    ];
    const { client } = await open({ labels: [LABEL], events });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label: LABEL, by: 'ann' });
  });

  test('does not count where nobody can say who set it among a thousand events', async () => {
    const noise = Array.from({ length: 1000 }, () => ({ label: 'bug', actor: 'carl' }));
    const events = [{ label: LABEL, actor: 'ann' }, ...noise];
    const { client, github } = await open({ labels: [LABEL], events });
    expect(await readWaiver(client, pull([]), LABEL)).toMatchObject({
      unconfirmed: expect.stringContaining('who set it'),
    });
    expect(github.requests.filter(({ path }) => path.includes('/events'))).toHaveLength(10);
  });

  test('does not count where the API stops telling events', async () => {
    const events = [
      { label: LABEL, actor: 'ann' },
      ...Array.from({ length: 150 }, () => ({ label: 'bug', actor: 'carl' })),
    ];
    const { client, github } = await open({ labels: [LABEL], events });
    github.answerNext({ path: 'page=2', status: 404, message: 'Not Found' });
    expect(await readWaiver(client, pull([]), LABEL)).toMatchObject({
      unconfirmed: expect.stringContaining('who set it'),
    });
  });

  test('does not count when nobody says who set it, or a bot did (issue 8, 10)', async () => {
    const { client } = await open({ labels: [LABEL], events: [] });
    expect(await readWaiver(client, pull([]), LABEL)).toMatchObject({
      unconfirmed: expect.stringContaining('who set it'),
    });
    const bots = await open({ labels: [LABEL], events: [{ label: LABEL, actor: 'labeler[bot]' }] });
    expect(await readWaiver(bots.client, pull([]), LABEL)).toEqual({
      unconfirmed: 'the bot labeler[bot] set it, expected a person',
    });
  });

  test.each([
    ['triage', true],
    ['maintain', true],
    ['label-keeper', true],
    ['read', false],
    ['none', false],
  ])('of an account whose role is %s now counts: %s (issue 8, 10)', async (role, counts) => {
    const state = { labels: [LABEL], events: [{ label: LABEL, actor: 'ann' }], roles: { ann: role } };
    const { client } = await open(state);
    expect(await readWaiver(client, pull([]), LABEL)).toEqual(
      counts
        ? { label: LABEL, by: 'ann' }
        : { unconfirmed: 'ann set it, but has no role here that may set labels, expected triage or higher' },
    );
  });

  test('does not count where the API does not tell the role (issue 8, 10)', async () => {
    const { client, github } = await open({ labels: [LABEL], events: [{ label: LABEL, actor: 'ann' }] });
    const path = '/collaborators/ann/permission';
    github.answerNext({ path, status: 403, message: 'Resource not accessible by integration' });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({
      unconfirmed:
        'the API did not say which role ann, who set it, has here; the token needs `metadata: read` for that',
    });
  });

  test('does not count by the payload when the token is refused (issue 8, 10)', async () => {
    const { client } = await open({}, 'bad');
    expect(await readWaiver(client, pull([LABEL]), LABEL)).toMatchObject({
      unconfirmed: expect.stringContaining('did not confirm'),
    });
  });
});
