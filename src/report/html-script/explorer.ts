import { renderBytes, renderDelta } from '../../ledger/bytes.ts';
import type { PageData } from '../html-data.ts';
import { choice, element, setChoice } from './dom.ts';
import type { Size } from './layout.ts';
import { drawMap, focusTile, placeOf } from './map.ts';
import { searchBox } from './search.ts';
import { levelTable } from './table.ts';
import { toPlaces, wayTo, type Place } from './tree.ts';
import { describe, titleOf, type View } from './words.ts';

const GROUPINGS = [
  ['directories', 'Directories'],
  ['instructions', 'Instructions'],
  ['packages', 'Packages'],
  ['classes', 'Classes'],
] as const;
type Grouping = (typeof GROUPINGS)[number][0];

type State = {
  grouping: Grouping;
  isChange: boolean;
  /** Where the reader is, in the grouping's tree. */
  place: Place;
};

type Parts = Readonly<Record<'way' | 'maps' | 'detail' | 'table', HTMLElement>>;

const HEIGHT = 420;
const NARROW = 640;
const NARROW_HEIGHT = 300;
const GAP = 20;
/** However small an image is, there is something to click. */
const MIN_EDGE = 72;

/** Lets the reader walk through the bytes: maps, the way to where one is, a search, and a table of the same. */
export function startExplorer(root: HTMLElement, data: PageData): void {
  const trees = {
    directories: toPlaces(data.directories),
    instructions: toPlaces(data.instructions),
    packages: toPlaces(data.packages),
    classes: toPlaces(data.classes),
  };
  const [top] = trees.directories;
  if (top === undefined) return;
  const hasBaseline = data.directories.baseline !== null;
  const state: State = { grouping: 'directories', isChange: false, place: top };
  const parts = makeParts();
  const draw = () => {
    drawAll(parts, state, { hasBaseline, go });
  };
  const go = (place: Place, focusOn?: Place, view: View = 'candidate') => {
    state.place = place;
    draw();
    focusPlace(parts.maps, focusOn ?? null, state.isChange ? 'change' : view);
    parts.detail.textContent = describe(focusOn ?? place, hasBaseline);
  };
  const groupings = choice('Group by', GROUPINGS, (name) => {
    const grouping = name as Grouping;
    Object.assign(state, { grouping, place: trees[grouping][0] ?? top });
    draw();
  });
  const areas = choice(
    'Areas show',
    [
      ['size', 'Size'],
      ['change', 'Change'],
    ],
    (name) => {
      state.isChange = name === 'change';
      draw();
    },
  );
  const find = searchBox({ ...trees, packageCount: data.packageCount, hasBaseline }, (place) => {
    state.grouping = trees.directories.includes(place) ? 'directories' : 'packages';
    setChoice(groupings, state.grouping);
    const isInside = place.children.length === 0 && place.parent !== null;
    go(isInside ? place.parent : place, isInside ? place : undefined);
  });
  root.append(find, element('div', { class: 'controls' }, groupings, ...(hasBaseline ? [areas] : [])));
  root.append(parts.way, parts.maps, parts.detail, legend(hasBaseline), parts.table);
  root.hidden = false;
  goBackOnEscape(root, state, go);
  redrawOnResize(parts.maps, draw);
  draw();
}

function makeParts(): Parts {
  return {
    way: element('nav', { class: 'way', 'aria-label': 'Where you are' }),
    maps: element('div', { class: 'maps' }),
    detail: element(
      'p',
      { class: 'detail', role: 'status' },
      'Arrow keys move, Enter opens, Escape goes back.',
    ),
    table: element('div'),
  };
}

type Go = (place: Place, focusOn?: Place, view?: View) => void;
type Walk = { readonly hasBaseline: boolean; readonly go: Go };

function drawAll(parts: Parts, state: State, { hasBaseline, go }: Walk): void {
  const { place } = state;
  parts.way.replaceChildren(drawWay(place, go));
  const actions = {
    open: (child: Place, view: View) => {
      if (child.children.length > 0) go(child, firstOf(child, view), view);
      else parts.detail.textContent = describe(child, hasBaseline);
    },
    look: (child: Place) => {
      parts.detail.textContent = describe(child, hasBaseline);
      markTwins(parts.maps, child);
    },
  };
  const views: readonly View[] = state.isChange
    ? ['change']
    : hasBaseline
      ? ['baseline', 'candidate']
      : ['candidate'];
  const room = parts.maps.clientWidth;
  const isPair = views.length > 1 && place.baseline > 0 && place.candidate > 0;
  const figures = views.map((view) => {
    const size = sizeOf(place, { view, room, isPair });
    const caption = element('figcaption', {}, captionOf(place, view));
    const isEmpty = place.children.every((child) => (view === 'change' ? child.churn : child[view]) === 0);
    const map = drawMap({ children: place.children, view, hasBaseline, size }, actions);
    return element('figure', {}, caption, isEmpty ? element('p', { class: 'soft' }, EMPTY[view]) : map);
  });
  parts.maps.replaceChildren(...figures);
  parts.table.replaceChildren(
    levelTable(place, hasBaseline, (child) => {
      go(child);
    }),
  );
}

