import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type GitRepository, lastLine, readGit, runGit, tryGit } from './git.ts';

const COMMIT = /^[0-9a-f]{40,64}$/;

/** Commits beyond the shallow boundary that each step asks for: a branch is short, so the first steps are small. */
const DEEPEN_STEPS = [8, 32, 128, 512, 2048, 8192, 32768];

/** Nothing but objects: no tags, no refs, no FETCH_HEAD, no submodules. */
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--refmap=',
];

export async function hasCommit(repository: GitRepository, commit: string): Promise<boolean> {
  if (!COMMIT.test(commit)) return false;
  return (await tryGit(repository, ['cat-file', '-e', `${commit}^{commit}`])) !== undefined;
}

/** Whether the clone has the commit, fetched from `origin` if need be: that one alone where the clone is shallow. */
export async function fetchCommit(repository: GitRepository, commit: string): Promise<boolean> {
  if (!COMMIT.test(commit)) return false;
  if (await hasCommit(repository, commit)) return true;
  // In a complete clone a depth would cut the history that the user has.
  const depth = (await isShallow(repository)) ? ['--depth=1'] : [];
  await runGit(repository, [...FETCH, ...depth, 'origin', commit]);
  return hasCommit(repository, commit);
}

/** The same, with why the clone has it not: what git says last, or undefined where it has it. `isNew`: a clone that has nothing yet. */
export async function fetchOrExplain(
  repository: GitRepository,
  commit: string,
  isNew = false,
): Promise<string | undefined> {
  if (await hasCommit(repository, commit)) return undefined;
  const depth = isNew || (await isShallow(repository)) ? ['--depth=1'] : [];
  const { exitCode, stderr } = await runGit(repository, [...FETCH, ...depth, 'origin', commit]);
  if (exitCode !== 0) return lastLine(stderr) || 'git fetch failed';
  return (await hasCommit(repository, commit)) ? undefined : 'its server does not provide that commit';
}

/**
 * The best common ancestor, or undefined where there is none. A shallow clone is deepened until one shows that no commit
 * beyond its boundary could better: the first that shows may be an old one that the branch merged to be judged by it.
 */
export async function findMergeBase(
  repository: GitRepository,
  left: string,
  right: string,
): Promise<string | undefined> {
  if (!(await fetchCommit(repository, right))) return undefined;
  for (const depth of DEEPEN_STEPS) {
    const found = await mergeBase(repository, left, right);
    if (!(await isShallow(repository))) return found;
    if (found !== undefined && (await isSettled(repository, found, [left, right]))) return found;
    await deepen(repository, `--deepen=${depth}`, [left, right]);
  }
  await deepen(repository, '--unshallow', [left, right]);
  return mergeBase(repository, left, right);
}

async function mergeBase(
  repository: GitRepository,
  left: string,
  right: string,
): Promise<string | undefined> {
  const found = await tryGit(repository, ['merge-base', left, right]);
  return found === '' ? undefined : found?.split('\n')[0];
}

/** Whether the clone has all that is newer than a common ancestor: a better one is among what is not an ancestor of it. */
async function isSettled(
  repository: GitRepository,
  base: string,
  commits: readonly string[],
): Promise<boolean> {
  const newer = (await readGit(repository, ['rev-list', ...commits, '--not', base])).split('\n');
  const path = await readGit(repository, ['rev-parse', '--git-path', 'shallow']);
  const boundary = await readFile(resolve(repository.directory, path), 'utf8').catch(() => '');
  const cut = new Set(boundary.split('\n').filter((commit) => commit !== ''));
  return !newer.some((commit) => cut.has(commit));
}

/** A commit that was never pushed cannot be asked for; the other one still can. */
async function deepen(repository: GitRepository, by: string, commits: readonly string[]): Promise<void> {
  const both = await runGit(repository, [...FETCH, by, 'origin', ...commits]);
  if (both.exitCode === 0) return;
  for (const commit of commits) await runGit(repository, [...FETCH, by, 'origin', commit]);
}

async function isShallow(repository: GitRepository): Promise<boolean> {
  return (await tryGit(repository, ['rev-parse', '--is-shallow-repository'])) === 'true';
}
