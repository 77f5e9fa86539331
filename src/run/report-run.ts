import type { GitHubClient } from '../github/client.ts';
import type { HistoryChoice } from '../github/history-places.ts';
import type { Publication } from '../github/publish.ts';
import type { Format } from '../report/index.ts';
import type { RunReport } from '../report/run-report.ts';
import { conclusionOf } from '../report/run-report.ts';
import type { TerminalShape } from '../report/terminal.ts';
import { withoutVerdict } from './many.ts';

/** How several images are written: for a person at this terminal, or as a text of a format. */
type RunRenderers = {
  readonly toTerminal: (shape: TerminalShape) => string;
  readonly toText: (format: Format) => Promise<string>;
};

/** What the command line brings for reporting several images. */
export type RunReporting = {
  readonly publication: Publication;
  readonly token: string | null;
  readonly history: HistoryChoice;
  readonly write: (renderers: RunRenderers) => Promise<void>;
  readonly notify: (message: string) => void;
};

/** Reports several images, and gives the exit code. Throws where one of them has no verdict. */
export async function reportRun(
  judged: RunReport,
  { publication, token, history, write, notify }: RunReporting,
): Promise<0 | 1> {
  const { keepRunHistory, publishRunToPull, renderRunTerminal, RUN_RENDERERS } =
    await import('../github/publishing.ts');
  const { event, comment, place } = publication;
  const isOnline = comment !== 'never' || history.kind !== 'off';
  const client = isOnline ? await openClient(token) : null;
  const { run, trendUrls, notices } = await keepRunHistory(judged, { history, event }, client);
  await write({
    toTerminal: (shape) => renderRunTerminal(run, shape),
    toText: (format) => Promise.resolve(RUN_RENDERERS[format](run)),
  });
  const told = { ...publication, place: { ...place, trendUrls } };
  const unpublished = comment === 'never' ? [] : await publishRunToPull(run, told, client);
  for (const { message } of [...notices, ...unpublished]) notify(message);
  const error = withoutVerdict(run);
  if (error !== null) throw error;
  return conclusionOf(run) === 'failure' ? 1 : 0;
}

async function openClient(token: string | null): Promise<GitHubClient | null> {
  const { openGitHub } = await import('../github/client.ts');
  return openGitHub(token, process.env);
}
