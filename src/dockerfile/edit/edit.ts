/** One change of a text: what stands from `start` up to `end`, in UTF-16 units, becomes `replacement`. */
export type TextEdit = { readonly start: number; readonly end: number; readonly replacement: string };

/** A change of one file of the repository; a file that does not exist is an empty text. */
export type Edit = TextEdit & {
  /** Path relative to the repository. */
  readonly file: string;
};

/** Whether any two edits of one text change the same place. Insertions at one place follow each other as they are given. */
export function isAnyInConflict(edits: readonly TextEdit[]): boolean {
  // In this order, those that share a place stand side by side somewhere.
  const ordered = inOrder(edits);
  return ordered.some((edit, index) => index > 0 && areInConflict(ordered[index - 1] ?? edit, edit));
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function areInConflict(one: TextEdit, other: TextEdit): boolean {
  if (one.start === other.start) return one.start !== one.end || other.start !== other.end;
  return one.start < other.end && other.start < one.end;
}

/** The text with all edits applied. Throws RangeError where two overlap or one lies outside of the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = inOrder(edits);
  let result = '';
  let at = 0;
  for (const [index, edit] of ordered.entries()) {
    const { start, end, replacement } = edit;
    const before = ordered[index - 1];
    if (start > end || end > text.length || (before && areInConflict(before, edit)))
      throw new RangeError(`an edit of ${start} to ${end} does not fit into a text of ${text.length} units`);
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
