import { renderAnnotations } from './annotations.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderFixPatch } from './patch.ts';
import type { GateReport } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderStepSummary } from './step-summary.ts';
import { renderTerminal } from './terminal.ts';

/** Names of the formats that the command line writes. */
export type Format = 'terminal' | 'json' | 'markdown' | 'html' | 'sarif' | 'annotations' | 'patch';

/** Width of a terminal report that goes where no terminal is. */
const PLAIN_WIDTH = 100;

/** Every format as a pure function of the report; `terminal` without colour, for files. */
export const RENDERERS: Readonly<Record<Format, (report: GateReport) => string>> = {
  terminal: (report) => renderTerminal(report, { colour: false, width: PLAIN_WIDTH }),
  json: renderJson,
  markdown: (report) => renderStepSummary(report),
  html: renderHtml,
  sarif: renderSarif,
  annotations: renderAnnotations,
  patch: renderFixPatch,
};
