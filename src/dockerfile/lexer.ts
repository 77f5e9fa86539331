import { GateError } from '../errors.ts';
import { LexedWords } from './lexed-words.ts';
import { parsePattern, replaceMatches } from './shell-pattern.ts';
import {
  applyModifier,
  bounded,
  isPatternModifier,
  isReadable,
  known,
  Unreadable,
} from './variable-modifiers.ts';

/** Value of a variable; undefined: not set; null: set by the builder, to what nobody here knows. */
export type Lookup = (name: string) => string | null | undefined;

export type LexOptions = {
  /** `\` or, by the directive of that name, a back-tick. */
  readonly escape?: string;
  readonly keepsQuotes?: boolean;
  readonly keepsEscapes?: boolean;
  /** Variables that are not set stay as they are written. */
  readonly keepsUnset?: boolean;
};

/** Most variables within one another. Nobody writes as many by hand. */
const MAX_DEPTH = 100;

/**
 * A text with its quotes, escapes and variables resolved as BuildKit does it; null where BuildKit refuses it, or where a value
 * is not known. https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export function lexWord(text: string, lookup: Lookup, options: LexOptions = {}): string | null {
  return lex(text, lookup, options)?.whole ?? null;
}

/** The same, split into words after it was resolved. */
export function lexWords(text: string, lookup: Lookup, options: LexOptions = {}): readonly string[] | null {
  return lex(text, lookup, options)?.words ?? null;
}

