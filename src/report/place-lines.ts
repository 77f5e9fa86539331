import { renderBytes } from '../ledger/bytes.ts';
import type { ConfigLocation, FilePlace, FindingPlace } from '../scan/finding.ts';
import type { ReportFinding } from './report.ts';
import { claimOf, counted, nameOf, placeOf } from './wording.ts';

/** One place of a finding: its path, a directory's with a slash at the end, and what there is to say of it; may be nothing. */
export type PlaceLine = { readonly path: string; readonly words: string };

/** The first places of a finding, and what is left of it in words; empty where nothing is. */
export type PlaceLines = { readonly lines: readonly PlaceLine[]; readonly more: string };

const NONE: PlaceLines = { lines: [], more: '' };

/** `said`: what stands above the list, beside the finding's name and claim. A list that only says it again is empty. */
export function placeLines(finding: ReportFinding, max: number, said: string | null = null): PlaceLines {
  const { places } = finding;
  // A line that says "one more" would take as much room as that one.
  const count = places.length === max + 1 ? places.length : max;
  const lines = places
    .slice(0, count)
    .map((place) => ({ path: pathOf(place), words: wordsOf(place, finding) }));
  const isSaid = places.length === 1 && lines[0]?.words === '' && saysPlace(finding, said);
  return isSaid || goesByItsPlace(finding) ? NONE : { lines, more: moreOf(places.slice(lines.length)) };
}

/** Of a thing that goes by its directory (`/app/.git`) nobody asks which files are in it. */
function goesByItsPlace({ place, subject }: ReportFinding): boolean {
  return place !== null && place === subject;
}

function saysPlace(finding: ReportFinding, said: string | null): boolean {
  const [place] = finding.places;
  const path = place === undefined ? '' : place.kind === 'config' ? place.field : place.path;
  return [said, nameOf(finding), claimOf(finding)].some((text) => text !== null && saysPath(text, path));
}

/** Whether a text has this path as a whole. */
function saysPath(text: string, path: string): boolean {
  const after = text.indexOf(path) + path.length;
  return text.includes(path) && !/^(?:[\w/-]|\.\w)/.test(text.slice(after, after + 2));
}

function pathOf(place: FindingPlace): string {
  return place.kind === 'config' ? place.field : placePath(place);
}

/** A path, that of a directory with a slash at its end. */
export function placePath({ kind, path }: { readonly kind: string; readonly path: string }): string {
  return kind === 'directory' && path !== '/' ? `${path}/` : path;
}

function wordsOf(place: FindingPlace, finding: ReportFinding): string {
  if (place.kind === 'config') return setBy(place, finding);
  const { visibility } = place;
  return [
    // One place has all of the finding, and the line above says how much that is.
    ...(finding.places.length === 1 ? [] : amountOf(place, finding)),
    ...(visibility === 'visible' ? [] : [`${visibility} later`]),
    ...originOf(place, finding),
  ].join(', ');
}

function amountOf(place: FilePlace, { places }: ReportFinding): readonly string[] {
  const { kind, files, bytes } = place;
  if (files === 0) return [];
  if (kind === 'file') return [renderBytes(bytes)];
  return [`${renderBytes(bytes)} in ${countedIn({ path: pathOf(place), files }, places.map(pathOf))}`];
}

/** Files of a directory, whose path ends with a slash: of one with another place in it they are the other files. */
export function countedIn(
  { path, files }: { readonly path: string; readonly files: number },
  paths: readonly string[],
): string {
  const isRest = paths.some((other) => other !== path && other.startsWith(path));
  return counted(files, isRest ? 'other file' : 'file');
}

/** Which instruction set a field, where that is not the one that the finding names. */
function setBy({ instruction }: ConfigLocation, { primary }: ReportFinding): string {
  const isNamed = instruction === null || (primary !== null && placeOf(instruction) === placeOf(primary));
  return isNamed ? '' : `set by ${placeOf(instruction)}`;
}

/** By which instruction it came, where that is not the one that the finding names; by which layer, where none is known. */
function originOf({ instruction, layer }: FilePlace, { primary }: ReportFinding): readonly string[] {
  if (instruction !== null && primary !== null) {
    return placeOf(instruction) === placeOf(primary) ? [] : [`added by ${placeOf(instruction)}`];
  }
  return layer === null || primary !== null ? [] : [`layer ${layer}`];
}

function moreOf(rest: readonly FindingPlace[]): string {
  if (rest.length === 0) return '';
  const filePlaces = rest.filter((place) => place.kind !== 'config');
  const files = filePlaces.reduce((sum, place) => sum + place.files, 0);
  const bytes = filePlaces.reduce((sum, place) => sum + place.bytes, 0);
  return files === 0
    ? `… and ${rest.length} more`
    : `… and ${renderBytes(bytes)} in ${counted(files, 'other file')}`;
}
