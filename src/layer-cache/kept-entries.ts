import { GateError } from '../errors.ts';
import type { EntryDirectory } from './directory.ts';
import { entryName, openEntry, sealEntry, type EntryKey } from './entry.ts';

/** Where entries of one version of the program are kept, and who is told of those that are damaged. */
export type KeptEntries = {
  readonly entries: EntryDirectory;
  readonly version: string;
  readonly log: (notice: string) => void;
};

/** What an entry holds; one that is damaged is removed, and told. */
export function readEntry<Value>(
  { entries, version, log }: KeptEntries,
  rest: Pick<EntryKey, 'kind' | 'digest'>,
  decode: (record: Uint8Array) => Value,
): Value | undefined {
  const key = { ...rest, version };
  const bytes = entries.read(entryName(key));
  if (bytes === undefined) return undefined;
  try {
    return decode(openEntry(key, bytes));
  } catch (error) {
    if (!isContentFailure(error)) throw error;
    log(`the layer cache has a damaged entry, which is discarded: ${key.kind} ${key.digest}`);
    entries.remove(entryName(key));
    return undefined;
  }
}

/** What hostile bytes cause; a bug of ours is another error. */
function isContentFailure(error: unknown): boolean {
  return error instanceof RangeError || error instanceof GateError;
}

/** Nothing where the record is too large for an entry. */
export function writeEntry(
  { entries, version }: KeptEntries,
  rest: Pick<EntryKey, 'kind' | 'digest'>,
  encode: () => Uint8Array,
): void {
  const key = { ...rest, version };
  const entry = sealEntry(key, encode());
  if (entry !== undefined) entries.write(entryName(key), entry);
}
