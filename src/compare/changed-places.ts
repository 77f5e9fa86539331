import type { PathTable } from '../files/table/path-table.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isHashed, unitOf } from '../scan/place-names.ts';
import type { PlaceChange } from './comparison.ts';

/** A place of its own has at least this share of all that changed, so there are few of them. */
const MIN_SHARE = 1 / 24;

/**
 * Where the content size changed, or without a baseline where it is: the directory that says most, and not its files that go by a
 * digest. Adds up to the change; at most 25, the largest first.
 */
export function comparePlaces(baseline: Ledger | null, candidate: Ledger): readonly PlaceChange[] {
  const { paths } = candidate.catalog;
  const before = bytesByNode(baseline, paths.size);
  const after = bytesByNode(candidate, paths.size);
  const piles = firstPiles(paths, { before, after });
  const total = [...piles.values()].reduce((sum, pile) => sum + weightOf(pile), 0);
  const places = heap(paths, piles, total * MIN_SHARE).map(([node, pile]) => toPlace(paths, node, pile));
  const hasBaseline = baseline !== null;
  return places
    .filter(({ delta }) => delta !== 0)
    .toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || (a.path < b.path ? -1 : 1))
    .map((place) => (hasBaseline ? place : { ...place, baseline: null, delta: null }));
}

/** `file`: the only node of the pile; -1: there are several. */
type Pile = { file: number; files: number; before: number; after: number };
type Piles = Map<number, Pile>;

function weightOf({ before, after }: Pile): number {
  return Math.abs(after - before);
}

/** Both images share one table, which may have grown since the first was read. */
function bytesByNode(ledger: Ledger | null, size: number): Float64Array {
  const bytes = new Float64Array(size);
  if (ledger === null) return bytes;
  const { catalog } = ledger;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const node = catalog.node(row);
    bytes[node] = (bytes[node] ?? 0) + catalog.bytes(row);
  }
  return bytes;
}

type ByNode = { readonly before: Float64Array; readonly after: Float64Array };

/** Files that changed, those of a package by its directory. */
function firstPiles(paths: PathTable, { before, after }: ByNode): Piles {
  const piles: Piles = new Map();
  for (let node = 0; node < paths.size; node += 1) {
    const [was, is] = [before[node] ?? 0, after[node] ?? 0];
    if (was === is) continue;
    addTo(piles, unitOf(paths, node), { file: node, files: 1, before: was, after: is });
  }
  return piles;
}

/** From the leaves to the root: what is large enough stays, and the rest goes to the directory above. */
function heap(paths: PathTable, piles: Piles, least: number): readonly (readonly [number, Pile])[] {
  const placed: [number, Pile][] = [];
  // A child is made after its parent, and has a larger number.
  for (const node of withParents(paths, [...piles.keys()])) {
    const pile = piles.get(node);
    if (pile === undefined) continue;
    const isLarge = weightOf(pile) >= least && !isHashed(paths.name(node));
    if (isLarge || node === 0) placed.push([node, pile]);
    else addTo(piles, paths.parent(node), pile);
  }
  return placed;
}

function withParents(paths: PathTable, nodes: readonly number[]): readonly number[] {
  const all = new Set<number>();
  for (const node of nodes) for (let at = node; at >= 0 && !all.has(at); at = paths.parent(at)) all.add(at);
  return [...all].sort((a, b) => b - a);
}

function addTo(piles: Piles, node: number, pile: Pile): void {
  const known = piles.get(node);
  if (known === undefined) piles.set(node, { ...pile });
  else {
    known.file = -1;
    known.files += pile.files;
    known.before += pile.before;
    known.after += pile.after;
  }
}

function toPlace(paths: PathTable, node: number, { file, files, before, after }: Pile) {
  const isFile = file >= 0 && !isHashed(paths.name(file));
  return {
    path: paths.path(isFile ? file : node),
    kind: isFile ? ('file' as const) : ('directory' as const),
    ...{ files, baseline: before, candidate: after, delta: after - before },
  };
}
