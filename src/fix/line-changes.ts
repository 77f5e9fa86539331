import { structuredPatch } from 'diff';
import { readLines } from '../dockerfile/logical-lines.ts';
import type { ChangedFile } from './patch.ts';

/**
 * Whole lines of a file and what they become, without line feeds. An instruction is never in two of them, and what is only
 * added comes with the line above it: each can be applied without looking at the rest of the file.
 */
export type LineChange = {
  readonly file: string;
  /** The first of the lines before, from 1. */
  readonly line: number;
  /** At least one. */
  readonly before: readonly string[];
  /** None where the lines only go. */
  readonly after: readonly string[];
};

/** Lines from `start` up to `end`, counted from 0. */
type Span = { readonly start: number; readonly end: number };
type Hunk = Span & { readonly growth: number };

/** A file's lines, and which of them belong together. */
type Text = { readonly lines: readonly string[]; readonly units: readonly Span[] };

/** What changes line by line; null where a file is made, which replaces no line. `dockerfile`: the path of the one file with instructions. */
export function toLineChanges(
  files: readonly ChangedFile[],
  dockerfile: string,
): readonly LineChange[] | null {
  if (files.some(({ before }) => before === '')) return null;
  return files.flatMap((file) => changesOf(file, file.path === dockerfile));
}

function changesOf({ path, before, after }: ChangedFile, hasInstructions: boolean): readonly LineChange[] {
  const [one, other] = [toText(before, path, hasInstructions), toText(after, path, hasInstructions)];
  const hunks = hunksOf(before, after);
  return wholeSpans(hunks, one, other).map((span) => {
    const { start, end } = inOther(span, hunks);
    return {
      file: path,
      line: span.start + 1,
      before: one.lines.slice(span.start, span.end),
      after: other.lines.slice(start, end),
    };
  });
}

function toText(text: string, path: string, hasInstructions: boolean): Text {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines, units: hasInstructions ? instructionsOf(text, path) : [] };
}

function instructionsOf(text: string, path: string): readonly Span[] {
  return readLines(text, path).instructions.map(({ line, endLine }) => ({ start: line - 1, end: endLine }));
}

function hunksOf(before: string, after: string): readonly Hunk[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 0 });
  return hunks.map(({ oldStart, oldLines, newLines }) => {
    return { start: oldStart - 1, end: oldStart - 1 + oldLines, growth: newLines - oldLines };
  });
}

/** The hunks, widened until none ends within an instruction of either text, and those that meet joined. */
function wholeSpans(hunks: readonly Hunk[], one: Text, other: Text): readonly Span[] {
  const spans = widened(hunks, { hunks, one, other });
  const anchored = joined(spans.map(withNeighbour));
  // A neighbour may belong to another span, which ends within an instruction then.
  return anchored.length === spans.length ? anchored : widened(anchored, { hunks, one, other });
}

type Difference = { readonly hunks: readonly Hunk[]; readonly one: Text; readonly other: Text };

function widened(some: readonly Span[], { hunks, one, other }: Difference): readonly Span[] {
  let spans = some;
  for (let lines = -1; lines !== linesIn(spans);) {
    lines = linesIn(spans);
    const wider = spans.map((span) => {
      const inOne = toWhole(span, one.units);
      const own = inOther(inOne, hunks);
      const wanted = toWhole(own, other.units);
      return {
        start: Math.max(0, inOne.start - (own.start - wanted.start)),
        end: Math.min(one.lines.length, inOne.end + (wanted.end - own.end)),
      };
    });
    spans = joined(wider);
  }
  return spans;
}

function linesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** What begins or ends within a unit takes in all of it. */
function toWhole({ start, end }: Span, units: readonly Span[]): Span {
  const cut = units.filter((unit) =>
    start === end ? unit.start < start && start < unit.end : unit.start < end && start < unit.end,
  );
  return {
    start: Math.min(start, ...cut.map((unit) => unit.start)),
    end: Math.max(end, ...cut.map((unit) => unit.end)),
  };
}

/** Of no lines: the one above; the one below at the top of the file. */
function withNeighbour({ start, end }: Span): Span {
  if (start < end) return { start, end };
  return start > 0 ? { start: start - 1, end } : { start, end: end + 1 };
}

function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start > last.end) result.push(span);
    else result.splice(-1, 1, { start: last.start, end: Math.max(last.end, span.end) });
  }
  return result;
}

/** The same lines in the other text. A hunk that a span touches is in it. */
function inOther({ start, end }: Span, hunks: readonly Hunk[]): Span {
  const growthOf = (some: readonly Hunk[]): number => some.reduce((sum, { growth }) => sum + growth, 0);
  return {
    start: start + growthOf(hunks.filter((hunk) => hunk.end < start)),
    end: end + growthOf(hunks.filter((hunk) => hunk.start <= end)),
  };
}
