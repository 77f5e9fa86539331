import { fetchCommit } from './git-history.ts';
import { type GitRepository, tryGit } from './git.ts';

/** Commit of what a user calls a base. A branch comes before a tag of its name, unlike in git: tags come along with a fetch, and who may push one may not push the branch. */
export async function findRef(repository: GitRepository, ref: string): Promise<string | undefined> {
  return (
    (await commitOf(repository, `refs/heads/${ref}`)) ??
    (await commitOf(repository, `refs/remotes/${ref}`)) ??
    (await commitOf(repository, ref))
  );
}

function commitOf(repository: GitRepository, ref: string): Promise<string | undefined> {
  return tryGit(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

/** Tip of a branch: as the clone knows it, else as the remote does. */
export async function findBranch(repository: GitRepository, branch: string): Promise<string | undefined> {
  const ref = `refs/remotes/origin/${branch}`;
  const local = await commitOf(repository, ref);
  if (local !== undefined) return local;
  const listed = await listRemote(repository, `refs/heads/${branch}`);
  return listed !== undefined && (await fetchCommit(repository, listed)) ? listed : undefined;
}

/** Commit of a ref as the remote has it now; undefined where it does not answer, or has none. */
export async function listRemote(repository: GitRepository, ref: string): Promise<string | undefined> {
  const lines = await tryGit(repository, ['ls-remote', '--quiet', '--', 'origin', ref]);
  const line = lines?.split('\n').find((text) => text.endsWith(`\t${ref}`));
  const commit = line?.split('\t')[0];
  return commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

/** What a repository without a remote is likely to call its default branch. */
export async function localDefaultBranch(
  repository: GitRepository,
): Promise<{ readonly tip: string; readonly name: string } | undefined> {
  if ((await tryGit(repository, ['config', '--get', 'remote.origin.url'])) !== undefined) return undefined;
  for (const branch of ['main', 'master']) {
    const ref = `refs/heads/${branch}^{commit}`;
    const tip = await tryGit(repository, ['rev-parse', '--verify', '--quiet', ref]);
    if (tip !== undefined) return { tip, name: `the local branch \`${branch}\`` };
  }
  return undefined;
}
