import type { Context } from 'openapi-backend';
import { OWNER, REPO, toUser } from './github-answers.ts';

/** A file of the pull request; without a patch it is large or binary. */
export type StoredFile = { readonly filename: string; readonly patch?: string };

/** `line` null: its lines are no longer in the diff. */
export type StoredReviewComment = {
  id: number;
  body: string;
  login: string;
  path: string;
  line: number | null;
  startLine?: number;
  inReplyTo?: number;
  isMinimized?: boolean;
  /** As the API says it of what is minimized. */
  minimizedReason?: string | null;
};

export type StoredReview = {
  readonly id: number;
  readonly body: string;
  readonly comments: readonly number[];
};

export type StoredCheckRun = {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  conclusion: string | null;
  externalId: string;
  title: string;
  summary: string;
  text: string;
  readonly annotations: Record<string, unknown>[];
};

/** What reviews and checks need to know. */
export type ReviewState = {
  files: StoredFile[];
  reviews: StoredReview[];
  reviewComments: StoredReviewComment[];
  checkRuns: StoredCheckRun[];
  /** False: the token has no `checks: write`. */
  canWriteChecks: boolean;
  /** `missing`: a server without GraphQL; `read-only`: it reads, and refuses to change. */
  graphql: 'there' | 'missing' | 'read-only';
  headSha: string | null;
  viewer: string;
};

export function emptyReviews(): Omit<ReviewState, 'headSha' | 'viewer'> {
  return {
    files: [],
    reviews: [],
    reviewComments: [],
    checkRuns: [],
    canWriteChecks: true,
    graphql: 'there',
  };
}

type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };
type Json = Readonly<Record<string, unknown>>;

function refusal(message: string) {
  return { message, documentation_url: 'https://docs.github.com/rest' };
}

function refused(message: string): Answer {
  return { status: 422, body: refusal(`Unprocessable Entity: ${message}`) };
}

export function toFile({ filename, patch }: StoredFile) {
  const url = `https://github.com/${OWNER}/${REPO}`;
  return {
    sha: '1'.repeat(40),
    filename,
    status: 'modified',
    ...{ additions: 1, deletions: 0, changes: 1 },
    blob_url: `${url}/blob/1/x`,
    raw_url: `${url}/raw/1/x`,
    contents_url: `https://api.github.com/repos/${OWNER}/${REPO}/contents/x`,
    ...(patch !== undefined && { patch }),
  };
}

/** In the order that was asked for: ids grow with time. The API ignores a direction without `sort`. */
export function listedReviewComments({ request }: Context, { reviewComments }: ReviewState) {
  const { sort, direction } = request.query;
  const isNewestFirst = sort === 'created' && direction === 'desc';
  return reviewComments.toSorted((a, b) => (isNewestFirst ? b.id - a.id : a.id - b.id));
}

export function toReviewComment(comment: StoredReviewComment) {
  const url = `https://api.github.com/repos/${OWNER}/${REPO}/pulls/comments/${comment.id}`;
  const pull = `https://api.github.com/repos/${OWNER}/${REPO}/pulls/7`;
  return {
    url,
    id: comment.id,
    node_id: nodeOf(comment),
    pull_request_review_id: 1,
    diff_hunk: '@@ -1 +1 @@',
    path: comment.path,
    commit_id: 'a'.repeat(40),
    original_commit_id: 'a'.repeat(40),
    user: toUser(comment.login),
    body: comment.body,
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    html_url: `https://github.com/${OWNER}/${REPO}/pull/7#discussion_r${comment.id}`,
    pull_request_url: pull,
    author_association: 'CONTRIBUTOR',
    _links: { self: { href: url }, html: { href: url }, pull_request: { href: pull } },
    side: 'RIGHT',
    // The description leaves out that GitHub says null here.
    ...(comment.line !== null && { line: comment.line }),
    ...(comment.inReplyTo !== undefined && { in_reply_to_id: comment.inReplyTo }),
  };
}

function nodeOf({ id }: Pick<StoredReviewComment, 'id'>): string {
  return `PRRC_${id}`;
}

/** New lines of each hunk, as `first-last`. */
function rightSides(patch: string): readonly (readonly [number, number])[] {
  const sides: [number, number][] = [];
  for (const line of patch.split('\n')) {
    const head = /^@@ [^+]*\+(\d+)/.exec(line)?.[1];
    const last = sides.at(-1);
    if (head !== undefined) sides.push([Number(head), Number(head) - 1]);
    else if (last !== undefined && /^[ +]/.test(line)) last[1] += 1;
  }
  return sides;
}

