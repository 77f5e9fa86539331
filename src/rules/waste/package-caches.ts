/** `files`: its first group ends where the cache's own directory does. */
type Cache = { readonly manager: string; readonly files: RegExp };

/** A home directory can be anywhere, so caches in homes are known by their last components. */
const CACHES: readonly Cache[] = [
  { manager: 'apt', files: /^(\/var\/lib\/apt\/lists)\/(?!lock$)/ },
  { manager: 'apt', files: /^(\/var\/cache\/apt)\/(archives\/.+\.deb|(src)?pkgcache\.bin)$/ },
  { manager: 'apk', files: /^(\/var\/cache\/(?:misc\/)?apk|\/etc\/apk\/cache)\/./ },
  {
    manager: 'dnf',
    files: /^(\/var\/cache\/(?:dnf|yum|libdnf5|tdnf))\/.+\.(solvx?|rpm|xml|sqlite|gz|xz|zst|zck)$/,
  },
  { manager: 'zypper', files: /^(\/var\/cache\/zypp)\/(packages|raw|solv)\// },
  { manager: 'pacman', files: /^(\/var\/cache\/pacman\/pkg)\// },
  { manager: 'pip', files: /(\/\.cache\/pip)\/(http|http-v2|wheels)\// },
  { manager: 'uv', files: /(\/\.cache\/uv)\/.+\/./ },
  { manager: 'Poetry', files: /(\/\.cache\/pypoetry)\/(cache|artifacts)\// },
  { manager: 'conda', files: /(\/conda\/pkgs)\/[^/]+\.(conda|tar\.bz2)$/ },
  { manager: 'npm', files: /(\/\.npm)\/_cacache\// },
  { manager: 'Yarn', files: /(\/\.cache\/yarn|\/\.yarn\/berry\/cache)\// },
  { manager: 'pnpm', files: /(\/\.local\/share\/pnpm\/store|\/\.pnpm-store|\/\.cache\/pnpm)\// },
  { manager: 'Bun', files: /(\/\.bun\/install\/cache)\// },
  { manager: 'Composer', files: /(\/\.composer\/cache|\/\.cache\/composer)\// },
  { manager: 'RubyGems', files: /(\/(?:bundle|gems\/\d[\d.]*|bundle\/ruby\/\d[\d.]*)\/cache)\/[^/]+\.gem$/ },
  {
    manager: 'Cargo',
    files: /(\/\.?cargo\/(?:registry(?=\/(?:cache|src|index)\/)|git(?=\/(?:db|checkouts)\/)))\//,
  },
  { manager: 'Maven', files: /(\/\.m2\/repository)\// },
  { manager: 'Gradle', files: /(\/\.gradle)\/(caches|wrapper\/dists)\// },
  { manager: 'sbt', files: /(\/\.ivy2\/cache|\/\.sbt\/boot|\/\.cache\/coursier)\// },
  { manager: 'NuGet', files: /(\/\.nuget\/packages|\/\.local\/share\/NuGet)\// },
];

/** What every row above has in its path: one look rules most files out. */
const PLACE = /\/\.|^\/var\/|^\/etc\/apk\/|\/cache\/|\/cargo\/|\/conda\/pkgs\//;

/** The package manager whose cache a path lies in; undefined where it lies in none. */
export function cacheManager(path: string): string | undefined {
  return PLACE.test(path) ? CACHES.find(({ files }) => files.test(path))?.manager : undefined;
}

/** The cache's own directory, that of all its files; undefined where a path lies in no cache. */
export function cacheDirectory(path: string): string | undefined {
  const found = CACHES.map(({ files }) => files.exec(path)).find((match) => match !== null);
  return found && `${path.slice(0, found.index)}${found[1]}`;
}
