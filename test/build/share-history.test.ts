import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ignoresHistory, shareHistory } from '../../src/build/git/share-history.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

describe('an ignore file', () => {
  test.each(['.git', '/.git', '.git/', '**/.git', '.git/**', 'node_modules\n.git\n', '*'])(
    'with %j keeps the history out',
    (text) => {
      expect(ignoresHistory(text)).toBe(true);
    },
  );

  test.each([null, '', '.github', '# .git', '.gitignore', '*\n!src', '.git\n!.git/HEAD'])(
    'with %j may not',
    (text) => {
      expect(ignoresHistory(text)).toBe(false);
    },
  );
});

describe('a lent history', () => {
  test('is the checkout’s own, linked, and goes away again', async () => {
    const repository = makeRepository(join(folder.path, 'repository'));
    const head = commit(repository, 'a', 'a');
    const worktree = join(folder.path, 'worktree');
    git(repository, 'worktree', 'add', '--quiet', '--detach', worktree, head);
    const pointer = readFileSync(join(worktree, '.git'), 'utf8');

    const lent = await shareHistory(worktree, repository);
    expect(readdirSync(join(worktree, '.git')).sort()).toEqual(
      readdirSync(join(repository, '.git'))
        .filter((name) => name !== 'worktrees')
        .sort(),
    );
    expect(lstatSync(join(worktree, '.git', 'HEAD')).ino).toBe(
      lstatSync(join(repository, '.git', 'HEAD')).ino,
    );
    await lent?.[Symbol.asyncDispose]();

    expect(readFileSync(join(worktree, '.git'), 'utf8')).toBe(pointer);
    git(repository, 'worktree', 'remove', worktree);
    expect(readdirSync(join(repository, '.git'))).not.toContain('worktrees');
    expect(git(repository, 'rev-parse', 'HEAD')).toBe(head);
  });
});
