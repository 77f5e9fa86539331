const MAX_TEXT = 1000;

/** White space folded to single blanks. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The text that an InstructionRef carries: folded, at most 1,000 characters. */
export function toReferenceText(text: string): string {
  const folded = foldSpace(text);
  return folded.length <= MAX_TEXT ? folded : `${folded.slice(0, MAX_TEXT - 1)}…`;
}

/** An instruction's source taken apart: the command line with continuations joined, and the heredocs below it. */
export type InstructionSource = {
  readonly command: string;
  /** Lines below the command line up to the last heredoc's end marker, as written; empty without heredoc. */
  readonly heredoc: string;
};

/**
 * Joins continued lines as BuildKit's parser does: the escape character and what follows it are cut, comments and blank
 * lines in between dropped, nothing put in their place.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
export function joinContinuations(lines: readonly string[], escapeCharacter: string): InstructionSource {
  let command = '';
  for (const [index, line] of lines.entries()) {
    if (index > 0 && /^\s*(#|$)/.test(line)) continue;
    const trimmed = line.trimEnd();
    if (!trimmed.endsWith(escapeCharacter)) {
      return { command: command + line, heredoc: lines.slice(index + 1).join('\n') };
    }
    command += trimmed.slice(0, -1);
  }
  return { command, heredoc: '' };
}

/** Words of a command line as BuildKit's lexer would split them; quotes and escapes stay in the word. */
export function splitWords(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\]|["'\\])+/g) ?? [];
}

/** A command line's leading `--flag[=value]` words, and what comes after them. */
export function splitFlags(text: string): { readonly flags: readonly string[]; readonly rest: string } {
  const flags: string[] = [];
  let rest = text.trim();
  while (rest.startsWith('--')) {
    const flag = splitWords(rest)[0] ?? rest;
    if (flag === '--') return { flags, rest: rest.slice(2).trim() };
    flags.push(flag);
    rest = rest.slice(flag.length).trim();
  }
  return { flags, rest };
}

/** A JSON array of strings, as exec form is written, or undefined. */
export function parseExecForm(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Removes quotes and escapes of a word. */
export function unquote(word: string): string {
  return word.replace(/\\(.)|["']/g, (_, escaped: string | undefined) => escaped ?? '');
}
