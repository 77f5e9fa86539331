import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../policy/policy.ts';
import { renderUnchangedComment, UNCHANGED_RENDERERS } from '../report/unchanged-formats.ts';
import type { UnchangedReport } from '../report/unchanged.ts';
import type { GitHubClient } from './client.ts';
import { writeComment, writeSummary } from './publish.ts';
import type { Publication, PublishPorts } from './publish.ts';
import { NO_REPORT_FILES, type ReportFiles } from './report-files.ts';

/** Publishes that nothing changed: in the job summary, and in the comment if there is one. Never throws; each failure is one notice. */
export async function publishUnchanged(
  report: UnchangedReport,
  publication: Publication,
  ports: PublishPorts,
): Promise<readonly Notice[]> {
  const unpublished = await publishUnchangedComment(report, publication, ports.client);
  for (const notice of unpublished) ports.warn(notice.message);
  const notices = [...report.notices, ...unpublished];
  const summary = await writeSummary(UNCHANGED_RENDERERS.markdown({ ...report, notices }), ports);
  return [...unpublished, ...summary];
}

/** A comment about an earlier commit must not speak for this one; none is written for this alone. */
export async function publishUnchangedComment(
  report: UnchangedReport,
  publication: Publication,
  client: GitHubClient | null,
): Promise<readonly Notice[]> {
  const text = renderUnchangedComment(report, publication.marker.headSha, publication.claim);
  const isNeeded = publication.comment === 'always';
  const notices = await writeComment({ text, isNeeded }, publication, client);
  // Without a token there never was a comment.
  return isNeeded ? notices : notices.filter(({ code }) => code !== 'no-token');
}

/** Writes the JSON report into a new folder below `parent`: a page has nothing to show, and SARIF without results would close alerts. */
export async function writeUnchangedFiles(report: UnchangedReport, parent: string): Promise<ReportFiles> {
  const folder = await mkdtemp(join(parent, 'report-of-final-stage-'));
  const json = join(folder, 'final-stage.json');
  await writeFile(json, UNCHANGED_RENDERERS.json(report));
  return { ...NO_REPORT_FILES, json };
}
