import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRunFolder } from '../../src/build/run-folder.ts';
import { openWorktree } from '../../src/build/git/worktree.ts';
import { startGitServer, type GitServer } from '../helpers/git-server.ts';
import { commit, git, makeFolder, makeRepository } from './git-fixture.ts';
import { treeOf } from './tree-fixture.ts';

const TOKEN = 'ghs_only-for-this-server';

const folder = makeFolder();
let server: GitServer;
beforeAll(async () => {
  server = await startGitServer({ root: folder.path, token: TOKEN });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder.remove();
});

const AUTHORIZATION = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;

/** Git with the token in its arguments alone, as actions/checkout leaves no trace of it with `persist-credentials: false`. */
const withToken = (directory: string, ...args: readonly string[]): string =>
  git(directory, '-c', `http.${server.url}.extraheader=${AUTHORIZATION}`, ...args);

/** Records a submodule at a commit; `url` as `.gitmodules` has it. */
function addSubmodule(repository: string, path: string, url: string, sha: string): void {
  const file = join(repository, '.gitmodules');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, `${text}[submodule "${path}"]\n\tpath = ${path}\n\turl = ${url}\n`);
  git(repository, 'add', '.gitmodules');
  setSubmodule(repository, path, sha);
}

function setSubmodule(repository: string, path: string, sha: string): void {
  git(repository, 'update-index', '--add', '--cacheinfo', `160000,${sha},${path}`);
}

/** Repositories of a server: an application with a library in which there is another. `suffix` tells tests apart. */
function makeServed(suffix: string) {
  const inner = makeRepository(join(folder.path, `inner-${suffix}`));
  const innerFirst = commit(inner, 'inner.txt', 'inner');
  const library = makeRepository(join(folder.path, `library-${suffix}`));
  addSubmodule(library, 'deep/inner', `../inner-${suffix}`, innerFirst);
  const first = commit(library, 'lib.txt', 'first');
  const second = commit(library, 'lib.txt', 'second, which is longer');
  const app = makeRepository(join(folder.path, `app-${suffix}`));
  addSubmodule(app, 'vendor/lib', `../library-${suffix}`, first);
  const base = commit(app, 'app.txt', 'base');
  return { app, base, first, second, library };
}

