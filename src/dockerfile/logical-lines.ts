import { GateError } from '../errors.ts';
import { parseDirective } from './directives.ts';
import { heredocsOf, isEndOf, type Heredoc } from './heredoc.ts';
import { parseExecForm, splitFlags, type InstructionSource } from './instruction-text.ts';
import { cutAtBlanks, toLower, trimLineEnd, trimSpace, trimSpaceStart } from './white-space.ts';
import type { Piece, ReadInstruction } from './dockerfile.ts';

/** Most bytes of one line, its line break included: BuildKit's. */
const MAX_LINE_BYTES = 64 * 1024;

export type ReadLines = {
  readonly instructions: readonly ReadInstruction[];
  /** `\` or a back-tick. */
  readonly escape: string;
};

/**
 * The instructions of a text, as BuildKit's parser cuts it: directives, comments, continued lines and heredocs.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
export function readLines(text: string, path: string): ReadLines {
  return new Reader(text, path).readAll();
}

class Reader {
  readonly #lines: readonly string[];
  /** Offset of each line in the text. */
  readonly #offsets: readonly number[];
  readonly #path: string;
  readonly #seen = new Set<string>();
  #at = 0;
  #escape = '\\';
  #mayBeDirective = true;

  constructor(text: string, path: string) {
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    this.#lines = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
    this.#offsets = offsetsOf(this.#lines, text.startsWith('\uFEFF') ? 1 : 0);
    this.#path = path;
  }

  readAll(): ReadLines {
    this.#checkLengths();
    const instructions: ReadInstruction[] = [];
    while (this.#at < this.#lines.length) {
      const start = this.#at;
      const line = this.#readLogicalLine();
      if (line !== undefined) instructions.push(this.#toInstruction(line, start));
    }
    return { instructions, escape: this.#escape };
  }

  #checkLengths(): void {
    const long = this.#lines.findIndex(
      (line) => line.length >= MAX_LINE_BYTES / 3 && Buffer.byteLength(line) >= MAX_LINE_BYTES,
    );
    if (long >= 0)
      this.#fail(long, `has ${MAX_LINE_BYTES} bytes or more`, 'Break the line with a `\\` at its end.');
  }

  #fail(index: number, mistake: string, hint: string): never {
    throw new GateError('bad-input', `\`${this.#path}\` line ${index + 1} ${mistake}`, { hint });
  }

  /** One line with those that continue it; undefined for a comment or an empty one. */
  #readLogicalLine(): LogicalLine | undefined {
    const first = this.#readLine(true);
    if (first === '') return undefined;
    let { text, isContinued } = this.#cutContinuation(first);
    const pieces = [this.#pieceOf(text, first)];
    while (isContinued && this.#at < this.#lines.length) {
      const line = this.#readLine(false);
      // A comment or an empty line in between ends nothing.
      if (trimSpaceStart(line) === '') continue;
      const next = this.#cutContinuation(line);
      pieces.push(this.#pieceOf(next.text, line));
      text += next.text;
      ({ isContinued } = next);
    }
    return { text, pieces };
  }

  /** Where the start of the line that was read last stands: all that was cut from it before its text is white space. */
  #pieceOf(text: string, line: string): Piece {
    const index = this.#at - 1;
    const whole = trimLineEnd(this.#lines[index] ?? '');
    return { offset: (this.#offsets[index] ?? 0) + whole.length - line.length, length: text.length };
  }

  /** The next line without its end; of a comment nothing is left. */
  #readLine(isFirst: boolean): string {
    const index = this.#at++;
    const whole = trimLineEnd(this.#lines[index] ?? '');
    const line = isFirst ? trimSpaceStart(whole) : whole;
    if (this.#mayBeDirective) this.#readDirective(line, index);
    return trimSpaceStart(line).startsWith('#') ? '' : line;
  }

  #readDirective(line: string, index: number): void {
    const directive = parseDirective(line);
    this.#mayBeDirective = directive !== undefined;
    if (!directive) return;
    if (this.#seen.has(directive.name))
      this.#fail(index, `has a second \`${directive.name}\` directive`, 'Remove one of them.');
    this.#seen.add(directive.name);
    if (directive.name !== 'escape') return;
    if (directive.value !== '\\' && directive.value !== '`')
      this.#fail(
        index,
        'has an `escape` directive that is neither `\\` nor a back-tick',
        'Correct the directive.',
      );
    this.#escape = directive.value;
  }

  /** The escape character at the end of a line, blanks after it, continues the line, unless another stands before it. */
  #cutContinuation(line: string): { readonly text: string; readonly isContinued: boolean } {
    let end = line.length;
    while (end > 0 && ' \t'.includes(line.charAt(end - 1))) end--;
    const isContinued = line.charAt(end - 1) === this.#escape && line.charAt(end - 2) !== this.#escape;
    return isContinued ? { text: line.slice(0, end - 1), isContinued } : { text: line, isContinued };
  }

  #toInstruction({ text, pieces }: LogicalLine, start: number): ReadInstruction {
    const command = readCommand(text, this.#escape);
    const heredocs = canHaveHeredoc(command, this.#escape) ? heredocsOf(text) : [];
    if (heredocs === null) {
      this.#fail(start, 'has a heredoc whose end marker cannot be read', 'Use a plain word such as `EOF`.');
    }
    const below = this.#at;
    for (const heredoc of heredocs) this.#skipHeredoc(heredoc, start);
    const heredoc = this.#lines.slice(below, this.#at).join('\n');
    return {
      keyword: command.keyword,
      line: start + 1,
      endLine: this.#at,
      source: { ...command.source, heredoc: trimLineEnd(heredoc), heredocs },
      span: { start: pieces[0]?.offset ?? 0, end: this.#endOfLine(this.#at - 1), pieces },
    };
  }

  #endOfLine(index: number): number {
    return (this.#offsets[index] ?? 0) + trimLineEnd(this.#lines[index] ?? '').length;
  }

  #skipHeredoc(heredoc: Heredoc, start: number): void {
    while (this.#at < this.#lines.length) {
      if (isEndOf(heredoc, trimLineEnd(this.#lines[this.#at++] ?? ''))) return;
    }
    const name = heredoc.name.slice(0, 100);
    this.#fail(start, `starts a heredoc \`${name}\` that never ends`, `Add a line \`${name}\` to end it.`);
  }
}

type LogicalLine = { readonly text: string; readonly pieces: readonly Piece[] };

function offsetsOf(lines: readonly string[], start: number): readonly number[] {
  let offset = start;
  return lines.map((line) => {
    const own = offset;
    offset += line.length + 1;
    return own;
  });
}

export type Command = {
  readonly keyword: string;
  readonly source: Pick<InstructionSource, 'command' | 'flags' | 'rest'>;
};

/** A keyword and what follows it. */
export function readCommand(line: string, escape: string): Command {
  const [word, command = ''] = cutAtBlanks(trimSpace(line));
  return {
    keyword: toLower(word).replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    source: { command: trimSpace(command), ...splitFlags(command, escape) },
  };
}

const WITH_HEREDOC: readonly string[] = ['ADD', 'COPY', 'RUN'];

function canHaveHeredoc({ keyword, source }: Command, escape: string): boolean {
  const own = keyword === 'ONBUILD' ? readCommand(source.rest, escape) : { keyword, source };
  return WITH_HEREDOC.includes(own.keyword) && parseExecForm(own.source.rest) === undefined;
}
