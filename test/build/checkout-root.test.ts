import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findCheckoutRoot } from '../../src/build/git/checkout-root.ts';
import { overridesOf } from '../../src/build/git/git-configuration.ts';
import { readRepositoryTree, repositoryRoot } from '../../src/build/git/repository.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

let above = '';
let submodule = '';
beforeAll(() => {
  const other = makeRepository(join(folder.path, 'other'));
  commit(other, 'a.txt', 'a');
  above = makeRepository(join(folder.path, 'above'));
  commit(above, 'b.txt', 'b');
  git(above, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other, 'lib');
  submodule = join(above, 'lib');
});

describe('a submodule', () => {
  test('is part of the repository that holds it, in a workflow and outside of one', async () => {
    expect(await findCheckoutRoot(submodule, above)).toBe(above);
    expect(await findCheckoutRoot(submodule, null)).toBe(above);
  });

  test('is a repository where it is the workspace', async () => {
    expect(await repositoryRoot(submodule, submodule)).toBe(submodule);
  });
});

describe('a checkout below the workspace', () => {
  test('is one of its own, whatever holds the workspace', async () => {
    const workspace = join(above, 'workspace');
    mkdirSync(workspace);
    const app = makeRepository(join(workspace, 'app'));
    mkdirSync(join(app, 'api'));
    expect(await findCheckoutRoot(join(app, 'api'), workspace)).toBe(app);
    expect(await findCheckoutRoot(workspace, workspace)).toBe(above);
  });
});

test('a linked worktree of a bare repository is a checkout', async () => {
  const bare = join(folder.path, 'bare.git');
  const tree = join(folder.path, 'tree');
  git(folder.path, 'clone', '--quiet', '--bare', `file://${join(folder.path, 'other')}`, bare);
  git(bare, 'worktree', 'add', '--quiet', tree);
  expect(await repositoryRoot(tree, tree)).toBe(tree);
});

test('hooks that the configuration of the checkout names run nothing (git 2.54)', () => {
  const listing = ['local', 'hook.x.command\n./evil', 'local', 'hook.x.event\npost-checkout', ''].join('\0');
  expect(overridesOf(listing)).toEqual(['-c', 'hook.x.command=true']);
});

test('what switches the file system monitor off is no program for git before 2.36 either', async () => {
  const bin = join(folder.path, 'bin');
  const ran = join(folder.path, 'ran');
  mkdirSync(bin);
  writeFileSync(join(bin, 'false'), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
  const path = process.env['PATH'];
  process.env['PATH'] = `${bin}:${path}`;
  try {
    expect((await readRepositoryTree(above)).sizes.size).toBeGreaterThan(0);
  } finally {
    process.env['PATH'] = path;
  }
  expect(existsSync(ran)).toBe(false);
});
