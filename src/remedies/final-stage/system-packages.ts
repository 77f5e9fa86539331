import { resolveLibraries } from '../../rules/library/library-search.ts';
import { findCalledPrograms } from '../../rules/start/called-programs.ts';
import { factsOf } from '../../rules/start/visible-files.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Package } from '../../packages/package.ts';
import type { Finding } from '../../scan/finding.ts';
import type { OwnFiles } from './own-files.ts';
import { isOwnProgram } from './runtime-choices.ts';
import {
  builds,
  librariesOfHeaders,
  loadedExtensions,
  requestOf,
  requestedPackages,
  upgrades,
} from './requested-packages.ts';
import { isSystemPackage } from './system-files.ts';

/** What a final stage on a distribution needs besides the copied files. */
export type SystemNeeds = {
  /** Names of packages of the distribution, sorted, without those that others of them bring. */
  readonly packages: readonly string[];
  /** Whether what they recommend is installed with them, as the repository's instruction did: a renderer's fonts. */
  readonly isRecommending: boolean;
  /** Whether the packages of the new base are brought up to date, as those of the old one were. */
  readonly upgrades: boolean;
  /** Rows of libraries of the base image that no package owns: a compiler's own. */
  readonly loaded: readonly number[];
};

/**
 * Libraries and programs that every image of the distribution has, by type of package. Debian: priorities `required` and what apt needs
 * (https://www.debian.org/doc/debian-policy/ch-archive.html#s-priorities); Alpine: `alpine-baselayout`, apk-tools and busybox.
 */
const EVERYWHERE: Partial<Record<Package['type'], RegExp>> = {
  deb: /^(?:libc6|libc-bin|libgcc-s1|libstdc\+\+6|zlib1g|libselinux1|libpcre2-8-0|liblzma5|libzstd1|liblz4-1|libbz2-1\.0|libacl1|libattr1|libcrypt1|libgmp10|libgnutls30|libgcrypt20|libgpg-error0|libhogweed6|libnettle8|libidn2-0|libp11-kit0|libtasn1-6|libunistring\d|libffi8|libseccomp2|libsystemd0|libudev1|libuuid1|libblkid1|libmount1|libsmartcols1|libtinfo6|libpam(?:0g|-modules|-modules-bin|-runtime)|libxxhash0|libcap2|libcap-ng0|libaudit1|libdb5\.3(?:t64)?|base-files|bash|coreutils|dash|debianutils|diffutils|dpkg|findutils|gpgv|grep|gzip|hostname|login|mawk|mount|ncurses-bin|passwd|perl-base|sed|sysvinit-utils|tar|util-linux|apt)$/,
  apk: /^(?:musl|busybox|apk-tools|scanelf|libcrypto\d|libssl\d|zlib|musl-utils|ssl_client|alpine-\S+|ca-certificates-bundle|libc-utils)$/,
};

/** As many programs and modules are looked through: each may load others. */
const MAX_PROGRAMS = 400;

/** What was asked for and builds nothing, what the kept programs load, and what the start and the health check call. */
export function systemNeeds(ledger: Ledger, files: OwnFiles, findings: readonly Finding[]): SystemNeeds {
  const loaded = loadedRows(ledger, files);
  const owners = [...loaded, ...findCalledPrograms(ledger).map(({ row }) => row)].map((row) =>
    ledger.rightfulOwner(row),
  );
  const needed = owners.filter((owner) => owner !== undefined && isSystemPackage(owner));
  const requested = requestedPackages(ledger, findings);
  const known = needed.filter((owner) => owner !== undefined);
  const byName = isOwnProgram(ledger, files)
    ? []
    : [...librariesOfHeaders(ledger), ...loadedExtensions(ledger)];
  const along = [...byName, ...known];
  const libraries = loaded.filter((row) => ledger.owner(row) === undefined && ledger.isInherited(row));
  return {
    packages: namesOf(ledger, requested, along),
    isRecommending: isRecommending(ledger, requested),
    upgrades: upgrades(ledger),
    loaded: libraries,
  };
}

/** Libraries that the kept native files load, and that are not copied with them. */
function loadedRows(ledger: Ledger, { kept }: OwnFiles): readonly number[] {
  const natives = [...kept].filter((row) => (factsOf(ledger.catalog, row)?.elf?.needed ?? []).length > 0);
  const loaded = new Set<number>();
  for (const row of natives.slice(0, MAX_PROGRAMS)) {
    for (const library of resolveLibraries(ledger, row).rows) if (!kept.has(library)) loaded.add(library);
  }
  return [...loaded];
}

/** Names of packages that bring all of them; of those that bring each other, the one that comes first. */
function namesOf(ledger: Ledger, wanted: readonly Package[], needed: readonly Package[]): readonly string[] {
  const byName = systemPackages(ledger);
  const lacking = needed.filter(({ type, name }) => EVERYWHERE[type]?.test(name) !== true);
  const names = new Set([...wanted, ...lacking].map(({ name }) => name));
  const brought = new Map([...names].map((name) => [name, new Set(dependenciesOf(name, byName))]));
  for (const name of [...names].toReversed()) {
    if ([...names].some((other) => brought.get(other)?.has(name) === true)) names.delete(name);
  }
  return [...names].toSorted();
}

/**
 * Whether own instructions installed what packages, or what they depend on, recommend. The same command chooses the same of several packages
 * that would do; a list of names need not.
 */
function isRecommending(ledger: Ledger, requested: readonly Package[]): boolean {
  const byName = systemPackages(ledger);
  const own = new Set(ownPackages(ledger).map(({ name }) => name));
  return requested
    .filter((pkg) => !requestOf(ledger, pkg).includes('no-install-recommends'))
    .flatMap(({ name }) => [name, ...dependenciesOf(name, byName)])
    .some((name) => byName.get(name)?.recommends?.some((other) => own.has(other)) === true);
}

/** What own instructions installed that builds nothing. */
function ownPackages({ packages, origins, arrivals }: Ledger): readonly Package[] {
  return packages.filter((pkg, number) => {
    const isOwn = origins[arrivals.layer(number)]?.kind === 'instruction';
    return isOwn && isSystemPackage(pkg) && !builds(pkg);
  });
}

function systemPackages({ packages }: Ledger): ReadonlyMap<string, Package> {
  return new Map(packages.filter(isSystemPackage).map((pkg) => [pkg.name, pkg]));
}

/** Names that come with a package. One that leads back to the package itself does not count. */
function dependenciesOf(name: string, byName: ReadonlyMap<string, Package>): readonly string[] {
  const seen = new Set<string>();
  const add = (from: string): void => {
    for (const other of byName.get(from)?.depends ?? []) {
      if (other === name || seen.has(other)) continue;
      seen.add(other);
      add(other);
    }
  };
  add(name);
  return [...seen];
}