function lex(text: string, lookup: Lookup, options: LexOptions): Lexed | null {
  try {
    return new Lexer(text, lookup, options).readUntil('', options.keepsEscapes ?? false);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

type Lexed = { readonly whole: string; readonly words: readonly string[] };

/** Reads one text from its start to its end. */
class Lexer {
  readonly #characters: readonly string[];
  readonly #lookup: Lookup;
  readonly #options: LexOptions;
  #at: number;
  #depth = 0;
  #keepsEscapes = false;
  /**
   * The word that is being read. It is one for all depths, as it is BuildKit's: what stands in a word before a variable with a
   * modifier belongs to no word. So `<<EOF${X:-}` begins no heredoc.
   */
  #word = '';

  constructor(text: string, lookup: Lookup, options: LexOptions) {
    this.#characters = Array.from(text);
    this.#lookup = lookup;
    this.#options = options;
    this.#at = this.#characters[0] === '\uFEFF' ? 1 : 0;
  }

  /** Up to a character, which is read as well; an empty one means the end. */
  readUntil(stop: string, keepsEscapes: boolean): Lexed {
    this.#enter();
    const before = this.#keepsEscapes;
    this.#keepsEscapes = keepsEscapes;
    this.#word = '';
    const words = new LexedWords(
      () => this.#word,
      (word) => (this.#word = word),
    );
    let whole = '';
    for (;;) {
      const character = this.#peek();
      if (character === undefined || (stop !== '' && character === stop)) break;
      whole = bounded(whole + this.#readPart(character, words));
    }
    if (stop !== '' && this.#next() === undefined) throw new Unreadable();
    this.#keepsEscapes = before;
    this.#depth--;
    return { whole, words: words.end() };
  }

  #enter(): void {
    if (++this.#depth <= MAX_DEPTH) return;
    throw new GateError(
      'bad-input',
      `the Dockerfile has more than ${MAX_DEPTH} variables nested in one another`,
      {
        hint: 'Move some of them into an `ARG` of its own.',
      },
    );
  }

  #readPart(character: string, words: LexedWords): string {
    if (character === '$') return words.add(this.#readVariable());
    if (character === '<') return words.addRaw(this.#readAngles());
    if (character === "'") return words.addRaw(this.#readSingleQuotes());
    if (character === '"') return words.addRaw(this.#readDoubleQuotes());
    this.#at++;
    return character === this.#escape ? this.#readEscaped(words) : words.add(character);
  }

  #readEscaped(words: LexedWords): string {
    const mark = this.#keepsEscapes ? words.addRaw(this.#escape) : '';
    const character = this.#next();
    return character === undefined ? mark : mark + words.addRaw(character);
  }

  get #escape(): string {
    return this.#options.escape ?? '\\';
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #next(): string | undefined {
    return this.#characters[this.#at++];
  }

  /** `<<` and the blanks behind it, which belong to the word. */
  #readAngles(): string {
    this.#at++;
    if (this.#peek() !== '<') return '<';
    this.#at++;
    return `<<${this.#readWhile((character) => '\t\r '.includes(character))}`;
  }

  #readWhile(accepts: (character: string) => boolean): string {
    let read = '';
    for (
      let character = this.#peek();
      character !== undefined && accepts(character);
      character = this.#peek()
    ) {
      read += character;
      this.#at++;
    }
    return read;
  }

  #readSingleQuotes(): string {
    this.#at++;
    const inside = this.#readWhile((character) => character !== "'");
    return this.#inQuotes("'", inside);
  }

  #inQuotes(quote: string, inside: string): string {
    if (this.#next() === undefined) throw new Unreadable();
    return this.#options.keepsQuotes === true ? quote + inside + quote : inside;
  }

  #readDoubleQuotes(): string {
    this.#at++;
    let inside = '';
    for (let next = this.#peek(); next !== undefined && next !== '"'; next = this.#peek())
      inside = bounded(inside + (next === '$' ? this.#readVariable() : this.#readQuoted()));
    return this.#inQuotes('"', inside);
  }

  /** Only a quote, a dollar and the escape character itself can be escaped in double quotes. */
  #readQuoted(): string {
    const character = this.#next() ?? '';
    if (character !== this.#escape) return character;
    const mark = this.#keepsEscapes ? character : '';
    const escaped = this.#peek();
    if (escaped === undefined) return mark;
    if (escaped !== '"' && escaped !== '$' && escaped !== this.#escape) return mark + character;
    this.#at++;
    return mark + escaped;
  }

  #readVariable(): string {
    this.#at++;
    if (this.#peek() !== '{') {
      const name = this.#readName();
      return name === '' ? '$' : this.#valueOr(name, () => `$${name}`);
    }
    this.#at++;
    if ([undefined, '{', '}', ':'].includes(this.#peek())) throw new Unreadable();
    const name = this.#readName();
    const operator = this.#next() ?? '';
    if (operator === '}') return this.#valueOr(name, () => `\${${name}}`);
    return operator === '/' ? this.#readReplacement(name) : this.#readModifier(name, operator);
  }

  #readName(): string {
    const first = this.#peek() ?? '';
    if (/^\p{Nd}$/u.test(first)) return this.#readWhile((character) => /^\p{Nd}$/u.test(character));
    if (first !== '' && '@*#?-$!'.includes(first)) return this.#next() ?? '';
    return this.#readWhile((character) => /^[\p{L}\p{Nd}_]$/u.test(character));
  }

  #valueOf(name: string): string | undefined {
    const value = this.#lookup(name);
    if (value === null) throw new Unreadable();
    return value;
  }

  #valueOr(name: string, unset: () => string): string {
    return this.#valueOf(name) ?? (this.#options.keepsUnset === true ? unset() : '');
  }

  #readModifier(name: string, first: string): string {
    const takesEmptyForUnset = first === ':';
    const modifier = { operator: takesEmptyForUnset ? (this.#next() ?? '') : first, takesEmptyForUnset };
    if (!isReadable(modifier)) throw new Unreadable();
    const word = this.readUntil('}', isPatternModifier(modifier)).whole;
    const value = this.#valueOf(name);
    if (value === undefined && this.#options.keepsUnset === true)
      return `\${${name}${takesEmptyForUnset ? ':' : ''}${modifier.operator}${word}}`;
    return applyModifier(modifier, value, word);
  }

  #readReplacement(name: string): string {
    const isForAll = this.#peek() === '/';
    if (isForAll) this.#at++;
    const pattern = this.readUntil('/', true).whole;
    const replacement = this.readUntil('}', true).whole;
    const value = this.#valueOf(name);
    if (value === undefined && this.#options.keepsUnset === true)
      return `\${${name}/${pattern}/${replacement}}`;
    return known(replaceMatches(value ?? '', parsePattern(pattern), { replacement, isForAll }));
  }
}
