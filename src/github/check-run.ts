import { createHash } from 'node:crypto';
import type { CheckDetails, PlacedAnnotation } from '../report/check-details.ts';
import type { Conclusion } from '../policy/verdict.ts';
import { shorten, visible } from '../visible.ts';
import type { GitHubClient } from './client.ts';

/** A check of a commit beside the job's own. */
export type WantedCheckRun = {
  /** Tells several gates of one commit apart. */
  readonly key: string;
  /** Of the pull request: the merge commit's checks are shown nowhere. */
  readonly headSha: string;
  readonly conclusion: Conclusion;
  readonly details: CheckDetails;
  readonly detailsUrl?: string;
};

/** Most annotations that one request may have; later ones are added to them. */
const MAX_PER_REQUEST = 50;
const MAX_NAME_CHARACTERS = 120;

const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

/**
 * Makes the check. One of the same name takes the place of an earlier one, since annotations can only be added to a check; where
 * the latest says the same already, nothing is done. Throws what the API throws.
 */
export async function publishCheckRun(client: GitHubClient, wanted: WantedCheckRun): Promise<void> {
  const name = checkName(wanted.key);
  const digest = digestOf(wanted);
  if (await isThere(client, { ...wanted, name, digest })) return;
  const id = await createCheck(client, wanted, { name, digest });
  const { length } = wanted.details.annotations;
  for (let start = MAX_PER_REQUEST; start < length; start += MAX_PER_REQUEST) {
    await addAnnotations(client, wanted, { id, start, digest });
  }
}

/**
 * Puts one without annotations in the place of a check that an earlier run of the commit made, whose conclusion nobody would take
 * back; where there is none, nothing is done. Throws what the API throws.
 */
export async function retireCheckRun(
  client: GitHubClient,
  check: Pick<WantedCheckRun, 'key' | 'headSha' | 'conclusion'>,
): Promise<void> {
  const { octokit, owner, repo } = client;
  const query = { owner, repo, ref: check.headSha, check_name: checkName(check.key) } as const;
  const { data } = await octokit.rest.checks.listForRef({ ...query, filter: 'latest' });
  const wanted = { ...check, details: NO_DETAILS };
  const digest = digestOf(wanted);
  if (data.check_runs.length === 0 || data.check_runs.some((run) => run.external_id === digest)) return;
  await createCheck(client, wanted, { name: checkName(check.key), digest });
}

const NO_DETAILS: CheckDetails = {
  title: 'No further annotations',
  summary: 'The job itself shows all annotations of its last run.',
  text: '',
  annotations: [],
};

/**
 * Which suite of the commit a check lands in is not ours to choose: its name alone says whose it is. What a reader does not need of a
 * key that was made for a comment is left out, down to what tells the gates of one commit apart.
 */
function checkName(key: string): string {
  const read = key.replace(/^\.github\/workflows\//, '').replace(/( [0-9a-f]{7})[0-9a-f]{9}$/, '$1');
  return `Final Stage annotations (${shorten(visible(read), MAX_NAME_CHARACTERS)})`;
}

function digestOf({ conclusion, details }: WantedCheckRun): string {
  const { title, annotations } = details;
  return createHash('sha256')
    .update(JSON.stringify([conclusion, title, annotations]))
    .digest('hex');
}

type Named = { readonly name: string; readonly digest: string };

async function isThere(
  { octokit, owner, repo }: GitHubClient,
  { headSha, name, digest, conclusion }: WantedCheckRun & Named,
): Promise<boolean> {
  const query = { owner, repo, ref: headSha, check_name: name, filter: 'latest' } as const;
  const { data } = await octokit.rest.checks.listForRef(query);
  return data.check_runs.some((run) => run.external_id === digest && run.conclusion === conclusion);
}

async function createCheck(
  { octokit, owner, repo }: GitHubClient,
  { headSha, conclusion, details, detailsUrl }: WantedCheckRun,
  { name, digest }: Named,
): Promise<number> {
  const { data } = await octokit.rest.checks.create({
    ...{ owner, repo, name, conclusion },
    head_sha: headSha,
    status: 'completed',
    ...(isLast(details, 0) && { external_id: digest }),
    ...(detailsUrl !== undefined && { details_url: detailsUrl }),
    output: outputOf(details, 0),
  });
  return data.id;
}

async function addAnnotations(
  { octokit, owner, repo }: GitHubClient,
  { details }: WantedCheckRun,
  { id, start, digest }: { readonly id: number; readonly start: number; readonly digest: string },
): Promise<void> {
  await octokit.rest.checks.update({
    ...{ owner, repo, check_run_id: id },
    ...(isLast(details, start) && { external_id: digest }),
    output: outputOf(details, start),
  });
}

/** Only then a check has all that it should, and counts as the same as another. */
function isLast({ annotations }: CheckDetails, start: number): boolean {
  return start + MAX_PER_REQUEST >= annotations.length;
}

/** Title and texts stand in every request: one without them takes them away. */
function outputOf({ title, summary, text, annotations }: CheckDetails, start: number) {
  const some = annotations.slice(start, start + MAX_PER_REQUEST).map(toCheckAnnotation);
  return { title, summary, text, annotations: some };
}

function toCheckAnnotation({ level, file, line, endLine, title, message }: PlacedAnnotation) {
  return {
    path: visible(file),
    start_line: line,
    end_line: Math.max(line, endLine ?? line),
    annotation_level: LEVELS[level],
    title,
    message,
  };
}
