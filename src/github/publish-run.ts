import type { Notice } from '../policy/policy.ts';
import { toRunAnnotations } from '../report/run-annotations.ts';
import { renderRunComment, renderRunSummary } from '../report/run-markdown.ts';
import type { ImageOutcome, RunReport } from '../report/run-report.ts';
import { writeComment, writeSummary } from './publish.ts';
import type { Publication, PublishPorts } from './publish.ts';
import { hasSomethingToSay } from './worth-comment.ts';
import type { GitHubClient } from './client.ts';

/** Publishes several images as one: a comment, annotations, the job summary. Never throws; each failure is one notice. */
export async function publishRun(
  run: RunReport,
  publication: Publication,
  ports: PublishPorts,
): Promise<readonly Notice[]> {
  for (const annotation of toRunAnnotations(run)) ports.annotate(annotation);
  const unpublished = await publishRunComment(run, publication, ports.client);
  for (const notice of unpublished) ports.warn(notice.message);
  const summary = await writeSummary(renderRunSummary(run), ports);
  return [...unpublished, ...summary];
}

/** Creates or updates the pull request's comment, where any of the images has something to say. */
export async function publishRunComment(
  run: RunReport,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const { marker, place, claim } = publication;
  const said = { key: marker.key, headSha: marker.headSha, ...place, ...(claim && { claim }) };
  const text = renderRunComment(run, said);
  const isNeeded = publication.comment === 'always' || run.images.some(isWorthTelling);
  return writeComment({ text, isNeeded }, publication, client);
}

function isWorthTelling(outcome: ImageOutcome): boolean {
  return outcome.kind === 'judged' ? hasSomethingToSay(outcome.report) : outcome.kind === 'no-verdict';
}
