import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { DockerfileLine } from './dockerfile-listing.ts';
import { renderBar } from './html-bar.ts';
import { escapeHtml } from './html-text.ts';
import type { GateReport } from './report.ts';

const MAX_LINES = 400;

/** The candidate's Dockerfile with what each line brings; the stages that are shipped are marked. */
export function renderDockerfile({ breakdown }: GateReport): string {
  const dockerfile = breakdown?.dockerfile ?? null;
  if (dockerfile === null) return '';
  const { path, lines } = dockerfile;
  const name = `<code>${escapeHtml(path)}</code>`;
  if (lines === null)
    return `<h2>Dockerfile</h2>\n<p class="soft">${name} cannot be shown line by line: it is too long, or a secret spans several of its lines.</p>`;
  const largest = lines.reduce((most, { candidate }) => Math.max(most, candidate ?? 0), 1);
  const rows = lines.slice(0, MAX_LINES).map((line, index) => renderLine(line, index + 1, largest));
  return `<h2>Dockerfile</h2>
<figure><figcaption>${name} with the content bytes that each line brings. Lines with a bar at their left are of the stage that is shipped.</figcaption>
<table class="listing dockerfile"><thead><tr><th scope="col">Line</th><th scope="col">Bytes</th><th scope="col">Change</th><th scope="col">Share</th><th scope="col">Instruction</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></figure>`;
}

function renderLine(line: DockerfileLine, number: number, largest: number): string {
  const { text, isShipped } = line;
  const bytes = line.candidate ?? 0;
  const [size, bar] = bytes === 0 ? ['', ''] : [renderBytes(bytes), renderBar(bytes / largest)];
  const code = text.split('\t').map(escapeHtml).join('\t');
  const [tone, unseen] = isShipped ? ['shipped', ''] : ['left', '<span class="unseen">, not shipped</span>'];
  return `<tr class="${tone}"><td>${number}${unseen}</td><td>${size}</td><td>${changeOf(line)}</td><td>${bar}</td><td>${code}</td></tr>`;
}

function changeOf({ candidate, baseline }: DockerfileLine): string {
  return candidate === null || baseline === null || candidate === baseline
    ? ''
    : renderDelta(candidate - baseline);
}
