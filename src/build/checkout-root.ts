import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const MAX_POINTER_BYTES = 4096;

/**
 * Top folder of the git checkout that a folder belongs to, or null where there is none. Absolute, links followed. Found by
 * looking for `.git`, which no commit can hold, and never by asking git in a folder whose files came with a commit: that
 * takes any folder with `HEAD`, `objects` and `refs` for a repository and obeys its configuration.
 *
 * `workspace`: GITHUB_WORKSPACE. The checkout is the one that holds it; where none does, the outermost one between it and the
 * folder, so a submodule is never taken for the repository that it is part of. Null, or elsewhere: the nearest one.
 */
export async function findCheckoutRoot(directory: string, workspace: string | null): Promise<string | null> {
  const folder = await realpath(directory);
  const start = workspace === null ? null : await realpath(workspace).catch(() => null);
  if (start === null) return nearestCheckout(folder);
  const below = relative(start, folder);
  const isBelow = below !== '..' && !below.startsWith(`..${sep}`);
  if (!isBelow) return nearestCheckout(folder);
  return (await nearestCheckout(start)) ?? outermostCheckout(start, below);
}

/** The nearest folder with a `.git`, from this one up as its path is written; null where there is none. */
export async function nearestCheckout(directory: string): Promise<string | null> {
  if (await hasGit(directory)) return directory;
  const above = dirname(directory);
  return above === directory ? null : nearestCheckout(above);
}

async function outermostCheckout(start: string, below: string): Promise<string | null> {
  let folder = start;
  for (const name of below.split(sep)) {
    folder = join(folder, name);
    if (await hasGit(folder)) return folder;
  }
  return null;
}

/** A repository's own folder, or the pointer to one that linked worktrees and submodules have. gitrepository-layout(5). */
async function hasGit(directory: string): Promise<boolean> {
  const path = join(directory, '.git');
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return (await stat(join(path, 'HEAD')).catch(() => undefined)) !== undefined;
  if (!status?.isFile() || status.size > MAX_POINTER_BYTES) return false;
  return (await readFile(path, 'utf8')).startsWith('gitdir: ');
}
