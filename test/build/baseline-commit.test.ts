import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveBaseline } from '../../src/build/git/baseline-commit.ts';
import { lastLine } from '../../src/build/git/git.ts';
import type { BaselineChoice, GitHubEvent } from '../../src/gate/request.ts';
import { checkOut, clone, commit, git, makeFolder, makeRepository } from './git-fixture.ts';

const folder = makeFolder();
afterAll(() => {
  folder.remove();
});

const FROM_GIT: BaselineChoice = { kind: 'git' };
const NONE: GitHubEvent = { kind: 'none' };
let origin = '';
/** Where the branch left main; its head; main's tip 20 commits later; the merge of both. */
let fork = '';
let head = '';
let main = '';
let merge = '';
let made = 0;
const next = () => join(folder.path, `clone${made++}`);

beforeAll(() => {
  origin = makeRepository(join(folder.path, 'origin'));
  for (let i = 0; i < 30; i++) fork = commit(origin, 'main.txt', `${i}`);
  git(origin, 'switch', '--quiet', '-c', 'topic');
  for (let i = 0; i < 12; i++) head = commit(origin, 'topic.txt', `${i}`);
  git(origin, 'switch', '--quiet', 'main');
  for (let i = 0; i < 20; i++) main = commit(origin, 'late.txt', `${i}`);
  git(origin, 'checkout', '--quiet', '--detach', 'main');
  git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
  merge = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'update-ref', 'refs/pull/1/merge', merge);
  git(origin, 'update-ref', 'refs/pull/1/head', head);
  git(origin, 'switch', '--quiet', 'main');
});

const pullRequest = (changes: Partial<GitHubEvent & { kind: 'pull_request' }> = {}): GitHubEvent => ({
  kind: 'pull_request',
  number: 1,
  headSha: head,
  baseSha: fork,
  baseRef: 'main',
  isFork: false,
  labels: [],
  ...changes,
});

const count = (directory: string) => Number(git(directory, 'rev-list', '--all', '--count', 'HEAD'));

describe('the baseline of a pull request', () => {
  test('is the first parent of the merge commit in a clone of depth 1', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    expect(await resolveBaseline(pullRequest(), FROM_GIT, { directory })).toEqual({
      commit: main,
      how: 'first parent of the merge commit',
    });
    expect(git(directory, 'cat-file', '-t', `${main}^{tree}`)).toBe('tree');
    expect(count(directory)).toBe(1);
  });

  test('is the same when the head moved on after the merge commit was made', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge', 2);
    const event = pullRequest({ headSha: 'a'.repeat(40) });
    expect(await resolveBaseline(event, FROM_GIT, { directory })).toMatchObject({ commit: main });
  });

  test('is the merge base where the head is checked out, 20 commits behind, deepened by what is needed', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/head');
    expect(await resolveBaseline(pullRequest(), FROM_GIT, { directory })).toEqual({
      commit: fork,
      how: 'merge base with branch `main`',
    });
    expect(git(directory, 'rev-parse', '--is-shallow-repository')).toBe('true');
    expect(git(directory, 'for-each-ref')).toBe('');
  });

  test('is the merge base in a complete clone, which stays complete', async () => {
    const directory = clone(origin, next());
    git(directory, 'fetch', '--quiet', 'origin', 'refs/pull/1/head');
    git(directory, 'checkout', '--quiet', '--detach', head);
    expect(await resolveBaseline(pullRequest(), FROM_GIT, { directory })).toMatchObject({ commit: fork });
    expect(git(directory, 'rev-parse', '--is-shallow-repository')).toBe('false');
  });

  test('has the parents that its commit names, whatever the clone puts in their place', async () => {
    const directory = clone(origin, next());
    git(directory, 'checkout', '--quiet', '--detach', head);
    const other = git(directory, 'commit-tree', `${head}^{tree}`, '-m', 'other');
    writeFileSync(join(directory, '.git/info/grafts'), `${head} ${other}\n${main} ${other}\n`);
    expect(await resolveBaseline(pullRequest(), FROM_GIT, { directory })).toMatchObject({ commit: fork });
  });

  test('is never the checkout itself', async () => {
    const directory = clone(origin, next());
    await expect(
      resolveBaseline(pullRequest({ baseSha: main }), FROM_GIT, { directory }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('of the base branch, expected a commit of the pull request'),
    });
  });

  test('that was merged since is found by the commit that the event names', async () => {
    const merged = makeRepository(join(folder.path, 'merged'));
    git(merged, 'fetch', '--quiet', `file://${origin}`, 'refs/pull/1/merge');
    git(merged, 'reset', '--quiet', '--hard', merge);
    const directory = clone(merged, next());
    git(directory, 'checkout', '--quiet', '--detach', head);
    expect(await resolveBaseline(pullRequest({ baseSha: fork }), FROM_GIT, { directory })).toMatchObject({
      commit: fork,
    });
  });

  test('that is not available is an error, not none', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    git(directory, 'remote', 'set-url', 'origin', `file://${folder.path}/nowhere`);
    await expect(
      resolveBaseline(pullRequest({ mergeSha: merge }), FROM_GIT, { directory }),
    ).rejects.toMatchObject({
      code: 'git-unavailable',
      message: expect.stringContaining(
        `\`${main.slice(0, 12)}\` (first parent of the merge commit) is not in the clone`,
      ),
    });
  });

  test('that nobody can be asked for is an error, too', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    git(directory, 'remote', 'set-url', 'origin', `file://${folder.path}/nowhere`);
    await expect(resolveBaseline(pullRequest(), FROM_GIT, { directory })).rejects.toMatchObject({
      code: 'git-unavailable',
      message: expect.stringContaining(
        `\`${fork.slice(0, 12)}\` (commit of branch \`main\`) is not in the clone`,
      ),
    });
  });

  test('is not the first parent of a merge commit that anybody pushed (issue 8, 8)', async () => {
    const directory = clone(origin, next());
    git(directory, 'checkout', '--quiet', '--detach', head);
    const own = git(directory, 'commit-tree', '-p', 'HEAD', '-m', 'own', 'HEAD^{tree}');
    const forged = git(directory, 'commit-tree', '-p', own, '-p', head, '-m', 'merge', 'HEAD^{tree}');
    git(directory, 'checkout', '--quiet', '--detach', forged);
    expect(await resolveBaseline(pullRequest(), FROM_GIT, { directory })).toEqual({
      commit: fork,
      how: 'merge base with branch `main`',
    });
  });
});

