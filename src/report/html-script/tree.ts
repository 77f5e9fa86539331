import type { PageTree } from '../html-data.ts';
import { shorten } from '../../visible.ts';

/** One node of a tree that a reader walks through. Sizes in bytes. */
export type Place = {
  readonly name: string;
  /** Its path, where it has one, else its name; very long ones are shortened. */
  readonly path: string;
  readonly kind: 'group' | 'directory' | 'file' | 'rest';
  readonly parent: Place | null;
  readonly children: Place[];
  readonly baseline: number;
  readonly candidate: number;
  readonly files: number;
  /** What everything in it gained or lost, added up; as far as it is known. */
  churn: number;
};

const KINDS = { g: 'group', d: 'directory', f: 'file', r: 'rest' } as const;

/** All nodes of a tree, the root first. */
export function toPlaces(tree: PageTree): readonly Place[] {
  const places: Place[] = [];
  tree.parents.forEach((index, at) => {
    const place = toPlace(tree, at, places[index] ?? null);
    place.parent?.children.push(place);
    places.push(place);
  });
  for (const place of places.toReversed()) addChurn(place);
  return places;
}

function toPlace(tree: PageTree, at: number, parent: Place | null): Place {
  const name = tree.names[at] ?? '';
  const kind = KINDS[(tree.kinds[at] ?? 'r') as keyof typeof KINDS];
  return {
    ...{ name, kind, parent, path: pathOf({ name, kind, parent }), children: [], churn: 0 },
    baseline: tree.baseline?.[at] ?? 0,
    candidate: tree.candidate[at] ?? 0,
    files: tree.files[at] ?? 0,
  };
}

function addChurn(place: Place): void {
  if (place.children.length === 0) place.churn = Math.abs(place.candidate - place.baseline);
  if (place.parent !== null) place.parent.churn += place.churn;
}

/** From the root to the place itself. */
export function wayTo(place: Place): readonly Place[] {
  return place.parent === null ? [place] : [...wayTo(place.parent), place];
}

const MAX_PATH_CHARACTERS = 500;

function pathOf({ name, kind, parent }: Pick<Place, 'name' | 'kind' | 'parent'>): string {
  if (parent === null || kind === 'group') return name === '' ? 'everything' : name;
  if (kind === 'rest') return `the rest of ${parent.path}`;
  // Below a group directories have their whole paths.
  if (name.startsWith('/')) return name;
  return shorten(`${parent.path === '/' ? '' : parent.path}/${name}`, MAX_PATH_CHARACTERS);
}
