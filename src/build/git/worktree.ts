import { join } from 'node:path';
import { GateError } from '../../errors.ts';
import { type GitRepository, lastLine, runGit } from './git.ts';
import { fillContents, readLfsState } from './lfs-contents.ts';
import { unfilteredFiles } from './own-filters.ts';
import type { RunFolder } from '../run-folder.ts';
import { copyPatterns, leaveOutTheSame, type Trees, WITHOUT_CONTENTS } from './sparse-checkout.ts';
import { fillSubmodules, pointerWords } from './submodules.ts';

/** A commit's files in a folder of their own. Disposing removes it and its entry in the repository. */
export type Worktree = {
  readonly directory: string;
  /** What the checkout has and this folder could not be given, one clause each. */
  readonly lacking: readonly string[];
  /** Makes submodules look as in the checkout; git cannot work in them from then on. */
  readonly settle: () => Promise<void>;
} & AsyncDisposable;

/** Where a worktree is made from. `directory` is the top of the user's checkout: its files, index and branches stay as they are. */
export type WorktreeSource = {
  readonly directory: string;
  readonly commit: string;
  /** For what the clone does not have yet: files of a partial clone, Git LFS, submodules. */
  readonly token?: string;
  readonly signal?: AbortSignal;
};

/**
 * Checks a commit out, detached, inside of the run folder, and has it hold what the checkout holds: the same parts of a
 * sparse checkout, contents or pointers of Git LFS, submodules or empty folders. Throws `git-unavailable` when git cannot.
 */
export async function openWorktree(source: WorktreeSource, runFolder: RunFolder): Promise<Worktree> {
  const { commit, ...repository } = source;
  const directory = join(runFolder.directory, `baseline-${commit.slice(0, 12)}`);
  await runFolder.note({ kind: 'worktree', repository: repository.directory, directory });
  const trees = {
    checkout: repository,
    worktree: { ...repository, directory },
    list: join(runFolder.directory, 'paths'),
  };
  await writeFiles(trees, commit);
  await leaveOutTheSame(trees);
  const lfs = await readLfsState(repository);
  const pointers = await fillContents(trees, lfs);
  const submodules = await fillSubmodules(trees, { commit, lfs });
  return {
    directory,
    lacking: [...pointers.map(pointerWords), ...(await unfilteredFiles(trees)), ...submodules.lacking],
    settle: submodules.settle,
    [Symbol.asyncDispose]: async () => {
      const gone = { directory: repository.directory };
      await runGit(gone, ['worktree', 'remove', '--force', '--force', directory]);
    },
  };
}

async function writeFiles(trees: Trees, commit: string): Promise<void> {
  const { checkout, worktree } = trees;
  const { directory } = worktree;
  const add = ['worktree', 'add', '--quiet', '--detach', '--force', '--no-checkout', directory, commit];
  await succeed(checkout, { args: add, commit });
  const settings = [...(await copyPatterns(trees)), ...WITHOUT_CONTENTS];
  const reset = ['reset', '--hard', '--quiet', '--no-recurse-submodules'];
  await succeed(worktree, { args: reset, commit, settings });
}

type Step = {
  readonly args: readonly string[];
  readonly commit: string;
  readonly settings?: readonly string[];
};

async function succeed(repository: GitRepository, { args, commit, settings = [] }: Step): Promise<void> {
  const { exitCode, stderr } = await runGit(repository, args, { settings });
  if (exitCode === 0) return;
  throw new GateError(
    'git-unavailable',
    `commit \`${commit.slice(0, 12)}\` cannot be checked out into a worktree: ${lastLine(stderr)}`,
    {
      hint: 'Check that there is enough free disk space and, for a partial clone, that the remote responds.',
    },
  );
}
