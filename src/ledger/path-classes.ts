import type { PathTable } from '../files/table/path-table.ts';
import { shapeOf } from '../files/table/text-pool.ts';
import { FILE_CLASSES, type FileClass } from './ledger.ts';

/** Number of a class in a column; a smaller number wins. */
export const classNumber = (name: FileClass): number => FILE_CLASSES.indexOf(name);

/** No class by path. */
export const UNCLASSED = 255;

/** Directories whose whole content has one class. A path that does not start with `/` is found in any directory. */
const DIRECTORIES: Readonly<Partial<Record<FileClass, readonly string[]>>> = {
  vcs: ['.git', '.svn', '.hg', '.bzr', 'CVS'],
  'package-database': [
    '/var/lib/dpkg',
    '/var/lib/apt/periodic',
    '/lib/apk',
    '/usr/lib/apk',
    '/etc/apk',
    '/var/lib/rpm',
    '/usr/lib/sysimage/rpm',
    '/var/lib/rpmmanifest',
    '/var/lib/chisel',
    '/var/lib/dnf',
    '/var/lib/pacman',
  ],
  cache: [
    '/var/cache',
    '/var/lib/apt/lists',
    '.cache',
    '.npm/_cacache',
    '.npm/_logs',
    '.yarn/cache',
    '.yarn/berry/cache',
    '.pnpm-store',
    '.local/share/pnpm/store',
    '.bun/install/cache',
    'go/pkg/mod',
    '.m2/repository',
    '.gradle/caches',
    '.gradle/wrapper/dists',
    '.ivy2/cache',
    '.sbt/boot',
    '.cargo/registry',
    '.cargo/git',
    'cargo/registry',
    'cargo/git',
    '.nuget/packages',
    '.composer/cache',
    '.cabal/packages',
    '.conda/pkgs',
    'node_modules/.cache',
    '.next/cache',
    '.mypy_cache',
    '.pytest_cache',
    '.ruff_cache',
    '.tox',
    '.nox',
    '.angular/cache',
    '.parcel-cache',
    '.turbo',
  ],
  'package-manager': [
    'lib/node_modules/npm',
    'lib/node_modules/corepack',
    'lib/node_modules/yarn',
    'lib/node_modules/pnpm',
  ],
  'dev-files': [
    '/usr/include',
    '/usr/local/include',
    '/include',
    'pkgconfig',
    'lib/cmake',
    'share/aclocal',
    '/usr/share/cmake',
  ],
  'debug-symbols': ['/usr/lib/debug', '/usr/local/lib/debug', '.build-id'],
  docs: [
    '/usr/share/doc',
    '/usr/share/man',
    '/usr/share/info',
    '/usr/share/gtk-doc',
    '/usr/share/lintian',
    '/usr/share/doc-base',
    '/usr/share/bug',
    '/usr/local/share/doc',
    '/usr/local/share/man',
    '/usr/local/share/info',
    '/usr/local/man',
  ],
};

type Place = { readonly above: readonly string[]; readonly isAbsolute: boolean; readonly number: number };

const PLACES = new Map<string, readonly Place[]>();
for (const [name, directories] of Object.entries(DIRECTORIES)) {
  for (const directory of directories) {
    const parts = directory
      .split('/')
      .filter((part) => part !== '')
      .reverse();
    const [last = '', ...above] = parts;
    const place = {
      above,
      isAbsolute: directory.startsWith('/'),
      number: FILE_CLASSES.findIndex((each) => each === name),
    };
    PLACES.set(last, [...(PLACES.get(last) ?? []), place]);
  }
}

const SHAPES: ReadonlySet<number> = new Set([...PLACES.keys()].map(shapeOf));

function isAt(paths: PathTable, node: number, { above, isAbsolute }: Place): boolean {
  let parent = paths.parent(node);
  for (const name of above) {
    if (parent <= 0 || paths.name(parent) !== name) return false;
    parent = paths.parent(parent);
  }
  return !isAbsolute || parent === 0;
}

/** Class number of every path by the directories that it lies in, or UNCLASSED; a parent's number is always smaller. */
export function classifyPaths(paths: PathTable): Uint8Array {
  const classes = new Uint8Array(paths.size).fill(UNCLASSED);
  for (let node = 1; node < classes.length; node += 1) {
    let best = classes[paths.parent(node)] ?? UNCLASSED;
    if (SHAPES.has(paths.nameShape(node))) best = Math.min(best, classOfPlace(paths, node));
    classes[node] = best;
  }
  return classes;
}

function classOfPlace(paths: PathTable, node: number): number {
  const places = PLACES.get(paths.name(node)) ?? [];
  return Math.min(UNCLASSED, ...places.filter((each) => isAt(paths, node, each)).map(({ number }) => number));
}
