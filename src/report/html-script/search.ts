import { renderBytes, renderCount, renderDelta } from '../../ledger/bytes.ts';
import { element } from './dom.ts';
import type { Place } from './tree.ts';

/** What is searched: paths of the directory tree and packages. The counts are of what the image has. */
export type Searched = {
  readonly directories: readonly Place[];
  readonly packages: readonly Place[];
  readonly packageCount: number;
  readonly hasBaseline: boolean;
};

type Entry = { readonly place: Place; readonly kind: string; readonly text: string };

const MAX_RESULTS = 50;

/** A search field with its results. `go` shows a place that was chosen. */
export function searchBox(searched: Searched, go: (place: Place) => void): HTMLElement {
  const entries = entriesOf(searched);
  const outside = outsideText(searched);
  const input = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  const status = element('p', { class: 'soft', role: 'status' });
  const list = element('ul', { class: 'results', 'aria-label': 'Search results' });
  const update = () => {
    const found = find(entries, input.value);
    const results = found.slice(0, MAX_RESULTS).map((entry) => toResult(entry, searched.hasBaseline, go));
    list.replaceChildren(...results);
    list.hidden = results.length === 0;
    status.textContent = input.value.trim() === '' ? '' : `${countText(found.length)} ${outside}`;
  };
  input.addEventListener('input', update);
  const box = element(
    ...(['div', { class: 'search', role: 'search' }] as const),
    element('label', { for: 'search' }, 'Find paths and packages'),
    ...[input, status, list],
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      update();
      input.focus();
      event.stopPropagation();
    } else if (moveIn([input, ...list.querySelectorAll('button')], event.key)) event.preventDefault();
  });
  update();
  return box;
}

/** Moves the focus up or down a list, and says whether it did. */
function moveIn(stops: readonly HTMLElement[], key: string): boolean {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const next = at < 0 || step === 0 ? undefined : stops[at + step];
  next?.focus();
  return next !== undefined;
}

function entriesOf({ directories, packages }: Searched): readonly Entry[] {
  const paths = directories
    .filter(({ kind, parent }) => kind !== 'rest' && parent !== null)
    .map((place) => ({ place, kind: place.kind, text: place.path }));
  const groups = packages.filter(({ kind, parent }) => kind === 'group' && parent?.parent === null);
  return [...paths, ...groups.map((place) => ({ place, kind: 'package', text: place.name }))];
}

/** Entries with all of the words, the largest first. */
function find(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const size = ({ place }: Entry) => Math.max(place.baseline, place.candidate);
  return entries
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
    .sort((a, b) => size(b) - size(a));
}

function toResult(
  { place, kind, text }: Entry,
  hasBaseline: boolean,
  go: (place: Place) => void,
): HTMLElement {
  const { baseline, candidate } = place;
  const change = hasBaseline && candidate !== baseline ? ` (${renderDelta(candidate - baseline)})` : '';
  const button = element(
    'button',
    { type: 'button' },
    element('code', {}, text),
    element('span', { class: 'soft' }, ` ${kind} `),
    element('span', { class: 'amount' }, `${renderBytes(candidate)}${change}`),
  );
  button.addEventListener('click', () => {
    go(place);
  });
  return element('li', {}, button);
}

function countText(count: number): string {
  if (count === 0) return 'Nothing that this page names matches.';
  const most = count > MAX_RESULTS ? `; the ${MAX_RESULTS} largest are shown` : '';
  return `${renderCount(count)} ${count === 1 ? 'match' : 'matches'}${most}.`;
}

/** What cannot be found, as it has no name in this page. */
function outsideText({ directories, packages, packageCount }: Searched): string {
  const named = directories.filter(({ kind }) => kind === 'file').length;
  const files = (directories[0]?.files ?? 0) - named;
  const groups = packages.filter(({ kind, parent }) => kind === 'group' && parent?.parent === null).length;
  const others = [
    ...(files > 0 ? [`${renderCount(files)} smaller ${files === 1 ? 'file' : 'files'}`] : []),
    ...(packageCount > groups ? [`${renderCount(packageCount - groups)} smaller packages`] : []),
  ].join(' and ');
  return others === '' ? '' : `${others} are only in the sums of this page.`;
}
