import type { HiddenFiles } from '../compare/breakdown/breakdown.ts';
import { renderBytes } from '../ledger/bytes.ts';
import { renderBar } from './html-bar.ts';
import { escapeHtml } from './html-text.ts';
import type { GateReport, LayerSummary } from './report.ts';
import { counted, placeOf, renderCount } from './wording.ts';

const MAX_FILES = 10;

/** The candidate's layers, bottom first, with what each ships that a container does not see. At most `max`. */
export function renderLayers({ candidate, breakdown }: GateReport, max: number): string {
  const { layers } = candidate;
  if (layers.length === 0) return '';
  const hidden = new Map((breakdown?.hidden ?? []).map((one) => [one.layer, one]));
  const largest = layers.reduce((most, { contentBytes }) => Math.max(most, contentBytes), 1);
  const rows = layers
    .slice(0, max)
    .map((layer) => renderLayer(layer, hidden.get(layer.ordinal), layer.contentBytes / largest));
  const transfer = candidate.transferEstimated ? 'Transfer size, estimated' : 'Transfer size';
  const more = layers.length - rows.length;
  const note = more > 0 ? `<p class="soft">… and ${renderCount(more)} more in the JSON report</p>` : '';
  return `<h2>Layers</h2>
<table class="layers"><thead><tr><th scope="col">Layer</th><th scope="col">Content size</th><th scope="col">Beside the largest</th><th scope="col">${transfer}</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>${note}`;
}

function renderLayer(layer: LayerSummary, hidden: HiddenFiles | undefined, share: number): string {
  const { ordinal, contentBytes, transferBytes } = layer;
  return `<tr><td>${ordinal} ${origin(layer)}${hidden === undefined ? '' : renderHidden(hidden)}</td><td>${renderBytes(contentBytes)}</td><td>${renderBar(share)}</td><td>${renderBytes(transferBytes)}</td></tr>`;
}

function origin({ origin: kind, instruction }: LayerSummary): string {
  if (instruction === null) return kind === 'base-image' ? 'base image' : 'of unknown origin';
  const base = kind === 'base-image' ? 'base image, ' : '';
  return `${base}${escapeHtml(placeOf(instruction))} <code>${escapeHtml(instruction.text)}</code>`;
}

/** `12.0 MB in 3 files that a container does not see`, and which ones. */
function renderHidden({ bytes, files, largest }: HiddenFiles): string {
  const items = largest
    .slice(0, MAX_FILES)
    .map(
      (file) =>
        `<li><code>${escapeHtml(file.path)}</code> ${renderBytes(file.bytes)}, ${file.visibility} later</li>`,
    );
  const more = files - items.length;
  if (more > 0) items.push(`<li>… and ${counted(more, 'smaller file')}</li>`);
  return `<details><summary>${renderBytes(bytes)} in ${counted(files, 'file')} that a container does not see</summary><ul>${items.join('')}</ul></details>`;
}
