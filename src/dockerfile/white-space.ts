/**
 * What BuildKit takes for white space and for letters of a keyword. Its language counts otherwise than ours: a next-line
 * character is a blank, a byte order mark is none. https://pkg.go.dev/unicode#IsSpace
 */
const SPACES = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const SPACE = new RegExp(`^[${SPACES}]$`);
const LEADING = new RegExp(`^[${SPACES}]+`);

export function isSpace(character: string): boolean {
  return SPACE.test(character);
}

export function trimSpaceStart(text: string): string {
  return text.replace(LEADING, '');
}

/** Looks at each character once, whatever the text; a pattern that ends in `$` does not. */
export function trimSpace(text: string): string {
  const trimmed = trimSpaceStart(text);
  let end = trimmed.length;
  while (end > 0 && isSpace(trimmed.charAt(end - 1))) end--;
  return trimmed.slice(0, end);
}

/** A line without the carriage returns and line feeds at its end. */
export function trimLineEnd(line: string): string {
  let end = line.length;
  while (end > 0 && '\r\n'.includes(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}

const BLANKS = /[\t\v\f\r ]+/;

/** Words between blanks; quotes mean nothing here. None of an empty text. */
export function splitBlanks(text: string): readonly string[] {
  return text === '' ? [] : text.split(BLANKS);
}

/** The first word and what follows the blanks after it; undefined where there are none. */
export function cutAtBlanks(text: string): readonly [string, string | undefined] {
  const blanks = BLANKS.exec(text);
  if (blanks === null) return [text, undefined];
  return [text.slice(0, blanks.index), text.slice(blanks.index + blanks[0].length)];
}

/** Lower case, one character at a time: neither the end of a word nor a language counts. */
export function toLower(text: string): string {
  return Array.from(text, (character) => (character === '\u0130' ? 'i' : character.toLowerCase())).join('');
}
