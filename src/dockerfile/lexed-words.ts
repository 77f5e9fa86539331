import { isSpace } from './white-space.ts';

/** Words as the lexer splits them: only blanks that are neither quoted nor escaped end one. */
export class LexedWords {
  readonly #read: () => string;
  readonly #write: (word: string) => void;
  readonly #words: string[] = [];
  #isInWord = false;

  constructor(read: () => string, write: (word: string) => void) {
    this.#read = read;
    this.#write = write;
  }

  add(text: string): string {
    for (const character of text) {
      if (!isSpace(character)) this.addRaw(character);
      else if (this.#isInWord) this.#endWord();
    }
    return text;
  }

  addRaw(text: string): string {
    this.#write(this.#read() + text);
    this.#isInWord = true;
    return text;
  }

  end(): readonly string[] {
    this.#endWord();
    return this.#words;
  }

  #endWord(): void {
    if (this.#read() === '') return;
    this.#words.push(this.#read());
    this.#write('');
    this.#isInWord = false;
  }
}
