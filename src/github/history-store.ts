import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { GateError } from '../errors.ts';
import { MAX_HISTORY_BYTES } from '../report/trend.ts';
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
  const load = async () => [await readHistoryFile(path)];
  return {
    load,
    update: async (change) => {
      const [made] = change(await load());
      if (made != null) await writeFile(path, made.history);
    },
    isReplaced: false,
  };
}

/** What was opened is what is looked at, and a pipe makes nobody wait. */
const NO_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** Bytes of a history; null where there is no file, an error where it is no history's. Rejects with what the file system says. */
async function readHistoryFile(path: string): Promise<Kept> {
  try {
    await using handle = await open(path, NO_WAITING);
    const status = await handle.stat();
    if (!status.isFile()) return refused(path, 'is not a file');
    if (status.size > MAX_HISTORY_BYTES) return refused(path, `has ${status.size} bytes`);
    return await handle.readFile();
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    if (code === 'ENOENT') return null;
    // A socket cannot be opened.
    if (code === 'ENXIO') return refused(path, 'is not a file');
    throw error;
  }
}

function refused(path: string, found: string): GateError {
  const expected = `expected a size history of at most ${MAX_HISTORY_BYTES} bytes`;
  return new GateError('bad-input', `\`${path}\` ${found}, ${expected}`, {
    hint: 'Delete it, or name another file: the next push begins a new history.',
  });
}
