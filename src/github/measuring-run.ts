import * as z from 'zod';
import { GateError } from '../errors.ts';

/** The run that measured, as GitHub's own payload tells it. Everything else that it made is a claim of whoever wrote its workflow. */
export type MeasuringRun = {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  /** Path of the workflow's file. */
  readonly path: string;
  /** `success`, `failure`, `cancelled`, `action_required` and others. */
  readonly conclusion: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name`. */
  readonly headRepository: string;
  readonly isFork: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

const repository = z.object({ full_name: z.string() });
const payloadSchema = z.object({
  action: z.string(),
  repository,
  workflow_run: z.object({
    id: z.int().positive(),
    run_number: z.int().positive(),
    run_attempt: z.int().positive().default(1),
    path: z.string().default(''),
    event: z.string(),
    conclusion: z.string().nullable(),
    head_sha: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/),
    head_branch: z.string().nullable(),
    head_repository: repository.nullable(),
    repository,
  }),
});

type Payload = z.infer<typeof payloadSchema>;

/**
 * The run that a `workflow_run` event reports, or why there is nothing to say about it (a clause without a dot). Throws `bad-input`
 * for every other event. https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
 */
export function readMeasuringRun(
  environment: Environment,
  payload: unknown,
): MeasuringRun | { readonly none: string } {
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  if (name !== 'workflow_run') {
    throw new GateError(
      'bad-input',
      `\`mode: comment\` runs on \`${name || 'no event'}\`, expected \`workflow_run\``,
      {
        hint: 'docs/forks.md has both workflows, ready to copy.',
      },
    );
  }
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) {
    const places = parsed.error.issues.map(({ path }) => `\`${path.join('.') || 'payload'}\``);
    throw new GateError(
      'bad-input',
      `the payload of the event \`workflow_run\` lacks ${[...new Set(places)].join(', ')}`,
      { hint: 'The file that GITHUB_EVENT_PATH names must be the one that GitHub wrote for this run.' },
    );
  }
  return toRun(parsed.data, environment['GITHUB_REPOSITORY'] ?? '');
}

function toRun(
  { action, repository: here, workflow_run: run }: Payload,
  ownRepository: string,
): MeasuringRun | { readonly none: string } {
  const { head_repository: repository, head_branch: branch } = run;
  if (!isSame(here.full_name, ownRepository) || !isSame(run.repository.full_name, ownRepository))
    return { none: 'the run belongs to another repository' };
  if (action !== 'completed') return { none: 'the run has not ended' };
  if (run.event !== 'pull_request')
    return { none: 'the event of the run is not `pull_request`, so it measured no pull request' };
  if (repository === null || branch === null)
    return { none: 'the branch of the pull request, or its repository, was deleted' };
  return toMeasuringRun(run, { branch, repository: repository.full_name, ownRepository });
}

type Head = { readonly branch: string; readonly repository: string; readonly ownRepository: string };

function toMeasuringRun(run: Payload['workflow_run'], head: Head): MeasuringRun {
  return {
    id: run.id,
    number: run.run_number,
    attempt: run.run_attempt,
    path: run.path.split('@')[0] ?? '',
    conclusion: run.conclusion ?? '',
    headSha: run.head_sha,
    headBranch: head.branch,
    headRepository: head.repository,
    isFork: !isSame(head.repository, head.ownRepository),
  };
}

/** GitHub's names match without regard to case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
