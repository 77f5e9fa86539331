/** A word of a command as written. Offsets in the text that was split. */
export type ShellWord = { readonly start: number; readonly end: number; readonly text: string };

/** One command of a list `a && b; c`, and how it hangs on the one before it. */
export type ShellItem = {
  /** What stands before it; empty for the first. */
  readonly operator: '' | '&&' | '||' | ';' | '\n';
  readonly start: number;
  readonly end: number;
  readonly words: readonly ShellWord[];
  /** A command and its words alone: no pipe, no redirection. */
  readonly isSimple: boolean;
};

/** Words after which a shell reads something other than a list of commands. POSIX.1-2024, XCU 2.4 */
const RESERVED = new Set(
  'if then else elif fi do done case esac while until for function select { } ! [['.split(' '),
);

/**
 * The commands of a shell's list, in order. Null for what is more than a list, or whose end cannot be told: compound commands,
 * subshells, jobs in the background, comments, heredocs, quotes that do not end. An edit must not guess there.
 */
export function splitShellList(text: string, from = 0): readonly ShellItem[] | null {
  return new ListReader(text, { from, hasLines: false }).read();
}

/** The same of a script, whose lines end commands, too, and may have comments at their end. */
export function splitShellLines(text: string): readonly ShellItem[] | null {
  return new ListReader(text, { from: 0, hasLines: true }).read();
}

class ListReader {
  readonly #text: string;
  readonly #hasLines: boolean;
  readonly #items: ShellItem[] = [];
  #at: number;
  #operator: ShellItem['operator'] = '';
  #words: ShellWord[] = [];
  #isSimple = true;
  #endOfLast = 0;

  constructor(text: string, { from, hasLines }: { readonly from: number; readonly hasLines: boolean }) {
    this.#text = text;
    this.#at = from;
    this.#hasLines = hasLines;
  }

  read(): readonly ShellItem[] | null {
    while (this.#at < this.#text.length) {
      if (!this.#readPart()) return null;
    }
    if (this.#operator === '\n' && this.#words.length === 0) return this.#items;
    // A list that ends with an operator goes on, or has a `;` to which nothing can be added.
    return this.#endItem('') ? this.#items : null;
  }

  #readPart(): boolean {
    const character = this.#text.charAt(this.#at);
    if (this.#hasLines && this.#readLineEnd(character)) return this.#endLine(character);
    if (/\s/.test(character)) {
      this.#at++;
      return true;
    }
    const operator = /^(?:&&|\|\||;)/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0];
    if (operator === undefined) return this.#readCommandPart(character);
    this.#at += operator.length;
    return this.#endItem(operator as ShellItem['operator']);
  }

  #readCommandPart(character: string): boolean {
    if (character === '|') return this.#readRedirection(1);
    const redirection = /^\d*(?:>>|>&|>\||<&|<>|>|<(?![<(]))/.exec(
      this.#text.slice(this.#at, this.#at + 12),
    )?.[0];
    if (redirection !== undefined) return this.#readRedirection(redirection.length);
    return !'&()#<'.includes(character) && this.#readWord();
  }

  /** Passes over a line break, one that continues a line, or a comment. */
  #readLineEnd(character: string): boolean {
    const isContinued = this.#text.startsWith('\\\n', this.#at);
    const breakLength = character === '\n' ? 1 : isContinued ? 2 : 0;
    const length = character === '#' ? lengthOfLine(this.#text, this.#at) : breakLength;
    this.#at += length;
    return length > 0;
  }

  /** Of what ends a line, its break alone ends a command. */
  #endLine(character: string): boolean {
    if (character !== '\n') return true;
    if (this.#words.length > 0) return this.#endItem('\n');
    if (this.#operator === ';') this.#operator = '\n';
    return true;
  }

  #readRedirection(length: number): boolean {
    this.#isSimple = false;
    this.#at += length;
    this.#endOfLast = this.#at;
    return this.#words.length > 0;
  }

  #endItem(next: ShellItem['operator']): boolean {
    const [first] = this.#words;
    if (first === undefined || RESERVED.has(first.text)) return false;
    const item = { start: first.start, end: this.#endOfLast, words: this.#words, isSimple: this.#isSimple };
    this.#items.push({ operator: this.#operator, ...item });
    this.#operator = next;
    this.#words = [];
    this.#isSimple = true;
    return true;
  }

  #readWord(): boolean {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s;&|<>()]/.test(this.#text.charAt(this.#at))) {
      const length = partLength(this.#text, this.#at);
      if (length === 0) return false;
      this.#at += length;
    }
    this.#endOfLast = this.#at;
    this.#words.push({ start, end: this.#at, text: this.#text.slice(start, this.#at) });
    return true;
  }
}

/** Deepest nesting of quotes and substitutions that is followed. */
const MAX_DEPTH = 20;

/** Characters of a word that belong together: a quoted text, a substitution, an escaped character; 0 where it does not end. */
export function partLength(text: string, at: number, depth = 0): number {
  switch (text.charAt(at)) {
    case "'":
      return lengthUntil(text, at, "'");
    case '"':
    case '`':
      return escapedLength(text, at, depth);
    case '\\':
      return at + 1 < text.length ? 2 : 0;
    case '$':
      return substitutionLength(text, at, depth);
    default:
      return 1;
  }
}

function lengthUntil(text: string, at: number, end: string): number {
  const found = text.indexOf(end, at + 1);
  return found < 0 ? 0 : found + 1 - at;
}

/** Up to the next character like the first one. */
function escapedLength(text: string, start: number, depth: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length;) {
    if (text.charAt(at) === quote) return at + 1 - start;
    // Single quotes mean nothing here; what stands in a substitution may have quotes of its own.
    const isPart = text.charAt(at) === '\\' || (quote === '"' && text.charAt(at) === '$');
    const length = isPart ? partLength(text, at, depth) : 1;
    if (length === 0) return 0;
    at += length;
  }
  return 0;
}

/** `$(…)` or `${…}` with what is nested in it; of any other `$` the character itself. */
function substitutionLength(text: string, start: number, depth: number): number {
  const open = text.charAt(start + 1);
  const close = { '(': ')', '{': '}' }[open];
  if (close === undefined) return 1;
  if (depth >= MAX_DEPTH) return 0;
  let opened = 0;
  for (let at = start + 1; at < text.length;) {
    const character = text.charAt(at);
    if (character === open) opened++;
    if (character === close && --opened === 0) return at + 1 - start;
    const length = partLength(text, at, depth + 1);
    if (length === 0) return 0;
    at += length;
  }
  return 0;
}

/** What has to go from a list so that one of its commands is gone; null where the others would not mean the same. */
export function rangeWithout(
  items: readonly ShellItem[],
  index: number,
): { readonly start: number; readonly end: number } | null {
  const [before, item, after] = [items[index - 1], items[index], items[index + 1]];
  if (item === undefined || item.operator === '||' || after?.operator === '||') return null;
  if (before !== undefined) return { start: before.end, end: item.end };
  return after === undefined ? null : { start: item.start, end: after.start };
}

/** Up to the line break. */
export function lengthOfLine(text: string, at: number): number {
  const lineEnd = text.indexOf('\n', at);
  return (lineEnd < 0 ? text.length : lineEnd) - at;
}
