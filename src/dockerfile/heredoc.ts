import { lexWords } from './lexer.ts';

/** A heredoc that a command line begins. https://docs.docker.com/reference/dockerfile/#here-documents */
export type Heredoc = {
  /** The line that ends it, quotes and escapes resolved. */
  readonly name: string;
  /** `<<-`: tabs before the end marker do not count. */
  readonly isChomped: boolean;
};

const MARK = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/;
const nothingIsSet = (): undefined => undefined;

/**
 * The heredocs that a line begins, in order; null where BuildKit refuses one. A line whose quotes or braces do not end has none.
 * Its escape character is `\` here, whatever the directive says.
 */
export function heredocsOf(line: string): readonly Heredoc[] | null {
  if (!line.includes('<<')) return [];
  const options = { keepsQuotes: true, keepsEscapes: true, keepsUnset: true };
  const found: Heredoc[] = [];
  for (const word of lexWords(line, nothingIsSet, options) ?? []) {
    const heredoc = toHeredoc(word);
    if (heredoc === null) return null;
    if (heredoc) found.push(heredoc);
  }
  return found;
}

/** A word as the heredoc that it begins; undefined: none; null: BuildKit refuses it. */
export function toHeredoc(word: string): Heredoc | null | undefined {
  const [, dash, marker = ''] = MARK.exec(word) ?? [];
  if (marker === '') return undefined;
  const name = parseName(marker);
  return typeof name === 'string' ? { name, isChomped: dash === '-' } : name;
}

/** The marker has to be one word, with its quotes and without. */
function parseName(marker: string): string | null | undefined {
  const words = lexWords(marker, nothingIsSet, { keepsUnset: true });
  const quoted = lexWords(marker, nothingIsSet, { keepsUnset: true, keepsQuotes: true });
  if (words === null) return null;
  if (words.length !== 1) return undefined;
  return quoted?.length === 1 ? words[0] : null;
}

/** Whether a line ends a heredoc; only its own line break may follow the name. */
export function isEndOf({ name, isChomped }: Heredoc, line: string): boolean {
  return (isChomped ? line.replace(/^\t+/, '') : line) === name;
}
