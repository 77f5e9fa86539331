import { renderBytes, renderCount, renderDelta } from '../../ledger/bytes.ts';
import type { Place } from './tree.ts';

/** Which image a map shows, or what changed between both. */
export type View = 'baseline' | 'candidate' | 'change';

/** `new`, `grown`, `shrunk`, `gone` or `same`: what became of a place, and the class of its tile. */
export function toneOf({ baseline, candidate, churn }: Place, hasBaseline: boolean): string {
  if (!hasBaseline || (baseline === candidate && churn === 0)) return 'same';
  if (baseline === 0) return 'new';
  if (candidate === 0) return 'gone';
  return candidate >= baseline ? 'grown' : 'shrunk';
}

/** How much a tile stands for. */
export function amountOf(place: Place, view: View): number {
  return view === 'change' ? place.churn : place[view];
}

/** `34.0 MB`, or in a map of changes `+2.0 MB`. */
export function amountText(place: Place, view: View): string {
  return view === 'change' ? renderDelta(place.candidate - place.baseline) : renderBytes(place[view]);
}

/** A place in one line: path, both sizes, the change and the number of files. */
export function describe(place: Place, hasBaseline: boolean): string {
  const files = `${renderCount(place.files)} ${place.files === 1 ? 'file' : 'files'}`;
  return `${place.path}: ${sizes(place, hasBaseline)}${place.kind === 'file' ? '' : `, ${files}`}`;
}

function sizes(place: Place, hasBaseline: boolean): string {
  const { baseline, candidate } = place;
  const now = renderBytes(candidate);
  if (!hasBaseline) return now;
  switch (toneOf(place, hasBaseline)) {
    case 'new':
      return `${now}, new`;
    case 'gone':
      return `gone, ${renderBytes(baseline)} before`;
    case 'same':
      return `${now}, unchanged`;
    default:
      return `${now}, ${renderBytes(baseline)} before (${renderDelta(candidate - baseline)})`;
  }
}

/** The last thing that a tile has room for: the name of a place, or how many files its parent has besides. */
export function titleOf({ kind, name, files, parent }: Place): string {
  if (kind === 'rest') return `${renderCount(files)} other ${files === 1 ? 'file' : 'files'}`;
  return parent === null && name === '' ? 'everything' : name;
}
