import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GateError } from '../errors.ts';
import type { RepositoryTree } from '../ledger/ledger.ts';
import { readGit, runGit } from './git.ts';
import { hasCommit } from './git-history.ts';

const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const CONCURRENT_FILES = 16;

/** Top folder of the checkout that holds a folder, or null where there is none. Throws where git refuses to look. */
export async function repositoryRoot(directory: string): Promise<string | null> {
  const { exitCode, stdout, stderr } = await runGit({ directory }, ['rev-parse', '--show-toplevel']);
  if (exitCode === 0) return stdout.toString('utf8').replace(/\n$/, '');
  if (!stderr.includes('dubious ownership')) return null;
  throw new GateError(
    'git-unavailable',
    `git does not trust the checkout at \`${directory}\`: another user owns it`,
    {
      hint: `Run \`git config --global --add safe.directory ${directory}\` before this step.`,
    },
  );
}

/** A path relative to the checkout that holds it, `/` between components; null outside of every checkout. */
export async function relativeToRepository(path: string): Promise<string | null> {
  const real = await realpathOfMissing(resolve(path));
  const root = await nearestRoot(dirname(real));
  if (root === null) return null;
  const inside = relative(root, real).split(sep).join('/');
  return inside.startsWith('../') ? null : inside;
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
 * The tracked files of a checkout by what the working tree holds, since that is what a build copies. Paths relative to the
 * repository; links, submodules and empty files are left out.
 */
export async function readRepositoryTree(directory: string): Promise<RepositoryTree> {
  const root = (await repositoryRoot(directory)) ?? directory;
  const { stdout } = await runGit({ directory: root }, ['ls-files', '-s', '-z']);
  const paths = trackedFiles(stdout);
  const sizes = new Set<number>();
  const pathsByBlob = new Map<string, string[]>();
  const queue = paths.values();
  const work = async (): Promise<void> => {
    for (const path of queue) {
      const file = await hashFile(join(root, path));
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
function trackedFiles(listing: Buffer): readonly string[] {
  const paths = new Set<string>();
  for (const line of listing.toString('utf8').split('\0')) {
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

/** Real path of something that may not be there yet: the part that exists is resolved. */
async function realpathOfMissing(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await realpathOfMissing(dirname(path)), basename(path));
}

async function nearestRoot(directory: string): Promise<string | null> {
  const status = await lstat(directory).catch(() => undefined);
  if (status?.isDirectory()) return repositoryRoot(directory);
  return dirname(directory) === directory ? null : nearestRoot(dirname(directory));
}
