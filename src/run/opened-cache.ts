import { openCacheService } from '../github/cache-service.ts';
import { openLayerCache } from '../layer-cache/layer-cache.ts';
import { readerVersion } from '../layer-cache/reader-version.ts';
import { refuseCacheInCheckout } from './checkout.ts';
import { shareCache } from './shared-cache.ts';

type Loggers = { readonly inform: (message: string) => void; readonly warn: (message: string) => void };

/** Layers that are known from other runs, on this machine and in GitHub's cache; null where nothing is to be kept. */
export async function openSharedCache(directory: string | null, { inform, warn }: Loggers) {
  if (directory === null) return null;
  await refuseCacheInCheckout(directory, process.env['GITHUB_WORKSPACE'] || null);
  const version = readerVersion();
  const layers = openLayerCache({ directory, version, log: inform, warn });
  const service = openCacheService(process.env);
  return { layers, shared: shareCache(layers, { service, version, log: inform }) };
}
