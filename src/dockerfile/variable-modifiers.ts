import { cutMatch, type Ends, parsePattern } from './shell-pattern.ts';

/** What BuildKit refuses, or what cannot be known. */
export class Unreadable extends Error {}

/** What may follow a name in `${NAME…}`, up to the word that it takes. */
export type Modifier = {
  readonly operator: string;
  /** `:` before it: an empty value counts as none. */
  readonly takesEmptyForUnset: boolean;
};

export function isPatternModifier({ operator }: Modifier): boolean {
  return operator === '#' || operator === '%';
}

/** Whether BuildKit reads on behind it. Behind a colon it looks later whether it knows the operator. */
export function isReadable(modifier: Modifier): boolean {
  if (modifier.takesEmptyForUnset) return !isPatternModifier(modifier);
  return ['+', '-', '?', '#', '%'].includes(modifier.operator);
}

/** https://docs.docker.com/reference/dockerfile/#environment-replacement */
export function applyModifier(modifier: Modifier, value: string | undefined, word: string): string {
  const { operator, takesEmptyForUnset } = modifier;
  if (isPatternModifier(modifier)) return trim(value ?? '', operator === '#' ? 'start' : 'end', word);
  return modify(operator, takesEmptyForUnset && value === '' ? undefined : value, word);
}

function modify(operator: string, value: string | undefined, word: string): string {
  if (operator === '-') return value ?? word;
  if (operator === '+') return value === undefined ? '' : word;
  if (operator === '?' && value !== undefined) return value;
  throw new Unreadable();
}

/** `#` and `%` cut the shortest match, doubled the longest one. */
function trim(value: string, end: Ends, word: string): string {
  const mark = end === 'start' ? '#' : '%';
  const isLongest = word.startsWith(mark);
  const match = cutMatch(value, parsePattern(isLongest ? word.slice(1) : word), { end, isLongest });
  return known(match);
}

export function known(value: string | null): string {
  if (value === null) throw new Unreadable();
  return value;
}

/** Most characters of a value: arguments that contain one another grow without end. */
const MAX_VALUE = 1024 * 1024;

export function bounded(text: string): string {
  if (text.length > MAX_VALUE) throw new Unreadable();
  return text;
}
