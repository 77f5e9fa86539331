import type { Format } from './index.ts';
import { renderFixPatch } from './patch.ts';
import { renderRunAnnotations } from './run-annotations.ts';
import { renderRunHtml } from './run-html.ts';
import { renderRunSummary } from './run-markdown.ts';
import type { RunReport } from './run-report.ts';
import { renderRunSarif } from './run-sarif.ts';
import { renderRunTerminal } from './run-terminal.ts';

/** Width of a terminal report that goes where no terminal is. */
const PLAIN_WIDTH = 100;

/** Every format of several images as a pure function of their report; `terminal` without colour, for files. */
export const RUN_RENDERERS: Readonly<Record<Format, (run: RunReport) => string>> = {
  terminal: (run) => renderRunTerminal(run, { colour: false, width: PLAIN_WIDTH }),
  json: (run) => `${JSON.stringify(run, null, 2)}\n`,
  markdown: (run) => renderRunSummary(run),
  html: renderRunHtml,
  sarif: renderRunSarif,
  annotations: renderRunAnnotations,
  patch: renderRunPatch,
};

/** The fixes of all images; images of one Dockerfile may have the same. */
function renderRunPatch({ images }: RunReport): string {
  const patches = images.flatMap((outcome) =>
    outcome.kind === 'judged' ? [renderFixPatch(outcome.report)] : [],
  );
  return [...new Set(patches)].join('');
}