function mistakeOf(comment: Json, files: readonly StoredFile[]): string | undefined {
  const file = files.find(({ filename }) => filename === comment['path']);
  if (file?.patch === undefined) return 'Path could not be resolved';
  const end = Number(comment['line']);
  const start = Number(comment['start_line'] ?? comment['line']);
  if (comment['start_line'] !== undefined && start >= end) return 'start line must precede the end line';
  const sides = rightSides(file.patch);
  const inOne = (line: number) => sides.find(([first, last]) => first <= line && line <= last);
  if (comment['side'] !== 'RIGHT' || inOne(end) === undefined)
    return 'Pull request review thread line must be part of the diff';
  if (inOne(start) !== inOne(end))
    return 'Pull request review thread start line must be part of the same hunk as the line.';
  return String(comment['body']).length > 65_536 ? 'body is too long' : undefined;
}

export function createReview(context: Context, state: ReviewState): Answer {
  const asked = context.request.requestBody as Json;
  const comments = (asked['comments'] ?? []) as readonly Json[];
  if (asked['event'] !== 'COMMENT' || asked['body'] === '') return refused('body is needed');
  if (asked['commit_id'] !== state.headSha) return refused('commit_id is not part of the pull request');
  const mistake = comments.map((comment) => mistakeOf(comment, state.files)).find((one) => one !== undefined);
  if (mistake !== undefined) return refused(mistake);
  const first = Math.max(500, ...state.reviewComments.map(({ id }) => id)) + 1;
  const stored = comments.map((comment, index) => ({
    id: first + index,
    body: String(comment['body']),
    login: state.viewer,
    path: String(comment['path']),
    line: Number(comment['line']),
    ...(comment['start_line'] !== undefined && { startLine: Number(comment['start_line']) }),
  }));
  state.reviewComments.push(...stored);
  const id = state.reviews.length + 1;
  const review = { id, body: String(asked['body']), comments: stored.map((one) => one.id) };
  state.reviews.push(review);
  return { status: 200, body: toReview(review, state.viewer) };
}

function toReview({ id, body }: StoredReview, login: string) {
  const html = `https://github.com/${OWNER}/${REPO}/pull/7#pullrequestreview-${id}`;
  const pull = `https://api.github.com/repos/${OWNER}/${REPO}/pulls/7`;
  return {
    id,
    node_id: `PRR_${id}`,
    user: toUser(login),
    body,
    state: 'COMMENTED',
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
    commit_id: 'a'.repeat(40),
    author_association: 'CONTRIBUTOR',
  };
}

export function deleteReviewComment(id: number, state: ReviewState): Answer {
  const index = state.reviewComments.findIndex((comment) => comment.id === id);
  if (index < 0) return { status: 404, body: refusal('Not Found') };
  state.reviewComments.splice(index, 1);
  return { status: 204, body: undefined };
}

const MAX_CHECK_TEXT = 65_535;
const MAX_ANNOTATION_TITLE = 255;

function wrongOutput(output: Json): string | undefined {
  const texts = [output['summary'], output['text'] ?? ''].map(String);
  const titles = ((output['annotations'] ?? []) as readonly Json[]).map(({ title }) => textOf(title));
  if (titles.some((title) => Array.from(title).length > MAX_ANNOTATION_TITLE))
    return `annotation title exceeds the maximum size of ${MAX_ANNOTATION_TITLE} characters`;
  if (!output['title'] || !output['summary']) return 'title and summary are needed with annotations';
  return texts.some((text) => text.length > MAX_CHECK_TEXT)
    ? `Only 65535 characters are allowed; ${Math.max(...texts.map((text) => text.length))} were supplied`
    : undefined;
}

function writeOutput(run: StoredCheckRun, output: Json): Answer | undefined {
  const mistake = wrongOutput(output);
  if (mistake !== undefined) return refused(mistake);
  run.title = textOf(output['title']);
  run.summary = textOf(output['summary']);
  run.text = textOf(output['text']);
  run.annotations.push(...((output['annotations'] ?? []) as Record<string, unknown>[]));
  return undefined;
}

