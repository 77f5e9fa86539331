import { maskSecrets } from '../files/secrets/mask.ts';
import { lexWord } from './lexer.ts';
import type { Heredoc } from './heredoc.ts';
import { isSpace, splitBlanks, trimSpace } from './white-space.ts';

const MAX_TEXT = 1000;

/** White space folded to single blanks. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The start of a text, up to a blank, so that no secret in it is cut in two. */
export function startOfText(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length);
  return start.slice(0, Math.max(0, start.search(/\s\S*$/)));
}

const MAX_MASKED_TEXT = 8 * MAX_TEXT;

/** The text that an InstructionRef carries: folded, without secrets, at most 1,000 characters. */
export function toReferenceText(text: string): string {
  const folded = maskSecrets(startOfText(foldSpace(text), MAX_MASKED_TEXT));
  return folded.length <= MAX_TEXT ? folded : `${folded.slice(0, MAX_TEXT - 1)}…`;
}

/** An instruction's source taken apart: the command line with continuations joined, and the heredocs below it. */
export type InstructionSource = {
  /** Everything after the keyword. */
  readonly command: string;
  /** Leading `--flag[=value]` words of the command, quotes resolved. */
  readonly flags: readonly string[];
  /** What comes after the flags. */
  readonly rest: string;
  /** Lines below the command line up to the last heredoc's end marker, as written; empty without heredoc. */
  readonly heredoc: string;
  readonly heredocs: readonly Heredoc[];
};

/** A command line's leading flags, and what comes after them, as BuildKit splits them: byte by byte. */
export function splitFlags(
  text: string,
  escape = '\\',
): { readonly flags: readonly string[]; readonly rest: string } {
  if (!trimSpace(text).startsWith('--')) return { flags: [], rest: trimSpace(text) };
  const bytes = Buffer.from(text).toString('latin1');
  const flags: string[] = [];
  let at = skipSpace(bytes, 0);
  while (bytes.startsWith('--', at)) {
    const { word, end } = parseFlag(bytes, at, escape);
    at = end;
    if (word === '--') break;
    flags.push(word);
    at = skipSpace(bytes, at);
  }
  return { flags, rest: trimSpace(Buffer.from(bytes.slice(at), 'latin1').toString()) };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charAt(at))) at++;
  return at;
}

/** One flag; its quotes vanish, and an escaped character is the character. */
function parseFlag(
  text: string,
  start: number,
  escape: string,
): { readonly word: string; readonly end: number } {
  let [word, quote] = ['', ''];
  let at = start;
  for (; at < text.length; at++) {
    let character = text.charAt(at);
    if (quote === '' && isSpace(character)) break;
    if (quote === '' ? isQuote(character) : character === quote) {
      quote = quote === '' ? character : '';
      continue;
    }
    if (character === escape) character = text.charAt(++at);
    word += character;
  }
  return { word, end: at };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** Words of `ARG`, `ENV` and `LABEL`: blanks split them, quotes and escapes keep them together and stay in them. */
export function splitAssignments(text: string, escape = '\\'): readonly string[] {
  const characters = Array.from(text);
  const words: string[] = [];
  for (let at = 0; at < characters.length;) {
    const { word, end } = parseAssignment(characters, at, escape);
    if (word !== '') words.push(word);
    at = end + 1;
  }
  return words;
}

function parseAssignment(
  characters: readonly string[],
  start: number,
  escape: string,
): { readonly word: string; readonly end: number } {
  let [word, quote] = ['', ''];
  let at = start;
  for (; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (quote === '' && isSpace(character)) break;
    if (character !== escape || quote === "'") {
      word += character;
      quote = quoteAfter(quote, character);
      continue;
    }
    // The escape character at the very end is dropped.
    const escaped = characters[++at];
    if (escaped !== undefined) word += character + escaped;
  }
  return { word, end: at };
}

function quoteAfter(quote: string, character: string): string {
  if (quote === '') return isQuote(character) ? character : '';
  return character === quote ? '' : quote;
}

/** A JSON array, as exec form is written, or undefined. */
export function parseArray(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON array of strings, as exec form is written, or undefined. */
export function parseExecForm(text: string): readonly string[] | undefined {
  const items = parseArray(text);
  return items?.every((item) => typeof item === 'string') ? items : undefined;
}

/** The sources and the destination of a `COPY` or `ADD` as written. */
export function splitPaths(rest: string): readonly string[] {
  return parseExecForm(rest) ?? splitBlanks(rest);
}

/** Removes quotes and escapes of a word; variables stay as written. */
export function unquote(word: string, escape = '\\'): string {
  return lexWord(word, () => undefined, { escape, keepsUnset: true }) ?? word;
}
