import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const MAX_POINTER_BYTES = 4096;

/**
 * Top folder of the git checkout that a folder belongs to, or null where there is none. Absolute, links followed. Found by
 * looking for `.git`, which no commit can hold, and never by asking git in a folder whose files came with a commit: that
 * takes any folder with `HEAD`, `objects` and `refs` for a repository and obeys its configuration.
 *
 * `workspace`: GITHUB_WORKSPACE. The checkout is its own; else the outermost one between it and the folder; else the one that
 * holds it. So a submodule is never taken for the repository that it is part of. Null, or elsewhere: the nearest one, which is
 * a submodule only for who stands in it.
 */
export async function findCheckoutRoot(directory: string, workspace: string | null): Promise<string | null> {
  const folder = await realpath(directory);
  const start = workspace === null ? null : await realpath(workspace).catch(() => null);
  if (start === null) return withoutSubmodules(await nearestCheckout(folder));
  const below = relative(start, folder);
  if (!isBelow(below)) return nearestCheckout(folder);
  if (await hasGit(start)) return start;
  const outermost = await outermostCheckout(start, below);
  // A checkout of its own, as actions/checkout makes with `path`; a submodule is part of one that is further up.
  if (outermost !== null && (await isFolder(join(outermost, '.git')))) return outermost;
  return (await nearestCheckout(start)) ?? outermost;
}

/** The same, or the repository that it is a submodule of: who is not in a submodule did not choose it as the repository. */
async function withoutSubmodules(root: string | null): Promise<string | null> {
  if (root === null || isBelow(relative(root, await realpath('.')))) return root;
  const above = await nearestCheckout(dirname(root));
  return above !== null && (await isSubmodule(root)) ? withoutSubmodules(above) : root;
}

async function isSubmodule(root: string): Promise<boolean> {
  const pointer = await readFile(join(root, '.git'), 'utf8').catch(() => '');
  return /^gitdir: .*[\\/]modules[\\/]/.test(pointer);
}

function isBelow(name: string): boolean {
  return name !== '..' && !name.startsWith(`..${sep}`);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
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
