import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIBackend } from 'openapi-backend';
import type { Context, Document, Handler, Operation, Request } from 'openapi-backend';
import { openArtifactStorage } from './artifact-storage.ts';
import { OWNER, REPO, toArtifact, toComment, toEvent, toLabel, toUser } from './github-answers.ts';
import type { StoredArtifact, StoredComment, StoredLabelEvent, StoredPull } from './github-answers.ts';
import {
  answerReviewGraphql,
  createCheckRun,
  createReview,
  deleteReviewComment,
  emptyReviews,
  listCheckRuns,
  listedReviewComments,
  toFile,
  toReviewComment,
  updateCheckRun,
} from './github-reviews.ts';
import type { ReviewState } from './github-reviews.ts';
import { BRANCH_HANDLERS, noBranches, type StoredBranches } from './github-branches.ts';

/** Largest comment that GitHub takes; its description of the API does not say so. */
const MAX_COMMENT_CHARS = 65_536;

export type StoredRun = { id: number; number: number; attempt: number; headSha: string; path: string };

/** What GitHub knows; tests read and write it. */
export type GitHubState = ReviewState & {
  comments: StoredComment[];
  labels: string[];
  events: StoredLabelEvent[];
  /** Runs that the token may see. */
  runs: StoredRun[];
  pulls: StoredPull[];
  artifacts: StoredArtifact[];
  /** What the cache has, by key and the ref that saved it. */
  caches: readonly { readonly key: string; readonly ref: string }[];
  /** Role of each account, by login; who is not named has `triage`. */
  roles: Record<string, string>;
  /** Head of the pull request; null: the token may not see it. */
  headSha: string | null;
  /** Who the token writes as. */
  viewer: string;
  /** False: writes are answered as for a fork's token. */
  canWrite: boolean;
  /** False: the token may not read runs and what they uploaded. */
  canReadActions: boolean;
  /** Which server answers: where its API is, and what it lacks. */
  server: 'github' | 'enterprise' | 'gitea';
  branches: StoredBranches;
};

export type RecordedRequest = { readonly method: string; readonly path: string; readonly body: string };
export type ScriptedAnswer = {
  /** Waits for a request with this method; absent: answers the next one. */
  readonly method?: string;
  /** Waits for a request whose path ends like this. */
  readonly path?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message: string;
};

/** A GitHub that keeps state. Every request and every answer is held against GitHub's own description of its API. */
export type GitHubDouble = {
  readonly url: string;
  readonly repository: string;
  readonly state: GitHubState;
  readonly requests: readonly RecordedRequest[];
  /** What was asked or answered against the description: a test that leaves some fails. */
  readonly faults: readonly string[];
  /** The next requests get these answers, in this order. */
  answerNext(...answers: readonly ScriptedAnswer[]): void;
  close(): Promise<void>;
};

/** Errors of the API have both fields. */
function refusal(message: string) {
  return { message, documentation_url: 'https://docs.github.com/rest' };
}

function takeScripted(scripted: ScriptedAnswer[], asked: RecordedRequest): ScriptedAnswer | undefined {
  const [first] = scripted;
  if (first === undefined || (first.method ?? asked.method) !== asked.method) return undefined;
  return asked.path.endsWith(first.path ?? '') ? scripted.shift() : undefined;
}

type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };

