import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { openWorktree } from '../../src/build/git/worktree.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

/** Everything that a user could notice of a repository. */
const stateOf = (repository: string) => [
  git(repository, 'status', '--porcelain=v2', '--branch'),
  git(repository, 'for-each-ref'),
  git(repository, 'worktree', 'list'),
  git(repository, 'stash', 'list'),
  readFileSync(join(repository, '.git', 'config'), 'utf8'),
  readFileSync(join(repository, '.git', 'HEAD'), 'utf8'),
];

describe('a worktree', () => {
  test('holds the files of its commit and leaves no trace in the checkout', async () => {
    const repository = makeRepository(join(folder.path, 'one'));
    const old = commit(repository, 'sub/file.txt', 'old');
    commit(repository, 'sub/file.txt', 'new');
    writeFileSync(join(repository, 'sub/file.txt'), 'dirty');
    writeFileSync(join(repository, 'untracked'), '');
    const hook = join(repository, '.git', 'hooks', 'post-checkout');
    writeFileSync(hook, `#!/bin/sh\ntouch ${folder.path}/hook-ran\n`);
    chmodSync(hook, 0o755);
    const before = stateOf(repository);
    await using runFolder = await openRunFolder({ parent: folder.path });
    let directory: string;
    {
      await using worktree = await openWorktree({ directory: repository, commit: old }, runFolder);
      directory = worktree.directory;
      expect(readFileSync(join(directory, 'sub', 'file.txt'), 'utf8')).toBe('old');
      expect(existsSync(join(directory, 'untracked'))).toBe(false);
      expect(git(directory, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe('HEAD');
      expect(directory.startsWith(runFolder.directory)).toBe(true);
    }
    expect(existsSync(directory)).toBe(false);
    expect(stateOf(repository)).toEqual(before);
    expect(existsSync(join(folder.path, 'hook-ran'))).toBe(false);
  });

  test('has the submodules that the checkout has, without a line in the configuration', async () => {
    const library = makeRepository(join(folder.path, 'library'));
    commit(library, 'lib.txt', 'library');
    const repository = makeRepository(join(folder.path, 'two'));
    const allow = ['-c', 'protocol.file.allow=always'];
    git(repository, ...allow, 'submodule', '--quiet', 'add', `file://${library}`, 'vendor/lib');
    const tip = commit(repository, 'a.txt', '');
    const hasLibrary = async (): Promise<boolean> => {
      const before = stateOf(repository);
      await using runFolder = await openRunFolder({ parent: folder.path });
      let isThere: boolean;
      {
        await using worktree = await openWorktree({ directory: repository, commit: tip }, runFolder);
        isThere = existsSync(join(worktree.directory, 'vendor', 'lib', 'lib.txt'));
      }
      expect(stateOf(repository)).toEqual(before);
      return isThere;
    };
    expect(await hasLibrary()).toBe(true);
    git(repository, 'submodule', '--quiet', 'deinit', '--all');
    expect(await hasLibrary()).toBe(false);
  });

  test('names the files that a filter of the checkout’s configuration would change, and does not run it', async () => {
    const repository = makeRepository(join(folder.path, 'filtered'));
    commit(repository, '.gitattributes', '*.key filter=own-crypt\n');
    const tip = commit(repository, 'a.key', 'as committed');
    commit(repository, 'b.txt', '');
    await using runFolder = await openRunFolder({ parent: folder.path });
    const source = { directory: repository, commit: tip };
    {
      await using plain = await openWorktree(source, runFolder);
      expect(plain.lacking).toEqual([]);
    }
    git(repository, 'config', 'filter.own-crypt.smudge', `touch ${folder.path}/filter-ran; cat`);
    await using worktree = await openWorktree(source, runFolder);
    expect(worktree.lacking).toEqual([
      expect.stringMatching(/^`a\.key` went through the filter `own-crypt`/),
    ]);
    expect(readFileSync(join(worktree.directory, 'a.key'), 'utf8')).toBe('as committed');
    expect(existsSync(join(folder.path, 'filter-ran'))).toBe(false);
  });

  test('of a commit that is not there is refused', async () => {
    const repository = makeRepository(join(folder.path, 'three'));
    commit(repository, 'a.txt', '');
    const before = stateOf(repository);
    {
      await using runFolder = await openRunFolder({ parent: folder.path });
      const opened = openWorktree({ directory: repository, commit: 'c'.repeat(40) }, runFolder);
      await expect(opened).rejects.toMatchObject({ code: 'git-unavailable' });
    }
    expect(stateOf(repository)).toEqual(before);
  });
});
