import type { Digest } from '../digest.ts';
import { openEntryDirectory } from '../layer-cache/directory.ts';
import { type EntryKey, entryName, openEntry, sealEntry } from '../layer-cache/entry.ts';
import type { RecordPlaces } from './run.ts';

/** What is recorded under a digest: in the folder, else in GitHub's cache. Throws for what is damaged, another's or doubted. */
export async function readRecord(
  { service, directory, version, whyDoubted }: RecordPlaces,
  digest: Digest,
): Promise<Uint8Array | undefined> {
  const key: EntryKey = { kind: 'image', digest, version };
  const kept = directory === null ? undefined : openEntryDirectory(directory).read(entryName(key));
  if (kept !== undefined) return openEntry(key, kept);
  const piece = service?.mayRestore === true ? await service.restore(cacheKey(key)) : undefined;
  if (piece?.key !== cacheKey(key)) return undefined;
  // Asked afterwards: what is saved meanwhile is seen, too.
  const why = await whyDoubted(piece.key);
  if (why !== null) throw new RangeError(why);
  return openEntry(key, piece.bytes);
}

/** Whether it was not there yet. */
export async function writeRecord(
  { service, directory, version }: RecordPlaces,
  digest: Digest,
  record: Uint8Array,
): Promise<boolean> {
  const key: EntryKey = { kind: 'image', digest, version };
  const entry = sealEntry(key, record);
  if (entry === undefined) throw new RangeError(`its layers take ${record.length} bytes`);
  if (directory !== null) openEntryDirectory(directory).write(entryName(key), entry);
  if (service?.maySave === true) return service.save({ key: cacheKey(key), bytes: entry });
  if (directory === null) throw new RangeError('there is no cache here, and `cache-dir` names no folder');
  return true;
}

function cacheKey(key: EntryKey): string {
  return `final-stage-${entryName(key)}`;
}
