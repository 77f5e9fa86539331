import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commit, git, makeFolder, makeRepository } from '../build/git-fixture.ts';
import { commitPointers, hasLfs, lfsObject } from '../build/tree-fixture.ts';
import { tagsLeftBy, useEngine, writeFiles } from '../build/workshop.ts';
import { describeEngines } from '../helpers/engines.ts';
import { startGitServer, type GitServer } from '../helpers/git-server.ts';
import { payloadOf } from '../helpers/payloads.ts';
import { runAction } from '../helpers/run-action.ts';
import { reportUntested } from '../helpers/untested.ts';

const TOKEN = 'ghs_only-for-this-server';
const LARGE = 'what Git LFS keeps, '.repeat(5000);

/** The artifact is a package that is seen and not read. */

const folder = makeFolder();
let server: GitServer;
beforeAll(async () => {
  const objects = new Map([[lfsObject(LARGE).oid, LARGE]]);
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

const WITHOUT_LFS = [
  '-c',
  'filter.lfs.smudge=',
  '-c',
  'filter.lfs.process=',
  '-c',
  'filter.lfs.required=false',
];

/** A pull request of a private repository, as actions/checkout leaves its merge commit: one commit, no token. */
function pullRequest(name: string, change: (origin: string) => void) {
  const origin = join(folder.path, name);
  const base = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'checkout', '--quiet', '-b', 'change');
  change(origin);
  const head = commit(origin, 'CHANGES.md', CHANGES);
  git(origin, ...WITHOUT_LFS, 'checkout', '--quiet', '--detach', base);
  git(origin, ...WITHOUT_LFS, 'merge', '--quiet', '--no-ff', '-m', 'merge', head);
  git(origin, 'update-ref', 'refs/pull/7/merge', 'HEAD');
  const workspace = join(folder.path, `workspace-${name}`);
  git(folder.path, 'init', '--quiet', workspace);
  git(workspace, 'remote', 'add', 'origin', `${server.url}${name}`);
  withToken(workspace, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', 'refs/pull/7/merge');
  return { workspace, base, head, sha: git(workspace, 'rev-parse', 'FETCH_HEAD') };
}

type Pull = ReturnType<typeof pullRequest>;

/** Gates it, and expects that nothing of the run is left. */
async function gate({ workspace, base, head, sha }: Pull, inputs: Readonly<Record<string, string>> = {}) {
  const gated = await runAction({
    inputs: { comment: 'never', 'github-token': TOKEN, 'max-growth': '1 kB', ...inputs },
    payload: payloadOf('pull_request', {
      pull_request: { number: 7, labels: [], head: { sha: head }, base: { sha: base, ref: 'main' } },
    }),
    workspace,
    folder: folder.path,
    environment: { GITHUB_SHA: sha, GITHUB_REF: 'refs/pull/7/merge' },
  });
  expect(tagsLeftBy(gated)).toEqual([]);
  expect(git(workspace, 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(gated.stdout).not.toContain(TOKEN);
  const notices = existsSync(gated.outputs['report'] ?? '')
    ? (JSON.parse(readFileSync(gated.outputs['report'] ?? '', 'utf8')) as { notices: { message: string }[] })
        .notices
    : [];
  return { ...gated, notices: notices.map(({ message }) => message) };
}

/** A file that every change here brings, and that no image takes but by the whole context. */
const CHANGES = 'change';

const UNCHANGED = { conclusion: 'success', 'content-delta': '0', introduced: '0' };

describeEngines('a pull request that changes nothing of the image', (engine) => {
  beforeAll(() => {
    useEngine(engine);
  });

  describe('with a private submodule, whose token the checkout has not kept', () => {
    const make = (name: string) => {
      const library = makeRepository(join(folder.path, `library-${name}`));
      commit(library, 'lib.txt', 'x'.repeat(20_000));
      const first = git(library, 'rev-parse', 'HEAD');
      const second = commit(library, 'lib.txt', 'x'.repeat(30_000));
      const origin = makeRepository(join(folder.path, name));
      writeFiles(origin, {
        Dockerfile: 'FROM scratch\nCOPY vendor /vendor\n',
        '.gitmodules': `[submodule "lib"]\n\tpath = vendor/lib\n\turl = ../library-${name}\n`,
      });
      git(origin, 'add', '.');
      git(origin, 'update-index', '--add', '--cacheinfo', `160000,${first},vendor/lib`);
      commit(origin, 'README.md', 'base');
      return second;
    };
    const checkOut = (pull: Pull, submodules: boolean) => {
      git(pull.workspace, 'checkout', '--quiet', '--detach', pull.sha);
      if (submodules) withToken(pull.workspace, 'submodule', '--quiet', 'update', '--init', '--depth=1');
    };

    test('has a change of 0', async () => {
      const name = `same-${engine.store}`;
      make(name);
      const pull = pullRequest(name, () => undefined);
      checkOut(pull, true);
      const gated = await gate(pull);
      expect(gated.notices).toEqual([]);
      expect(gated.outputs).toMatchObject({ ...UNCHANGED, 'content-size': '20031' });
    });

    test('has the change of the submodule where it moves on, and none where it is not checked out', async () => {
      const name = `moved-${engine.store}`;
      const second = make(name);
      const pull = pullRequest(name, (origin) => {
        git(origin, 'update-index', '--cacheinfo', `160000,${second},vendor/lib`);
      });
      checkOut(pull, false);
      expect((await gate(pull)).outputs).toMatchObject({ ...UNCHANGED, 'content-size': '0' });
      checkOut(pull, true);
      const refused = await gate(pull, { 'github-token': '' });
      expect(refused.notices).toEqual([expect.stringContaining('submodule `vendor/lib` at commit')]);
      expect(refused.outputs).toMatchObject({ 'content-delta': '30000' });
      const moved = await gate(pull);
      expect(moved.notices).toEqual([]);
      expect(moved.outputs).toMatchObject({ conclusion: 'failure', 'content-delta': '10000' });
    });
  });

  describe('with files of Git LFS', () => {
    const make = (name: string) => {
      const origin = makeRepository(join(folder.path, name));
      writeFiles(origin, { Dockerfile: 'FROM scratch\nCOPY data /data\n' });
      commitPointers(origin, { 'data/large.bin': LARGE });
      return pullRequest(name, () => undefined);
    };

    test('has a change of 0 where they are pointers', async () => {
      const pull = make(`lfs-off-${engine.store}`);
      git(pull.workspace, ...WITHOUT_LFS, 'checkout', '--quiet', '--detach', pull.sha);
      const gated = await gate(pull);
      expect(gated.notices).toEqual([]);
      const size = String(lfsObject(LARGE).pointer.length);
      expect(gated.outputs).toMatchObject({ ...UNCHANGED, 'content-size': size });
    });

    if (!hasLfs) {
      reportUntested('not tested, there is no Git LFS on this machine: contents of its files in both images');
      return;
    }

    test('has a change of 0 where they are contents', async () => {
      const pull = make(`lfs-on-${engine.store}`);
      git(pull.workspace, 'lfs', 'install', '--local');
      withToken(pull.workspace, 'checkout', '--quiet', '--detach', pull.sha);
      const gated = await gate(pull);
      expect(gated.notices).toEqual([]);
      expect(gated.outputs).toMatchObject({ ...UNCHANGED, 'content-size': String(LARGE.length) });
    });
  });

  describe('with an artifact that is built outside of Docker', () => {
    const BUILD = 'mkdir -p target && tr a-z A-Z < source.txt > target/app-1.0.jar';
    const FILES = {
      Dockerfile: 'FROM scratch\nARG JAR=target/*.jar\nCOPY ${JAR} /app.jar\n',
      'source.txt': 'words '.repeat(1000),
      '.gitignore': 'target\n',
    };
    const make = (
      name: string,
      files: Readonly<Record<string, string>> = {},
      change = FILES['source.txt'],
    ) => {
      const origin = makeRepository(join(folder.path, name));
      writeFiles(origin, { ...FILES, ...files });
      git(origin, 'add', '.');
      commit(origin, 'README.md', 'base');
      const pull = pullRequest(name, () => {
        writeFileSync(join(origin, 'source.txt'), change);
        git(origin, 'add', '.');
      });
      git(pull.workspace, 'checkout', '--quiet', '--detach', pull.sha);
      return pull;
    };
    const build = ({ workspace }: Pull) => {
      writeFiles(workspace, {
        'target/app-1.0.jar': readFileSync(join(workspace, 'source.txt'), 'utf8').toUpperCase(),
      });
    };

    test('has a change of 0 with `prepare`', async () => {
      const pull = make(`artifact-${engine.store}`);
      build(pull);
      const gated = await gate(pull, {
        prepare: `${BUILD}\necho "::error::of prepare"; env | grep -c TOKEN || true`,
      });
      expect(gated.notices).toEqual([]);
      expect(gated.outputs).toMatchObject({ ...UNCHANGED, 'content-size': '6000' });
      expect(gated.log.annotations.map(({ message }) => message)).not.toContain('of prepare');

      rmSync(join(pull.workspace, 'target'), { recursive: true });
      const both = await gate(pull, { prepare: BUILD, 'prepare-candidate': 'true' });
      expect(both.outputs).toMatchObject({ ...UNCHANGED, 'content-size': '6000' });
    });

    test('names the path and the ways out without it', async () => {
      const pull = make(`named-${engine.store}`);
      build(pull);
      const gated = await gate(pull);
      expect(gated.outputs).toMatchObject({ 'content-size': '6000', 'content-delta': '' });
      const notice = gated.notices.find((message) => message.includes('does not build')) ?? '';
      expect(notice).toContain(
        '`Dockerfile:3` takes `target/*.jar` from the context, which no commit contains',
      );
      expect(notice).toContain('`prepare`');
      expect(notice).toContain('`baseline: registry:…`');
      expect(notice).toContain('inside of Docker');
      expect(notice).not.toContain('lstat');
    });

    test('that the whole context brings is named, too, since nothing fails without it', async () => {
      const pull = make(`whole-${engine.store}`, {
        Dockerfile: 'FROM scratch\nCOPY . /app\n',
        '.dockerignore': '.git\n',
      });
      build(pull);
      const gated = await gate(pull);
      expect(gated.outputs).toMatchObject({ 'content-delta': String(6000 + CHANGES.length) });
      expect(gated.notices).toEqual([expect.stringContaining('takes `target/` (`Dockerfile:2`)')]);
      const prepared = await gate(pull, { prepare: BUILD });
      expect(prepared.notices).toEqual([]);
      expect(prepared.outputs).toMatchObject({ 'content-delta': String(CHANGES.length) });
    });

    test('has the change of its source', async () => {
      const pull = make(`changed-${engine.store}`, {}, 'words '.repeat(1100));
      build(pull);
      const gated = await gate(pull, { prepare: BUILD });
      expect(gated.outputs).toMatchObject({ conclusion: 'success', 'content-delta': '600' });
    });
  });
});
