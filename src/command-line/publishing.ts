/** What a run on the command line needs only when it tells more than a terminal or a program reads. */
export { publishComment, publishNoVerdict } from '../github/publish.ts';
export { RENDERERS } from '../report/index.ts';
