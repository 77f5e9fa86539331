import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ContentFacts } from '../table/content-facts.ts';
import type { ContentScan, DerivedFiles, ScannedFile } from '../table/required-files.ts';
import { findSecrets, isTextStart, type FoundSecret } from './find-secrets.ts';
import { isScanned, MAX_SECRET_FILE_BYTES } from './scanned-paths.ts';

/**
 * Secrets of one kind in one file. `lines`: the first of the lines where they begin, from 1. `marks`: one for each, so that a
 * second secret is told from the first; many secrets have the same, and so none can be guessed by it.
 */
export type SecretPlace = {
  readonly kind: string;
  readonly lines: readonly number[];
  readonly marks: readonly string[];
};

/** Most lines of one kind that are kept. */
const MAX_LINES = 5;

/** Text files of a size that people write: of each, which kinds of secrets it holds on which lines, and never what they are. */
export const SECRETS: DerivedFiles = {
  id: 'secret',
  keeps: 'derived',
  version: 3,
  maxBytes: MAX_SECRET_FILE_BYTES,
  wants: isScanned,
  open: openSecretScan,
};

function openSecretScan({ path, size }: ScannedFile): ContentScan {
  let gathered: Uint8Array = new Uint8Array(0);
  let count = 0;
  let isText = true;
  let found: string | undefined;
  const look = (whole: Uint8Array): void => {
    found = toText(findSecrets(path, whole), whole);
  };
  return {
    range: { from: 0, to: Math.min(size, MAX_SECRET_FILE_BYTES) },
    write: (bytes) => {
      if (count === 0) isText = isTextStart(bytes);
      if (!isText) return;
      // A file that comes in one piece is looked at where it is.
      if (bytes.length === size) look(bytes);
      else {
        if (count === 0) gathered = takeMemory(size);
        gathered.set(bytes, count);
      }
      count += bytes.length;
    },
    finish: () => {
      if (gathered.length > 0) look(gathered.subarray(0, count));
      giveBack(gathered);
      return found;
    },
  };
}

/** Memory of the file before, which the next one may use; files mostly come one after the other. */
let spare: Uint8Array = new Uint8Array(0);

function takeMemory(size: number): Uint8Array {
  const memory = spare.length >= size ? spare : new Uint8Array(size);
  spare = new Uint8Array(0);
  return memory;
}

function giveBack(memory: Uint8Array): void {
  if (memory.length > spare.length) spare = memory;
}

function toText(found: readonly FoundSecret[], bytes: Uint8Array): string | undefined {
  if (found.length === 0) return undefined;
  const places = new Map<string, { readonly lines: number[]; readonly marks: Set<string> }>();
  let [line, at] = [1, 0];
  for (const { kind, start, end } of found) {
    for (; at < start; at += 1) if (bytes[at] === 0x0a) line += 1;
    const { lines, marks } = places.get(kind) ?? { lines: [], marks: new Set<string>() };
    places.set(kind, { lines, marks });
    if (lines.length < MAX_LINES && !lines.includes(line)) lines.push(line);
    marks.add(markOf(bytes.subarray(start, end)));
  }
  const kinds = [...places].map(([kind, { lines, marks }]) => `${kind} ${lines.join()} ${[...marks].join()}`);
  return [`${SUM}${crc32(bytes).toString(16)}`, ...kinds].join('\n');
}

const MARK_CHARACTERS = 3;

/** Twelve bits of a digest: a password that is tried fits by chance too often for anybody to be sure of it. */
function markOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, MARK_CHARACTERS);
}

/** Before the sum of the whole content, which tells whether a later layer wrote the same file once more. */
const SUM = '=';

/** Sum of the content of a file with secrets; undefined for one without. */
export function secretSum(facts: ContentFacts | undefined): string | undefined {
  const [first = ''] = facts?.derived?.[SECRETS.id]?.split('\n', 1) ?? [];
  return first.startsWith(SUM) ? first : undefined;
}

/** What the scan derived of a file; empty for one without secrets. */
export function secretsOf(facts: ContentFacts | undefined): readonly SecretPlace[] {
  const text = facts?.derived?.[SECRETS.id];
  if (text === undefined) return [];
  return text.split('\n').flatMap((entry) => {
    if (entry.startsWith(SUM)) return [];
    const [kind = '', lines = '', marks = ''] = entry.split(' ');
    const numbers = lines.split(',').map(Number);
    return numbers.every((line) => line > 0) ? [{ kind, lines: numbers, marks: marks.split(',') }] : [];
  });
}

/** A content with asterisks in the place of its secrets, as long as it was. */
export function withoutSecrets(path: string, bytes: Uint8Array): Uint8Array {
  const masked = bytes.slice();
  for (const { start, end } of findSecrets(path, bytes)) {
    for (let at = start; at < end; at += 1) if (masked[at] !== NEWLINE) masked[at] = ASTERISK;
  }
  return masked;
}

const NEWLINE = 0x0a;
const ASTERISK = 0x2a;
