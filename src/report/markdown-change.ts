import type { PlaceChange } from '../compare/comparison.ts';
import { renderBytes, renderDelta } from '../ledger/bytes.ts';
import type { Section } from './fit.ts';
import { code, prose, sizeOrDash, tableLines, text, unbroken, type Inline } from './markdown.ts';
import { DETAILS_TAIL, detailsHead } from './markdown-details.ts';
import type { MarkdownScope } from './markdown-findings.ts';
import { countedIn, placePath } from './place-lines.ts';
import type { GateReport } from './report.ts';
import { requestLines } from './request-wording.ts';
import { counted, renderCount, sentence } from './wording.ts';

/** Packages that changed under what asked for them, folded. */
export function requestSections(
  { requested }: GateReport,
  { maxLines, maxPaths }: MarkdownScope,
): readonly Section[] {
  if (requested === null) return [];
  const lines = requestLines(requested, maxPaths);
  const rows = lines.slice(0, maxLines);
  const more = lines.slice(maxLines);
  const rest = more.reduce((sum, { delta }) => sum + delta, 0);
  const shown = more.length === 0 ? rows : [...rows, { delta: rest, words: counted(more.length, 'other') }];
  const table = shown.map(({ delta, words }) => [unbroken(renderDelta(delta)), prose(sentence(words))]);
  return [
    tableSection('What changed, by what was asked for', {
      head: ['Change', 'For'],
      rows: table,
      align: 'rl',
    }),
  ];
}

/** Where it changed: directories where their files go by a digest, or are many. */
export function placeSections(
  { places, baseline }: GateReport,
  { maxLines }: MarkdownScope,
): readonly Section[] {
  if (places.length === 0) return [];
  const hasBaseline = baseline !== null;
  const title = hasBaseline ? 'What changed, by directory' : 'Content size by directory';
  const head = hasBaseline ? ['', 'Baseline', 'Candidate', 'Change'] : ['', 'Content size'];
  const rows = places
    .slice(0, maxLines)
    .map((place) => placeRow(place, placeName(place, places), hasBaseline));
  const more = places.length - rows.length;
  return [tableSection(title, { head, rows, align: hasBaseline ? 'lrrr' : 'lr', more })];
}

function placeRow(place: PlaceChange, name: Inline, hasBaseline: boolean): readonly Inline[] {
  const { baseline, candidate, delta } = place;
  if (!hasBaseline) return [name, unbroken(renderBytes(candidate))];
  return [
    name,
    sizeOrDash(baseline),
    sizeOrDash(candidate),
    delta === null ? [] : unbroken(renderDelta(delta)),
  ];
}

/** Its path; of a directory, also how many files it holds, or how many others where it holds another place. */
function placeName(place: PlaceChange, places: readonly PlaceChange[]): Inline {
  const path = placePath(place);
  if (place.kind !== 'directory') return code(path, 100);
  const files = countedIn({ path, files: place.files }, places.map(placePath));
  return [...code(path, 100), ...text(` (${files})`)];
}

type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Inline[])[];
  readonly align: string;
  /** Rows that are left out. */
  readonly more?: number;
};

const rowsLeft = (count: number) => counted(count, 'row of a table', 'rows of tables');

/** A table under a title, folded. */
export function tableSection(title: string, { head, rows, align, more = 0 }: Table): Section {
  const [titles = '', rule = '', ...items] = tableLines(head.map(text), rows, align);
  const tail = more > 0 ? ['', `… and ${renderCount(more)} more, each of them smaller.`] : [];
  return {
    head: [...detailsHead(title), titles, rule],
    items,
    tail: [...tail, ...DETAILS_TAIL],
    left: rowsLeft,
    omitted: 0,
  };
}
