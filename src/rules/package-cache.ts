import { cacheFix, directoriesOf } from './fix/cache-fix.ts';
import { cacheDirectory, cacheManager } from './waste/package-caches.ts';
import { defineFileRule, isOwnFile } from './rule.ts';

/** Found by path alone: nothing installed runs from these directories. Sizes of real ones: `docs/rules/package-cache.md`. */
export const packageCache = defineFileRule({
  id: 'package-cache',
  category: 'waste',
  headline: 'package manager cache left in a layer',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Empty the cache in the instruction that fills it, or keep it out of the image with a cache mount',
  fixFor: (found) => cacheFix(found, directoriesOf(found, cacheDirectory)),
  evidence: 'user-files',
  examples: {
    catches: [
      '/var/lib/apt/lists/mirror.example_debian_dists_bookworm_InRelease',
      '/var/cache/apt/archives/make_4.3-4.1_amd64.deb',
      '/var/cache/apk/APKINDEX.b89edf6e.tar.gz',
      '/home/app/.npm/_cacache/index-v5/00/1f',
      '/root/.cache/pip/http-v2/a/b/c',
      '/opt/build/.m2/repository/junit/junit/4.13/junit-4.13.jar',
      '/usr/local/bundle/cache/rack-3.0.8.gem',
    ],
    ignores: [
      '/var/lib/apt/extended_states',
      '/app/.npmrc',
      '/var/lib/apt/lists/lock',
      '/app/cache/pip/http/a',
    ],
  },
  match(file) {
    if (!isOwnFile(file) || file.size === 0) return undefined;
    const manager = cacheManager(file.path);
    return manager === undefined ? undefined : { subject: `${manager} cache` };
  },
});
