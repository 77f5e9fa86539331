import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { openWorktree } from '../../src/build/git/worktree.ts';
import { checkOut, commit, git, makeFolder, makeRepository } from './git-fixture.ts';
import { treeOf } from './tree-fixture.ts';
import { writeFiles } from './workshop.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const FILES = {
  'top.txt': 'top',
  'api/main.txt': 'main',
  'api/deep/er.txt': 'deeper',
  'docs/long.txt': 'x'.repeat(5000),
  'docs/short.txt': 'x',
  '.gitattributes': 'docs/long.txt export-ignore\napi/main.txt export-subst\n',
};

/** A checkout of a commit that changes nothing; its parent is the base. */
function checkedOut(name: string) {
  const origin = makeRepository(join(folder.path, `origin-${name}`));
  writeFiles(origin, FILES);
  git(origin, 'add', '--all');
  const base = commit(origin, 'base.txt', 'base');
  commit(origin, 'base.txt', 'next');
  return { checkout: checkOut(origin, join(folder.path, name), 'main', 2), base };
}

async function baselineOf(checkout: string, base: string) {
  await using runFolder = await openRunFolder({ parent: folder.path });
  await using worktree = await openWorktree({ directory: checkout, commit: base }, runFolder);
  return treeOf(worktree.directory);
}

describe('the baseline of a sparse checkout', () => {
  test('holds what one of folders holds', async () => {
    const { checkout, base } = checkedOut('cone');
    git(checkout, 'sparse-checkout', 'set', 'api');
    const files = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(files).not.toHaveProperty(['docs/long.txt']);
    expect(git(checkout, 'status', '--porcelain')).toBe('');
  });

  test('holds what one with an index of folders holds', async () => {
    const { checkout, base } = checkedOut('index');
    git(checkout, 'sparse-checkout', 'set', '--sparse-index', 'api');
    expect(await baselineOf(checkout, base)).toEqual(treeOf(checkout));
  });

  test('holds what one of patterns holds, as actions/checkout writes them', async () => {
    const { checkout, base } = checkedOut('patterns');
    git(checkout, 'config', 'core.sparseCheckout', 'true');
    mkdirSync(join(checkout, '.git/info'), { recursive: true });
    appendFileSync(join(checkout, '.git/info/sparse-checkout'), '\napi/**\n!api/deep\n*.txt\n!docs/*\n');
    git(checkout, 'checkout', '--quiet', '--force', 'HEAD');
    const files = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(files).toHaveProperty(['top.txt']);
    expect(files).not.toHaveProperty(['docs/short.txt']);
  });

  test('holds what the checkout holds where its patterns were changed since', async () => {
    const { checkout, base } = checkedOut('changed');
    git(checkout, 'sparse-checkout', 'set', '--no-cone', 'api/');
    writeFileSync(join(checkout, '.git/info/sparse-checkout'), 'docs/\n');
    const files = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(Object.keys(files)).toEqual(['api', 'api/deep', 'api/deep/er.txt', 'api/main.txt']);
  });

  test('holds what the checkout holds where one file is left out by hand', async () => {
    const { checkout, base } = checkedOut('marked');
    git(checkout, 'update-index', '--skip-worktree', 'docs/long.txt');
    rmSync(join(checkout, 'docs/long.txt'));
    const files = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(existsSync(join(checkout, 'docs/short.txt'))).toBe(true);
  });

  test('holds everything where nothing is left out, what archives leave out, too', async () => {
    const { checkout, base } = checkedOut('whole');
    git(checkout, 'sparse-checkout', 'set', 'api');
    git(checkout, 'sparse-checkout', 'disable');
    const files = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(files).toMatchObject({ 'docs/long.txt': '5000 bytes' });
  });
});
