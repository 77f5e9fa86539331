/** What a run needs only when it reports more than a terminal or a program reads: one part of `dist`, for both programs. */
export { RENDERERS } from '../report/index.ts';
export { publish, publishComment, publishNoVerdict } from './publish.ts';
export { NO_REPORT_FILES, writeReportFiles } from './report-files.ts';
