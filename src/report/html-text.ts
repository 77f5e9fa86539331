import { shorten, visible } from '../visible.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

const MAX_TEXT_CHARACTERS = 2000;

/** Text for HTML and SVG, in elements and in quoted attributes alike; hidden characters are made visible. */
export function escapeHtml(text: string): string {
  return shorten(visible(text), MAX_TEXT_CHARACTERS).replace(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? '');
}

/** A sentence of ours in which back-ticks quote: the quoted pieces become `code` elements. */
export function proseHtml(sentence: string): string {
  const pieces = sentence.split('`');
  if (pieces.length % 2 === 0) return escapeHtml(sentence);
  return pieces
    .map((piece, index) => (index % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)))
    .join('');
}
