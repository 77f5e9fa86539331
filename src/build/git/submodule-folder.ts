import { lstat, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { exists } from './index-entries.ts';
import { linkTree } from './share-history.ts';

/** A submodule in the checkout, null where that does not have it, and where its repository would be if the worktree were the checkout. */
type SubmodulePlaces = { readonly checkout: string | null; readonly gitFolder: string };

/** A build that copies the submodule's folder finds the same `.git` in it as in the checkout. */
export async function settleGitFolder(directory: string, one: SubmodulePlaces): Promise<void> {
  const place = join(directory, '.git');
  await rm(place, { recursive: true, force: true });
  if (!(await exists(directory))) return;
  const theirs = one.checkout === null ? undefined : join(one.checkout, '.git');
  const status = theirs === undefined ? undefined : await lstat(theirs).catch(() => undefined);
  if (theirs === undefined || status === undefined) {
    await writeFile(place, `gitdir: ${relative(directory, one.gitFolder)}\n`);
  } else if (status.isDirectory()) await linkTree(theirs, place);
  else if (status.isFile()) await writeFile(place, await readFile(theirs));
}
