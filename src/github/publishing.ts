/** What a run needs only in a workflow, or when it reports more than a terminal or a program reads: one part of `dist`, for both programs. */
export { readPayload, readRunEvent } from './run-event.ts';
export { RENDERERS } from '../report/index.ts';
export { publish, publishNoVerdict, publishToPull, summarizeNoVerdict, writeSummary } from './publish.ts';
export { publishUnchanged, publishUnchangedComment, writeUnchangedFiles } from './publish-unchanged.ts';
export { UNCHANGED_RENDERERS } from '../report/unchanged-formats.ts';
export { tell } from './telling.ts';
export { NO_REPORT_FILES, writeReportFiles, writeRunReportFiles } from './report-files.ts';
export { publishRun, publishRunToPull } from './publish-run.ts';
export { RUN_RENDERERS } from '../report/run-formats.ts';
export { toOutputs, toRunOutputs } from './outputs.ts';
export { runLine } from '../report/run-wording.ts';
export { renderRunTerminal } from '../report/run-terminal.ts';
export { reportNames } from '../report/report-name.ts';
export { readReport } from '../report/read-report.ts';
export { readWaiver } from './waiver.ts';
export { readMarker, readRunPlace } from './run-place.ts';
export { keepHistory, keepRunHistory } from './keep-history.ts';
