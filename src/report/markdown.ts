import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { renderBytes } from '../ledger/bytes.ts';
import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { shorten, visible } from '../visible.ts';

const MAX_CODE_CHARACTERS = 200;
const MAX_TEXT_CHARACTERS = 500;
const MAX_PROSE_CHARACTERS = 2000;
const EXTENSIONS = [gfmToMarkdown({ tablePipeAlign: false })];
/** Invisible and of no width: parts what GitHub would read as one thing. */
const WORD_JOINER = '\u2060';

/** Markdown of inline pieces. */
export type Inline = readonly PhrasingContent[];

/**
 * Plain text that stays plain: made visible, with mentions (`@name`), references (`#12`) and comment openers broken.
 * Everything that Markdown or HTML would read is escaped by the printer.
 */
export function text(value: string): Inline {
  const shown = breakLinks(shorten(visible(value), MAX_TEXT_CHARACTERS));
  const pieces = shown.split('$');
  const inline = pieces.flatMap((piece, index): Inline => [
    // `$…$` is mathematics on GitHub, and a backslash does not stop it.
    ...(index === 0 ? [] : [{ type: 'html' as const, value: '<span>$</span>' }]),
    ...(piece === '' && pieces.length > 1 ? [] : [{ type: 'text' as const, value: piece }]),
  ]);
  return isolated(inline, shown);
}

/** Letters that are written from right to left: the blocks that Unicode keeps for their scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Such letters move the numbers beside them, unless isolates of ours stand around. Those from elsewhere were made visible. */
function isolated(inline: Inline, shown: string): Inline {
  if (!RIGHT_TO_LEFT.test(shown)) return inline;
  return [{ type: 'text', value: '\u2068' }, ...inline, { type: 'text', value: '\u2069' }];
}

/** A short text of ours, such as an amount, that stays on one line of a narrow column. */
export function unbroken(value: string): Inline {
  return [{ type: 'text', value: value.replaceAll(' ', '\u00a0') }];
}

/** A size in a table; a dash where there is nothing. */
export function sizeOrDash(bytes: number | null): Inline {
  return bytes === null || bytes === 0 ? text('–') : unbroken(renderBytes(bytes));
}

/** A sign of ours, such as an emoji with its variation selector. */
export function sign(value: '❌' | '⚠️' | 'ℹ️'): Inline {
  return [{ type: 'text', value }];
}

/** A code span: for every path, name and instruction that comes from an image, a Dockerfile or a branch. */
export function code(value: string, maxCharacters = MAX_CODE_CHARACTERS): Inline {
  const shown = shorten(visible(value), maxCharacters).replaceAll('<!--', `<${WORD_JOINER}!--`);
  return shown === '' ? [] : isolated([{ type: 'inlineCode', value: shown }], shown);
}

export function strong(value: string): Inline {
  return [{ type: 'strong', children: [...text(value)] }];
}

/** A sentence of ours in which back-ticks quote: the quoted pieces become code spans, the rest plain text. */
export function prose(sentence: string): Inline {
  const pieces = shorten(sentence, MAX_PROSE_CHARACTERS).split('`');
  const isBalanced = pieces.length % 2 === 1;
  if (!isBalanced) return text(sentence);
  return pieces.flatMap((piece, index) => (piece === '' ? [] : index % 2 === 1 ? code(piece) : text(piece)));
}

/** HTML of ours between inline pieces; never with text from elsewhere. */
export function markup(html: '<br>' | '<sub>' | '</sub>' | '<del>' | '</del>'): Inline {
  return [{ type: 'html', value: html }];
}

/** A link whose address we made; `url` must be http or https. */
export function link(children: Inline, url: string | undefined): Inline {
  if (url === undefined || !/^https?:\/\//.test(url)) return children;
  return [{ type: 'link', url, children: [...children].filter((child) => child.type !== 'link') }];
}

/** A block of code in a fence that nothing in it ends; hidden characters are made visible before. */
export function fenced(language: 'diff' | 'suggestion', lines: readonly string[]): string {
  return print({ type: 'code', lang: language, value: lines.join('\n') });
}

export function paragraph(...pieces: readonly Inline[]): string {
  return print({ type: 'paragraph', children: pieces.flat() });
}

export function heading(depth: 2 | 3 | 4, ...pieces: readonly Inline[]): string {
  return print({ type: 'heading', depth, children: pieces.flat() });
}

export function list(items: readonly Inline[]): readonly string[] {
  return items.map((item) => `- ${paragraph(item)}`);
}

/** A table line by line: two lines of head, then one for each row. `align`: one letter a column. */
export function tableLines(
  head: readonly Inline[],
  rows: readonly (readonly Inline[])[],
  align: string,
): readonly string[] {
  const toRow = (cells: readonly Inline[]): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [...cell] })),
  });
  const sides = Array.from(align, (letter) =>
    letter === 'r' ? 'right' : letter === 'c' ? 'center' : 'left',
  );
  return print({ type: 'table', align: sides, children: [head, ...rows].map(toRow) }).split('\n');
}

function print(node: RootContent): string {
  return toMarkdown({ type: 'root', children: [node] }, { extensions: EXTENSIONS, bullet: '-' }).trimEnd();
}

/** GitHub links what its own text filter finds after Markdown is read: escaping does not stop it, an inner mark does. */
function breakLinks(value: string): string {
  return value
    .replaceAll('<!--', `<${WORD_JOINER}!--`)
    .replace(/[@#](?=[\p{L}\p{N}_-])/gu, (sign) => `${sign}${WORD_JOINER}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${WORD_JOINER}`)
    .replace(/:\/\//g, `:${WORD_JOINER}//`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}${WORD_JOINER}.`);
}
