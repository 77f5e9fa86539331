import type { ReadInstruction } from '../dockerfile.ts';
import type { InstructionSource } from '../instruction-text.ts';
import { readLines } from '../logical-lines.ts';
import type { TextEdit } from './edit.ts';

/** An instruction with its place in the text. Offsets in the text count UTF-16 units. */
export type PlacedInstruction = {
  readonly keyword: string;
  /** From 1. */
  readonly line: number;
  readonly source: InstructionSource;
  /** Of the instruction with its heredocs, without the line break after it. */
  readonly start: number;
  readonly end: number;
  /** The command line, keyword included, with continuations joined. */
  readonly text: string;
  /** An edit of what stands from `from` up to `to` in the command line; what continues lines in between goes with it. */
  edit(from: number, to: number, replacement: string): TextEdit;
  /** The blanks that its continued lines begin with; those of its own line and four more where it has none. */
  readonly indentation: string;
  readonly isContinued: boolean;
};

/** A Dockerfile's text, and where everything in it stands. */
export type PlacedDockerfile = {
  readonly text: string;
  /** In order, `FROM` and what stands before the first one included. */
  readonly instructions: readonly PlacedInstruction[];
  /** The character that continues a line. */
  readonly escape: string;
  /** How its lines end. */
  readonly lineBreak: '\n' | '\r\n';
};

/** Throws `bad-input` for a text that is no Dockerfile. */
export function placeInstructions(text: string, path: string): PlacedDockerfile {
  const { instructions, escape } = readLines(text, path);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { text, escape, lineBreak, instructions: instructions.map((read) => placed(text, read)) };
}

function placed(text: string, read: ReadInstruction): PlacedInstruction {
  const { keyword, line, source, span } = read;
  const { pieces } = span;
  const starts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    starts.push(length);
    length += piece.length;
  }
  /** Offset of a character of the joined text; of one past the last: past the last piece. */
  const offsetOf = (at: number): number => {
    const index = starts.findLastIndex((start, piece) => start <= at && (pieces[piece]?.length ?? 0) > 0);
    return (pieces[index]?.offset ?? span.start) + at - (starts[index] ?? 0);
  };
  return {
    ...{ keyword, line, source, start: span.start, end: span.end },
    text: pieces.map(({ offset, length: own }) => text.slice(offset, offset + own)).join(''),
    edit: (from, to, replacement) => {
      const start = from === to && from > 0 ? offsetOf(from - 1) + 1 : offsetOf(from);
      return { start, end: from === to ? start : offsetOf(to - 1) + 1, replacement };
    },
    indentation: indentationOf(text, read),
    isContinued: pieces.length > 1,
  };
}

function indentationOf(text: string, { span: { start, pieces } }: ReadInstruction): string {
  const continued = pieces[1];
  const from = continued?.offset ?? start;
  const blanks = /^[ \t]*/.exec(text.slice(from, from + MAX_INDENTATION))?.[0] ?? '';
  if (continued !== undefined) return blanks;
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, start - MAX_INDENTATION), start))?.[0] ?? '';
  return `${before}    `;
}

const MAX_INDENTATION = 40;

/** Edit that takes whole instructions' lines out, the line break after them included. */
export function withoutInstruction(
  { text }: PlacedDockerfile,
  { start, end }: Pick<PlacedInstruction, 'start' | 'end'>,
): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, replacement: '' };
}
