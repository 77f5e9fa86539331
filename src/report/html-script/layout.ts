import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { Place } from './tree.ts';

/** A place's rectangle, in units of the map. `inner`: those of what is in it. */
export type Cell = {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly inner: readonly Cell[];
};

export type Size = { readonly width: number; readonly height: number };
type Amount = (place: Place) => number;

const MAX_CELLS = 150;
const MAX_INNER_CELLS = 24;
/** Room for the name of a place above what is in it. */
const HEAD = 20;
const MIN_NESTING = { width: 80, height: 60 };
const GAP = 2;

/** Rectangles of what is in a place, by their amounts, largest first, and in those that have room what is in them. */
export function layOut(children: readonly Place[], size: Size, amount: Amount): readonly Cell[] {
  return squarify(children, size, { amount, max: MAX_CELLS }).map((cell) => {
    const { width, height, place } = cell;
    const isNested = width >= MIN_NESTING.width && height >= MIN_NESTING.height;
    if (!isNested || place.children.length < 2) return cell;
    const room = { width: width - 2 * GAP, height: height - HEAD - GAP };
    const inner = squarify(place.children, room, { amount, max: MAX_INNER_CELLS });
    return { ...cell, inner: inner.map((one) => ({ ...one, x: one.x + GAP, y: one.y + HEAD })) };
  });
}

type Squares = { readonly amount: Amount; readonly max: number };
type Leaf = { readonly place: Place | null; readonly children?: readonly Leaf[] };

function squarify(places: readonly Place[], size: Size, { amount, max }: Squares): readonly Cell[] {
  const shown = places
    .filter((place) => amount(place) > 0)
    .sort((a, b) => amount(b) - amount(a))
    .slice(0, max);
  if (shown.length === 0) return [];
  const root = hierarchy<Leaf>(
    { place: null, children: shown.map((place) => ({ place })) },
    (leaf) => leaf.children,
  ).sum(({ place }) => (place === null ? 0 : amount(place)));
  const laidOut = treemap<Leaf>().tile(treemapSquarify).size([size.width, size.height]).paddingInner(GAP)(
    root,
  );
  return laidOut.leaves().flatMap(({ data, x0, y0, x1, y1 }) => {
    const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    return data.place === null || box.width < 1 || box.height < 1
      ? []
      : [{ place: data.place, ...box, inner: [] }];
  });
}

type Box = Omit<Cell, 'place' | 'inner'>;
export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** Which of the boxes lies next in a direction, by its index; -1: none does. */
export function nextBox(boxes: readonly Box[], from: number, direction: Direction): number {
  const start = boxes[from];
  if (start === undefined) return -1;
  let best = { index: -1, cost: Infinity };
  boxes.forEach((box, index) => {
    const cost = index === from ? Infinity : costOf(start, box, direction);
    if (cost < best.cost) best = { index, cost };
  });
  return best.index;
}

/** How far away, first along the direction and then across it; infinite for what lies elsewhere. */
function costOf(start: Box, box: Box, direction: Direction): number {
  const isAcross = direction === 'ArrowUp' || direction === 'ArrowDown';
  const [ahead, aside] = isAcross ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const length = (one: Box, axis: 'x' | 'y') => (axis === 'x' ? one.width : one.height);
  const end = (one: Box, axis: 'x' | 'y') => one[axis] + length(one, axis);
  const isBack = direction === 'ArrowLeft' || direction === 'ArrowUp';
  const distance = isBack ? start[ahead] - end(box, ahead) : box[ahead] - end(start, ahead);
  if (distance < -1) return Infinity;
  const overlap = Math.min(end(start, aside), end(box, aside)) - Math.max(start[aside], box[aside]);
  const offset = Math.abs(start[aside] + length(start, aside) / 2 - box[aside] - length(box, aside) / 2);
  return distance + (overlap > 0 ? 0 : 10_000 - overlap) + offset / 1000;
}
