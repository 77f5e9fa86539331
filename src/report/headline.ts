import { heading, text } from './markdown.ts';

/** How a report on a pull request or in a summary begins: how it ended, at a glance. */
export type HeadlineSign = '✅' | '⚪' | '❌' | '🔎';

const HEADLINE = /^### (?:✅|⚪|❌|🔎) Final Stage /u;

/** The first line: `line` says how it ended and may hold text from elsewhere. */
export function renderHeadline(sign: HeadlineSign, line: string): string {
  return heading(3, text(`${sign} Final Stage ${line}`));
}

/** Whether Markdown begins as our reports do: with nothing before the headline. */
export function hasHeadline(markdown: string): boolean {
  return HEADLINE.test(markdown);
}
