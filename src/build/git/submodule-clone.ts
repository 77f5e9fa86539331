import { lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { fetchOrExplain } from './git-history.ts';
import { type GitRepository, lastLine, readGit, runGit, tryGit } from './git.ts';
import { isAddress } from './gitmodules.ts';
import { WITHOUT_CONTENTS } from './sparse-checkout.ts';

const MAX_POINTER_BYTES = 4096;

/** The repository's own folder that a working tree points to with its `.git`; undefined where there is none. */
export async function gitFolderOf(directory: string): Promise<string | undefined> {
  const path = join(directory, '.git');
  const status = await lstat(path).catch(() => undefined);
  if (status?.isDirectory()) return path;
  if (!status?.isFile() || status.size > MAX_POINTER_BYTES) return undefined;
  const target = /^gitdir: (.+)\n?$/.exec(await readFile(path, 'utf8'))?.[1];
  return target === undefined ? undefined : resolve(directory, target);
}

/** Folders that clones of submodules may lie in, links followed: the checkout's, and its repository's where that is elsewhere. */
export async function homesOf(checkout: GitRepository): Promise<readonly string[]> {
  const common = await readGit(checkout, ['rev-parse', '--git-common-dir']);
  return Promise.all([realpath(checkout.directory), realpath(resolve(checkout.directory, common))]);
}

/** The first of these folders that is a repository inside of one of the homes; links followed. */
export async function findClone(
  folders: readonly (string | undefined)[],
  homes: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const place = folder === undefined ? undefined : await realpath(folder).catch(() => undefined);
    if (place === undefined || !homes.some((home) => place.startsWith(`${home}${sep}`))) continue;
    const objects = await lstat(join(place, 'objects')).catch(() => undefined);
    if (objects?.isDirectory()) return place;
  }
  return undefined;
}

export type SubmoduleSource = {
  readonly commit: string;
  /** The checkout's own clone. */
  readonly clone: string | undefined;
  /** Where it is fetched from, where the clone lacks the commit. */
  readonly url: string | null;
  readonly remote: Pick<GitRepository, 'token' | 'submodule' | 'signal'>;
};

/**
 * Checks a submodule's commit out into an empty folder, as a repository of its own that borrows the clone's objects: nothing
 * of the clone changes but that it has the commit. Gives why that cannot be done, or undefined where it is done.
 */
export async function checkOutSubmodule(
  directory: string,
  source: SubmoduleSource,
): Promise<string | undefined> {
  const { url, commit, remote } = source;
  const { objects, why } = await borrow(source);
  if (objects === undefined && url === null) return why ?? 'there is no address to fetch it from';
  await plant(directory, { commit, url, objects });
  const failed = objects === undefined ? await fetchInto({ directory }, source, true) : undefined;
  if (failed !== undefined) return failed;
  const args = ['reset', '--hard', '--quiet', '--no-recurse-submodules', commit];
  const { exitCode, stderr } = await runGit({ directory, ...remote }, args, { settings: WITHOUT_CONTENTS });
  return exitCode === 0 ? undefined : lastLine(stderr);
}

/** The folder of the clone's objects where it has the commit, else why it has it not. */
async function borrow(
  source: SubmoduleSource,
): Promise<{ readonly objects?: string; readonly why?: string | undefined }> {
  const { clone } = source;
  // Git reads a list of such folders, one a line.
  if (clone === undefined || clone.includes('\n')) return {};
  const why = await fetchInto({ directory: clone, gitDirectory: clone }, source);
  return why === undefined ? { objects: join(clone, 'objects') } : { why };
}

/** With what the clone was configured to send, then with the token: a header that it kept and ours would be two. */
async function fetchInto(
  repository: GitRepository,
  { commit, remote }: SubmoduleSource,
  isNew = false,
): Promise<string | undefined> {
  const { token, ...asConfigured } = remote;
  const why = await fetchOrExplain({ ...repository, ...asConfigured }, commit, isNew);
  if (why === undefined || token === undefined) return why;
  return fetchOrExplain({ ...repository, ...remote }, commit, isNew);
}

/** Address that a clone was made from, or null. */
export async function addressOf(clone: string): Promise<string | null> {
  const repository = { directory: clone, gitDirectory: clone };
  const url = await tryGit(repository, ['config', '--local', 'remote.origin.url']);
  return url !== undefined && isAddress(url) ? url : null;
}

type Planted = Pick<SubmoduleSource, 'commit' | 'url'> & { readonly objects: string | undefined };

/** As little as git takes for a repository, so that no template of the machine is in it. gitrepository-layout(5) */
async function plant(directory: string, { commit, url, objects }: Planted): Promise<void> {
  const folder = join(directory, '.git');
  await mkdir(join(folder, 'objects', 'info'), { recursive: true });
  await mkdir(join(folder, 'refs'));
  const isSha256 = commit.length === 64;
  const lines = [
    '[core]',
    `repositoryformatversion = ${isSha256 ? 1 : 0}`,
    'bare = false',
    ...(isSha256 ? ['[extensions]', 'objectFormat = sha256'] : []),
    ...(url === null ? [] : ['[remote "origin"]', `url = "${url.replace(/["\\]/g, String.raw`\$&`)}"`]),
  ];
  await writeFile(join(folder, 'config'), `${lines.join('\n')}\n`);
  await writeFile(join(folder, 'HEAD'), `${commit}\n`);
  if (objects !== undefined) await writeFile(join(folder, 'objects', 'info', 'alternates'), `${objects}\n`);
}
