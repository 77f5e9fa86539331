import * as z from 'zod';
import { GateError } from '../errors.ts';
import type { GitHubEvent } from '../gate/request.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const repository = z.object({ full_name: z.string() });

const pullRequest = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: repository.nullable() }),
    base: z.object({ sha, ref: z.string(), repo: repository }),
    // Servers that are not GitHub may have null for none.
    labels: z.array(z.object({ name: z.string() })).nullish(),
  }),
});
const mergeGroup = z.object({ merge_group: z.object({ base_sha: sha, head_sha: sha }) });
const push = z.object({ before: sha, after: sha, ref: z.string() });

/**
 * What happened, from the event payload. Throws `bad-input` for events that run with secrets on a pull request, and for a payload without the
 * fields that its event has. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function readEvent(environment: Environment, payload: unknown): GitHubEvent {
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  if (name === '') return { kind: 'none' };
  if (name === 'pull_request_target' || ON_THE_DEFAULT_BRANCH[name]?.safeParse(payload).success === true) {
    throw refuse(name);
  }
  const read = READERS[name];
  return read === undefined ? { kind: 'other', name } : read(payload, environment);
}

type Reader = (payload: unknown, environment: Environment) => GitHubEvent;

const readPullRequest: Reader = (payload, environment) =>
  toPullRequest(parsePayload(pullRequest, environment['GITHUB_EVENT_NAME'] ?? '', payload), environment);

const READERS: Readonly<Record<string, Reader>> = {
  pull_request: readPullRequest,
  pull_request_review: readPullRequest,
  pull_request_review_comment: readPullRequest,
  merge_group: (payload) => toMergeGroup(parsePayload(mergeGroup, 'merge_group', payload)),
  push: (payload) => toPush(parsePayload(push, 'push', payload)),
};

/** A bot may deploy what is proposed, to show it. https://docs.github.com/en/rest/deployments/deployments */
const ofDeployment = z.object({ deployment: z.object({ ref: z.string().regex(/^(?:refs\/)?pull\/\d+\//) }) });
const pulls = z.array(z.unknown()).min(1);
/** Of a commit that was checked: a pull request from a fork is not listed, but its branch has no name here. */
const ofPullRequest = z.union([z.object({ pull_requests: pulls }), z.object({ head_branch: z.null() })]);
const ofFork = z
  .object({
    repository: repository,
    workflow_run: z.object({ head_repository: repository.nullable() }),
  })
  .refine((run) => run.workflow_run.head_repository?.full_name !== run.repository.full_name);

/** Events that run there, with its secrets, also for what somebody else proposes; and how their payloads tell that. */
const ON_THE_DEFAULT_BRANCH: Readonly<Record<string, z.ZodType>> = {
  issue_comment: z.object({ issue: z.object({ pull_request: z.looseObject({}) }) }),
  workflow_run: z.union([
    z.object({ workflow_run: z.object({ event: z.string().startsWith('pull_request') }) }),
    ofFork,
  ]),
  check_run: z.object({ check_run: z.union([ofPullRequest, z.object({ check_suite: ofPullRequest })]) }),
  check_suite: z.object({ check_suite: ofPullRequest }),
  deployment: ofDeployment,
  deployment_status: ofDeployment,
  // A fork's commit is on no branch of this repository.
  status: z.object({ branches: z.array(z.unknown()).length(0) }),
  repository_dispatch: z.object({ client_payload: z.object({ pull_request: z.looseObject({}) }) }),
};

function toPullRequest(
  { pull_request: pull }: z.infer<typeof pullRequest>,
  { GITHUB_REF: ref, GITHUB_SHA: mergeSha }: Environment,
): GitHubEvent {
  const isMerge = ref === `refs/pull/${pull.number}/merge` && sha.safeParse(mergeSha).success;
  return {
    ...(isMerge && mergeSha !== undefined && { mergeSha }),
    kind: 'pull_request',
    number: pull.number,
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
    baseRef: pull.base.ref,
    baseRepository: pull.base.repo.full_name,
    // A head repository that was deleted is null: it cannot be ours.
    isFork: pull.head.repo?.full_name !== pull.base.repo.full_name,
    labels: (pull.labels ?? []).map((label) => label.name),
  };
}

function toMergeGroup({ merge_group: group }: z.infer<typeof mergeGroup>): GitHubEvent {
  return { kind: 'merge_group', baseSha: group.base_sha, headSha: group.head_sha };
}

/** A new branch has no commit before, a deleted one none after: both are spelled in zeros. */
function toPush({ before, after, ref }: z.infer<typeof push>): GitHubEvent {
  if (isZero(after)) return { kind: 'other', name: 'push' };
  return { kind: 'push', before: isZero(before) ? null : before, after, ref };
}

function isZero(text: string): boolean {
  return /^0+$/.test(text);
}

function parsePayload<T>(schema: z.ZodType<T>, event: string, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `\`${issue.path.join('.') || 'payload'}\``);
  throw new GateError(
    'bad-input',
    `the payload of the event \`${event}\` lacks ${[...new Set(places)].join(', ')}`,
    {
      hint: 'The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run.',
    },
  );
}

function refuse(event: string): GateError {
  return new GateError(
    'bad-input',
    `the event \`${event}\` runs with secrets and a write token, but building a Dockerfile runs the code of whoever opened the pull request`,
    {
      hint: 'Trigger the workflow with `pull_request` instead, where measuring an image needs no permissions.',
    },
  );
}
