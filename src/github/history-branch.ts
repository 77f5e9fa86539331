import { GateError } from '../errors.ts';
import { toApiFailure } from './api-failure.ts';
import type { GitHubClient } from './client.ts';
import { forEachOf, type HistoryFiles, type HistoryStore, type Kept } from './history-store.ts';
import { MAX_HISTORY_BYTES } from '../report/trend.ts';

/** `slugs`: what the files of each image are called. `message`: of the commit. */
export type BranchPlace = {
  readonly branch: string;
  readonly slugs: readonly string[];
  readonly message: string;
};

/** So often is written anew what another run overtook. */
const MAX_ATTEMPTS = 5;

/**
 * A branch of the repository with a history, a chart and a badge for each image; other files on it stay. A branch that is not there
 * yet gets no parents. All images of a run are one commit. It is never forced: whoever is overtaken reads again.
 */
export function openHistoryBranch(client: GitHubClient, place: BranchPlace): HistoryStore {
  const read = (head: string | null) =>
    forEachOf(place.slugs, async (slug) =>
      head === null ? null : readKept(client, head, `history-${slug}.json`),
    );
  return {
    load: async () => read(await headOf(client, place.branch)),
    update: async (change) => {
      for (let attempt = 1; ; attempt += 1) {
        const head = await headOf(client, place.branch);
        const files = change(await read(head));
        if (files.every((one) => one === null)) return;
        try {
          await commitFiles(client, { place, head, files });
          return;
        } catch (error) {
          if (attempt === MAX_ATTEMPTS) throw error;
          if (!(await isOvertaken(error, { client, branch: place.branch, head }))) throw error;
        }
      }
    },
    isReplaced: false,
  };
}

/** Where the branch was before what failed; null: there was none. */
type Tried = { readonly client: GitHubClient; readonly branch: string; readonly head: string | null };

/** 409: something else changes the repository; 422: the branch is there by now, or has moved on. A rule that protects it is 422, too. */
async function isOvertaken(error: unknown, { client, branch, head }: Tried): Promise<boolean> {
  const { status } = toApiFailure(error);
  return status === 409 || (status === 422 && (await headOf(client, branch)) !== head);
}

/** Commit of the branch; null where there is no such branch. */
async function headOf({ octokit, owner, repo }: GitHubClient, branch: string): Promise<string | null> {
  const found = await orNull(() => octokit.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }));
  return found?.data.object.sha ?? null;
}

/** What is no history keeps no other image from its own. */
async function readKept(client: GitHubClient, ref: string, path: string): Promise<Kept> {
  try {
    return await readFileAt(client, ref, path);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}

async function readFileAt(
  { octokit, owner, repo }: GitHubClient,
  ref: string,
  path: string,
): Promise<Uint8Array | null> {
  const found = await orNull(() => octokit.rest.repos.getContent({ owner, repo, path, ref }));
  if (found === null) return null;
  const { data } = found;
  if (Array.isArray(data) || data.type !== 'file' || !('content' in data))
    throw refused(`\`${path}\` is not a file`);
  if (data.size > MAX_HISTORY_BYTES)
    throw refused(`\`${path}\` has ${data.size} bytes, expected at most ${MAX_HISTORY_BYTES}`);
  return Buffer.from(data.content, 'base64');
}

function refused(message: string): GateError {
  return new GateError('bad-input', message, { hint: 'Delete it: the next push begins a new history.' });
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (toApiFailure(error).status === 404) return null;
    throw error;
  }
}

type Commit = {
  readonly place: BranchPlace;
  readonly head: string | null;
  readonly files: readonly (HistoryFiles | null)[];
};

async function commitFiles(client: GitHubClient, { place, head, files }: Commit): Promise<void> {
  const { octokit, owner, repo } = client;
  const { branch, slugs, message } = place;
  const tree = await octokit.rest.git.createTree({
    owner,
    repo,
    ...(head !== null && { base_tree: await treeOf(client, head) }),
    tree: slugs.flatMap((slug, index) => toEntries(slug, files[index] ?? null)),
  });
  const parents = head === null ? [] : [head];
  const commit = await octokit.rest.git.createCommit({ owner, repo, message, tree: tree.data.sha, parents });
  const { sha } = commit.data;
  if (head === null) await octokit.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha });
  else await octokit.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha, force: false });
}

async function treeOf({ octokit, owner, repo }: GitHubClient, commit: string): Promise<string> {
  const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: commit });
  return data.tree.sha;
}

function toEntries(slug: string, files: HistoryFiles | null) {
  if (files === null) return [];
  return [
    toEntry(`history-${slug}.json`, files.history),
    toEntry(`trend-${slug}.svg`, files.chart),
    ...(files.badge === null ? [] : [toEntry(`badge-${slug}.json`, files.badge)]),
  ];
}

function toEntry(path: string, content: string) {
  return { path, mode: '100644', type: 'blob', content } as const;
}
