import type { GitHubClient } from '../github/client.ts';
import type { HistoryChoice } from '../github/history-places.ts';
import type { Publication, PublishPorts } from '../github/publish.ts';
import type { ReportFiles } from '../github/report-files.ts';
import type { MergeInputs } from '../inputs/merge.ts';
import type { RunReport } from '../report/run-report.ts';
import { logLine } from '../visible.ts';
import { VERSION } from '../version.ts';
import { renderFailure } from './failure-text.ts';
import { withoutVerdict } from './many.ts';
import { mergeReports } from './merge.ts';

/** What the Action has at hand for a run of several images. */
export type ActionShell = {
  readonly client: GitHubClient | null;
  readonly runner: Omit<PublishPorts, 'client'>;
  setOutput(name: string, value: string): void;
  setFailed(message: string): void;
  info(message: string): void;
  /** Writes reports that outlive the step. */
  writeFiles(write: (folder: string) => Promise<ReportFiles>): Promise<ReportFiles>;
};

/** Makes one report out of those of other jobs, and publishes it. */
export async function mergeAndPublish(
  { reports, expected, history }: MergeInputs,
  publication: Publication,
  shell: ActionShell,
): Promise<void> {
  await publishSeveral(await mergeReports(reports, expected), { publication, history }, shell);
}

/** How several images are published, and where their sizes are kept. */
type SeveralPublication = { readonly publication: Publication; readonly history: HistoryChoice };

/** Outputs come before what may fail: later steps have them whatever GitHub answers. */
export async function publishSeveral(
  judged: RunReport,
  { publication, history }: SeveralPublication,
  { client, runner, ...shell }: ActionShell,
): Promise<void> {
  const { keepRunHistory, publishRun, runLine, toRunOutputs, writeRunReportFiles } =
    await import('../github/publishing.ts');
  const { event } = publication;
  const { run, trendUrls, notices } = await keepRunHistory(judged, { history, event }, client);
  const files = await shell.writeFiles((folder) => writeRunReportFiles(run, folder));
  const outputs = toRunOutputs(run, files);
  for (const [name, value] of outputs) shell.setOutput(name, value);
  const place = { ...publication.place, trendUrls };
  await publishRun(run, { ...publication, place, notices }, { client, ...runner });
  const error = withoutVerdict(run);
  if (error !== null) shell.setFailed(renderFailure(error));
  else if (outputs.get('conclusion') === 'failure') shell.setFailed(logLine(runLine(run)));
  else shell.info(logLine(runLine(run)));
}

/**
 * Leaves a report of an image that got no verdict, for the job that merges: to it, an image without a report is one that nobody
 * judged. Gives its path; empty where it could not be written.
 */
export async function keepNoVerdict(
  image: { readonly name: string; readonly reason: string },
  { writeFiles }: Pick<ActionShell, 'writeFiles'>,
): Promise<string> {
  const { writeRunReportFiles } = await import('../github/publishing.ts');
  const run: RunReport = {
    schemaVersion: 1,
    tool: { name: 'final-stage', version: VERSION },
    images: [{ ...image, kind: 'no-verdict' }],
  };
  return (await writeFiles((folder) => writeRunReportFiles(run, folder))).json;
}
