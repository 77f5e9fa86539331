import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test file, made when it is first asked for: jest runs no `afterAll` where every test is skipped. */
export function makeFolder(): { readonly path: string; remove(): void } {
  let path: string | undefined;
  return {
    get path() {
      path ??= mkdtempSync(join(tmpdir(), 'fst-git-'));
      return path;
    },
    remove: () => {
      if (path !== undefined) rmSync(path, { recursive: true, force: true });
    },
  };
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

/** Output of git in a folder, without its last line break. */
export function git(directory: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', directory, ...args], {
    env: { ...process.env, ...IDENTITY },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

export function makeRepository(path: string): string {
  mkdirSync(path, { recursive: true });
  git(path, 'init', '--quiet', '--initial-branch=main');
  // As GitHub does: any commit may be asked for.
  git(path, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  return path;
}

/** Writes a file and commits it; gives the commit. */
export function commit(repository: string, file: string, text: string): string {
  mkdirSync(dirname(join(repository, file)), { recursive: true });
  writeFileSync(join(repository, file), text);
  git(repository, 'add', '--', file);
  git(repository, 'commit', '--quiet', '-m', file);
  return git(repository, 'rev-parse', 'HEAD');
}

/** A clone over the real protocol, which a plain path would not use. */
export function clone(origin: string, path: string, ...args: readonly string[]): string {
  execFileSync('git', ['clone', '--quiet', ...args, `file://${origin}`, path], { stdio: 'ignore' });
  return path;
}

/** What actions/checkout leaves: one commit, detached, no branch. */
export function checkOut(origin: string, path: string, ref: string, depth = 1): string {
  mkdirSync(path, { recursive: true });
  git(path, 'init', '--quiet');
  git(path, 'remote', 'add', 'origin', `file://${origin}`);
  git(path, 'fetch', '--quiet', '--no-tags', `--depth=${depth}`, 'origin', ref);
  git(path, 'checkout', '--quiet', '--detach', 'FETCH_HEAD');
  return path;
}