const EMPTY: Readonly<Record<View, string>> = {
  baseline: 'Nothing of this is in the baseline.',
  candidate: 'Nothing of this is in the candidate.',
  change: 'Nothing changed here.',
};

function captionOf({ baseline, candidate }: Place, view: View): string {
  if (view === 'change') return `Change, ${renderDelta(candidate - baseline)}`;
  return view === 'baseline' ? `Baseline, ${renderBytes(baseline)}` : `Candidate, ${renderBytes(candidate)}`;
}

type Frame = { readonly view: View; readonly room: number; readonly isPair: boolean };

/** Areas of both maps are to one scale. On narrow screens they stand below each other. */
function sizeOf(place: Place, { view, room, isPair }: Frame): Size {
  const isNarrow = room < NARROW;
  const height = isNarrow ? NARROW_HEIGHT : HEIGHT;
  if (view === 'change' || !isPair) return { width: room, height };
  const edgeOf = (side: 'baseline' | 'candidate') =>
    Math.sqrt(place[side] / Math.max(place.baseline, place.candidate, 1));
  const edge = edgeOf(view);
  const across = room - GAP;
  const share = isNarrow ? edge : edge / (edgeOf('baseline') + edgeOf('candidate'));
  const width = isNarrow ? room * share : Math.min(across * share, across - MIN_EDGE);
  return { width: Math.max(MIN_EDGE, width), height: Math.max(MIN_EDGE, height * edge) };
}

function drawWay(place: Place, go: Go): HTMLElement {
  const steps = wayTo(place).map((step) => {
    if (step === place)
      return element('li', {}, element('span', { 'aria-current': 'location' }, titleOf(step)));
    const button = element('button', { type: 'button' }, titleOf(step));
    const below = wayTo(place)[wayTo(step).length];
    button.addEventListener('click', () => {
      go(step, below);
    });
    return element('li', {}, button);
  });
  return element('ol', {}, ...steps);
}

function firstOf(place: Place, view: View): Place | undefined {
  return place.children.toSorted((a, b) => (view === 'change' ? b.churn - a.churn : b[view] - a[view]))[0];
}

function focusPlace(maps: HTMLElement, place: Place | null, view: View): void {
  const tiles = [...maps.querySelectorAll<HTMLElement>('.tile')].filter(
    (tile) => place === null || placeOf(tile) === place,
  );
  const tile = tiles.find((one) => one.parentElement?.dataset['view'] === view) ?? tiles.at(-1);
  if (tile !== undefined) focusTile(tile);
}

/** What is pointed at in one map is marked in the other. */
function markTwins(maps: HTMLElement, place: Place): void {
  for (const tile of maps.querySelectorAll('.tile')) tile.classList.toggle('twin', placeOf(tile) === place);
}

function goBackOnEscape(root: HTMLElement, state: State, go: Go): void {
  root.addEventListener('keydown', (event) => {
    const { place } = state;
    if (event.key !== 'Escape' || place.parent === null) return;
    const map = document.activeElement?.closest<HTMLElement>('[data-view]');
    go(place.parent, place, (map?.dataset['view'] as View | undefined) ?? 'candidate');
  });
}

function redrawOnResize(maps: HTMLElement, draw: () => void): void {
  let width = maps.clientWidth;
  new ResizeObserver(() => {
    if (maps.clientWidth === width || maps.clientWidth === 0) return;
    width = maps.clientWidth;
    const focused = document.activeElement && placeOf(document.activeElement);
    draw();
    if (focused) focusPlace(maps, focused, 'candidate');
  }).observe(maps);
}

function legend(hasBaseline: boolean): HTMLElement {
  const tones = hasBaseline ? ['new', 'grown', 'shrunk', 'gone', 'same'] : [];
  const items = tones.flatMap((tone) => [element('i', { class: tone }), tone]);
  return element('p', { class: 'legend' }, ...items);
}
