import { renderBytes } from '../ledger/bytes.ts';
import { escapeHtml } from './html-text.ts';
import type { GateReport } from './report.ts';
import type { TrendPoint } from './trend.ts';
import { readAlike, trendRows, trendTitle } from './trend-wording.ts';

const WIDTH = 640;
const HEIGHT = 180;
/** Room around the line: for sizes at the left, dates below. */
const ROOM = { left: 76, right: 16, top: 14, bottom: 28 } as const;

/** Colours of a file that stands alone: it does not have those of a page. */
const ALONE_STYLE =
  '<style>svg{color:#1f2328;background:#fff}@media(prefers-color-scheme:dark){svg{color:#e6edf3;background:#0d1117}}</style>';

/** The chart as a file of its own; empty of points there is none. */
export function renderTrendFile(points: readonly TrendPoint[], image: string): string {
  return `${chart(points, { title: `${image}: ${trendTitle(points)}`, style: ALONE_STYLE })}\n`;
}

/** The chart as a part of the HTML report, with a table of the same under it; empty where no history is kept. */
export function renderTrend({ trend, candidate }: GateReport): string {
  if (trend.length === 0) return '';
  const rows = trendRows(trend, candidate.contentBytes).map(
    ({ name, date, commit, bytes }) =>
      `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(date)}</td><td>${commit === null ? '' : `<code>${escapeHtml(commit)}</code>`}</td><td>${renderBytes(bytes)}</td></tr>`,
  );
  const title = trendTitle(trend);
  return `<h2>${escapeHtml(title)}</h2>
<figure>${chart(trend, { title, style: '' })}</figure>
<table class="trend"><thead><tr><th scope="col">Which</th><th scope="col">Date</th><th scope="col">Commit</th><th scope="col">Content size</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
}

type Looks = { readonly title: string; readonly style: string };

/** `currentColor` is the page's. Coordinates are ours; sizes and dates are digits. */
function chart(points: readonly TrendPoint[], { title, style }: Looks): string {
  const extent = extentOf(points);
  const { from, to, least, most } = extent;
  const isLevel = readAlike(least, most);
  const x = (index: number) =>
    ROOM.left + spread(index, points.length - 1) * (WIDTH - ROOM.left - ROOM.right);
  const y = (bytes: number) =>
    HEIGHT -
    ROOM.bottom -
    spread(bytes - least, isLevel ? 0 : most - least) * (HEIGHT - ROOM.top - ROOM.bottom);
  const line = points.map(
    ({ contentBytes }, index) => `${index === 0 ? 'M' : 'L'}${at(x(index))} ${at(y(contentBytes))}`,
  );
  const level = (bytes: number) =>
    `<path d="M${ROOM.left} ${at(y(bytes))}H${WIDTH - ROOM.right}" stroke="currentColor" stroke-opacity="0.2"/>` +
    text(ROOM.left - 8, y(bytes) + 4, { anchor: 'end', words: renderBytes(bytes) });
  return [
    `<svg${style === '' ? '' : ' xmlns="http://www.w3.org/2000/svg"'} viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeHtml(title)}</title>`,
    `<desc>${escapeHtml(describe(extent))}</desc>`,
    style,
    level(most),
    ...(isLevel ? [] : [level(least)]),
    `<path d="${line.join('')}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>`,
    `<circle cx="${at(x(points.length - 1))}" cy="${at(y(extent.last))}" r="3.5" fill="currentColor"/>`,
    text(ROOM.left, HEIGHT - 8, { anchor: 'start', words: from }),
    text(WIDTH - ROOM.right, HEIGHT - 8, { anchor: 'end', words: to }),
    '</svg>',
  ].join('');
}

/** Days, and content sizes in bytes. */
type Extent = {
  readonly from: string;
  readonly to: string;
  readonly least: number;
  readonly most: number;
  readonly last: number;
};

function extentOf(points: readonly TrendPoint[]): Extent {
  const sizes = points.map(({ contentBytes }) => contentBytes);
  const day = (point: TrendPoint | undefined) => point?.date.slice(0, 10) ?? '';
  return {
    ...{ from: day(points[0]), to: day(points.at(-1)) },
    ...{ least: Math.min(...sizes), most: Math.max(...sizes), last: sizes.at(-1) ?? 0 },
  };
}

/** The chart in a sentence. */
function describe({ from, to, least, most }: Extent): string {
  const when = from === to ? `On ${from}` : `From ${from} to ${to}`;
  const sizes = readAlike(least, most)
    ? renderBytes(most)
    : `between ${renderBytes(least)} and ${renderBytes(most)}`;
  return `${when}: ${sizes}.`;
}

/** Where a value lies between nothing and all; in the middle where all are one. */
function spread(value: number, all: number): number {
  return all === 0 ? 0.5 : value / all;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

type Words = { readonly anchor: 'start' | 'end'; readonly words: string };

function text(x: number, y: number, { anchor, words }: Words): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="currentColor">${escapeHtml(words)}</text>`;
}
