import { claimSection, type Claim } from './claim.ts';
import { renderHeadline } from './headline.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import type { Format } from './index.ts';
import { paragraph, prose, text } from './markdown.ts';
import { ABBREVIATED_SHA } from './pr-comment.ts';
import { SCHEMA as SARIF_SCHEMA } from './sarif.ts';
import { UNCHANGED_LINE, type UnchangedReport } from './unchanged.ts';
import { visible, withoutCommands } from '../visible.ts';
import { sentence } from './wording.ts';

/** Every format of a report on a change that no image depends on. */
export const UNCHANGED_RENDERERS: Readonly<Record<Format, (report: UnchangedReport) => string>> = {
  terminal: renderTerminal,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: (report) => renderMarkdown(report, ''),
  html: renderHtml,
  // Without a run: an upload of one without results would close the alerts of the image.
  sarif: () => `${JSON.stringify({ $schema: SARIF_SCHEMA, version: '2.1.0', runs: [] }, null, 2)}\n`,
  annotations: () => '',
  patch: () => '',
};

/** The pull-request comment without its marker. `claim`: whose word the report is; absent: our own. */
export function renderUnchangedComment(
  report: UnchangedReport,
  headSha: string | undefined,
  claim?: Claim,
): string {
  const footer = headSha === undefined ? '' : ` · commit ${headSha.slice(0, ABBREVIATED_SHA)}`;
  return renderMarkdown(report, footer, claim);
}

function renderMarkdown({ notices, tool }: UnchangedReport, footer: string, claim?: Claim): string {
  const lines = notices.map(({ message }) => paragraph(prose(sentence(message))));
  const end = `<sub>${paragraph(text(`final-stage ${tool.version}${footer}`))}</sub>`;
  const whose = claimSection(claim).flatMap(({ head }) => head);
  return `${[renderHeadline('✅', UNCHANGED_LINE), ...whose, ...lines, end].join('\n\n')}\n`;
}

function renderTerminal({ notices }: UnchangedReport): string {
  const lines = notices.map(({ message }) => `notice: ${visible(message)}`);
  return withoutCommands(`${[`Final Stage ${UNCHANGED_LINE}`, ...lines].join('\n')}\n`);
}

function renderHtml({ notices, tool }: UnchangedReport): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml(UNCHANGED_LINE)}</title>
</head>
<body>
<main>
<h1>Final Stage ${escapeHtml(UNCHANGED_LINE)}</h1>
${notices.map(({ message }) => `<p>${proseHtml(sentence(message))}</p>`).join('\n')}
</main>
<footer>final-stage ${escapeHtml(tool.version)}</footer>
</body>
</html>
`;
}
