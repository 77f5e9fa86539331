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
  readonly write: (renderers: RunRenderers) => Promise<void>;
  readonly notify: (message: string) => void;
};

/** Reports several images, and gives the exit code. Throws where one of them has no verdict. */
export async function reportRun(
  run: RunReport,
  { publication, token, write, notify }: RunReporting,
): Promise<0 | 1> {
  const { publishRunComment, renderRunTerminal, RUN_RENDERERS } = await import('../github/publishing.ts');
  await write({
    toTerminal: (shape) => renderRunTerminal(run, shape),
    toText: (format) => Promise.resolve(RUN_RENDERERS[format](run)),
  });
  if (publication.comment !== 'never') {
    const { openGitHub } = await import('../github/client.ts');
    const unpublished = await publishRunComment(run, publication, openGitHub(token, process.env));
    for (const { message } of unpublished) notify(message);
  }
  const error = withoutVerdict(run);
  if (error !== null) throw error;
  return conclusionOf(run) === 'failure' ? 1 : 0;
}
