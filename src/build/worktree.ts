import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../errors.ts';
import { lastLine, runGit } from './git.ts';
import type { Scratch } from './scratch.ts';

/** A commit's files in a folder of their own. Disposing removes it and its entry in the repository. */
export type Worktree = { readonly directory: string } & AsyncDisposable;

/** Where a worktree is made from. `directory` is the top of the user's checkout: its files, index and branches stay as they are. */
export type WorktreeSource = {
  readonly directory: string;
  readonly commit: string;
  /** For what the clone does not have yet: files of a partial clone, Git LFS. */
  readonly token?: string;
  readonly signal?: AbortSignal;
};

/** Checks a commit out, detached, inside of the scratch folder. Throws `git-unavailable` when git cannot. */
export async function openWorktree(source: WorktreeSource, scratch: Scratch): Promise<Worktree> {
  const { commit, ...repository } = source;
  const root = repository.directory;
  const directory = join(scratch.directory, `baseline-${commit.slice(0, 12)}`);
  await scratch.note({ kind: 'worktree', repository: root, directory });
  const added = await runGit({ ...repository, directory: root }, [
    'worktree',
    'add',
    '--quiet',
    '--detach',
    '--force',
    directory,
    commit,
  ]);
  if (added.exitCode !== 0) {
    throw new GateError(
      'git-unavailable',
      `commit \`${commit.slice(0, 12)}\` cannot be checked out beside the checkout: ${lastLine(added.stderr)}`,
      { hint: 'Check the free disk space, and Git LFS if the repository uses it.' },
    );
  }
  await checkOutSubmodules(directory, source.signal);
  return {
    directory,
    [Symbol.asyncDispose]: async () => {
      await runGit({ directory: root }, ['worktree', 'remove', '--force', '--force', directory]);
    },
  };
}

/** Best effort: a submodule that cannot be had leaves an empty folder, and the build says what it misses. */
async function checkOutSubmodules(directory: string, signal: AbortSignal | undefined): Promise<void> {
  const hasModules = await access(join(directory, '.gitmodules')).then(
    () => true,
    () => false,
  );
  if (!hasModules) return;
  // Not `--init`: that would write the submodules' addresses into the configuration that all worktrees share.
  await runGit({ directory, ...(signal && { signal }) }, [
    '-c',
    'submodule.active=.',
    'submodule',
    'update',
    '--recursive',
    '--depth=1',
    '--quiet',
  ]);
}
