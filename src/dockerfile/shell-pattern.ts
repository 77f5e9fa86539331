/** One place of a shell pattern: a character, any one (`?`), or any number of them (`*`). */
type Place = { readonly kind: 'one' | 'any' | 'many'; readonly character: string };

/** Null where BuildKit refuses the pattern. */
export type Pattern = readonly Place[] | null;

/** Which end of a value a pattern is cut from. */
export type Ends = 'start' | 'end';

/** Most comparisons of characters for one value. */
const MAX_COMPARISONS = 20_000_000;

/** `*`, `?` and characters; `\` before one of the two or before itself makes it a character, before `}` and `/` it vanishes. */
export function parsePattern(text: string): Pattern {
  const places: Place[] = [];
  const characters = Array.from(text);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character !== '\\') {
      places.push({ kind: character === '*' ? 'many' : character === '?' ? 'any' : 'one', character });
      continue;
    }
    const escaped = characters[++at];
    if (escaped === undefined || !'*?\\}/'.includes(escaped)) return null;
    places.push({ kind: 'one', character: escaped });
  }
  return places;
}

type Cut = { readonly end: Ends; readonly isLongest: boolean };

/** What is left of a value without the part at one end that matches; null where that cannot be known. */
export function cutMatch(value: string, pattern: Pattern, { end, isLongest }: Cut): string | null {
  const characters = Array.from(value);
  if (!isWithinReach(characters, pattern)) return null;
  const isFromEnd = end === 'end';
  const ends = endsOf(
    isFromEnd ? characters.toReversed() : characters,
    isFromEnd ? pattern.toReversed() : pattern,
    0,
  );
  const length = isLongest ? ends.lastIndexOf(1) : ends.indexOf(1);
  if (length <= 0) return value;
  const left = isFromEnd ? characters.slice(0, -length) : characters.slice(length);
  return left.join('');
}

type Replacement = { readonly replacement: string; readonly isForAll: boolean };

/** A value with its first match replaced, or every one; null where that cannot be known. */
export function replaceMatches(
  value: string,
  pattern: Pattern,
  { replacement, isForAll }: Replacement,
): string | null {
  const characters = Array.from(value);
  if (!isWithinReach(characters, pattern, characters.length)) return null;
  const matches = isForAll ? findMatches(characters, pattern) : findFirst(characters, pattern);
  // A dollar in what replaces all matches is a reference to a part of the match.
  if (isForAll && matches.length > 0 && replacement.includes('$')) return null;
  let result = '';
  let copied = 0;
  for (const { start, end } of matches) {
    result += characters.slice(copied, start).join('') + replacement;
    copied = end;
  }
  return result + characters.slice(copied).join('');
}

type Match = { readonly start: number; readonly end: number };

function findFirst(characters: readonly string[], pattern: readonly Place[]): readonly Match[] {
  const match = findMatch(characters, pattern, 0);
  return match ? [match] : [];
}

/** One behind the other; an empty match right behind another match is none. */
function findMatches(characters: readonly string[], pattern: readonly Place[]): readonly Match[] {
  const matches: Match[] = [];
  let last = 0;
  for (let from = 0; from <= characters.length;) {
    const match = findMatch(characters, pattern, from);
    if (!match) break;
    if (match.end > last || match.start === 0) matches.push(match);
    last = match.end;
    from = Math.max(match.end, from + 1);
  }
  return matches;
}

function findMatch(
  characters: readonly string[],
  pattern: readonly Place[],
  from: number,
): Match | undefined {
  for (let start = from; start <= characters.length; start++) {
    const end = endsOf(characters, pattern, start).lastIndexOf(1);
    if (end >= 0) return { start, end };
  }
  return undefined;
}

function isWithinReach(
  characters: readonly string[],
  pattern: Pattern,
  starts = 1,
): pattern is readonly Place[] {
  if (pattern === null) return false;
  // No place matches a line break, and where a match ends then depends on more than on what it matches.
  if (characters.includes('\n')) return false;
  return (characters.length + 1) * (pattern.length + 1) * (starts + 1) <= MAX_COMPARISONS;
}

/** 1 for every index at which a match that begins at `start` can end; place by place, so that no pattern takes long. */
function endsOf(characters: readonly string[], pattern: readonly Place[], start: number): Uint8Array {
  let ends = new Uint8Array(characters.length + 1);
  ends[start] = 1;
  for (const place of pattern) ends = endsAfter(place, ends, characters);
  return ends;
}

function endsAfter(
  { kind, character }: Place,
  before: Uint8Array,
  characters: readonly string[],
): Uint8Array<ArrayBuffer> {
  const after = new Uint8Array(before.length);
  const first = before.indexOf(1);
  if (first < 0) return after;
  if (kind === 'many') return after.fill(1, first);
  for (let at = first; at < characters.length; at++)
    if (before[at] === 1 && (kind === 'any' || character === characters[at])) after[at + 1] = 1;
  return after;
}
