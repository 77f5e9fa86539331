import { copyFile, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type GitRepository, readGit, tryGit } from './git.ts';
import { checkOutPaths, exists, type IndexEntry, placeOf, readIndex } from './index-entries.ts';

/** The checkout and the worktree that is made like it. `list`: a file for names of files. */
export type Trees = {
  readonly checkout: GitRepository;
  readonly worktree: GitRepository;
  readonly list: string;
};

const SWITCHES = ['core.sparseCheckout', 'core.sparseCheckoutCone'] as const;

/**
 * Gives a worktree that has no files yet the checkout's patterns, and the settings that git reads them by. Git does so itself
 * since 2.36, and only where they are kept as `git sparse-checkout` keeps them. git-sparse-checkout(1)
 */
export async function copyPatterns({ checkout, worktree }: Trees): Promise<readonly string[]> {
  const path = ['rev-parse', '--git-path', 'info/sparse-checkout'];
  const from = resolve(checkout.directory, await readGit(checkout, path));
  const to = resolve(worktree.directory, await readGit(worktree, path));
  if (await exists(from)) {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
  }
  const switches = await Promise.all(
    SWITCHES.map(
      async (key) => `${key}=${(await tryGit(checkout, ['config', '--type=bool', key])) ?? 'false'}`,
    ),
  );
  return [...switches, 'index.sparse=false'];
}

/**
 * What the checkout left out is left out, and what it has is there, whatever the patterns say by now: they may have changed
 * since its files were written, or files were marked one by one.
 */
export async function leaveOutTheSame({ checkout, worktree, list }: Trees): Promise<void> {
  const [theirs, ours] = await Promise.all([readIndex(checkout), readIndex(worktree)]);
  if (![...theirs, ...ours].some(({ isSkipped }) => isSkipped)) return;
  const skipped = new Map(theirs.map((entry) => [entry.path, entry.isSkipped]));
  const differs = (entry: IndexEntry): boolean =>
    (skipped.get(entry.path) ?? entry.isSkipped) !== entry.isSkipped;
  const different = ours.filter(differs);
  for (const { path } of different.filter(({ isSkipped }) => !isSkipped)) {
    await removeFile(worktree.directory, path);
  }
  const missing = different.filter(({ isSkipped }) => isSkipped).map(({ path }) => path);
  if (missing.length > 0)
    await checkOutPaths(worktree, { paths: missing, list }, { settings: WITHOUT_CONTENTS });
}

/** Files of Git LFS are pointers until it is known which have contents. */
export const WITHOUT_CONTENTS: readonly string[] = [
  'filter.lfs.smudge=',
  'filter.lfs.process=',
  'filter.lfs.required=false',
];

/** With the folders that are empty then, as git leaves none. */
async function removeFile(directory: string, path: string): Promise<void> {
  await rm(placeOf(directory, path), { recursive: true, force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const isRemoved = await rmdir(placeOf(directory, folder)).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
