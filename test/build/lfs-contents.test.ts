import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { openWorktree } from '../../src/build/git/worktree.ts';
import { startGitServer, type GitServer } from '../helpers/git-server.ts';
import { reportUntested } from '../helpers/untested.ts';
import { git, makeFolder, makeRepository } from './git-fixture.ts';
import { commitPointers, hasLfs, lfsObject, treeOf } from './tree-fixture.ts';

const TOKEN = 'ghs_only-for-this-server';
const SMALL = 'contents that Git LFS keeps, in more bytes than a pointer to them has: '.repeat(3);
const OLD = `old ${SMALL}`;
const GONE = `gone ${SMALL}`;
const LOST = `lost ${SMALL}`;

const folder = makeFolder();
let server: GitServer;
beforeAll(async () => {
  const objects = new Map([SMALL, OLD, GONE].map((text) => [lfsObject(text).oid, text]));
  server = await startGitServer({ root: folder.path, token: TOKEN, objects });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder.remove();
});

/** Git with the token in its arguments alone, as actions/checkout leaves no trace of it with `persist-credentials: false`. */
function withToken(directory: string, ...args: readonly string[]): string {
  const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
  return git(directory, '-c', `http.${server.url}.extraheader=AUTHORIZATION: basic ${basic}`, ...args);
}

/** What actions/checkout leaves with `lfs: true` or `lfs: false`. */
function checkOut(name: string, lfs: boolean): string {
  const path = join(folder.path, `checkout-${name}-${lfs ? 'with' : 'without'}`);
  git(folder.path, 'init', '--quiet', path);
  git(path, 'remote', 'add', 'origin', `${server.url}${name}`);
  if (lfs) git(path, 'lfs', 'install', '--local');
  withToken(path, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', 'main');
  const skip = lfs
    ? []
    : ['-c', 'filter.lfs.smudge=', '-c', 'filter.lfs.process=', '-c', 'filter.lfs.required=false'];
  withToken(path, ...skip, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');
  return path;
}

/** The baseline's tree of a commit, as a build would see it. */
async function baselineOf(checkout: string, base: string, token: string | null = TOKEN) {
  withToken(checkout, 'fetch', '--quiet', '--depth=1', 'origin', base);
  await using runFolder = await openRunFolder({ parent: folder.path });
  const source = { directory: checkout, commit: base, ...(token !== null && { token }) };
  await using worktree = await openWorktree(source, runFolder);
  return { files: treeOf(worktree.directory), lacking: worktree.lacking };
}

const sizeOf = (text: string) => `${Buffer.byteLength(text)} bytes`;
const pointerSize = (text: string) => sizeOf(lfsObject(text).pointer);

/** A repository whose newest commit changes one file, removes another and adds a third. */
function served(name: string) {
  const repository = makeRepository(join(folder.path, name));
  const base = commitPointers(repository, { 'same.bin': SMALL, 'sub/changed.bin': OLD, 'removed.bin': GONE });
  rmSync(join(repository, 'removed.bin'));
  commitPointers(repository, { 'sub/changed.bin': SMALL, 'added.bin': SMALL });
  return { repository, base };
}

describe('files of Git LFS in a baseline', () => {
  test('are pointers where the checkout has pointers, and nobody is asked for more', async () => {
    const { base } = served('off');
    const checkout = checkOut('off', false);
    const before = (await server.requests()).length;
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({
      'same.bin': pointerSize(SMALL),
      'sub/changed.bin': pointerSize(OLD),
      'removed.bin': pointerSize(GONE),
    });
    const asked = (await server.requests()).slice(before);
    expect(asked.filter((line) => line.includes('/info/lfs/'))).toEqual([]);
  });

  test('do not get contents since a pull request commits a file itself under the same attribute', async () => {
    const { repository, base } = served('lied');
    const plain = ['-c', 'filter.lfs.clean=', '-c', 'filter.lfs.process=', '-c', 'filter.lfs.required=false'];
    writeFileSync(join(repository, 'own.bin'), 'x'.repeat(5000));
    // Where contents of objects are listed, this one speaks for the other.
    const object = git(repository, ...plain, 'hash-object', '--no-filters', 'own.bin');
    writeFileSync(
      join(repository, 'liar.bin'),
      `x\n${object} blob 5\nversion https://git-lfs.github.com/spec/v1\n`,
    );
    writeFileSync(join(repository, 'same.bin'), SMALL);
    git(repository, ...plain, 'add', '--all');
    git(repository, ...plain, 'commit', '--quiet', '-m', 'own');
    const { files, lacking } = await baselineOf(checkOut('lied', false), base);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({ 'same.bin': pointerSize(SMALL), 'removed.bin': pointerSize(GONE) });
  });

  if (!hasLfs) {
    reportUntested('not tested, there is no Git LFS on this machine: contents of its files in the baseline');
    return;
  }

  test('have contents where the checkout has contents, with the token that they need', async () => {
    const { base } = served('on');
    const checkout = checkOut('on', true);
    expect(treeOf(checkout)).toMatchObject({ 'same.bin': sizeOf(SMALL), 'added.bin': sizeOf(SMALL) });
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({
      'same.bin': sizeOf(SMALL),
      'sub/changed.bin': sizeOf(OLD),
      'removed.bin': sizeOf(GONE),
    });
    expect(git(checkout, 'lfs', 'ls-files', '--name-only').split('\n')).toHaveLength(3);
  });

  test('have contents one by one, as a step of the job fetched them', async () => {
    const { base } = served('some');
    const checkout = checkOut('some', false);
    git(checkout, 'lfs', 'install', '--local', '--skip-smudge');
    withToken(checkout, 'lfs', 'pull', '--include=same.bin');
    expect(treeOf(checkout)).toMatchObject({ 'same.bin': sizeOf(SMALL), 'added.bin': pointerSize(SMALL) });
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({ 'same.bin': sizeOf(SMALL), 'sub/changed.bin': pointerSize(OLD) });
  });

  test('that nobody has are named, and the others have theirs', async () => {
    const repository = makeRepository(join(folder.path, 'lost'));
    const base = commitPointers(repository, { 'lost.bin': LOST, 'old.bin': OLD });
    commitPointers(repository, { 'lost.bin': SMALL, 'old.bin': SMALL });
    const checkout = checkOut('lost', true);
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual(['the contents of `lost.bin`, which Git LFS stores, cannot be fetched']);
    expect(files).toMatchObject({ 'lost.bin': pointerSize(LOST), 'old.bin': sizeOf(OLD) });
  }, 60_000);

  test('have contents where the change removes the last of them from a checkout with `lfs: true`', async () => {
    const { repository, base } = served('last');
    for (const name of ['same.bin', 'sub', 'added.bin']) rmSync(join(repository, name), { recursive: true });
    commitPointers(repository, {});
    const { files } = await baselineOf(checkOut('last', true), base);
    expect(files).toMatchObject({ 'same.bin': sizeOf(SMALL) });
    const { files: without } = await baselineOf(checkOut('last', false), base);
    expect(without).toMatchObject({ 'same.bin': pointerSize(SMALL) });
  });
});