/** A text of a request that was validated; empty where it is absent. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const PERMISSION = { 'x-accepted-github-permissions': 'checks=write' };

function forbidden(): Answer {
  return {
    status: 403,
    headers: PERMISSION,
    body: refusal('Resource not accessible by integration'),
  };
}

export function createCheckRun(context: Context, state: ReviewState): Answer {
  if (!state.canWriteChecks) return forbidden();
  const asked = context.request.requestBody as Json;
  const run: StoredCheckRun = {
    id: state.checkRuns.length + 1,
    name: String(asked['name']),
    headSha: String(asked['head_sha']),
    conclusion: asked['conclusion'] === undefined ? null : textOf(asked['conclusion']),
    externalId: textOf(asked['external_id']),
    ...{ title: '', summary: '', text: '', annotations: [] },
  };
  const wrong = writeOutput(run, asked['output'] as Json);
  if (wrong !== undefined) return wrong;
  state.checkRuns.push(run);
  return { status: 201, body: toCheckRun(run) };
}

export function updateCheckRun(context: Context, id: number, state: ReviewState): Answer {
  if (!state.canWriteChecks) return forbidden();
  const run = state.checkRuns.find((one) => one.id === id);
  if (run === undefined) return { status: 404, body: refusal('Not Found') };
  const asked = context.request.requestBody as Json;
  if (asked['external_id'] !== undefined) run.externalId = textOf(asked['external_id']);
  return writeOutput(run, asked['output'] as Json) ?? { status: 200, body: toCheckRun(run) };
}

/** The latest of one name. */
export function listCheckRuns(name: string, ref: string, state: ReviewState): Answer {
  if (!state.canWriteChecks) return forbidden();
  const found = state.checkRuns.filter((run) => run.name === name && run.headSha === ref).slice(-1);
  return { status: 200, body: { total_count: found.length, check_runs: found.map(toCheckRun) } };
}

function toCheckRun(run: StoredCheckRun) {
  const url = `https://api.github.com/repos/${OWNER}/${REPO}/check-runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.headSha,
    node_id: `CR_${run.id}`,
    external_id: run.externalId,
    url,
    html_url: url,
    details_url: url,
    status: 'completed',
    conclusion: run.conclusion,
    started_at: '2026-11-01T00:00:00Z',
    completed_at: '2026-11-01T00:00:00Z',
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  };
}

const APPEARANCE =
  'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on PullRequestReviewComment { isMinimized minimizedReason } } }';
const MINIMIZE =
  /^mutation \((?:\$id\d+: ID!(?:, )?)+\) \{ (?:id\d+: minimizeComment\(input: \{ subjectId: \$id\d+, classifier: OUTDATED \}\) \{ minimizedComment \{ isMinimized \} \} ?)+\}$/;
const UNMINIMIZE =
  /^mutation \((?:\$id\d+: ID!(?:, )?)+\) \{ (?:id\d+: unminimizeComment\(input: \{ subjectId: \$id\d+ \}\) \{ unminimizedComment \{ isMinimized \} \} ?)+\}$/;
/** GitHub refuses a query for more. */
const MAX_NODES = 100;

/** Answers what reviews ask of GraphQL; undefined where it is another question. */
export function answerReviewGraphql(
  { query, variables = {} }: { readonly query: string; readonly variables?: Json },
  state: ReviewState,
): Answer | undefined {
  if (state.graphql === 'missing') return { status: 404, body: refusal('Not Found') };
  if (query === APPEARANCE) return appearancesOf(variables['ids'] as readonly string[], state);
  const isMinimized = MINIMIZE.test(query);
  if (!isMinimized && !UNMINIMIZE.test(query)) return undefined;
  if (state.graphql === 'read-only')
    return graphqlError('FORBIDDEN', 'Resource not accessible by integration');
  for (const id of Object.values(variables)) {
    const found = state.reviewComments.find((comment) => nodeOf(comment) === id);
    if (found === undefined) continue;
    found.isMinimized = isMinimized;
    found.minimizedReason = isMinimized ? 'outdated' : null;
  }
  return { status: 200, body: { data: {} } };
}

function appearancesOf(ids: readonly string[], { reviewComments }: ReviewState): Answer {
  if (ids.length > MAX_NODES)
    return graphqlError('ARGUMENT_LIMIT', `You may not provide more than ${MAX_NODES} node ids`);
  const nodes = ids.map((id) => {
    const found = reviewComments.find((comment) => nodeOf(comment) === id);
    if (found === undefined) return null;
    return { id, isMinimized: found.isMinimized === true, minimizedReason: found.minimizedReason ?? null };
  });
  return { status: 200, body: { data: { nodes } } };
}

function graphqlError(type: string, message: string): Answer {
  return { status: 200, body: { data: null, errors: [{ type, message }] } };
}
