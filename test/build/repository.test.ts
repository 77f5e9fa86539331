import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileAt, readRepositoryTree, repositoryRoot } from '../../src/build/git/repository.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let repository = '';
beforeAll(() => {
  repository = makeRepository(join(folder.path, 'repository'));
});

describe('the repository', () => {
  test('is the top folder of the checkout, or none', async () => {
    mkdirSync(join(repository, 'sub'), { recursive: true });
    expect(await repositoryRoot(join(repository, 'sub'), null)).toBe(repository);
    expect(await repositoryRoot(folder.path, null)).toBeNull();
  });
});

describe('a file at a commit', () => {
  test('is the text that the commit has, whatever the checkout has', async () => {
    const first = commit(repository, 'dir/a b.txt', 'erste Zeile: ä\n');
    commit(repository, 'dir/a b.txt', 'second');
    expect(await readFileAt(repository, first, 'dir/a b.txt')).toBe('erste Zeile: ä\n');
  });

  test.each(['missing', 'dir/missing', 'dir/*', '--help', '../repository/dir/a b.txt'])(
    'is null for `%s`',
    async (path) => {
      const head = git(repository, 'rev-parse', 'HEAD');
      expect(await readFileAt(repository, head, path)).toBeNull();
    },
  );

  test('is found through links within the repository (issue 8, 6)', async () => {
    symlinkSync('dir/a b.txt', join(repository, 'symlink'));
    symlinkSync('./dir', join(repository, 'folder-link'));
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '-m', 'link');
    const head = git(repository, 'rev-parse', 'HEAD');
    expect(await readFileAt(repository, head, 'symlink')).toBe('second');
    expect(await readFileAt(repository, head, 'folder-link/a b.txt')).toBe('second');
  });

  test('is an error where something else has its name', async () => {
    symlinkSync('../outside', join(repository, 'leads-out'));
    symlinkSync('circle', join(repository, 'circle'));
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '-m', 'odd links');
    const head = git(repository, 'rev-parse', 'HEAD');
    for (const path of ['dir', 'leads-out', 'circle']) {
      await expect(readFileAt(repository, head, path)).rejects.toMatchObject({ code: 'bad-input' });
    }
  });

  test('is an error for a commit that is not there, and for a file that is too large', async () => {
    await expect(readFileAt(repository, 'd'.repeat(40), 'a')).rejects.toMatchObject({
      code: 'git-unavailable',
    });
    await expect(readFileAt(repository, '--help', 'a')).rejects.toMatchObject({ code: 'git-unavailable' });
    const large = commit(repository, 'large.txt', 'x'.repeat(4 * 1024 * 1024 + 1));
    await expect(readFileAt(repository, large, 'large.txt')).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('the repository tree', () => {
  test('has the blob ids that git has, of what the working tree holds', async () => {
    const other = makeRepository(join(folder.path, 'tree'));
    commit(other, 'src/a.go', 'package a\n');
    commit(other, 'src/copy of a.go', 'package a\n');
    commit(other, 'empty', '');
    commit(other, 'gone', 'gone');
    commit(other, 'edited', 'before');
    commit(other, 'weiß\n.txt', 'odd name');
    writeFileSync(join(other, '.gitattributes'), '*.txt eol=crlf\n');
    git(other, 'add', '.gitattributes');
    symlinkSync('src', join(other, 'link'));
    git(other, 'add', 'link');
    unlinkSync(join(other, 'gone'));
    writeFileSync(join(other, 'edited'), 'afterwards');
    writeFileSync(join(other, 'untracked'), 'untracked');
    const tree = await readRepositoryTree(other);
    const blobOf = (file: string) => git(other, 'hash-object', '--no-filters', '--', file);
    expect(Object.fromEntries(tree.pathsByBlob)).toEqual({
      [blobOf('src/a.go')]: ['src/a.go', 'src/copy of a.go'],
      [blobOf('edited')]: ['edited'],
      [blobOf('weiß\n.txt')]: ['weiß\n.txt'],
      [blobOf('.gitattributes')]: ['.gitattributes'],
    });
    expect([...tree.sizes].sort((a, b) => a - b)).toEqual([8, 10, 15]);
  });

  test('has files whose names are no UTF-8 (issue 8, 3)', async () => {
    const other = makeRepository(join(folder.path, 'bytes'));
    writeFileSync(
      Buffer.concat([Buffer.from(`${other}/`), Buffer.from([0x61, 0xff, 0x2e, 0x67, 0x6f])]),
      'go',
    );
    git(other, 'add', '--all');
    expect([...(await readRepositoryTree(other)).sizes]).toEqual([2]);
  });
});
