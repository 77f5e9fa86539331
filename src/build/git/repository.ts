import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { posix } from 'node:path';
import { GateError } from '../../errors.ts';
import type { RepositoryTree } from '../../ledger/ledger.ts';
import { findCheckoutRoot } from './checkout-root.ts';
import { discoverTop, lastLine, readGit, runGit } from './git.ts';
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
  throw new GateError(
    'git-unavailable',
    `git considers \`${top}\` to be the top of the checkout at \`${root}\``,
    {
      hint: 'Remove `core.worktree` from its `.git/config`.',
    },
  );
}

/** Text of a regular file in a commit, or null where the commit has none. Path relative to the repository. */
export async function readFileAt(directory: string, commit: string, path: string): Promise<string | null> {
  if (!(await hasCommit({ directory }, commit))) {
    throw new GateError('git-unavailable', `commit \`${commit.slice(0, 12)}\` is not in the clone`, {
      hint: 'Check out with a larger `fetch-depth`.',
    });
  }
  const isOutside = path.startsWith('/') || path.split('/').includes('..');
  const file = isOutside ? undefined : await findFile({ directory, commit }, path, MAX_LINKS);
  if (!file) return null;
  if (file.size <= MAX_TEXT_BYTES) return readBlob({ directory, commit }, file.blob);
  throw new GateError('bad-input', `\`${path}\` has ${file.size} bytes, expected at most ${MAX_TEXT_BYTES}`);
}

type File = { readonly blob: string; readonly size: number };
type Tree = { readonly directory: string; readonly commit: string };

/** Links of a commit that are followed on the way to one file. */
const MAX_LINKS = 10;

/**
 * A regular file of a commit, links within it followed; undefined where there is none. Throws `bad-input` for anything else of
 * that name: what is there and cannot be read must not pass for nothing.
 */
async function findFile(tree: Tree, path: string, links: number): Promise<File | undefined> {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const place = parts.slice(0, length).join('/');
    const entry = await entryAt(tree, place);
    if (entry === undefined) return undefined;
    if (entry.mode === '120000') {
      const target = linkTarget(place, await readBlob(tree, entry.blob), parts.slice(length));
      if (target !== undefined && links > 0) return findFile(tree, target, links - 1);
      throw refused(tree, place, 'a link that leads out of the repository or in a circle');
    }
    if (length === parts.length) {
      if (entry.mode.startsWith('100')) return entry;
      throw refused(tree, path, 'not a file');
    }
  }
  return undefined;
}

function refused({ commit }: Tree, path: string, what: string): GateError {
  return new GateError(
    'bad-input',
    `\`${path}\` of commit \`${commit.slice(0, 12)}\` is ${what}, expected a file`,
    {
      hint: 'Commit the file itself.',
    },
  );
}

/** Where a link leads, with what follows it on the path; undefined outside of the repository. */
function linkTarget(place: string, target: string, rest: readonly string[]): string | undefined {
  if (target.startsWith('/')) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(place), target, ...rest));
  return path === '..' || path.startsWith('../') ? undefined : path;
}

async function readBlob({ directory }: Tree, blob: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit({ directory }, ['cat-file', 'blob', blob]);
  if (exitCode === 0) return stdout.toString('utf8');
  throw new GateError('git-unavailable', `\`git cat-file\` failed: ${lastLine(stderr)}`, {
    hint: 'Run `git fsck` in the checkout for details.',
  });
}

async function entryAt(
  { directory, commit }: Tree,
  path: string,
): Promise<(File & { readonly mode: string }) | undefined> {
  const listed = await readGit({ directory }, ['ls-tree', '-z', '-l', '--full-tree', commit, '--', path]);
  const [, mode, blob, size, name] =
    /^(\d+) (?:blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t([^\0]*)\0$/.exec(listed) ?? [];
  if (mode === undefined || blob === undefined || name !== path) return undefined;
  return { mode, blob, size: Number(size) || 0 };
}

/**
 * The tracked files of a checkout, given by its top folder, by what the working tree holds, since that is what a build copies. Paths relative to the
 * repository; links, submodules and empty files are left out.
 */
export async function readRepositoryTree(directory: string): Promise<RepositoryTree> {
  const paths = trackedFiles(await listFiles(directory));
  const sizes = new Set<number>();
  const pathsByBlob = new Map<string, string[]>();
  const queue = paths.values();
  const work = async (): Promise<void> => {
    for (const path of queue) {
      const file = await hashFile(Buffer.concat([Buffer.from(`${directory}/`), path]));
      if (!file) continue;
      sizes.add(file.size);
      const same = pathsByBlob.get(file.blob);
      if (same) same.push(path.toString('utf8'));
      else pathsByBlob.set(file.blob, [path.toString('utf8')]);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_FILES }, work));
  for (const same of pathsByBlob.values()) same.sort();
  return { sizes, pathsByBlob };
}

async function listFiles(directory: string): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await runGit({ directory }, ['ls-files', '-s', '-z']);
  if (exitCode === 0) return stdout;
  throw new GateError('git-unavailable', `\`git ls-files\` failed: ${lastLine(stderr)}`, {
    hint: 'Run `git status` in the checkout for details.',
  });
}

/**
 * Lines of `ls-files -s`: mode, object, stage, tab, path. A file in conflict has several stages. Paths are bytes: a name that is
 * no UTF-8 would lead to no file as text, and the file would be overlooked.
 */
function trackedFiles(listing: Buffer): readonly Buffer[] {
  const paths = new Set<string>();
  for (const line of listing.toString('latin1').split('\0')) {
    const path = /^100(?:644|755) [0-9a-f]+ \d\t([^]*)$/.exec(line)?.[1];
    if (path !== undefined) paths.add(path);
  }
  return [...paths].map((path) => Buffer.from(path, 'latin1'));
}

/** Size and git blob id of a regular file on disk; undefined for anything else, and for a file that changes meanwhile. */
async function hashFile(path: Buffer): Promise<File | undefined> {
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