export async function openGitHubDouble(
  definition: Document,
  initial: Partial<GitHubState> = {},
): Promise<GitHubDouble> {
  const state: GitHubState = {
    comments: [],
    labels: [],
    events: [],
    runs: [],
    pulls: [],
    artifacts: [],
    caches: [],
    roles: {},
    headSha: null,
    viewer: 'github-actions[bot]',
    canWrite: true,
    canReadActions: true,
    server: 'github',
    ...emptyReviews(),
    branches: noBranches(),
    ...initial,
  };
  const requests: RecordedRequest[] = [];
  const faults: string[] = [];
  const scripted: ScriptedAnswer[] = [];
  const api = await describedApi(definition);
  const storage = await openArtifactStorage(
    (wanted) => state.artifacts.find(({ id }) => id === wanted)?.bytes,
  );
  const known = { state, faults, storageUrl: storage.url };
  const server = createServer((message, response) => {
    readBody(message)
      .then(async (body) => {
        const path = message.url ?? '/';
        const asked = { method: message.method ?? 'GET', path, body };
        requests.push(asked);
        const next = takeScripted(scripted, asked);
        const answer = next
          ? { status: next.status, body: refusal(next.message), headers: { ...next.headers } }
          : await answerOf(api, { message, body, ...known });
        send(response, answer);
      })
      .catch((error: unknown) => {
        faults.push(String(error));
        send(response, { status: 500, body: refusal(String(error)) });
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    repository: `${OWNER}/${REPO}`,
    state,
    requests,
    get faults() {
      return [...faults, ...storage.faults];
    },
    answerNext: (...answers) => void scripted.push(...answers),
    close: async () => {
      await storage.close();
      await new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/** What one double knows; its API is given it with each request. */
type Known = { readonly state: GitHubState; readonly faults: string[]; readonly storageUrl: string };

/** Whoever opens many doubles has the description compiled once. */
const apis = new WeakMap<Document, Promise<OpenAPIBackend>>();

function describedApi(definition: Document): Promise<OpenAPIBackend> {
  const api = apis.get(definition) ?? describeApi(definition);
  apis.set(definition, api);
  return api;
}

async function describeApi(definition: Document): Promise<OpenAPIBackend> {
  const api = new OpenAPIBackend({
    definition,
    quick: true,
    ajvOpts: { strict: false, validateFormats: false },
    handlers: described(definition, {
      'issues/list-comments': (context, { state }: Known) => page(context, state.comments.map(toComment)),
      'issues/create-comment': (context, { state }: Known) =>
        write(context, state, () => createComment(context, state)),
      'issues/update-comment': (context, { state }: Known) =>
        write(context, state, () => updateComment(context, state)),
      'issues/delete-comment': (context, { state }: Known) =>
        write(context, state, () => deleteComment(context, state)),
      'issues/list-labels-on-issue': (context, { state }: Known) => page(context, state.labels.map(toLabel)),
      'issues/list-events': (context, { state }: Known) => page(context, state.events.map(toEvent)),
      'actions/get-workflow-run': (context, { state }: Known) => workflowRun(context, state),
      'pulls/get': (context, { state }: Known) => pullRequest(context, state),
      'pulls/list': (context, { state }: Known) => pullRequests(context, state),
      'actions/list-workflow-run-artifacts': (context, { state }: Known) => artifactsOf(context, state),
      'actions/download-artifact': (context, known: Known) => downloadOf(context, known),
      'actions/get-actions-cache-list': (context, { state }: Known) => cachesOf(context, state),
      'users/get-authenticated': (context, { state }: Known) => authenticated(context, state),
      'pulls/list-files': (context, { state }: Known) => page(context, state.files.map(toFile)),
      'pulls/list-review-comments': (context, { state }: Known) =>
        page(context, listedReviewComments(context, state).map(toReviewComment)),
      'pulls/create-review': (context, { state }: Known) =>
        write(context, state, () => createReview(context, state)),
      'pulls/delete-review-comment': (context, { state }: Known) =>
        write(context, state, () => deleteReviewComment(numberOf(context, 'comment_id'), state)),
      'checks/list-for-ref': (context, { state }: Known) => {
        const name = textOf(context.request.query, 'check_name') ?? '';
        return listCheckRuns(name, textOf(context.request.params, 'ref') ?? '', state);
      },
      'checks/create': (context, { state }: Known) => createCheckRun(context, state),
      'checks/update': (context, { state }: Known) =>
        updateCheckRun(context, numberOf(context, 'check_run_id'), state),
      'repos/get-collaborator-permission-level': (context, { state }: Known) => roleOf(context, state),
      ...branchHandlers(),
    }),
  });
  api.register({
    notFound: (context, { faults }: Known): Answer => {
      faults.push(`nobody asks GitHub for ${context.request.method} ${context.request.path}`);
      return { status: 404, body: refusal('Not Found') };
    },
    validationFail: (context, { faults }: Known): Answer => {
      faults.push(`${context.operation.operationId}: ${JSON.stringify(context.validation.errors)}`);
      return { status: 422, body: refusal('Validation Failed') };
    },
    postResponseHandler: (context, { faults }: Known) => {
      const answer = context.response as Answer;
      const described = Object.keys((context.operation as Operation | undefined)?.responses ?? {});
      if (described.includes(String(answer.status)) && answer.status !== 204) {
        const valid = api.validateResponse(answer.body, context.operation, answer.status);
        if (valid.errors)
          faults.push(`answer of ${context.operation.operationId}: ${JSON.stringify(valid.errors)}`);
      }
      return answer;
    },
  });
  await api.init();
  return api;
}

/** The handlers of operations that the description has: of a part of GitHub, not all are there. */
function described(definition: Document, handlers: Readonly<Record<string, Handler>>) {
  const known = new Set(
    Object.values(definition.paths ?? {}).flatMap((path) =>
      Object.values(path ?? {}).map((operation) => (operation as Partial<Operation>).operationId),
    ),
  );
  return Object.fromEntries(Object.entries(handlers).filter(([id]) => known.has(id)));
}

/** Those that write are refused where the token may not. */
function branchHandlers() {
  const handlers = Object.entries(BRANCH_HANDLERS).map(([operation, handler]) => {
    const answer = (context: Context, { state }: Known): Answer =>
      /create|update/.test(operation) && !state.canWrite
        ? { status: 403, body: refusal('Resource not accessible by integration') }
        : handler(context, state.branches);
    return [operation, answer] as const;
  });
  return Object.fromEntries(handlers);
}

/** https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
function roleOf({ request }: Context, state: GitHubState): Answer {
  const login = decodeURIComponent(/collaborators\/([^/]+)\//.exec(request.path)?.[1] ?? '');
  const role = state.roles[login] ?? 'triage';
  const permission = { triage: 'read', maintain: 'write' }[role] ?? role;
  return { status: 200, body: { permission, role_name: role, user: { ...toUser(login), role_name: role } } };
}

type Asked = Known & { readonly message: IncomingMessage; readonly body: string };

async function answerOf(api: OpenAPIBackend, { message, body, ...known }: Asked): Promise<Answer> {
  const token = /^token (.+)$/.exec(message.headers.authorization ?? '')?.[1];
  if (token !== 'good') return { status: 401, body: refusal('Bad credentials') };
  const url = new URL(message.url ?? '/', 'http://localhost');
  const place = PLACES[known.state.server];
  if (url.pathname === place.graphql) return answerGraphql(body, known.state, known.faults);
  const isElsewhere = url.pathname.endsWith('/graphql') || !url.pathname.startsWith(`${place.rest}/`);
  if (isElsewhere) return { status: 404, body: refusal('Not Found') };
  const request: Request = {
    method: message.method ?? 'GET',
    path: url.pathname.slice(place.rest.length),
    query: Object.fromEntries(url.searchParams),
    headers: { ...message.headers } as Record<string, string>,
    ...(body !== '' && { body: JSON.parse(body) }),
  };
  return (await api.handleRequest(request, known)) as Answer;
}

/** Below which path a server has its APIs. */
const PLACES: Readonly<Record<GitHubState['server'], { readonly rest: string; readonly graphql?: string }>> =
  {
    github: { rest: '', graphql: '/graphql' },
    enterprise: { rest: '/api/v3', graphql: '/api/graphql' },
    gitea: { rest: '/api/v1' },
  };

/** GitHub's description of the REST API says nothing of GraphQL: these queries are known here. */
function answerGraphql(body: string, state: GitHubState, faults: string[]): Answer {
  const asked = JSON.parse(body) as { readonly query: string };
  const { query } = asked;
  const answer = answerReviewGraphql(asked, state);
  if (answer !== undefined) return answer;
  if (query.replace(/\s+/g, ' ') === 'query { viewer { login } }') {
    return { status: 200, body: { data: { viewer: { login: state.viewer } } } };
  }
  faults.push(`unknown GraphQL query ${query}`);
  return { status: 200, body: { errors: [{ message: 'unknown query' }] } };
}

/** One page of a list with GitHub's Link header. */
function page(context: Context, items: readonly unknown[]): Answer {
  const size = Number(textOf(context.request.query, 'per_page') ?? 30);
  const number = Number(textOf(context.request.query, 'page') ?? 1);
  const rest = items.length > number * size;
  const host = textOf(context.request.headers, 'host') ?? '';
  const asked = context.request.query as Readonly<Record<string, string>>;
  const query = new URLSearchParams({ ...asked, page: String(number + 1) });
  const next = `<http://${host}${context.request.path}?${query.toString()}>; rel="next"`;
  return {
    status: 200,
    body: items.slice((number - 1) * size, number * size),
    ...(rest && { headers: { link: next } }),
  };
}

function write(context: Context, state: GitHubState, change: () => Answer): Answer {
  const headers = { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' };
  if (!state.canWrite) {
    return { status: 403, headers, body: refusal('Resource not accessible by integration') };
  }
  const body = commentText(context);
  if (body !== undefined && body.length > MAX_COMMENT_CHARS) {
    const message = 'Validation Failed: body is too long (maximum is 65536 characters)';
    return { status: 422, headers, body: refusal(message) };
  }
  return { ...change(), headers };
}

function numberOf(context: Context, name: string): number {
  return Number(textOf(context.request.params, name));
}

/** What openapi-backend parsed is untyped. */
function textOf(values: unknown, name: string): string | undefined {
  const value: unknown =
    typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function commentText(context: Context): string | undefined {
  const body: unknown = context.request.requestBody;
  return typeof body === 'object' && body !== null && 'body' in body ? String(body.body) : undefined;
}

function createComment(context: Context, state: GitHubState): Answer {
  const id = Math.max(1000, ...state.comments.map((comment) => comment.id)) + 1;
  const comment = { id, body: commentText(context) ?? '', login: state.viewer };
  state.comments.push(comment);
  return { status: 201, body: toComment(comment) };
}

function updateComment(context: Context, state: GitHubState): Answer {
  const comment = state.comments.find(
    ({ id }) => id === Number(textOf(context.request.params, 'comment_id')),
  );
  if (comment === undefined) return { status: 404, body: refusal('Not Found') };
  comment.body = commentText(context) ?? '';
  return { status: 200, body: toComment(comment) };
}

function deleteComment(context: Context, state: GitHubState): Answer {
  const id = Number(textOf(context.request.params, 'comment_id'));
  state.comments = state.comments.filter((comment) => comment.id !== id);
  return { status: 204, body: undefined };
}

/** GitHub's own example of an answer, with what is known here. */
function exampleOf({ api, operation }: Context): Record<string, unknown> {
  const { mock } = api.mockResponseForOperation(operation.operationId ?? '') as { readonly mock: unknown };
  return structuredClone(mock) as Record<string, unknown>;
}

function workflowRun(context: Context, { runs }: GitHubState): Answer {
  const run = runs.find(({ id }) => id === Number(textOf(context.request.params, 'run_id')));
  if (run === undefined) return { status: 404, body: refusal('Not Found') };
  const { id, number, attempt, headSha, path } = run;
  const known = { id, run_number: number, run_attempt: attempt, head_sha: headSha, path };
  return { status: 200, body: { ...exampleOf(context), ...known } };
}

function pullRequest(context: Context, { headSha }: GitHubState): Answer {
  if (headSha === null) return { status: 404, body: refusal('Not Found') };
  const example = exampleOf(context);
  const head = { ...(example['head'] as object), sha: headSha };
  // Teams of the example lack a field that the description asks for.
  return { status: 200, body: { ...example, requested_teams: [], head } };
}

/** GitHub tells the job's own token nothing about an account, which it has none of; others do. */
function authenticated(context: Context, { viewer, server }: GitHubState): Answer {
  if (server !== 'gitea') return { status: 403, body: refusal(NOT_ACCESSIBLE) };
  return { status: 200, body: { ...exampleOf(context), ...toUser(viewer) } };
}

/** Those of the asked branch, as the API filters them. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
function pullRequests(context: Context, state: GitHubState): Answer {
  const { query } = context.request;
  const [owner, branch] = (textOf(query, 'head') ?? ':').split(/:(.*)/s);
  const wanted = textOf(query, 'state') ?? 'open';
  const [example] = exampleOf(context) as unknown as readonly Record<string, object>[];
  const found = state.pulls.filter(
    (pull) =>
      pull.headBranch === branch &&
      (pull.headRepository ?? '/').split('/')[0] === owner &&
      (wanted === 'all' || (pull.state ?? 'open') === wanted),
  );
  return page(
    context,
    found.map((pull) => toPull(pull, example ?? {})),
  );
}

function toPull(
  { number, headSha, headBranch, headRepository, state = 'open' }: StoredPull,
  example: Record<string, object>,
) {
  const { head, base } = example as {
    readonly head: { readonly repo: object };
    readonly base: { readonly repo: object };
  };
  const repo = headRepository === null ? null : { ...head.repo, full_name: headRepository };
  return {
    ...example,
    number,
    state,
    requested_teams: [],
    head: { ...head, ref: headBranch, sha: headSha, repo },
    base: { ...base, repo: { ...base.repo, full_name: `${OWNER}/${REPO}` } },
  };
}

const NOT_ACCESSIBLE = 'Resource not accessible by integration';

function artifactsOf(context: Context, { artifacts, canReadActions }: GitHubState): Answer {
  if (!canReadActions) return { status: 403, body: refusal(NOT_ACCESSIBLE) };
  const run = Number(textOf(context.request.params, 'run_id'));
  const name = textOf(context.request.query, 'name');
  const found = artifacts.filter((one) => one.run === run && (name === undefined || one.name === name));
  const { body, ...rest } = page(context, found.map(toArtifact));
  return { ...rest, body: { total_count: found.length, artifacts: body } };
}

/** https://docs.github.com/en/rest/actions/cache#list-github-actions-caches-for-a-repository */
function cachesOf({ request }: Context, { caches, canReadActions }: GitHubState): Answer {
  if (!canReadActions) return { status: 403, body: refusal(NOT_ACCESSIBLE) };
  const [prefix, ref] = [textOf(request.query, 'key') ?? '', textOf(request.query, 'ref')];
  const found = caches.filter((one) => one.key.startsWith(prefix) && (ref === undefined || one.ref === ref));
  const body = found.map((one, id) => ({ id, ...one, version: '0'.repeat(64), size_in_bytes: 1 }));
  return { status: 200, body: { total_count: found.length, actions_caches: body } };
}

/** https://docs.github.com/en/rest/actions/artifacts#download-an-artifact */
function downloadOf(context: Context, { state, storageUrl }: Known): Answer {
  const id = Number(textOf(context.request.params, 'artifact_id'));
  const found = state.artifacts.find((one) => one.id === id);
  if (!state.canReadActions || found === undefined) return { status: 404, body: refusal('Not Found') };
  if (found.expired === true) return { status: 410, body: refusal('Artifact has expired') };
  return { status: 302, body: undefined, headers: { location: `${storageUrl}/artifacts/${id}?sig=secret` } };
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
