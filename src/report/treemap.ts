import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { LedgerLine } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import { escapeHtml } from './html-text.ts';
import { shorten } from '../visible.ts';

/** One cell's place in a treemap of `WIDTH` by `HEIGHT` units. */
type Cell = {
  readonly label: string;
  readonly title: string;
  readonly tone: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const WIDTH = 1000;
const HEIGHT = 420;
const MAX_CELLS = 400;
/** Below this many units a cell has no room for a letter. */
const MIN_LABEL_WIDTH = 46;
const MIN_LABEL_HEIGHT = 18;
const UNITS_PER_LETTER = 6.6;

type Node = { readonly line: LedgerLine | null; readonly children?: readonly Node[] };

/** A treemap of one side of a ledger sum as an SVG: area is bytes, colour is the change. `share`: of the larger side's area. */
export function renderTreemap(
  lines: readonly LedgerLine[],
  side: 'baseline' | 'candidate',
  share: number,
): string {
  const height = Math.max(40, Math.round(HEIGHT * share));
  const cells = layOut(lines, side, height).map(renderCell).join('\n');
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="treemap of the ${side}">\n${cells}\n</svg>`;
}

function layOut(
  lines: readonly LedgerLine[],
  side: 'baseline' | 'candidate',
  height: number,
): readonly Cell[] {
  const bytesOf = (node: Node) => (node.line === null ? 0 : (node.line[side] ?? 0));
  const shown = lines
    .filter((line) => (line[side] ?? 0) > 0)
    .toSorted((a, b) => (b[side] ?? 0) - (a[side] ?? 0))
    .slice(0, MAX_CELLS);
  const root = hierarchy<Node>(
    { line: null, children: shown.map((line) => ({ line })) },
    (node) => node.children,
  );
  const laidOut = treemap<Node>().tile(treemapSquarify).size([WIDTH, height]).paddingInner(2)(
    root.sum(bytesOf),
  );
  return laidOut.leaves().flatMap(({ data, x0, y0, x1, y1 }) => {
    if (data.line === null || x1 - x0 < 1 || y1 - y0 < 1) return [];
    return [{ ...describe(data.line, side), x: x0, y: y0, width: x1 - x0, height: y1 - y0 }];
  });
}

function describe(line: LedgerLine, side: 'baseline' | 'candidate') {
  const change = line.delta === null || line.delta === 0 ? '' : `, ${renderDelta(line.delta)}`;
  const title = `${line.label}: ${renderBytes(line[side] ?? 0)}${change}`;
  return { label: line.label, title, tone: toneOf(line) };
}

/** Classes of the page's style: new, grown, shrunk, gone, same. */
function toneOf({ baseline, candidate, delta }: LedgerLine): string {
  if (delta === null || delta === 0) return 'same';
  if (baseline === 0) return 'new';
  if (candidate === 0) return 'gone';
  return delta > 0 ? 'grown' : 'shrunk';
}

function renderCell({ label, title, tone, x, y, width, height }: Cell): string {
  const box = `x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}"`;
  const hasText = width >= MIN_LABEL_WIDTH && height >= MIN_LABEL_HEIGHT;
  const letters = Math.floor((width - 10) / UNITS_PER_LETTER);
  const text = hasText
    ? `<text x="${fixed(x + 6)}" y="${fixed(y + 14)}">${escapeHtml(shorten(label, Math.max(2, letters)))}</text>`
    : '';
  return `<g class="${tone}"><title>${escapeHtml(title)}</title><rect ${box} rx="2"/>${text}</g>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
