import { createHash } from 'node:crypto';
import type { CacheService } from '../github/cache-service.ts';
import type { LayerCache } from '../layer-cache/layer-cache.ts';
import type { GitHubEvent } from '../gate/request.ts';

/** What a run shares with later runs on other machines. */
export type SharedCache = {
  /** To be called before layers are read. */
  restore(): Promise<void>;
  /** To be called after the cache was flushed. Only `push` saves: what a pull request saves, no other run sees. */
  save(event: GitHubEvent): Promise<void>;
};

type SharedOptions = {
  /** Null: there is none here, and nothing is said of it. */
  readonly service: CacheService | null;
  readonly version: string;
  readonly log: (message: string) => void;
};

/** The layer cache as GitHub keeps it between runs. Nothing here fails a run: what goes wrong is reported in one line. */
export function shareCache(cache: LayerCache, { service, version, log }: SharedOptions): SharedCache {
  const prefix = `final-stage-layers-${version}-`;
  const restored = { key: '' };
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log(`the layer cache was not ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    restore: () =>
      attempt('restored', async () => {
        const piece = service?.mayRestore === true ? await service.restore(prefix) : undefined;
        if (piece === undefined) return;
        restored.key = piece.key;
        cache.unpack(piece.bytes);
        log(`restored the layer cache, ${piece.bytes.length} bytes`);
      }),
    save: (event) =>
      attempt('saved', async () => {
        if (event.kind !== 'push' || service?.maySave !== true) return;
        const { bytes, digest } = cache.pack();
        // The names in a piece that proved wrong are the right ones: what they stand for tells the good one apart.
        const name = cache.isRefuted() ? createHash('sha256').update(bytes).digest('hex') : digest;
        const key = `${prefix}${name.slice(0, 32)}`;
        if (bytes.length === 0 || key === restored.key) return;
        if (await service.save({ key, bytes })) log(`saved the layer cache, ${bytes.length} bytes`);
      }),
  };
}
