import { createHash } from 'node:crypto';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { renderHtml } from './html.ts';
import { STYLE } from './html-style.ts';
import { escapeHtml, proseHtml } from './html-text.ts';
import { platformDifferences } from './platforms.ts';
import { conclusionOf, conclusionOfOutcome } from './run-report.ts';
import type { ImageOutcome, RunReport } from './run-report.ts';
import { outcomeLine, runLine, toRow, verdictWord, worstFirst } from './run-wording.ts';
import { renderCount, sentence } from './wording.ts';

const SIGNS = { success: '✓', neutral: '○', failure: '✗' } as const;
/** Of the pages of all images together; those that do not fit are left out, the best first. */
const MAX_PAGES_SIZE = 24_000_000;

const RUN_STYLE = `${STYLE}
iframe { width: 100%; height: 85vh; border: 1px solid var(--line); border-radius: 8px; background: var(--back); }
main > details { margin-top: 12px; } main > details > summary { font-size: 16px; color: var(--ink); padding: 6px 0; }
@media (max-width: 560px) { main > table :is(th, td):nth-child(n + 5) { display: none; } main > table :is(th, td) { padding: 5px 4px; } main > table td:first-child { min-width: 72px; } }
`;

/** One page for several images that needs nothing else: a table, and folded the page of each in a frame of its own. */
export function renderRunHtml(run: RunReport): string {
  const pages = pagesOf(run.images);
  const sources = [...pages.values()].map(policyOf);
  const policy = [
    "default-src 'none'",
    directive('style-src', [hashOf(RUN_STYLE), ...sources.flatMap(({ styles }) => styles)]),
    ...[
      directive(
        'script-src',
        sources.flatMap(({ scripts }) => scripts),
      ),
    ],
    ...["base-uri 'none'", "form-action 'none'"],
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Final Stage ${escapeHtml(runLine(run))}</title>
<style>${RUN_STYLE}</style>
</head>
<body>
${renderHead(run)}
<main>
${renderTable(run.images)}
${worstFirst(run.images)
  .map((outcome, place) => renderImage(outcome, { page: pages.get(outcome), isOpen: place < MAX_OPEN }))
  .join('\n')}
</main>
<footer>final-stage ${escapeHtml(run.tool.version)}</footer>
</body>
</html>
`;
}

function pagesOf(images: readonly ImageOutcome[]): ReadonlyMap<ImageOutcome, string> {
  const pages = new Map<ImageOutcome, string>();
  let room = MAX_PAGES_SIZE;
  for (const outcome of worstFirst(images)) {
    if (outcome.kind !== 'judged') continue;
    const page = renderHtml(outcome.report);
    room -= page.length;
    if (room >= 0) pages.set(outcome, page);
  }
  return pages;
}

/** A frame obeys the policy of the page around it, too: what its own allows by a hash, that has to allow as well. */
function policyOf(page: string) {
  const policy = /^<meta http-equiv="Content-Security-Policy" content="([^"]*)">$/m.exec(page)?.[1] ?? '';
  const hashes = (name: string): readonly string[] => {
    const part = policy.split('; ').find((one) => one.startsWith(`${name} `)) ?? '';
    return part.match(/'sha256-[A-Za-z0-9+/=]+'/g) ?? [];
  };
  return { styles: hashes('style-src'), scripts: hashes('script-src') };
}

function directive(name: string, sources: readonly string[]): string {
  return `${name} ${sources.length === 0 ? "'none'" : [...new Set(sources)].join(' ')}`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function renderHead(run: RunReport): string {
  const conclusion = conclusionOf(run);
  const sign = conclusion === null ? '✗' : SIGNS[conclusion];
  const differences = platformDifferences(run.images).map(
    ({ name, parts }) =>
      `<p><code>${escapeHtml(name)}</code> by platform: ${proseHtml(`${parts.join('; ')}.`)}</p>`,
  );
  return `<header class="${conclusion ?? 'failure'}">
<h1><span class="sign">${sign}</span>Final Stage ${escapeHtml(runLine(run))}</h1>
${differences.join('\n')}
</header>`;
}

function renderTable(images: readonly ImageOutcome[]): string {
  const rows = worstFirst(images).map((outcome) => {
    const { content, delta, pull, introduced } = toRow(outcome);
    const cells = [
      verdictWord(outcome),
      content === null ? '' : renderBytes(content),
      delta === null ? '' : renderDelta(delta),
      pull === null ? '' : renderBytes(pull),
      introduced === null ? '' : renderCount(introduced),
    ].map((cell) => `<td>${cell}</td>`);
    return `<tr><td><code>${escapeHtml(outcome.name)}</code></td>${cells.join('')}</tr>`;
  });
  const head = ['Image', 'Verdict', 'Content size', 'Content change', 'Pull size', 'Errors introduced']
    .map((title) => `<th scope="col">${title}</th>`)
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** The worst ones: a page of many open frames is slow, and long. */
const MAX_OPEN = 3;

type Shown = { readonly page: string | undefined; readonly isOpen: boolean };

function renderImage(outcome: ImageOutcome, { page, isOpen: mayOpen }: Shown): string {
  const conclusion = conclusionOfOutcome(outcome);
  const isOpen = mayOpen && (conclusion === null || conclusion === 'failure') ? ' open' : '';
  const name = escapeHtml(outcome.name);
  const body =
    page === undefined
      ? `<p>${proseHtml(sentence(outcome.kind === 'no-verdict' ? outcome.reason : outcomeLine(outcome)))}${LEFT_OUT[outcome.kind]}</p>`
      : `<iframe sandbox="allow-scripts" title="Report of ${name}" srcdoc="${toAttribute(page)}"></iframe>`;
  return `<details${isOpen}><summary><code>${name}</code> ${verdictWord(outcome)}</summary>\n${body}\n</details>`;
}

const LEFT_OUT = {
  judged: ' The page of this image is left out for its size; the JSON report has everything.',
  unchanged: '',
  'no-verdict': '',
} as const;

/** A whole page as the value of an attribute. */
function toAttribute(page: string): string {
  return page.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