/** What actions/checkout leaves of the application's newest commit. */
function checkOut(name: string, submodules: 'false' | 'true' | 'recursive'): string {
  const path = join(folder.path, `checkout-${name}`);
  git(folder.path, 'init', '--quiet', path);
  git(path, 'remote', 'add', 'origin', `${server.url}app-${name}`);
  withToken(path, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', 'main');
  git(path, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');
  if (submodules === 'false') return path;
  const recursive = submodules === 'recursive' ? ['--recursive'] : [];
  withToken(path, 'submodule', 'sync', ...recursive);
  withToken(path, 'submodule', '--quiet', 'update', '--init', '--force', '--depth=1', ...recursive);
  return path;
}

type Reported = { readonly files: ReturnType<typeof treeOf>; readonly lacking: readonly string[] };

/** The baseline's tree of a commit, as a build would see it. */
async function baselineOf(checkout: string, base: string, token: string | null = TOKEN): Promise<Reported> {
  withToken(checkout, 'fetch', '--quiet', '--depth=1', 'origin', base);
  await using runFolder = await openRunFolder({ parent: folder.path });
  const source = { directory: checkout, commit: base, ...(token !== null && { token }) };
  await using worktree = await openWorktree(source, runFolder);
  await worktree.settle();
  return { files: treeOf(worktree.directory), lacking: worktree.lacking };
}

describe('a baseline’s submodules', () => {
  test('are the checkout’s where nothing changed, private as they are', async () => {
    const { app, base } = makeServed('same');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('same', 'recursive');
    const before = (await server.requests()).length;
    const { files, lacking } = await baselineOf(checkout, base, null);
    expect(lacking).toEqual([]);
    expect(files).toEqual(treeOf(checkout));
    expect(files).toMatchObject({
      'vendor/lib/lib.txt': '5 bytes',
      'vendor/lib/.git': 'gitdir: ../../.git/modules/vendor/lib\n',
      'vendor/lib/deep/inner/inner.txt': '5 bytes',
    });
    // What the clones have is asked of nobody.
    const asked = (await server.requests()).slice(before);
    expect(asked.filter((line) => !line.includes('/app-same/'))).toEqual([]);
  });

  test('are fetched with the token where the checkout’s clone has another commit', async () => {
    const { app, base, second } = makeServed('moved');
    setSubmodule(app, 'vendor/lib', second);
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('moved', 'recursive');
    expect(treeOf(checkout)).toMatchObject({ 'vendor/lib/lib.txt': '23 bytes' });
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({
      'vendor/lib/lib.txt': '5 bytes',
      'vendor/lib/deep/inner/inner.txt': '5 bytes',
    });
    expect(git(join(checkout, 'vendor/lib'), 'rev-parse', 'HEAD')).toBe(second);
    expect(git(checkout, 'status', '--porcelain')).toBe('');
  });

  test.each([
    ['without a token', null],
    ['with one that the server refuses', 'ghs_of-another-organisation'],
  ])('that cannot be fetched are named, %s', async (how, token) => {
    const suffix = `named-${how.length}`;
    const { app, base, first, second } = makeServed(suffix);
    setSubmodule(app, 'vendor/lib', second);
    commit(app, 'app.txt', 'next');
    const checkout = checkOut(suffix, 'true');
    const { files, lacking } = await baselineOf(checkout, base, token);
    expect(lacking).toHaveLength(1);
    expect(lacking[0]).toContain(
      `submodule \`vendor/lib\` at commit ${first.slice(0, 12)} cannot be fetched: `,
    );
    expect(lacking[0]).not.toContain('ghs_');
    expect(files).not.toHaveProperty(['vendor/lib/lib.txt']);
  });

  test('are empty folders where they are that in the checkout', async () => {
    const { app, base } = makeServed('empty');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('empty', 'false');
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toEqual([]);
    expect(files).toEqual(treeOf(checkout));
    expect(files).toMatchObject({ 'vendor/lib': 'folder' });
  });

  test('are filled as deeply as those of the checkout', async () => {
    const { app, base } = makeServed('shallow');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('shallow', 'true');
    const { files } = await baselineOf(checkout, base);
    expect(files).toEqual(treeOf(checkout));
    expect(files).toMatchObject({ 'vendor/lib/lib.txt': '5 bytes', 'vendor/lib/deep/inner': 'folder' });
  });

  test('that the change removes are fetched where it has others, and named where it has none', async () => {
    const { app, base, second } = makeServed('removed');
    addSubmodule(app, 'other', '../library-removed', second);
    git(app, 'rm', '--quiet', '--cached', 'vendor/lib');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('removed', 'true');
    const kept = await baselineOf(checkout, base);
    expect(kept.lacking).toEqual([]);
    expect(kept.files).toMatchObject({ 'vendor/lib/lib.txt': '5 bytes', 'vendor/lib/deep/inner': 'folder' });

    git(app, 'rm', '--quiet', '--cached', 'other');
    rmSync(join(app, '.gitmodules'));
    git(app, 'add', '--all');
    commit(app, 'app.txt', 'none');
    rmSync(checkout, { recursive: true });
    const { files, lacking } = await baselineOf(checkOut('removed', 'true'), base);
    expect(lacking).toEqual([expect.stringContaining('submodule `vendor/lib` is left empty')]);
    expect(files).toMatchObject({ 'vendor/lib': 'folder' });
  });

  test('are found by their name where the change moves them', async () => {
    const { app, base } = makeServed('renamed');
    const modules = readFileSync(join(app, '.gitmodules'), 'utf8').replace(
      'path = vendor/lib',
      'path = third-party',
    );
    writeFileSync(join(app, '.gitmodules'), modules);
    const object = git(app, 'rev-parse', ':vendor/lib');
    git(app, 'add', '.gitmodules');
    git(app, 'rm', '--quiet', '--cached', 'vendor/lib');
    setSubmodule(app, 'third-party', object);
    commit(app, 'app.txt', 'next');
    const { files, lacking } = await baselineOf(checkOut('renamed', 'true'), base, null);
    expect(lacking).toEqual([]);
    expect(files).toMatchObject({ 'vendor/lib/lib.txt': '5 bytes' });
  });
});

describe('a hostile `.gitmodules`', () => {
  test.each([
    ['a name that leads out of the checkout', { name: '../../outside', url: '../library-out' }],
    ['an address that is an option', { name: 'vendor/lib', url: '--upload-pack=touch ran' }],
    ['an address that is a program', { name: 'vendor/lib', url: 'ext::sh -c touch% ran' }],
    ['an address that is a folder of this machine', { name: 'vendor/lib', url: '/' }],
  ])('with %s runs nothing and takes nothing', async (_what, { name, url }) => {
    const suffix = `hostile-${url.length}`;
    const { app, first } = makeServed(suffix);
    const outside = makeRepository(join(folder.path, `outside-${url.length}`));
    commit(outside, 'lib.txt', 'outside');
    const target = url === '/' ? join(folder.path, `library-${suffix}`) : url;
    writeFileSync(
      join(app, '.gitmodules'),
      `[submodule "${name}"]\n\tpath = vendor/lib\n\turl = "${target}"\n`,
    );
    git(app, 'add', '.gitmodules');
    const base = commit(app, 'app.txt', 'hostile');
    // Another one, that is there, so that the one of the base would be, too.
    writeFileSync(
      join(app, '.gitmodules'),
      `[submodule "fine"]\n\tpath = fine\n\turl = ../library-${suffix}\n`,
    );
    git(app, 'add', '.gitmodules');
    git(app, 'rm', '--quiet', '--cached', 'vendor/lib');
    setSubmodule(app, 'fine', first);
    commit(app, 'app.txt', 'next');
    const checkout = checkOut(suffix, 'true');
    const { files, lacking } = await baselineOf(checkout, base);
    expect(lacking).toHaveLength(1);
    expect(lacking[0]).toContain('submodule `vendor/lib` at commit');
    expect(files).not.toHaveProperty(['vendor/lib/lib.txt']);
    expect(existsSync(join(checkout, 'ran')) || existsSync('ran')).toBe(false);
  });

  test('starts no program that a clone’s configuration names', async () => {
    const { app, base } = makeServed('configured');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('configured', 'true');
    const ran = join(folder.path, 'ran-of-clone');
    const program = join(folder.path, 'program-of-clone.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    const clone = join(checkout, 'vendor/lib');
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'filter.own.smudge', 'credential.helper']) {
      git(clone, 'config', key, program);
    }
    writeFileSync(join(checkout, '.git/modules/vendor/lib/info/attributes'), '* filter=own\n');
    rmSync(ran, { force: true });
    const { files } = await baselineOf(checkout, base);
    expect(files).toMatchObject({ 'vendor/lib/lib.txt': '5 bytes' });
    expect(existsSync(ran)).toBe(false);
  });

  test('takes no clone that a pointer in the checkout leads to outside of it', async () => {
    const { app, base } = makeServed('pointed');
    commit(app, 'app.txt', 'next');
    const checkout = checkOut('pointed', 'true');
    const outside = join(folder.path, 'library-pointed');
    writeFileSync(join(checkout, 'vendor/lib/.git'), `gitdir: ${outside}/.git\n`);
    rmSync(join(checkout, '.git/modules'), { recursive: true });
    const { lacking } = await baselineOf(checkout, base, null);
    expect(lacking).toEqual([expect.stringContaining('submodule `vendor/lib` at commit')]);
  });
});