describe('the baseline of other events', () => {
  test('is the base of a merge group', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    const event: GitHubEvent = { kind: 'merge_group', baseSha: main, headSha: merge };
    expect(await resolveBaseline(event, FROM_GIT, { directory })).toMatchObject({ commit: main });
  });

  test('is the commit before a push, even one that was forced away', async () => {
    const directory = checkOut(origin, next(), 'refs/heads/main');
    const push = (before: string | null): GitHubEvent => ({
      kind: 'push',
      before,
      after: main,
      ref: 'refs/heads/main',
    });
    const baselineOf = (before: string | null) => resolveBaseline(push(before), FROM_GIT, { directory });
    expect(await baselineOf(git(origin, 'rev-parse', 'main~1'))).toMatchObject({
      how: 'the commit before the push',
    });
    git(origin, 'switch', '--quiet', '-c', 'doomed');
    const doomed = commit(origin, 'doomed.txt', '');
    git(origin, 'switch', '--quiet', 'main');
    git(origin, 'branch', '--quiet', '-D', 'doomed');
    expect(await baselineOf(doomed)).toMatchObject({ commit: doomed });
    expect(await baselineOf('b'.repeat(40))).toEqual({
      none: 'the commit before the push, `bbbbbbbbbbbb`, is no longer on the remote',
    });
    expect(await baselineOf(null)).toEqual({ none: 'the push created the branch' });
    expect(await baselineOf('0'.repeat(40))).toEqual({ none: 'the push created the branch' });
  });

  test('on a laptop is the merge base with the default branch, or with the ref that is named', async () => {
    const directory = clone(origin, next());
    git(directory, 'switch', '--quiet', 'topic');
    expect(await resolveBaseline(NONE, FROM_GIT, { directory })).toEqual({
      commit: fork,
      how: 'merge base with the default branch',
    });
    const named: BaselineChoice = { kind: 'git', baseRef: 'topic~3' };
    expect(await resolveBaseline(NONE, named, { directory })).toMatchObject({
      commit: git(directory, 'rev-parse', 'topic~3'),
    });
    const wrong: BaselineChoice = { kind: 'git', baseRef: '--help' };
    await expect(resolveBaseline(NONE, wrong, { directory })).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('is HEAD for the changes of the working tree', async () => {
    const directory = clone(origin, next());
    expect(await resolveBaseline(NONE, FROM_GIT, { directory })).toEqual({
      commit: main,
      how: 'HEAD, for the working tree',
    });
  });

  test.each(['main', 'master'])(
    'is the merge base with the local branch %s where there is no remote',
    async (branch) => {
      const directory = makeRepository(next());
      const first = commit(directory, 'a', '');
      git(directory, 'branch', '--move', branch);
      git(directory, 'switch', '--quiet', '-c', 'topic');
      commit(directory, 'b', '');
      expect(await resolveBaseline(NONE, FROM_GIT, { directory })).toEqual({
        commit: first,
        how: `merge base with the local branch \`${branch}\``,
      });
    },
  );

  test('is found with commits that were never pushed, in a shallow clone', async () => {
    const directory = clone(origin, next(), '--depth=1', '--branch=topic', '--no-single-branch');
    commit(directory, 'local.txt', '');
    expect(await resolveBaseline(NONE, FROM_GIT, { directory })).toMatchObject({ commit: fork });
  });

  test('is none, with the reason, where there is nothing to compare with', async () => {
    const empty = makeRepository(next());
    expect(await resolveBaseline(NONE, FROM_GIT, { directory: empty })).toEqual({
      none: 'the repository has no commit yet',
    });
    commit(empty, 'a', '');
    git(empty, 'branch', '--move', 'trunk');
    expect(await resolveBaseline(NONE, FROM_GIT, { directory: empty })).toEqual({
      none: 'the repository has no remote `origin` with a default branch, and no branch `main` or `master`',
    });
    expect(await resolveBaseline(NONE, FROM_GIT, { directory: folder.path })).toEqual({
      none: 'the build context is not in a git repository',
    });
    expect(await resolveBaseline(NONE, { kind: 'none' }, { directory: empty })).toEqual({
      none: 'the baseline is not taken from git',
    });
    git(empty, 'remote', 'add', 'origin', `file://${origin}`);
    expect(await resolveBaseline(NONE, FROM_GIT, { directory: empty })).toEqual({
      none: 'HEAD has no commit in common with the default branch',
    });
  });
});

describe('the token', () => {
  test('and other credentials are cut from what git says, whatever characters they have', () => {
    expect(lastLine("fatal: unable to access 'https://user:pass@word@host/x'")).toBe(
      "fatal: unable to access 'https://host/x'",
    );
  });

  test('reaches git by its environment, never by an argument or a file', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    git(directory, 'remote', 'set-url', 'origin', 'https://user:old@git.invalid/org/app.git');
    const bin = join(folder.path, 'bin');
    const record = join(folder.path, 'record');
    const real = git(folder.path, '--exec-path');
    git(folder.path, 'init', '--quiet', bin);
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\nprintf 'ARGS %s\\n' "$*" >> ${record}\nenv | grep ^GIT_ >> ${record}\nexec ${real}/git "$@"\n`,
    );
    chmodSync(join(bin, 'git'), 0o755);
    const before = readFileSync(join(directory, '.git', 'config'), 'utf8');
    const path = process.env['PATH'];
    process.env['PATH'] = `${bin}:${path}`;
    try {
      await expect(
        resolveBaseline(pullRequest(), FROM_GIT, { directory, token: 's3cret' }),
      ).rejects.toMatchObject({
        message: expect.not.stringContaining('s3cret'),
      });
    } finally {
      process.env['PATH'] = path;
    }
    const lines = readFileSync(record, 'utf8').split('\n');
    const basic = Buffer.from('x-access-token:s3cret').toString('base64');
    expect(
      lines.filter(
        (line) =>
          (line.startsWith('ARGS') && /s3cret|old@/.test(line)) ||
          (line.includes(basic) && line.startsWith('ARGS')),
      ),
    ).toEqual([]);
    expect(lines).toContain('GIT_CONFIG_KEY_1=http.https://git.invalid/.extraheader');
    expect(lines).toContain(`GIT_CONFIG_VALUE_1=AUTHORIZATION: basic ${basic}`);
    expect(lines).toContain('GIT_TERMINAL_PROMPT=0');
    expect(readFileSync(join(directory, '.git', 'config'), 'utf8')).toBe(before);
  });

  test('is sent once to the server that the remote names, whatever the age of git', async () => {
    const directory = checkOut(origin, next(), 'refs/pull/1/merge');
    const seen: (readonly string[])[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headersDistinct['authorization'] ?? []);
      response.writeHead(403).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    git(directory, 'remote', 'set-url', 'origin', `${url}org/app.git`);
    // Kept by actions/checkout, and out of date: two headers would be refused.
    git(directory, 'config', `http.${url}.extraheader`, 'AUTHORIZATION: basic b2xk');
    try {
      await expect(resolveBaseline(pullRequest(), FROM_GIT, { directory, token: 's3cret' })).rejects.toThrow(
        'is not in the clone and cannot be fetched from its remote',
      );
    } finally {
      server.close();
    }
    const basic = Buffer.from('x-access-token:s3cret').toString('base64');
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.flat())).toEqual(new Set([`basic ${basic}`]));
    expect(seen.every((headers) => headers.length === 1)).toBe(true);
  });
});
