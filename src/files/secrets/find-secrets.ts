import { createAnchorSearch } from './anchors.ts';
import { isCredential, namedKinds, type NamedKind } from './named-files.ts';
import { isInvented } from './placeholders.ts';
import { END_OF_KEY, isBlock, TOKEN_KINDS, type TokenKind } from './token-kinds.ts';

/** Where a secret is; what it is, is said nowhere. `start`, `end`: offsets in bytes. */
export type FoundSecret = { readonly kind: string; readonly start: number; readonly end: number };

/** Anchors that are a part of a word, or follow something. */
const INSIDE = /^(?:ecret|ECRET|PRIVATE|\/api|hooks|Account|Shared)/;
const ANCHORS = TOKEN_KINDS.flatMap((kind) =>
  kind.anchors.map((anchor) => ({
    kind,
    anchor,
    pattern: new RegExp(kind.pattern, 'y'),
    isInside: INSIDE.test(anchor),
  })),
);
const search = createAnchorSearch(ANCHORS.map(({ anchor }) => anchor));

/** Bytes at the start of a file that tell whether it is a text. */
const TEXT_START_BYTES = 8 * 1024;
/** More secrets of one file say nothing new. */
const MAX_FOUND = 200;
/** Longest key of which all lines are known to belong to it. */
const MAX_KEY_BYTES = 16 * 1024;

/** Whether the start of a file is that of a text: programs, archives and pictures have null bytes in it. */
export function isTextStart(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, TEXT_START_BYTES).includes(0);
}

/** The secrets in a text file, by where they are. In linear time, whatever the content. */
export function findSecrets(path: string, bytes: Uint8Array): readonly FoundSecret[] {
  if (!isTextStart(bytes)) return [];
  const kinds = namedKinds(path);
  const text = lazyText(bytes);
  const named = kinds.flatMap((kind) => findNamed(kind, text()));
  return [...named, ...findTokens(bytes, text, named)].sort((a, b) => a.start - b.start);
}

/** A character for each byte. */
function lazyText(bytes: Uint8Array): () => string {
  let text: string | undefined;
  return () => (text ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
}

function findNamed(kind: NamedKind, text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (const match of text.matchAll(kind.pattern)) {
    const { name = '', value = '' } = match.groups ?? {};
    if (!isCredential(kind, name, unquote(value))) continue;
    const start = match.index + match[0].lastIndexOf(value);
    found.push({ kind: kind.id, start, end: start + value.length });
    if (found.length >= MAX_FOUND) break;
  }
  return found;
}

function unquote(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value.trim();
}

/** What was found by a file's name is not found once more by its form. */
function findTokens(
  bytes: Uint8Array,
  text: () => string,
  named: readonly FoundSecret[],
): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  let end = 0;
  search(bytes, (position, index) => {
    const anchor = ANCHORS[index];
    if (position < end || found.length >= MAX_FOUND || anchor === undefined) return;
    const match = matchAt(text(), position, anchor);
    if (match === null) return;
    const token = toFound(anchor.kind, match, text());
    ({ end } = token);
    const isKnown = named.some((other) => other.start < token.end && token.start < other.end);
    if (!isKnown && !isInvented(match[1] ?? match[0])) found.push(token);
  });
  return found;
}

type Anchor = (typeof ANCHORS)[number];

function matchAt(text: string, position: number, { pattern, isInside }: Anchor): RegExpExecArray | null {
  if (!isInside && isWithinWord(text, position)) return null;
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function toFound({ id }: TokenKind, match: RegExpExecArray, text: string): FoundSecret {
  const value = match[1] ?? match[0];
  const start = match.index + match[0].lastIndexOf(value);
  const end = start + value.length;
  return { kind: id, start, end: isBlock(value) ? endOfKey(text, end) : end };
}

function endOfKey(text: string, from: number): number {
  const end = text.slice(from, from + MAX_KEY_BYTES).search(END_OF_KEY);
  return end < 0 ? Math.min(text.length, from + MAX_KEY_BYTES) : from + end;
}

const WORD = /\w/;
const BACKSLASH = 0x5c;

/** A token begins where a word does, or behind an escape: `"\nghp_…"`. */
function isWithinWord(text: string, position: number): boolean {
  if (position === 0 || !WORD.test(text.charAt(position - 1))) return false;
  return text.charCodeAt(position - 2) !== BACKSLASH || !/[nrt]/.test(text.charAt(position - 1));
}
