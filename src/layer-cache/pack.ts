import { createHash } from 'node:crypto';
import type { EntryDirectory, StoredEntry } from './directory.ts';
import { readEntryHead } from './entry.ts';

/** Most bytes of a pack. */
const MAX_PACK_BYTES = 192 * 1024 * 1024;
const MAX_PACK_ENTRIES = 20_000;

/** Entries one behind the other. `digest`: of their names, so that the same layers always make the same. */
export type Pack = { readonly bytes: Uint8Array; readonly digest: string };

/** The entries of one version, those that were used last; as many as fit. */
export function packEntries(entries: EntryDirectory, version: string): Pack {
  const chosen = chooseEntries(entries, version);
  const parts = chosen.flatMap(({ name }) => entries.read(name) ?? []);
  const names = chosen.map(({ name }) => name).join('\n');
  return { bytes: Buffer.concat(parts), digest: createHash('sha256').update(names).digest('hex') };
}

function chooseEntries(entries: EntryDirectory, version: string): readonly StoredEntry[] {
  const chosen: StoredEntry[] = [];
  let bytes = 0;
  const latestFirst = entries
    .list()
    // What is known of an image is another piece, for those who ask for it.
    .filter(({ name }) => name.endsWith(`-${version}`) && !name.startsWith('image-'))
    .toSorted((one, other) => other.usedAt - one.usedAt);
  for (const entry of latestFirst) {
    bytes += entry.size;
    if (bytes > MAX_PACK_BYTES || chosen.length === MAX_PACK_ENTRIES) break;
    chosen.push(entry);
  }
  return chosen.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Writes the entries of a pack that are of this version and not there yet; throws RangeError where it is no pack. */
export function unpackEntries(entries: EntryDirectory, bytes: Uint8Array, version: string): void {
  if (bytes.length > MAX_PACK_BYTES) throw new RangeError(`it has ${bytes.length} bytes`);
  const present = new Set(entries.list().map(({ name }) => name));
  const pack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  for (let at = 0; at < pack.length;) {
    const { name, length } = readEntryHead(pack.subarray(at));
    if (++count > MAX_PACK_ENTRIES || at + length > pack.length) throw new RangeError('it ends early');
    if (name.endsWith(`-${version}`) && !present.has(name))
      entries.write(name, pack.subarray(at, at + length));
    at += length;
  }
}
