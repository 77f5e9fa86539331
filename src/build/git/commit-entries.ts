import { stat } from 'node:fs/promises';
import { GateError } from '../../errors.ts';
import { type GitRepository, lastLine, readGit, runGit, tryGit } from './git.ts';
import { readIndex } from './index-entries.ts';
import { readLfsState } from './lfs-contents.ts';

/** A file, link or submodule of a commit; `path` relative to the top of the repository. */
export type CommitEntry = { readonly path: string; readonly mode: string; readonly object: string };

/** All of a commit, in git's order. Throws `git-unavailable`. */
export async function listCommit(repository: GitRepository, commit: string): Promise<readonly CommitEntry[]> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const { exitCode, stdout, stderr } = await runGit(repository, args);
  if (exitCode !== 0)
    throw new GateError('git-unavailable', `\`git ls-tree\` failed: ${lastLine(stderr)}`, {
      hint: 'Check out with a larger `fetch-depth`.',
    });
  // git-ls-tree(1), "OUTPUT FORMAT".
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
      return mode === undefined || object === undefined || path === undefined ? [] : [{ path, mode, object }];
    });
}

/** What decides, beside a commit, what its files look like on this disk; or why that cannot be said in a word. */
export async function describeCheckout(
  repository: GitRepository,
): Promise<{ readonly text: string } | { readonly why: string }> {
  if ((await readIndex(repository)).some(({ isSkipped }) => isSkipped))
    return { why: 'the checkout is sparse' };
  const filters =
    (await tryGit(repository, ['config', '--local', '--name-only', '--get-regexp', '^filter\\.'])) ?? '';
  if (filters.split('\n').some((key) => key !== '' && !key.startsWith('filter.lfs.')))
    return { why: 'a filter of the checkout changes files' };
  if (await hasOwnAttributes(repository)) return { why: 'the checkout has `.git/info/attributes`' };
  const states = new Set((await readLfsState(repository)).byPath.values());
  if (states.size > 1) return { why: 'only some of the files of Git LFS have their contents' };
  const [hasContents] = states;
  const lineEnds = await Promise.all(
    ['core.autocrlf', 'core.eol', 'core.attributesFile'].map((key) => readOr(repository, key)),
  );
  return { text: [hasContents === undefined ? 'none' : String(hasContents), ...lineEnds].join(' ') };
}

/** Attributes of this clone alone. gitattributes(5). */
async function hasOwnAttributes(repository: GitRepository): Promise<boolean> {
  const path = await readGit(repository, [
    'rev-parse',
    '--path-format=absolute',
    '--git-path',
    'info/attributes',
  ]);
  const status = await stat(path).catch(() => null);
  return status !== null && status.size > 0;
}

async function readOr(repository: GitRepository, key: string): Promise<string> {
  return readGit(repository, ['config', '--default', '', '--get', key]);
}
