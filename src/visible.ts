/** Names of control characters that have a well-known escape. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\u001b', '\\e'],
]);

/**
 * Text with every character that would hide, reorder or break a line made visible (`\n`, `\u202e`). Bytes that were no
 * UTF-8 are lone surrogates U+DC80..U+DCFF (PEP 383) and read as `\xff`. Bidi controls: https://trojansource.codes
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0]/gu,
    escapeCharacter,
  );
}

/**
 * Lines of a log without what a runner takes for a command: `::name::` behind blanks at the start of a line, and `##[name]`
 * anywhere in it. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^([^\S\n]*)::/gm, '$1\\::').replaceAll('##[', '##\\[');
}

/** One line of a log, of a text that may be anybody's. */
export function logLine(text: string): string {
  return withoutCommands(visible(text));
}

function escapeCharacter(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** At most `maxCharacters`, cut in the middle: the ends of a path say most. Never splits a surrogate pair. */
export function shorten(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters || isShort(text, maxCharacters)) return text;
  const tail = Math.floor((maxCharacters - 1) / 2);
  const head = maxCharacters - 1 - tail;
  // Only the ends are taken apart: a text may have many megabytes, and a character has two units at most.
  const first = Array.from(text.slice(0, 2 * head)).slice(0, head);
  const last = Array.from(text.slice(-2 * tail)).slice(-tail);
  return `${first.join('')}…${last.join('')}`;
}

function isShort(text: string, maxCharacters: number): boolean {
  return text.length <= 2 * maxCharacters && Array.from(text).length <= maxCharacters;
}
