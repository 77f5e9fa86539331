import { GateError } from '../../errors.ts';
import type { BaselineChoice, GitHubEvent } from '../../gate/request.ts';
import { type GitRepository, readGit, tryGit } from './git.ts';
import { fetchCommit, findMergeBase } from './git-history.ts';
import { findBranch, findRef, listRemote, localDefaultBranch } from './branches.ts';
import { findCheckoutRoot } from './checkout-root.ts';

/** The commit to compare with and how it was found, or why there is none (one clause without a dot). */
export type BaselineCommit = { readonly commit: string; readonly how: string } | { readonly none: string };

/**
 * Which commit is the baseline (docs/report.md, "Which baseline"); it is fetched where the clone lacks it. Throws
 * `git-unavailable` where a commit that must exist cannot be had, `bad-input` for a base ref that does not exist.
 */
export async function resolveBaseline(
  event: GitHubEvent,
  choice: BaselineChoice,
  repository: GitRepository,
): Promise<BaselineCommit> {
  if (choice.kind !== 'git') return { none: 'the baseline is not taken from git' };
  if ((await findCheckoutRoot(repository.directory, null)) === null) {
    return { none: 'the build context is not in a git repository' };
  }
  const head = await tryGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head === undefined) return withoutHead(event);
  return choice.baseRef === undefined
    ? eventBaseline(event, head, repository)
    : mergeBaseWithRef(repository, head, choice.baseRef);
}

/** What is proposed is a commit: a checkout of it that has none is broken, and must not pass for a repository that is new. */
function withoutHead({ kind }: GitHubEvent): BaselineCommit {
  if (kind !== 'pull_request' && kind !== 'merge_group') return { none: 'the repository has no commit yet' };
  throw new GateError(
    'git-unavailable',
    'git finds no commit at HEAD of the checkout, expected the proposed commit',
    {
      hint: 'Check it out again with actions/checkout.',
    },
  );
}

async function eventBaseline(
  event: GitHubEvent,
  head: string,
  repository: GitRepository,
): Promise<BaselineCommit> {
  switch (event.kind) {
    case 'pull_request':
      return pullRequestBaseline(event, head, repository);
    case 'merge_group':
      return given(repository, event.baseSha, 'base of the merge group');
    case 'push':
      return pushBaseline(event, head, repository);
    case 'other': {
      const what = `the event \`${event.name}\` is about a commit of the default branch, which proposes no change`;
      return elsewhere(await defaultBranchBaseline(repository, head), head, what);
    }
    case 'none':
      return defaultBranchBaseline(repository, head);
  }
}

type PullRequest = GitHubEvent & { readonly kind: 'pull_request' };

async function pullRequestBaseline(
  event: PullRequest,
  head: string,
  repository: GitRepository,
): Promise<BaselineCommit> {
  const first = await mergedInto(event, head, repository);
  // Not `base.sha` of the event: the merge commit may be newer than the event's idea of the base branch.
  if (first !== undefined) return given(repository, first, 'first parent of the merge commit');
  const base = await pullRequestMergeBase(event, head, repository);
  if (base === undefined) {
    // A remote that cannot be asked is not a pull request without a base.
    await given(repository, event.baseSha, `commit of branch \`${event.baseRef}\``);
    return { none: `the pull request has no commit in common with branch \`${event.baseRef}\`` };
  }
  if (base !== head) return given(repository, base, `merge base with branch \`${event.baseRef}\``);
  throw new GateError(
    'bad-input',
    `the checkout is at commit \`${head.slice(0, 12)}\` of the base branch, expected a commit of the pull request`,
    { hint: "Check out the pull request's merge ref: actions/checkout does so without a `ref` input." },
  );
}

/**
 * First parent of a commit that merges the pull request into its base branch. Anybody can push a merge commit whose first
 * parent is their own, so it counts where GitHub made the commit for this run, or the parent is a commit of the base branch.
 */
async function mergedInto(
  event: PullRequest,
  head: string,
  repository: GitRepository,
): Promise<string | undefined> {
  const [first, second] = await readParents(repository, head);
  if (head === event.headSha || first === undefined || second === undefined) return undefined;
  if (head === event.mergeSha || first === event.baseSha) return first;
  const tip = await baseBranch(event, repository);
  return tip !== undefined && (await findMergeBase(repository, first, tip)) === first ? first : undefined;
}

/**
 * The commit whose policy and allow entries judge a pull request: the base branch as it is now, whatever its image is
 * compared with; undefined where that is the baseline commit, or where nobody proposes anything.
 */
export async function resolveJudge(
  event: GitHubEvent,
  repository: GitRepository,
): Promise<string | undefined> {
  if (event.kind !== 'pull_request') return undefined;
  const head = await tryGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head === undefined || head === event.mergeSha) return undefined;
  const tip = await baseBranch(event, repository);
  if (tip !== undefined) return tip;
  return (await fetchCommit(repository, event.baseSha)) ? event.baseSha : undefined;
}

/**
 * Tip of the base branch as its repository has it now; as the clone knows it where the remote does not answer. Where `origin` is
 * another repository, such as the fork, a branch of that name there is its owner's: then the commit that the event names.
 */
