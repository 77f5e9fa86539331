/** What a review may comment on of a file: one hunk's lines at the head, added ones and those around them. */
export type HunkLines = {
  /** Number of the first line at the head, from 1. */
  readonly start: number;
  /** Without line feeds. */
  readonly lines: readonly string[];
};

/** A place of a file at the head: whole lines and what stands there. */
export type LinesAt = { readonly line: number; readonly before: readonly string[] };

const HEAD = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/;

/** The head's side of the hunks of a unified diff without file names, as the API gives it for each file. */
export function readHunks(patch: string): readonly HunkLines[] {
  const hunks: { start: number; lines: string[] }[] = [];
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    const start = HEAD.exec(line)?.[1];
    if (start !== undefined) hunks.push({ start: Number(start), lines: [] });
    // What remains are removed lines, and the word that the last line has no end.
    else if (line.startsWith(' ') || line.startsWith('+')) hunks.at(-1)?.lines.push(line.slice(1));
  }
  return hunks;
}

/** Whether one hunk has all of these lines, each with this very text. */
export function isInHunk(hunks: readonly HunkLines[], { line, before }: LinesAt): boolean {
  return hunks.some(({ start, lines }) => {
    const first = line - start;
    const isWithin = first >= 0 && first + before.length <= lines.length;
    return isWithin && before.every((text, index) => lines[first + index] === text);
  });
}
