import { hasHeadline } from '../report/headline.ts';
import { isWholeComment } from '../report/pr-comment.ts';
import type { GitHubClient } from './client.ts';
import { isLater, isSameRun, parseMarked } from './marker.ts';
import type { CommentMarker, MarkedText, RunNumber } from './marker.ts';

/** Whose comments are looked for. `formerKey`: what the former version called this gate, or null. */
export type OwnGate = {
  readonly pull: number;
  readonly marker: CommentMarker;
  readonly formerKey: string | null;
  /** Whether the run that the marker names may write again, so that its own comment is one to keep current. Absent: it writes once. */
  readonly isRepeated?: true;
};

export type OwnComment = { readonly id: number; readonly marker: CommentMarker };

/** Comments of this gate by the run that wrote them, lowest id first. */
type OwnComments = {
  /** Of earlier runs: ours to keep current. */
  readonly earlier: readonly OwnComment[];
  /** Of this very run: another job's or step's. */
  readonly beside: readonly OwnComment[];
  /** Of later runs, as their markers say. */
  readonly later: readonly OwnComment[];
};

/** Who wrote a comment, as the API says. */
type Written = {
  readonly user: { readonly login: string } | null;
  readonly performed_via_github_app?: { readonly slug?: string } | null;
};

/** A comment as the API lists it, as far as it is read here. */
type Listed = Written & { readonly id: number; readonly body?: string };

const PER_PAGE = 100;
/** Who the job's own token writes as; assumed where the API does not say who we are. */
const WORKFLOW_BOT = 'github-actions[bot]';
const BOT = '[bot]';

/** Looks through the pages until one has a comment of an earlier run; GitHub takes no more than 2,500 comments. */
export async function findOwnComments(client: GitHubClient, gate: OwnGate): Promise<OwnComments> {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, issue_number: gate.pull, per_page: PER_PAGE };
  const found: OwnComment[] = [];
  let login: string | undefined;
  for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, query)) {
    const marked = page.data.flatMap((comment) => toMarked(comment, gate));
    if (marked.length === 0) continue;
    const author = (login ??= await readOwnLogin(client));
    found.push(...marked.filter(({ comment }) => isWrittenBy(comment, author)).map(toOwn));
    if (found.some(({ marker }) => isEarlier(marker, gate))) break;
  }
  return sortByRun(found, gate);
}

type Marked = { readonly comment: Listed; readonly marker: CommentMarker };

/**
 * Anybody can plant a marker, also through another Action that repeats what a pull request says. Ours closes the very text
 * that stands before it, and nothing stands before our headline.
 */
function toMarked(comment: Listed, gate: OwnGate): readonly Marked[] {
  const marked = parseMarked(comment.body ?? '');
  return marked !== null && isOfGate(marked, gate) ? [{ comment, marker: marked.marker }] : [];
}

function isOfGate({ marker, text, isSealed }: MarkedText, gate: OwnGate): boolean {
  if (isSealed) return marker.key === gate.marker.key && hasHeadline(text);
  return marker.key === gate.formerKey && isWholeComment(text, marker.headSha);
}

/** The account, and for a bot its app, where the API says through which app a comment was written. */
export function isWrittenBy({ user, performed_via_github_app: app }: Written, login: string): boolean {
  if (user?.login !== login) return false;
  const slug = app?.slug;
  return slug === undefined || !login.endsWith(BOT) || `${slug}${BOT}` === login;
}

function toOwn({ comment, marker }: Marked): OwnComment {
  return { id: comment.id, marker };
}

function isEarlier({ run }: CommentMarker, gate: OwnGate): boolean {
  return !isBeside(run, gate) && !isLater(run, gate.marker.run);
}

function isBeside(run: RunNumber, { marker, isRepeated }: OwnGate): boolean {
  return isRepeated !== true && isSameRun(run, marker.run);
}

function sortByRun(found: readonly OwnComment[], gate: OwnGate): OwnComments {
  const comments = found.toSorted((a, b) => a.id - b.id);
  const { run } = gate.marker;
  return {
    earlier: comments.filter(({ marker }) => isEarlier(marker, gate)),
    beside: comments.filter(({ marker }) => isBeside(marker.run, gate)),
    later: comments.filter(({ marker }) => isLater(marker.run, run)),
  };
}

/**
 * Login that our comments carry. GitHub answers that for every kind of token only in GraphQL, servers without GraphQL (Gitea, Forgejo)
 * as any other question. Where neither answers, it is the login of the job's own token, the default of `github-token`: with another
 * token no comment is taken for ours then, so that a second one is written rather than a stranger's changed.
 */
export async function readOwnLogin({ octokit }: GitHubClient): Promise<string> {
  const questions = [
    async () => (await octokit.graphql<Viewer>('query { viewer { login } }')).viewer.login,
    async () => (await octokit.rest.users.getAuthenticated()).data.login,
  ];
  for (const ask of questions) {
    try {
      return await ask();
    } catch {
      continue;
    }
  }
  return WORKFLOW_BOT;
}

type Viewer = { readonly viewer: { readonly login: string } };
