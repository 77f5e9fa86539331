import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path/posix';
import { GateError } from '../../errors.ts';
import { type GitRepository, lastLine, runGit } from './git.ts';
import { exists, placeOf, readIndex } from './index-entries.ts';

/** What a build sees of a repository. Paths are relative to its top. */
export type SeenByBuild = {
  /** Whether a build depends on a path; for a folder, on that it is there. */
  readonly sees: (path: string) => boolean;
  /** Whether a build may depend on something in a folder that it does not see. */
  readonly seesInto: (folder: string) => boolean;
};

/**
 * Why the image of the working tree may be another than that of the commit: one clause without a dot. Undefined where the
 * builder would be sent the same. What is not certain is a reason.
 */
export async function findChangedInput(
  repository: GitRepository,
  commit: string,
  seen: SeenByBuild,
): Promise<string | undefined> {
  try {
    return await findChange(repository, commit, seen);
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'git-unavailable') throw error;
    return `git cannot tell what changed: ${error.message}`;
  }
}

async function findChange(
  repository: GitRepository,
  commit: string,
  seen: SeenByBuild,
): Promise<string | undefined> {
  const flags = await readFlags(repository, seen);
  if ('why' in flags) return flags.why;
  const changed = (await listChanged(repository, commit, seen)).filter((path) => !flags.leftOut.has(path));
  if (changed.length > 0) return `${shownPaths(changed)} changed`;
  const untracked = await findUntracked(repository, seen);
  if (untracked.length > 0) return `no commit has ${shownPaths(untracked)}, which the build sees`;
  return findChangeInSubmodules(repository, seen);
}

/** Whether a build may depend on a path. Attributes decide what git writes into other files: ends of lines, contents of Git LFS. */
export function matters(path: string, { sees }: SeenByBuild): boolean {
  return basename(path) === '.gitattributes' || sees(path);
}

type Flags = { readonly why: string } | { readonly leftOut: ReadonlySet<string> };

/** Files that git was told not to look at. The baseline lacks what the checkout lacks; what is there in spite of it is not known. */
async function readFlags(repository: GitRepository, seen: SeenByBuild): Promise<Flags> {
  const leftOut = new Set<string>();
  for (const entry of await list(repository, ['ls-files', '-v', '-z'])) {
    const [tag, path] = [entry.charAt(0), toText(entry.slice(2))];
    if (tag === 'H' || !matters(path, seen)) continue;
    if (tag !== 'S') return { why: `git does not look for changes of ${shownPaths([path])}` };
    if (await exists(placeOf(repository.directory, entry.slice(2))))
      return { why: `${shownPaths([path])} is there although a sparse checkout leaves it out` };
    leftOut.add(path);
  }
  return { leftOut };
}

/** Contents count where times differ; a submodule by the commit that it is at. What git would start for a comparison is left out. */
const DIFF = [
  'diff',
  '--raw',
  '-z',
  '--no-renames',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=dirty',
];
const SETTINGS = ['core.fileMode=true', 'core.untrackedCache=false', 'diff.autoRefreshIndex=true'];

async function listChanged(
  repository: GitRepository,
  commit: string,
  seen: SeenByBuild,
): Promise<readonly string[]> {
  const fields = await list(repository, [...DIFF, commit, '--']);
  const changed: string[] = [];
  // git-diff(1), "RAW OUTPUT FORMAT": modes, objects and a letter, then the path.
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const path = toText(fields[at + 1] ?? '');
    const isSubmodule = /^:160000 |^:\d+ 160000 /.test(fields[at] ?? '');
    if (matters(path, seen) || (isSubmodule && seen.seesInto(path))) changed.push(path);
  }
  return changed;
}

/** Also what git ignores: the builder does not know of that. A folder without tracked files is one entry, with a slash at its end. */
async function findUntracked(repository: GitRepository, seen: SeenByBuild): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await list(repository, ['ls-files', '--others', '--directory', '-z'])) {
    const path = toText(entry).replace(/\/$/, '');
    if (matters(path, seen)) found.push(path);
    else if (entry.endsWith('/') && seen.seesInto(path))
      found.push(...(await findSeenIn(repository, entry, seen)));
  }
  return found;
}

async function findSeenIn(
  repository: GitRepository,
  folder: string,
  { sees }: SeenByBuild,
): Promise<readonly string[]> {
  const inside = ['ls-files', '--others', '-z', '--', `:(top,literal)${toText(folder)}`];
  return (await list(repository, inside)).map((path) => toText(path).replace(/\/$/, '')).filter(sees);
}

/** Each is at the commit that both trees name; what was changed in it since, only it knows. */
async function findChangeInSubmodules(
  repository: GitRepository,
  seen: SeenByBuild,
): Promise<string | undefined> {
  for (const { path: name, mode, object } of await readIndex(repository)) {
    const path = toText(name);
    if (mode !== '160000' || (!seen.sees(path) && !seen.seesInto(path))) continue;
    const why = await findChangeInOne({ repository, path, object }, seen);
    if (why !== undefined) return `in the submodule ${shownPaths([path])}, ${why}`;
  }
  return undefined;
}

type Submodule = { readonly repository: GitRepository; readonly path: string; readonly object: string };

async function findChangeInOne(
  { repository: { directory: top, signal }, path, object }: Submodule,
  { sees, seesInto }: SeenByBuild,
): Promise<string | undefined> {
  const directory = join(top, path);
  const git = await lstat(join(directory, '.git')).catch(() => undefined);
  if (git === undefined) {
    const files = await readdir(directory).catch(() => []);
    return files.length === 0 ? undefined : 'there are files although it was not checked out';
  }
  if (git.isDirectory() && sees(join(path, '.git'))) return historyWords(join(path, '.git'));
  return findChange({ directory, ...(signal && { signal }) }, object, {
    sees: (inner) => sees(join(path, inner)),
    seesInto: (inner) => seesInto(join(path, inner)),
  });
}

/** Every commit has another history. */
export function historyWords(path: string): string {
  return `the build sees ${shownPaths([path])}, which differs from commit to commit and which the ignore file could leave out`;
}

async function list(repository: GitRepository, args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runGit(repository, args, { settings: SETTINGS });
  if (exitCode === 0) return stdout.toString('latin1').split('\0').slice(0, -1);
  throw new GateError('git-unavailable', `\`git ${args[0] ?? ''}\` failed: ${lastLine(stderr)}`, {
    hint: 'Run `git status` in the checkout for details.',
  });
}

/** Names are bytes; what is no UTF-8 has a mark in it that no pattern of an ignore file has. */
function toText(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

const MAX_PATHS = 2;

function shownPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, MAX_PATHS).map((path) => `\`${path.replaceAll('`', "'").slice(0, 200)}\``);
  const more = paths.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
