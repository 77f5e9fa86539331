import type { Notice } from '../policy/policy.ts';
import { toRunAnnotations } from '../report/run-annotations.ts';
import { renderRunSummary } from '../report/run-markdown.ts';
import type { RunReport } from '../report/run-report.ts';
import type { GitHubClient } from './client.ts';
import { publishTexts, writeSummary } from './publish.ts';
import type { Publication, PublishPorts } from './publish.ts';
import { runTexts } from './pull-texts.ts';
import { isLoud } from './reviewing.ts';

/** Publishes several images as one: annotations, a comment, a review, a check, the job summary. Never throws; each failure is one notice. */
export async function publishRun(
  run: RunReport,
  publication: Publication,
  ports: PublishPorts,
): Promise<readonly Notice[]> {
  for (const annotation of toRunAnnotations(run)) ports.annotate(annotation);
  const unpublished = await publishRunToPull(run, publication, ports.client);
  const notices = [...(publication.notices ?? []), ...unpublished];
  for (const notice of notices.filter(isLoud)) ports.warn(notice.message);
  const summary = await writeSummary(renderRunSummary(run, { notices }), ports);
  return [...unpublished, ...summary];
}

/** What the API takes of several images. */
export function publishRunToPull(
  run: RunReport,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  return publishTexts(runTexts(run), publication, client);
}
