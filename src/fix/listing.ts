import { maskSecrets } from '../files/secrets/mask.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Content bytes of the layers whose instruction begins on a line. Lines count from 1. */
export type LineBytes = { readonly line: number; readonly bytes: number };

/** A line of a Dockerfile; `bytes`: null where no instruction that made a layer begins on it. */
export type ListedLine = { readonly text: string; readonly bytes: number | null };

/** A Dockerfile with content bytes by line, as it is and with a fix. Secrets are masked, and long lines cut. */
export type Listing = {
  /** Relative to the repository. */
  readonly path: string;
  readonly before: readonly ListedLine[];
  readonly after: readonly ListedLine[];
};

/** One text of a Dockerfile and what its image has. */
export type Listed = { readonly text: string; readonly bytes: readonly LineBytes[] };

const MAX_LINES = 400;
const MAX_CHARACTERS = 240;

/** Null where the file has too many lines to be looked at. */
export function listDockerfile(path: string, before: Listed, after: Listed): Listing | null {
  const [one, other] = [linesOf(before), linesOf(after)];
  return one === null || other === null ? null : { path, before: one, after: other };
}

function linesOf({ text, bytes }: Listed): readonly ListedLine[] | null {
  const lines = maskedLines(text);
  const byLine = new Map(bytes.map((one) => [one.line, one.bytes]));
  return lines && lines.map((line, index) => ({ text: line, bytes: byLine.get(index + 1) ?? null }));
}

/** The lines of a Dockerfile as people may see them: secrets masked, long lines cut. Null where that cannot be done. */
export function maskedLines(text: string): readonly string[] | null {
  const lines = text.split('\n', MAX_LINES + 2);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > MAX_LINES) return null;
  const masked = maskSecrets(lines.map((line) => line.slice(0, MAX_CHARACTERS)).join('\n')).split('\n');
  // What spans lines, as a key does, is masked with its line breaks: then nobody knows any more which line is which.
  return masked.length === lines.length ? masked.map((line) => line.replace(/\r$/, '')) : null;
}

/** What the layers of an image have, by the line of its Dockerfile that brought them: a base image by its `FROM`. */
export function bytesByLine({ catalog, origins, dockerfile }: Ledger): readonly LineBytes[] {
  const sums = new Map<number, number>();
  origins.forEach((origin, ordinal) => {
    const instruction = origin.kind === 'instruction' ? origin.instruction : fromOf(origin);
    if (instruction === null || instruction.dockerfile !== dockerfile) return;
    let bytes = sums.get(instruction.line) ?? 0;
    for (let row = catalog.firstRow(ordinal); row < catalog.firstRow(ordinal + 1); row += 1)
      bytes += catalog.bytes(row);
    sums.set(instruction.line, bytes);
  });
  return [...sums].map(([line, bytes]) => ({ line, bytes })).toSorted((a, b) => a.line - b.line);
}

function fromOf(origin: Ledger['origins'][number]) {
  return origin.kind === 'base-image' ? origin.from : null;
}
