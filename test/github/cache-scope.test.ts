import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { whyOwnPiece } from '../../src/github/cache-scope.ts';
import { describeWithGitHub, githubWorlds } from '../helpers/github-world.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder();
const KEY = 'final-stage-image-1-2';
const OWN = 'refs/pull/7/merge';
const event = join(folder, 'event.json');
const environment = { GITHUB_REF: OWN, GITHUB_EVENT_PATH: event };

describeWithGitHub('a piece of the cache', () => {
  const openWorld = githubWorlds();
  beforeAll(() => {
    writeFileSync(event, JSON.stringify({ repository: { default_branch: 'main' } }));
  });

  test('that only the base branch saved is believed', async () => {
    const caches = [
      { key: KEY, ref: 'refs/heads/main' },
      { key: KEY, ref: 'refs/pull/8/merge' },
      { key: 'another', ref: OWN },
    ];
    const { client, github } = await openWorld({ caches });
    expect(await whyOwnPiece(KEY, client, environment)).toBeNull();
    expect(github.requests.map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/actions\/caches\?key=final-stage-image-1-2&ref=refs%2Fpull%2F7%2Fmerge/),
    ]);
  });

  test('that the pull request itself saved is not, whoever else did', async () => {
    const caches = [
      { key: KEY, ref: 'refs/heads/main' },
      { key: KEY, ref: OWN },
    ];
    const { client } = await openWorld({ caches });
    expect(await whyOwnPiece(KEY, client, environment)).toBe('`refs/pull/7/merge` itself saved it');
  });

  test('is not believed where it is not known who saved it', async () => {
    const { client } = await openWorld({ canReadActions: false });
    const unknown = 'it is not known which branch saved it: ';
    expect(await whyOwnPiece(KEY, client, environment)).toBe(
      `${unknown}the token lacks the permission (403). Add \`actions: read\` to the job's \`permissions\``,
    );
    expect(await whyOwnPiece(KEY, null, environment)).toBe(`${unknown}there is no token`);
    expect(await whyOwnPiece(KEY, client, { GITHUB_EVENT_PATH: event })).toBe(
      `${unknown}the runner names no ref`,
    );
  });

  test('is the default branch’s own business, and another branch’s is not', async () => {
    const { client, github } = await openWorld({ caches: [{ key: KEY, ref: 'refs/heads/work' }] });
    expect(await whyOwnPiece(KEY, null, { ...environment, GITHUB_REF: 'refs/heads/main' })).toBeNull();
    expect(github.requests).toEqual([]);
    expect(await whyOwnPiece(KEY, client, { ...environment, GITHUB_REF: 'refs/heads/work' })).toBe(
      '`refs/heads/work` itself saved it',
    );
  });
});
