import { describe, expect, test } from '@jest/globals';
import { readWaiver } from '../../src/github/waiver.ts';
import type { GitHubEvent } from '../../src/request.ts';
import { githubWorlds, slice } from '../helpers/github-world.ts';

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

test('reads the payload where there is no API', async () => {
  expect(await readWaiver(null, pull([LABEL]), LABEL)).toEqual({ label: LABEL, by: null });
  expect(await readWaiver(null, pull([]), LABEL)).toBeNull();
});

(slice ? describe : describe.skip)('readWaiver', () => {
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
    const { client } = await open({ labels: ['Final-Stage-Waived'], events: [] });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label: 'Final-Stage-Waived', by: null });
  });

  test('finds who set it on the second page of events', async () => {
    const noise = Array.from({ length: 120 }, () => ({ label: 'bug', actor: 'carl' }));
    const { client } = await open({ labels: [LABEL], events: [...noise, { label: LABEL, actor: 'dora' }] });
    expect(await readWaiver(client, pull([]), LABEL)).toEqual({ label: LABEL, by: 'dora' });
  });

  test('falls back to the payload when the token is refused', async () => {
    const { client } = await open({}, 'bad');
    expect(await readWaiver(client, pull([LABEL]), LABEL)).toEqual({ label: LABEL, by: null });
  });
});
