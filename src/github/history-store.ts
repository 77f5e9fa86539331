import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { CacheService } from './cache-service.ts';

/** What is written with a history; a store takes of it what it has room for. */
export type HistoryFiles = {
  /** The history itself. */
  readonly history: string;
  readonly chart: string;
  readonly badge: string;
};

/** Where the sizes of one image are kept. Both reject with what went wrong. */
export type HistoryStore = {
  /** As somebody left it: hostile. Null: nothing is kept yet. */
  load(): Promise<Uint8Array | null>;
  /** Keeps what `change` makes of what is kept; it is asked again where another run was faster. */
  update(change: (known: Uint8Array | null) => HistoryFiles): Promise<void>;
  /** Whether a history that cannot be read is replaced by a new one: nobody can delete it by hand. */
  readonly isReplaced: boolean;
};

/** A cache entry cannot be changed: each commit has one, and the latest counts. Of two pushes at once one may be lost. */
export function openHistoryCache(service: CacheService, image: string, commit: string): HistoryStore {
  const name = createHash('sha256').update(image).digest('hex').slice(0, 32);
  const prefix = `final-stage-history-${name}-`;
  const load = async () => (service.mayRestore ? ((await service.restore(prefix))?.bytes ?? null) : null);
  return {
    load,
    update: async (change) => {
      if (!service.maySave) throw new Error('the workflow may not write to the cache');
      await service.save({
        key: `${prefix}${commit}`,
        bytes: new TextEncoder().encode(change(await load()).history),
      });
    },
    isReplaced: true,
  };
}

/** A file that the workflow keeps by its own means. */
export function openHistoryFile(path: string): HistoryStore {
  const load = async () => {
    try {
      return await readFile(path);
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    load,
    update: async (change) => {
      await writeFile(path, change(await load()).history);
    },
    isReplaced: false,
  };
}
