import type { ContentFacts } from '../../files/table/content-facts.ts';
import type { DerivedFiles } from '../../files/table/required-files.ts';

/** One thing that a large file is made of. `version`: null where it has none. */
export type FilePart = { readonly name: string; readonly version: string | null; readonly bytes: number };

/** What a large file is made of, by its own word: parts by name, largest first. */
export type Composition = {
  /** What a part is, in the singular, and which of its bytes are counted: `Go module`, `machine code`. */
  readonly noun: string;
  readonly measure: string;
  readonly parts: readonly FilePart[];
};

/** One kind of file that names its parts. To add one, write its file, its test and its line in `compositions.ts`. */
export type CompositionReader = {
  readonly reads: DerivedFiles;
  /** Undefined where the file names no parts. It reads hostile text: what makes no sense is left out. */
  partsOf(facts: ContentFacts): Composition | undefined;
};

/** A file of fewer bytes is no large one. */
export const MIN_COMPOSED_BYTES = 1024 * 1024;

/** Sums parts of one name and version, largest first. */
export function sumParts(parts: Iterable<FilePart>): readonly FilePart[] {
  const sums = new Map<string, FilePart>();
  for (const part of parts) {
    const key = `${part.name}\n${part.version ?? ''}`;
    sums.set(key, { ...part, bytes: part.bytes + (sums.get(key)?.bytes ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

/** Most bytes of the lines of one file. */
export const MAX_PART_BYTES = 16 * 1024;

/** Lines `bytes name`, largest first, as many as may be kept; the rest is one line without a name. */
export function toPartLines(sums: ReadonlyMap<string, number>, maxBytes: number): readonly string[] {
  const all = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const lines: string[] = [];
  let left = maxBytes - REST_BYTES;
  let rest = 0;
  for (const [name, bytes] of all) {
    const line = `${bytes} ${name}`;
    left -= Buffer.byteLength(line) + 1;
    if (left >= 0 && name !== '' && !name.includes('\n')) lines.push(line);
    else rest += bytes;
  }
  return rest === 0 ? lines : [...lines, `${rest} `];
}

/** Room for the line of the rest. */
const REST_BYTES = 24;

/** What a part is called; an empty text stands for the rest. */
type Naming = (text: string) => Pick<FilePart, 'name' | 'version'>;

/** Parts of what `toPartLines` wrote; undefined where there are none. */
export function readPartLines(
  words: Pick<Composition, 'noun' | 'measure'>,
  text: string | undefined,
  nameOf: Naming,
): Composition | undefined {
  const parts = (text ?? '').split('\n').flatMap((line): readonly FilePart[] => {
    const [, digits, name] = /^(\d{1,15}) (.*)$/.exec(line) ?? [];
    return digits === undefined || name === undefined ? [] : [{ ...nameOf(name), bytes: Number(digits) }];
  });
  return parts.length === 0 ? undefined : { ...words, parts: sumParts(parts) };
}
