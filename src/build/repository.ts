import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../errors.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import { findCheckoutRoot } from './checkout-root.ts';
import { discoverTop, readGit, runGit } from './git.ts';
import { hasCommit } from './git-history.ts';

const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const CONCURRENT_FILES = 16;

/**
 * Top folder of the checkout that holds a folder, or null where there is none. `workspace` is GITHUB_WORKSPACE; null: there is
 * none. Throws `git-unavailable` where there is a checkout that git cannot read: nothing is judged without it.
 */
export async function repositoryRoot(directory: string, workspace: string | null): Promise<string | null> {
  const root = await findCheckoutRoot(directory, workspace);
  if (root === null) return null;
  const top = await discoverTop({ directory: root });
  if ((await realpath(top)) === root) return root;
  throw new GateError('git-unavailable', `git takes \`${top}\` for the top of the checkout at \`${root}\``, {
    hint: 'Remove `core.worktree` from its `.git/config`.',
  });
}

/** Text of a regular file in a commit, or null where the commit has none. Path relative to the repository. */
export async function readFileAt(directory: string, commit: string, path: string): Promise<string | null> {
  if (!(await hasCommit({ directory }, commit))) {
    throw new GateError('git-unavailable', `commit \`${commit.slice(0, 12)}\` is not in the clone`, {
      hint: 'Check out with a greater `fetch-depth`.',
    });
  }
  const isOutside = path.startsWith('/') || path.split('/').includes('..');
  const file = isOutside ? undefined : await findFile(directory, commit, path);
  if (!file) return null;
  if (file.size <= MAX_TEXT_BYTES) {
    const { stdout } = await runGit({ directory }, ['cat-file', 'blob', file.blob]);
    return stdout.toString('utf8');
  }
  throw new GateError('bad-input', `\`${path}\` has ${file.size} bytes, expected at most ${MAX_TEXT_BYTES}`);
}

type File = { readonly blob: string; readonly size: number };

async function findFile(directory: string, commit: string, path: string): Promise<File | undefined> {
  const listed = await readGit({ directory }, ['ls-tree', '-z', '-l', '--full-tree', commit, '--', path]);
  const [, blob, size, name] = /^100(?:644|755) blob ([0-9a-f]+) +(\d+)\t([^\0]*)\0$/.exec(listed) ?? [];
  return blob === undefined || name !== path ? undefined : { blob, size: Number(size) };
}

/**
 * The tracked files of a checkout, given by its top folder, by what the working tree holds, since that is what a build copies. Paths relative to the
 * repository; links, submodules and empty files are left out.
 */
export async function readRepositoryTree(directory: string): Promise<RepositoryTree> {
  const listing = await readGit({ directory }, ['ls-files', '-s', '-z']);
  const paths = trackedFiles(listing);
  const sizes = new Set<number>();
  const pathsByBlob = new Map<string, string[]>();
  const queue = paths.values();
  const work = async (): Promise<void> => {
    for (const path of queue) {
      const file = await hashFile(join(directory, path));
      if (!file) continue;
      sizes.add(file.size);
      const same = pathsByBlob.get(file.blob);
      if (same) same.push(path);
      else pathsByBlob.set(file.blob, [path]);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_FILES }, work));
  for (const same of pathsByBlob.values()) same.sort();
  return { sizes, pathsByBlob };
}

/** Lines of `ls-files -s`: mode, object, stage, tab, path. A file in conflict has several stages. */
function trackedFiles(listing: string): readonly string[] {
  const paths = new Set<string>();
  for (const line of listing.split('\0')) {
    const path = /^100(?:644|755) [0-9a-f]+ \d\t([^]*)$/.exec(line)?.[1];
    if (path !== undefined) paths.add(path);
  }
  return [...paths];
}

/** Size and git blob id of a regular file on disk; undefined for anything else, and for a file that changes meanwhile. */
async function hashFile(path: string): Promise<File | undefined> {
  const status = await lstat(path).catch(() => undefined);
  if (!status?.isFile() || status.size === 0) return undefined;
  const hash = createHash('sha1').update(`blob ${status.size}\0`);
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch {
    return undefined;
  }
  return bytes === status.size ? { size: status.size, blob: hash.digest('hex') } : undefined;
}
