import type { DatabaseFile, PackageDatabase, Registration } from './database.ts';
import type { Package } from './package.ts';
import { isPackageWord, toPurl } from './purl.ts';
import { AUDITED_PROGRAMS, parseAuditText } from './rust/audit-scan.ts';
import type { AuditedCrate } from './rust/audit-section.ts';

/** Crates that Rust programs were linked from, by what `cargo auditable` wrote into them. */
export const cargo: PackageDatabase = {
  name: 'Rust programs',
  type: 'cargo',
  kind: 'language',
  files: [],
  scanned: AUDITED_PROGRAMS,
  textOf: ({ derived }) => derived?.[AUDITED_PROGRAMS.id],
  open: () => ({ read: (files) => ({ registrations: files.flatMap(toRegistrations) }) }),
};

/** A program is its crate's where that came from a registry; what was built here is nobody's but its author's. */
function toRegistrations({ path, text }: DatabaseFile): readonly Registration[] {
  const { main, needed } = rustPackages(text);
  const registered = needed.map((pkg) => ({ package: pkg }));
  return main === null ? registered : [...registered, { package: main, files: [path] }];
}

/** Packages of a program: its own crate, where that was downloaded, and the others. `text`: what was noted of it. */
export function rustPackages(text: string): {
  readonly main: Package | null;
  readonly needed: readonly Package[];
} {
  const crates = parseAuditText(text).filter(isCrate);
  const main = crates.find(({ isRoot, isPublished }) => isRoot && isPublished);
  return {
    main: main === undefined ? null : toPackage(main, crates),
    needed: crates.filter(({ isRoot }) => !isRoot).map((crate) => toPackage(crate, crates)),
  };
}

function isCrate({ name, version }: AuditedCrate): boolean {
  return isPackageWord(name) && isPackageWord(version);
}

function toPackage({ name, version, needs }: AuditedCrate, crates: readonly AuditedCrate[]): Package {
  const depends = [...new Set(needs.flatMap((index) => crates[index]?.name ?? []))];
  return { type: 'cargo', name, version, purl: toPurl({ type: 'cargo', name, version }), depends };
}
