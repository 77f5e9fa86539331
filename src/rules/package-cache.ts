import { defineFileRule, isOwnFile } from './rule.ts';

type Cache = { readonly manager: string; readonly files: RegExp };

/** A home directory can be anywhere, so caches in homes are known by their last components. */
const CACHES: readonly Cache[] = [
  { manager: 'apt', files: /^\/var\/lib\/apt\/lists\/(?!lock$)/ },
  { manager: 'apt', files: /^\/var\/cache\/apt\/(archives\/.+\.deb|(src)?pkgcache\.bin)$/ },
  { manager: 'apk', files: /^\/(var\/cache\/(misc\/)?apk|etc\/apk\/cache)\/./ },
  {
    manager: 'dnf',
    files: /^\/var\/cache\/(dnf|yum|libdnf5|tdnf)\/.+\.(solvx?|rpm|xml|sqlite|gz|xz|zst|zck)$/,
  },
  { manager: 'zypper', files: /^\/var\/cache\/zypp\/(packages|raw|solv)\// },
  { manager: 'pacman', files: /^\/var\/cache\/pacman\/pkg\// },
  { manager: 'pip', files: /\/\.cache\/pip\/(http|http-v2|wheels)\// },
  { manager: 'uv', files: /\/\.cache\/uv\/.+\/./ },
  { manager: 'Poetry', files: /\/\.cache\/pypoetry\/(cache|artifacts)\// },
  { manager: 'conda', files: /\/conda\/pkgs\/[^/]+\.(conda|tar\.bz2)$/ },
  { manager: 'npm', files: /\/\.npm\/_cacache\// },
  { manager: 'Yarn', files: /\/(\.cache\/yarn\/|\.yarn\/berry\/cache\/|share\/\.cache\/yarn\/)/ },
  { manager: 'pnpm', files: /\/(\.local\/share\/pnpm\/store|\.pnpm-store|\.cache\/pnpm)\// },
  { manager: 'Bun', files: /\/\.bun\/install\/cache\// },
  { manager: 'Composer', files: /\/(\.composer\/cache|\.cache\/composer)\// },
  { manager: 'RubyGems', files: /\/(bundle|gems\/\d[\d.]*|bundle\/ruby\/\d[\d.]*)\/cache\/[^/]+\.gem$/ },
  { manager: 'Cargo', files: /\/\.?cargo\/(registry\/(cache|src|index)|git\/(db|checkouts))\// },
  { manager: 'Maven', files: /\/\.m2\/repository\// },
  { manager: 'Gradle', files: /\/\.gradle\/(caches|wrapper\/dists)\// },
  { manager: 'sbt', files: /\/(\.ivy2\/cache|\.sbt\/boot|\.cache\/coursier)\// },
  { manager: 'NuGet', files: /\/(\.nuget\/packages|\.local\/share\/NuGet)\// },
];

/** What every row above has in its path: most files are told from one look. */
const PLACE = /\/\.|^\/var\/|^\/etc\/apk\/|\/cache\/|\/cargo\/|\/conda\/pkgs\//;

/** Found by path alone: nothing installed runs from these directories. Sizes of real ones: `docs/rules/package-cache.md`. */
export const packageCache = defineFileRule({
  id: 'package-cache',
  category: 'waste',
  headline: 'package manager cache left in a layer',
  severity: 'warning',
  since: '1.0.0',
  fix: 'Empty the cache in the instruction that fills it, or keep it out of the image with a cache mount',
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
    if (!isOwnFile(file) || file.size === 0 || !PLACE.test(file.path)) return undefined;
    const cache = CACHES.find(({ files }) => files.test(file.path));
    return cache && { subject: `${cache.manager} cache` };
  },
});