async function baseBranch(event: PullRequest, repository: GitRepository): Promise<string | undefined> {
  if (await isElsewhere(event, repository)) {
    return (await fetchCommit(repository, event.baseSha)) ? event.baseSha : undefined;
  }
  const listed = await listRemote(repository, `refs/heads/${event.baseRef}`);
  if (listed !== undefined && (await fetchCommit(repository, listed))) return listed;
  return findBranch(repository, event.baseRef);
}

/** The address as it is written, before `insteadOf`; a folder of this machine has no owner in its name. */
async function isElsewhere({ baseRepository }: PullRequest, repository: GitRepository): Promise<boolean> {
  const url = await tryGit(repository, ['config', '--get', 'remote.origin.url']);
  if (baseRepository === undefined || url === undefined || /^(?:file:|[./])/i.test(url)) return false;
  const path = url.replace(/\/+$/, '').replace(/\.git$/i, '');
  return path.split(/[/:]/).slice(-2).join('/').toLowerCase() !== baseRepository.toLowerCase();
}

/** A pull request that has been merged since is an ancestor of its base branch: then the event's base commit counts. */
async function pullRequestMergeBase(
  event: PullRequest,
  head: string,
  repository: GitRepository,
): Promise<string | undefined> {
  const branch = await baseBranch(event, repository);
  const found = branch === undefined ? undefined : await findMergeBase(repository, head, branch);
  return found === undefined || found === head ? findMergeBase(repository, head, event.baseSha) : found;
}

async function pushBaseline(
  event: GitHubEvent & { readonly kind: 'push' },
  head: string,
  repository: GitRepository,
): Promise<BaselineCommit> {
  if (event.ref.startsWith('refs/tags/')) return { none: 'the push set a tag, which proposes no change' };
  if (event.before === null || /^0+$/.test(event.before))
    return elsewhere(await defaultBranchBaseline(repository, head), head, 'the push created the branch');
  if (await fetchCommit(repository, event.before)) {
    return { commit: event.before, how: 'the commit before the push' };
  }
  return {
    none: `the commit before the push, \`${event.before.slice(0, 12)}\`, is no longer on the remote`,
  };
}

/** In a workflow nobody changed the files of the checkout: a commit would be compared with itself. */
function elsewhere(found: BaselineCommit, head: string, none: string): BaselineCommit {
  return 'commit' in found && found.commit !== head ? found : { none };
}

async function given(repository: GitRepository, commit: string, how: string): Promise<BaselineCommit> {
  if (await fetchCommit(repository, commit)) return { commit, how };
  throw new GateError(
    'git-unavailable',
    `the baseline commit \`${commit.slice(0, 12)}\` (${how}) is not in the clone and cannot be fetched from its remote`,
    {
      hint: 'Give the `github-token` input a token with `contents: read`, or check out with `fetch-depth: 2`.',
    },
  );
}

/** Parents from the raw commit: a shallow clone hides them from everything else. */
async function readParents(repository: GitRepository, commit: string): Promise<readonly string[]> {
  const raw = await readGit(repository, ['cat-file', 'commit', commit]);
  const header = raw.slice(0, raw.indexOf('\n\n'));
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap((match) => match[1] ?? []);
}

async function mergeBaseWithRef(
  repository: GitRepository,
  head: string,
  ref: string,
): Promise<BaselineCommit> {
  const tip =
    (await findRef(repository, ref)) ??
    (await findBranch(repository, ref.replace(/^(refs\/heads\/|origin\/)/, '')));
  if (tip === undefined) {
    throw new GateError('bad-input', `there is no git ref \`${ref.slice(0, 200)}\` to use as the base`, {
      hint: 'Correct `--base-ref`, or fetch that branch.',
    });
  }
  return mergeBaseWith(repository, { head, tip, name: ref });
}

async function defaultBranchBaseline(repository: GitRepository, head: string): Promise<BaselineCommit> {
  const local = await tryGit(repository, ['rev-parse', '--verify', '--quiet', 'refs/remotes/origin/HEAD']);
  const listed = local === undefined ? await listRemote(repository, 'HEAD') : undefined;
  const tip = local ?? (listed !== undefined && (await fetchCommit(repository, listed)) ? listed : undefined);
  if (tip !== undefined) return mergeBaseWith(repository, { head, tip, name: 'the default branch' });
  const own = await localDefaultBranch(repository);
  return own === undefined
    ? {
        none: 'the repository has no remote `origin` with a default branch, and no branch `main` or `master`',
      }
    : mergeBaseWith(repository, { head, ...own });
}

async function mergeBaseWith(
  repository: GitRepository,
  { head, tip, name }: { readonly head: string; readonly tip: string; readonly name: string },
): Promise<BaselineCommit> {
  const base = await findMergeBase(repository, head, tip);
  if (base === undefined) return { none: `HEAD has no commit in common with ${name}` };
  return given(repository, base, base === head ? `HEAD, for the working tree` : `merge base with ${name}`);
}
