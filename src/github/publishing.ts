/** What a run needs only in a workflow, or when it reports more than a terminal or a program reads: one part of `dist`, for both programs. */
export { readPayload, readRunEvent } from './run-event.ts';
export { RENDERERS } from '../report/index.ts';
export { publish, publishNoVerdict, publishToPull, writeSummary } from './publish.ts';
export { publishUnchanged, publishUnchangedComment, writeUnchangedFiles } from './publish-unchanged.ts';
export { UNCHANGED_RENDERERS } from '../report/unchanged-formats.ts';
export { tell } from './telling.ts';
export { NO_REPORT_FILES, writeReportFiles } from './report-files.ts';
