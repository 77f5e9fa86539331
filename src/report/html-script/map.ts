import { shorten } from '../../visible.ts';
import { element } from './dom.ts';
import { layOut, nextBox, type Cell, type Direction, type Size } from './layout.ts';
import type { Place } from './tree.ts';
import { amountOf, amountText, describe, titleOf, toneOf, type View } from './words.ts';

/** What a map shows: the places in one, at a size in pixels. */
export type MapInput = {
  readonly children: readonly Place[];
  readonly view: View;
  readonly hasBaseline: boolean;
  readonly size: Size;
};

/** What is done with its tiles. */
export type MapActions = {
  readonly open: (place: Place, view: View) => void;
  /** Called when a tile is pointed at or has the focus. */
  readonly look: (place: Place) => void;
};

const PIXELS_PER_LETTER = 6.7;
const MIN_LABEL = { width: 44, height: 18 };
const MIN_AMOUNT_HEIGHT = 34;

const places = new WeakMap<Element, Place>();

/** The place that a tile stands for. */
export function placeOf(tile: Element): Place | undefined {
  return places.get(tile);
}

/** A treemap of buttons: one of them is in the tab order, arrow keys move between them. */
export function drawMap(input: MapInput, actions: MapActions): HTMLElement {
  const { size, view, children } = input;
  const map = element('div', {
    class: 'map',
    role: 'group',
    'aria-label': MAP_NAMES[view],
    'data-view': view,
  });
  map.style.width = `${size.width}px`;
  map.style.height = `${size.height}px`;
  const cells = layOut(children, size, (place) => amountOf(place, view));
  const tiles = cells.map((cell, index) => drawTile(cell, input, index === 0));
  map.append(...tiles);
  tiles.forEach((tile, index) => {
    const place = cells[index]?.place;
    if (place === undefined) return;
    places.set(tile, place);
    tile.addEventListener('click', () => {
      actions.open(place, view);
    });
    for (const event of ['focus', 'pointerenter']) {
      tile.addEventListener(event, () => {
        actions.look(place);
      });
    }
  });
  map.addEventListener('keydown', (event) => {
    const next = nextTile(event.key, tiles, cells);
    if (next === undefined) return;
    event.preventDefault();
    focusTile(next);
  });
  return map;
}

const MAP_NAMES: Readonly<Record<View, string>> = {
  baseline: 'Treemap of the baseline',
  candidate: 'Treemap of the candidate',
  change: 'Treemap of what changed',
};

/** Gives a tile the focus, and its map's place in the tab order. */
export function focusTile(tile: HTMLElement): void {
  for (const other of tile.parentElement?.children ?? []) other.setAttribute('tabindex', '-1');
  tile.setAttribute('tabindex', '0');
  tile.focus();
}

function nextTile(
  key: string,
  tiles: readonly HTMLElement[],
  cells: readonly Cell[],
): HTMLElement | undefined {
  const from = tiles.findIndex((tile) => tile === document.activeElement);
  if (key === 'Home') return tiles[0];
  if (key === 'End') return tiles.at(-1);
  return /^Arrow/.test(key) ? tiles[nextBox(cells, from, key as Direction)] : undefined;
}

function drawTile(cell: Cell, { view, hasBaseline, size }: MapInput, isFirst: boolean): HTMLElement {
  const { place } = cell;
  const isOpen = place.children.length > 0;
  const tile = element('button', {
    type: 'button',
    class: `tile ${toneOf(place, hasBaseline)}${isOpen ? ' opens' : ''}`,
    tabindex: isFirst ? '0' : '-1',
    'data-path': place.path,
  });
  setBox(tile, cell, size);
  const name = `${describe(place, hasBaseline)}${isOpen ? '; opens' : ''}`;
  tile.append(
    element('span', { class: 'unseen' }, name),
    ...labels(cell, view),
    ...cell.inner.map((inner) => drawInner(inner, cell, { view, hasBaseline })),
  );
  return tile;
}

function drawInner(
  inner: Cell,
  outer: Cell,
  { view, hasBaseline }: Pick<MapInput, 'view' | 'hasBaseline'>,
): HTMLElement {
  const box = element('span', { class: `inner ${toneOf(inner.place, hasBaseline)}`, 'aria-hidden': 'true' });
  setBox(box, inner, outer);
  box.append(...labels(inner, view));
  return box;
}

/** In shares of what it is in, so that it stays right on paper, too. */
function setBox(box: HTMLElement, { x, y, width, height }: Omit<Cell, 'place' | 'inner'>, whole: Size): void {
  const percent = (part: number, of: number) => `${(100 * part) / of}%`;
  box.style.left = percent(x, whole.width);
  box.style.top = percent(y, whole.height);
  box.style.width = percent(width, whole.width);
  box.style.height = percent(height, whole.height);
}

function labels({ place, width, height, inner }: Cell, view: View): readonly HTMLElement[] {
  if (width < MIN_LABEL.width || height < MIN_LABEL.height) return [];
  const letters = Math.max(2, Math.floor((width - 10) / PIXELS_PER_LETTER));
  const title = titleOf(place);
  const amount = amountText(place, view);
  // One line where what is in it is drawn below.
  if (inner.length > 0 || height < MIN_AMOUNT_HEIGHT) {
    const isRoomy = title.length + amount.length + 2 <= letters;
    return [label(isRoomy ? `${title}  ${amount}` : shorten(title, letters))];
  }
  return [label(shorten(title, letters)), ...(amount.length <= letters ? [label(amount)] : [])];
}

function label(text: string): HTMLElement {
  // What is drawn may be cut; the tile has its whole name besides.
  return element('span', { class: 'label', 'aria-hidden': 'true' }, text);
}
