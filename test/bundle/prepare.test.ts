import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a run that is cancelled while it prepares ends all that was started, and leaves nothing', async () => {
  const repository = makeRepository(join(folder.path, 'app'));
  const base = commit(repository, 'Dockerfile', 'FROM scratch\nCOPY Dockerfile /\n');
  const head = commit(repository, 'README.md', 'change');
  const pidFile = join(folder.path, 'pid');
  const gated = await runAction({
    inputs: { comment: 'never', prepare: `sleep 300 & echo $! > ${pidFile}; echo has started; wait` },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace: repository,
    folder: folder.path,
    signal: { name: 'SIGINT', whenSeen: '\nhas started\n' },
  });
  expect(gated.exitCode).toBe(130);
  expect(gated.log.annotations.at(-1)?.message).toBe('Cancelled: there is no verdict.');
  expect(isAlive(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
  expect(git(repository, 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(readdirSync(gated.runnerTemp)).toEqual([]);
});
