import type { Claim } from './claim.ts';
import { fitToLimit } from './fit.ts';
import { markdownSections } from './markdown-report.ts';
import type { GateReport } from './report.ts';

/** GitHub drops a step summary of more than 1 MiB. */
export const MAX_SUMMARY_SIZE = 1_000_000;

const MAX_PATHS = 20;
const MAX_LINES = 50;
const MAX_SHOWN = 20;
const MAX_FINDINGS = 1000;

const SCOPE = {
  maxPaths: MAX_PATHS,
  maxLines: MAX_LINES,
  maxShown: MAX_SHOWN,
  maxFindings: MAX_FINDINGS,
};

/** The job summary, which is also the Markdown format of the command line: the comment with longer details. */
export function renderStepSummary(report: GateReport, claim?: Claim): string {
  return fitToLimit(markdownSections(report, { ...SCOPE, ...(claim && { claim }) }, ''), {
    maxSize: MAX_SUMMARY_SIZE,
    note: (left) => `_Not shown here: ${left}. See the JSON report for everything._`,
  });
}
