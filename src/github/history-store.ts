import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { GateError } from '../errors.ts';
import type { CacheService } from './cache-service.ts';

/** What is written with a history; a store takes of it what it has room for. */
export type HistoryFiles = {
  /** The history itself. */
  readonly history: string;
  readonly chart: string;
  /** Null: the one that is there is of a newer push, and stays. */
  readonly badge: string | null;
};

/** What is kept of one image, as somebody left it: hostile. Null: nothing yet; an error: why it cannot be read. */
export type Kept = Uint8Array | GateError | null;

/** Where the sizes of images are kept, in the order in which they were asked for. Both reject with what went wrong. */
export type HistoryStore = {
  load(): Promise<readonly Kept[]>;
  /** Keeps what `change` makes of what is kept, and leaves alone where it makes null; it is asked again where another run was faster. */
  update(change: (kept: readonly Kept[]) => readonly (HistoryFiles | null)[]): Promise<void>;
  /** Whether a history that cannot be read is replaced by a new one: nobody can delete it by hand. */
  readonly isReplaced: boolean;
};

/** A server is asked so much at once. */
const AT_ONCE = 8;

/** Does something for each, some at once, and gives the results in order. */
export async function forEachOf<T, Result>(
  all: readonly T[],
  work: (one: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE)
    results.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(work))));
  return results;
}

/** A cache entry cannot be changed: each commit has one for each image, and the latest counts. Of two pushes at once one may be lost. */
export function openHistoryCache(
  service: CacheService,
  images: readonly string[],
  commit: string,
): HistoryStore {
  const prefixes = images.map((image) => {
    const name = createHash('sha256').update(image).digest('hex').slice(0, 32);
    return `final-stage-history-${name}-`;
  });
  const load = () =>
    forEachOf(prefixes, async (prefix) =>
      service.mayRestore ? ((await service.restore(prefix))?.bytes ?? null) : null,
    );
  return {
    load,
    update: async (change) => {
      if (!service.maySave) throw new Error('the workflow may not write to the cache');
      const files = change(await load());
      await forEachOf([...prefixes.entries()], async ([index, prefix]) => {
        const made = files[index];
        if (made == null) return;
        await service.save({ key: `${prefix}${commit}`, bytes: new TextEncoder().encode(made.history) });
      });
    },
    isReplaced: true,
  };
}

/** A file that the workflow keeps by its own means; it has one image. */
export function openHistoryFile(path: string): HistoryStore {
  const load = async () => {
    try {
      return [await readFile(path)];
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'ENOENT') return [null];
      throw error;
    }
  };
  return {
    load,
    update: async (change) => {
      const [made] = change(await load());
      if (made != null) await writeFile(path, made.history);
    },
    isReplaced: false,
  };
}
