import { lengthOfLine, partLength } from './shell-list.ts';

/** What ends a script before its last line, is read otherwise than it stands, or goes on elsewhere. */
const UNSURE = /<<|(?<![\w-])(?:exit|exec|return|trap)(?![\w-])|\\\r|\\\s*$/;

/**
 * Where a command can be added to a shell's text with `&&`: behind its last command, which may be a compound one. Undefined
 * where it ends in a comment, in the background or within quotes, or may end before. `hasLines`: of a script, whose comments
 * end with their lines.
 */
export function endOfShellText(
  text: string,
  { from, hasLines }: { readonly from: number; readonly hasLines: boolean },
): number | undefined {
  const parts = UNSURE.test(text) ? null : partsOf(text, from);
  const isWhole = parts !== null && (hasLines || parts.every(({ kind }) => kind !== 'comment'));
  const last = isWhole ? parts.findLast(({ kind }) => kind === 'operator' || kind === 'word') : undefined;
  return last === undefined || /[;&|(]/.test(text.charAt(last.end - 1)) ? undefined : last.end;
}

type Part = {
  readonly kind: 'comment' | 'continuation' | 'blank' | 'operator' | 'word';
  readonly end: number;
};

/** Null where one does not end. */
function partsOf(text: string, from: number): readonly Part[] | null {
  const parts: Part[] = [];
  let isBetween = true;
  for (let at = from; at < text.length;) {
    const part = partAt(text, at, isBetween);
    if (part.end === at) return null;
    parts.push(part);
    at = part.end;
    if (part.kind !== 'continuation') isBetween = part.kind !== 'word';
  }
  return parts;
}

/** A comment begins between words alone. POSIX.1-2024, XCU 2.3 */
function partAt(text: string, at: number, isBetween: boolean): Part {
  const character = text.charAt(at);
  if (character === '#' && isBetween) return { kind: 'comment', end: at + lengthOfLine(text, at) };
  if (text.startsWith('\\\n', at)) return { kind: 'continuation', end: at + 2 };
  if (/\s/.test(character)) return { kind: 'blank', end: at + 1 };
  return { kind: /[;&|()<>]/.test(character) ? 'operator' : 'word', end: at + partLength(text, at) };
}
