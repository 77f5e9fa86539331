import { buildCacheFix, directoriesOf } from './fix/cache-fix.ts';
import { defineFileRule, isOwnFile } from './rule.ts';

/** `files`: its first group ends where the cache's own directory does. */
type Leftover = { readonly subject: string; readonly files: RegExp };

/** Only what no program reads when it runs. `.next/cache` is left out but for webpack: the server uses the rest. */
const LEFTOVERS: readonly Leftover[] = [
  { subject: 'Go build cache', files: /(\/\.cache\/go-build)\// },
  { subject: 'Go module cache', files: /(\/go\/pkg\/(?:mod|sumdb))\// },
  {
    subject: 'Cargo target directory',
    files: /(\/target)\/([^/]+\/)?(debug|release)\/(\.fingerprint|incremental|build|deps)\//,
  },
  { subject: 'compiler cache', files: /(\/\.ccache|\/\.cache\/(?:ccache|sccache|zig))\// },
  { subject: 'Bazel cache', files: /(\/\.cache\/(?:bazel|bazelisk))\// },
  { subject: 'CMake build tree', files: /(\/CMakeFiles)\/.|\/CMakeCache\.txt$/ },
  { subject: 'Zig cache', files: /(\/\.?zig-cache)\// },
  {
    subject: 'bundler cache',
    files:
      /(\/(?:node_modules\/\.cache|\.parcel-cache|\.angular\/cache|\.nx\/cache|\.turbo\/cache|\.next\/cache\/webpack))\//,
  },
  { subject: 'test and lint cache', files: /(\/(?:\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox))\// },
];

/** What every row above has in its path: one look rules most files out. */
const PLACE = /\/\.|\/go\/pkg\/|\/target\/|\/CMake|\/zig-cache\//;

/** What compilers and bundlers keep to be faster the next time. There is no next time in an image. */
export const buildCache = defineFileRule({
  id: 'build-cache',
  category: 'waste',
  headline: 'cache of a compiler or bundler left in a layer',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Build in an earlier stage and copy only the result, or give the cache a cache mount',
  fixFor: (found) => buildCacheFix(found, directoriesOf(found, leftoverDirectory)),
  evidence: 'user-files',
  examples: {
    catches: [
      '/root/.cache/go-build/00/00aa-d',
      '/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go',
      '/src/target/release/deps/libserde-1.rlib',
      '/app/node_modules/.cache/babel-loader/x.json',
      '/src/build/CMakeCache.txt',
      '/app/.mypy_cache/3.12/os.data.json',
    ],
    ignores: [
      '/app/target/release/server',
      '/app/__pycache__/main.cpython-312.pyc',
      '/app/.next/cache/fetch-cache/1',
      '/app/target/app.jar',
    ],
  },
  match(file) {
    if (!isOwnFile(file) || file.size === 0) return undefined;
    const subject = leftoverOf(file.path);
    return subject === undefined ? undefined : { subject };
  },
});

/** What a compiler or bundler left at a path; undefined where it left nothing there. */
export function leftoverOf(path: string): string | undefined {
  return PLACE.test(path) ? LEFTOVERS.find(({ files }) => files.test(path))?.subject : undefined;
}

/** The directory that is all of it. */
export function leftoverDirectory(path: string): string | undefined {
  const found = LEFTOVERS.map(({ files }) => files.exec(path)).find((match) => match !== null);
  return found?.[1] && `${path.slice(0, found.index)}${found[1]}`;
}
