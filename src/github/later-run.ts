import type { GitHubClient } from './client.ts';
import type { CommentMarker } from './marker.ts';
import type { OwnComment, OwnGate } from './own-comments.ts';

/** More comments than this that claim a later run are not asked about: there is one of each gate. */
const MAX_ASKED = 3;

/**
 * Whether a later run has commented already: one that the API knows, or one about a newer commit. A run number in a comment is a
 * claim that anybody may plant, so where the API confirms neither, this run comments.
 */
export async function isSuperseded(
  client: GitHubClient,
  gate: OwnGate,
  later: readonly OwnComment[],
): Promise<boolean> {
  if (later.length === 0) return false;
  for (const { marker } of later.slice(0, MAX_ASKED)) {
    if (await isRealRun(client, marker)) return true;
  }
  return !(await isNewestCommit(client, gate));
}

/** Whether the run that a marker names is one of the same workflow, with this number and commit. */
async function isRealRun({ octokit, owner, repo }: GitHubClient, marker: CommentMarker): Promise<boolean> {
  if (marker.run.id === 0) return false;
  try {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: marker.run.id });
    return isRunOf(marker, data);
  } catch {
    return false;
  }
}

type WorkflowRun = {
  readonly path: string;
  readonly head_sha: string;
  readonly run_number: number;
  readonly run_attempt?: number;
};

function isRunOf({ key, headSha, run }: CommentMarker, known: WorkflowRun): boolean {
  const workflow = known.path.split('@')[0] ?? '';
  const isSameWorkflow = workflow !== '' && key.startsWith(`${workflow} `);
  return (
    isSameWorkflow &&
    known.head_sha === headSha &&
    known.run_number === run.number &&
    (known.run_attempt ?? 1) >= run.attempt
  );
}

/** Whether the pull request's head is still the commit of this run; assumed where the API does not say. */
async function isNewestCommit(
  { octokit, owner, repo }: GitHubClient,
  { pull, marker }: OwnGate,
): Promise<boolean> {
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pull });
    return data.head.sha === marker.headSha;
  } catch {
    return true;
  }
}
