import {
  cp,
  link,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Lines of an ignore file that keep the history out of every build. https://docs.docker.com/build/concepts/context/#dockerignore-files */
const IGNORES_HISTORY = /^(?:\/|\.\/|\*\*\/)?(?:\.git(?:\/(?:\*\*?)?)?|\*\*?)$/;

/** Whether the context's ignore file keeps `.git` out of the build. `text`: the ignore file, or null where there is none. */
export function ignoresHistory(text: string | null): boolean {
  const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
  // A line that takes something back may take back parts of the history: then nothing is certain.
  return lines.some((line) => IGNORES_HISTORY.test(line)) && !lines.some((line) => line.startsWith('!'));
}

/**
 * Gives a worktree the repository's own `.git` folder instead of the pointer that git puts there, so that a Dockerfile which
 * copies it finds the same in the baseline as in the checkout. Files are linked, not copied, where the disk is the same.
 * Disposing puts the pointer back. Null where the checkout itself has only a pointer.
 */
export async function shareHistory(worktree: string, repository: string): Promise<AsyncDisposable | null> {
  const source = join(repository, '.git');
  const pointer = join(worktree, '.git');
  const status = await lstat(source).catch(() => undefined);
  if (!status?.isDirectory()) return null;
  const text = await readFile(pointer, 'utf8');
  await rm(pointer);
  await linkTree(source, pointer);
  return {
    [Symbol.asyncDispose]: async () => {
      await rm(pointer, { recursive: true, force: true });
      await writeFile(pointer, text);
    },
  };
}

/** A repository's folder, but for the worktrees' own entries: those are ours, and gone when the candidate is built. */
export async function linkTree(from: string, to: string, root = from): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (relative(root, source) === 'worktrees') continue;
    if (entry.isDirectory()) await linkTree(source, target, root);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (entry.isFile()) await linkOrCopy(source, target);
  }
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch {
    await cp(source, target, { preserveTimestamps: true });
  }
}
