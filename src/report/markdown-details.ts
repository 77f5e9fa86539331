/** What ends a fold. */
export const DETAILS_TAIL: readonly string[] = ['', '</details>'];

/** What begins a fold; `title` is of our words only. */
export function detailsHead(title: string): readonly string[] {
  return [`<details><summary>${title}</summary>`, ''];
}
