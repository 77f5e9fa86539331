import type { DerivedFiles, KeptFiles } from '../files/table/required-files.ts';
import { apk } from './apk.ts';
import { bitnami } from './bitnami.ts';
import { cargo } from './cargo.ts';
import { chisel } from './chisel.ts';
import { composer } from './composer.ts';
import { conda } from './conda.ts';
import type { DatabaseFileKind, PackageDatabase } from './database.ts';
import { dpkg } from './dpkg.ts';
import { gem } from './gem.ts';
import { golang } from './golang.ts';
import { maven } from './maven.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { OS_RELEASE } from './os-release.ts';
import { otp } from './otp.ts';
import type { Package } from './package.ts';
import { python } from './python.ts';
import { rpm } from './rpm.ts';
import { rpmManifest } from './rpm-manifest.ts';
import { statusD } from './status-d.ts';
import { yarnPnp } from './yarn-pnp.ts';

/** All package databases that are read. Where two of one kind claim a file, the later one of the list has it. */
export const DATABASES: readonly PackageDatabase[] = [
  dpkg,
  statusD,
  apk,
  rpm,
  rpmManifest,
  chisel,
  bitnami,
  conda,
  nuget,
  maven,
  golang,
  cargo,
  otp,
  npm,
  yarnPnp,
  python,
  gem,
  composer,
];

const KINDS: readonly DatabaseFileKind[] = [
  ...DATABASES.flatMap(({ files, requests = [] }) => [...files, ...requests]),
  OS_RELEASE,
];

/** Most bytes of a path that the package readers want to see whole; 0 for a path that is no package database. */
export function packageDatabaseLimit(path: string): number {
  for (const kind of KINDS) if (isOfKind(kind, path)) return kind.maxBytes;
  return 0;
}

/** The files of all package databases. */
export const PACKAGE_DATABASE_FILES: KeptFiles = {
  id: 'package-database',
  keeps: 'content',
  maxBytes: Math.max(...KINDS.map(({ maxBytes }) => maxBytes)),
  wants: (path, size) => size > 0 && size <= packageDatabaseLimit(path),
};

/** What databases derive of files that are too large to be kept. */
export const PACKAGE_SCANS: readonly DerivedFiles[] = DATABASES.flatMap(({ scanned = [] }) => scanned);

/** Whether a path is the database of a package manager, or one package's entry of it. */
export function isPackageDatabase(path: string): boolean {
  return packageDatabaseLimit(path) > 0;
}

/** Whether a path is of a kind of file. */
export function isOfKind({ start, end, pattern }: DatabaseFileKind, path: string): boolean {
  if (start !== undefined && !path.startsWith(start)) return false;
  if (end !== undefined && !path.endsWith(end)) return false;
  return pattern.test(path);
}

const SYSTEM_TYPES: ReadonlySet<string> = new Set(
  DATABASES.filter(({ kind }) => kind === 'system').map(({ type }) => type),
);

/** Whether a package is of the distribution. */
export function isSystemPackage({ type }: Pick<Package, 'type'>): boolean {
  return SYSTEM_TYPES.has(type);
}

/** `1:12.2.0-14+deb12u1` to `12.2.0`: what packaging added is left out. */
export function upstreamVersion({ type, version }: Pick<Package, 'type' | 'version'>): string {
  const database = DATABASES.find((one) => one.type === type);
  return database?.upstreamVersion?.(version) ?? version;
}
