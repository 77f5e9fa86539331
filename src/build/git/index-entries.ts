import { lstat, writeFile } from 'node:fs/promises';
import { GateError } from '../../errors.ts';
import { type GitOptions, type GitRepository, lastLine, runGit } from './git.ts';
import type { CommandOutput } from '../command.ts';

/** One entry of a repository's index. */
export type IndexEntry = {
  /** Relative to the repository, a character for each byte: a name need not be UTF-8. */
  readonly path: string;
  /** As git writes it: `100644`, `160000` for a submodule. */
  readonly mode: string;
  readonly object: string;
  /** Left out of the working tree by a sparse checkout. */
  readonly isSkipped: boolean;
};

/** Every entry of the index. Throws `git-unavailable` where it cannot be read. */
export async function readIndex(repository: GitRepository): Promise<readonly IndexEntry[]> {
  return parseIndex(await listed(repository, ['ls-files', '-t', '-s', '-z']));
}

/** Paths of the entries that a pathspec matches, a character for each byte. */
export async function matchingPaths(repository: GitRepository, pathspec: string): Promise<readonly string[]> {
  const listing = await listed(repository, ['ls-files', '-z', '--', pathspec]);
  return listing.toString('latin1').split('\0').slice(0, -1);
}

async function listed(repository: GitRepository, args: readonly string[]): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await runGit(repository, args);
  if (exitCode === 0) return stdout;
  throw new GateError('git-unavailable', `\`git ls-files\` failed: ${lastLine(stderr)}`, {
    hint: 'Run `git status` in the checkout for details.',
  });
}

/** Lines of git-ls-files(1) with `-t -s -z`: tag, mode, object, stage, tab, path. A file in conflict has several stages. */
function parseIndex(listing: Buffer): readonly IndexEntry[] {
  return listing
    .toString('latin1')
    .split('\0')
    .flatMap((line) => {
      const [, tag, mode, object, path] = /^(\S) (\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(line) ?? [];
      if (mode === undefined || object === undefined || path === undefined) return [];
      return [{ path, mode, object, isSkipped: tag === 'S' || tag === 's' }];
    });
}

/** Where a path of the index is on disk. */
export function placeOf(directory: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(path, 'latin1')]);
}

/** Writes files of the index into the working tree. `list`: a file for their names, since they may be too many for arguments. */
export async function checkOutPaths(
  repository: GitRepository,
  { paths, list }: { readonly paths: readonly string[]; readonly list: string },
  { settings = [], environment = {} }: GitOptions,
): Promise<CommandOutput> {
  await writeFile(list, Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1'));
  const from = [`--pathspec-from-file=${list}`, '--pathspec-file-nul'];
  return runGit(repository, ['checkout', '--quiet', '--ignore-skip-worktree-bits', ...from], {
    settings,
    environment: { ...environment, GIT_LITERAL_PATHSPECS: '1' },
  });
}

/** Whether there is anything of that name; links are not followed. */
export async function exists(path: string | Buffer): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
