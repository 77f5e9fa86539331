import { isNpmPackage } from './npm.ts';

const MIB = 1024 * 1024;

/** Package databases, with the most bytes of each that are read. */
const DATABASES: readonly (readonly [RegExp, number])[] = [
  [/^\/var\/lib\/dpkg\/status$/, 48 * MIB],
  [/^\/var\/lib\/dpkg\/status\.d\/[^/]+$/, 8 * MIB],
  [/^\/var\/lib\/dpkg\/info\/[^/]+\.(?:list|md5sums)$/, 16 * MIB],
  [/^\/var\/lib\/apt\/extended_states$/, 8 * MIB],
  [/^\/(?:usr\/)?lib\/apk\/db\/installed$/, 48 * MIB],
  [/^\/etc\/apk\/world$/, MIB],
  [/^\/(?:etc|usr\/lib)\/os-release$/, 64 * 1024],
  [/\/node_modules\/\.package-lock\.json$/, 32 * MIB],
  [/\.dist-info\/RECORD$/, 16 * MIB],
  [/\.(?:dist-info\/METADATA|egg-info\/PKG-INFO)$/, MIB],
  [/\.egg-info\/installed-files\.txt$/, 16 * MIB],
  [/\.egg-info$/, MIB],
];
const MAX_PACKAGE_JSON_BYTES = MIB / 2;
/** Starts and ends of paths, one of which every database has: nearly every other path has none. */
const STARTS = ['/var/lib/dpkg/', '/var/lib/apt/', '/lib/apk/', '/usr/lib/apk/', '/etc/', '/usr/lib/os-'];
const ENDS = [
  '/RECORD',
  '/METADATA',
  '/PKG-INFO',
  '.egg-info',
  '/installed-files.txt',
  '/.package-lock.json',
];

/** Most bytes of a path that the package readers want to see whole; 0 for a path that is no package database. */
export function packageDatabaseLimit(path: string): number {
  if (path.endsWith('/package.json')) return isNpmPackage(path) ? MAX_PACKAGE_JSON_BYTES : 0;
  if (!mayBeDatabase(path)) return 0;
  return DATABASES.find(([pattern]) => pattern.test(path))?.[1] ?? 0;
}

function mayBeDatabase(path: string): boolean {
  return STARTS.some((start) => path.startsWith(start)) || ENDS.some((end) => path.endsWith(end));
}

/** Whether a path is the database of a package manager, or one package's entry of it. */
export function isPackageDatabase(path: string): boolean {
  return packageDatabaseLimit(path) > 0;
}
