import { createHash } from 'node:crypto';
import type { Context } from 'openapi-backend';
import { OWNER, REPO } from './github-answers.ts';

/** Files of a commit by path, and what it follows. */
type StoredCommit = {
  readonly files: Readonly<Record<string, string>>;
  readonly parents: readonly string[];
  readonly message: string;
};

/** Branches as GitHub keeps them; tests read and write them. */
export type StoredBranches = {
  /** Commit of each branch. */
  readonly heads: Record<string, string>;
  readonly commits: Record<string, StoredCommit>;
  readonly trees: Record<string, Readonly<Record<string, string>>>;
  /** Called before a branch is moved or made, once: another run that was faster. */
  before?: (() => void) | undefined;
};

type Answer = { readonly status: number; readonly body: unknown };

export function noBranches(): StoredBranches {
  return { heads: {}, commits: {}, trees: {} };
}

/** Commits files to a branch, as somebody else may; the files that are there stay. */
export function pushTo(
  branches: StoredBranches,
  branch: string,
  files: Readonly<Record<string, string>>,
): string {
  const parent = branches.heads[branch];
  const all = { ...(parent === undefined ? {} : branches.commits[parent]?.files), ...files };
  const commit = { files: all, parents: parent === undefined ? [] : [parent], message: 'by somebody' };
  const sha = store(branches.commits, commit);
  branches.heads[branch] = sha;
  return sha;
}

/** What a branch has. */
export function filesOf(
  { heads, commits }: StoredBranches,
  branch: string,
): Readonly<Record<string, string>> {
  return commits[heads[branch] ?? '']?.files ?? {};
}

function store<T>(kept: Record<string, T>, value: T): string {
  const sha = createHash('sha1').update(JSON.stringify(value)).digest('hex');
  kept[sha] = value;
  return sha;
}

type Handler = (context: Context, branches: StoredBranches) => Answer;

/** https://docs.github.com/en/rest/git and /repos/contents */
export const BRANCH_HANDLERS: Readonly<Record<string, Handler>> = {
  'git/get-ref': (context, { heads }) => {
    const branch = decodeURIComponent(context.request.path).replace(/^.*\/git\/ref\/heads\//, '');
    const sha = heads[branch];
    return sha === undefined ? notFound() : { status: 200, body: toRef(branch, sha) };
  },
  'git/get-commit': (context, branches) => {
    const sha = context.request.path.split('/').at(-1) ?? '';
    const commit = branches.commits[sha];
    return commit === undefined
      ? notFound()
      : { status: 200, body: toCommit(sha, commit, store(branches.trees, commit.files)) };
  },
  'git/create-tree': (context, branches) => {
    const { base_tree: base, tree } = bodyOf(context) as {
      readonly base_tree?: string;
      readonly tree: readonly { readonly path: string; readonly content: string }[];
    };
    const files = Object.fromEntries(tree.map(({ path, content }) => [path, content]));
    const sha = store(branches.trees, { ...branches.trees[base ?? ''], ...files });
    return { status: 201, body: { sha, url: urlOf(`git/trees/${sha}`), truncated: false, tree: [] } };
  },
  'git/create-commit': (context, branches) => {
    const { message, tree, parents } = bodyOf(context) as {
      readonly message: string;
      readonly tree: string;
      readonly parents: readonly string[];
    };
    const commit = { files: branches.trees[tree] ?? {}, parents, message };
    const sha = store(branches.commits, commit);
    return { status: 201, body: toCommit(sha, commit, tree) };
  },
  'git/create-ref': (context, branches) => {
    const { ref, sha } = bodyOf(context) as { readonly ref: string; readonly sha: string };
    overtake(branches);
    const branch = ref.replace('refs/heads/', '');
    if (branches.heads[branch] !== undefined) return refused('Reference already exists');
    branches.heads[branch] = sha;
    return { status: 201, body: toRef(branch, sha) };
  },
  'git/update-ref': (context, branches) => {
    const { sha, force } = bodyOf(context) as { readonly sha: string; readonly force: boolean };
    const branch = decodeURIComponent(context.request.path).replace(/^.*\/git\/refs\/heads\//, '');
    overtake(branches);
    const isForward = branches.commits[sha]?.parents.includes(branches.heads[branch] ?? '') === true;
    if (!isForward && !force) return refused('Update is not a fast forward');
    branches.heads[branch] = sha;
    return { status: 200, body: toRef(branch, sha) };
  },
  'repos/get-content': (context, { commits }) => {
    const path = decodeURIComponent(context.request.path).replace(/^.*\/contents\//, '');
    const query = context.request.query as Readonly<Record<string, string>>;
    const content = commits[query['ref'] ?? '']?.files[path];
    return content === undefined ? notFound() : { status: 200, body: toFile(path, content) };
  },
};

function overtake(branches: StoredBranches): void {
  const { before } = branches;
  branches.before = undefined;
  before?.();
}

function bodyOf(context: Context): unknown {
  return context.request.requestBody;
}

function urlOf(path: string): string {
  return `https://api.github.com/repos/${OWNER}/${REPO}/${path}`;
}

function toRef(branch: string, sha: string) {
  const ref = `refs/heads/${branch}`;
  const object = { type: 'commit', sha, url: urlOf(`git/commits/${sha}`) };
  return { ref, node_id: 'R', url: urlOf(`git/${ref}`), object };
}

function toCommit(sha: string, { parents, message }: StoredCommit, tree: string) {
  const person = { date: '2026-11-01T00:00:00Z', email: 'a@b.example', name: 'a' };
  return {
    ...{ sha, node_id: 'C', url: urlOf(`git/commits/${sha}`), html_url: urlOf(`commit/${sha}`), message },
    ...{ author: person, committer: person, tree: { sha: tree, url: urlOf(`git/trees/${tree}`) } },
    parents: parents.map((one) => ({
      sha: one,
      url: urlOf(`git/commits/${one}`),
      html_url: urlOf(`commit/${one}`),
    })),
    verification: { verified: false, reason: 'unsigned', payload: null, signature: null, verified_at: null },
  };
}

function toFile(path: string, content: string) {
  const url = urlOf(`contents/${path}`);
  return {
    ...{ type: 'file', encoding: 'base64', size: Buffer.byteLength(content), name: path, path, url },
    ...{ content: Buffer.from(content).toString('base64'), sha: 'f'.repeat(40), git_url: url, html_url: url },
    ...{ download_url: url, _links: { git: url, self: url, html: url } },
  };
}

function notFound(): Answer {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
}

function refused(message: string): Answer {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}
