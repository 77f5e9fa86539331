import type { Ledger } from '../../ledger/ledger.ts';
import type { Package } from '../../packages/package.ts';
import type { Finding } from '../../scan/finding.ts';
import { isSystemPackage } from './system-files.ts';

/** Packages that only make others installable. */
const FOR_INSTALLING =
  /^(?:gnupg\d?|lsb-release|software-properties-common|apt-transport-https|apt-utils|debian-archive-keyring|build-essential|build-base|alpine-sdk|virtual:.*|\..*)$/;

const DEVELOPMENT = /-dev$|-devel$|-headers$|-static$/;

/**
 * Libraries whose headers an own instruction asked for: what an interpreter runs may load them by name, as ctypes and FFI do, so that
 * nothing in a file tells of it.
 */
export function librariesOfHeaders(ledger: Ledger): readonly Package[] {
  const byName = new Map(ledger.packages.filter(isSystemPackage).map((pkg) => [pkg.name, pkg]));
  const headers = new Map(
    ledger.packages
      .filter((pkg, number) => DEVELOPMENT.test(pkg.name) && isRequested(ledger, pkg, number))
      .map((pkg) => [pkg.name, pkg]),
  );
  const libraries = new Set<Package>();
  for (const { depends } of headers.values()) {
    for (const pkg of depends.flatMap((name) => byName.get(name) ?? [])) {
      if (DEVELOPMENT.test(pkg.name)) headers.set(pkg.name, pkg);
      else if (/^lib/.test(pkg.name) && !builds(pkg)) libraries.add(pkg);
    }
  }
  return [...libraries];
}

/** Packages whose extensions PHP loads at every start, whoever brought them: nothing in a script tells which of them it uses. */
export function loadedExtensions(ledger: Ledger): readonly Package[] {
  const { catalog } = ledger;
  const owners = new Set<Package>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.visibleRow(catalog.node(row)) !== row || !EXTENSION.test(catalog.path(row))) continue;
    const owner = ledger.rightfulOwner(row);
    if (owner !== undefined && isSystemPackage(owner) && !builds(owner)) owners.add(owner);
  }
  return [...owners];
}

/** Of Debian and Alpine. */
const EXTENSION = /^\/usr\/lib\/php\w*\/(?:\d+|modules)\/[^/]+\.so$/;

/** Packages that an own instruction asked for by name, without those that build. */
export function requestedPackages(ledger: Ledger, findings: readonly Finding[]): readonly Package[] {
  const found = findings
    .filter(({ category }) => category !== 'admin-tool')
    .flatMap(({ packages }) => packages);
  const tools = new Set(found);
  const requested = ledger.packages.filter((pkg, number) => isRequested(ledger, pkg, number));
  const isOfBuild = (pkg: Package) =>
    PYTHON.test(pkg.name) && COMPILERS.test(requestOf(ledger, pkg)) && isForAddons(ledger);
  return requested.filter(
    (pkg) => !isOfBase(ledger, pkg) && !tools.has(pkg.purl) && !builds(pkg) && !isOfBuild(pkg),
  );
}

/** Whether an own instruction brings the packages of the base image up to date. */
export function upgrades({ buildSteps }: Ledger): boolean {
  return (buildSteps?.steps ?? []).some(
    ({ ref }) =>
      ref.keyword === 'RUN' && /\b(?:apt|apt-get|apk)\s(?:-\S+\s+)*(?:dist-|full-)?upgrade\b/.test(ref.text),
  );
}

/** Whether own instructions add archives, or prefer one of them: what is installed before they are there comes from another one. */
export function hasOwnArchives({ catalog, ...ledger }: Ledger): boolean {
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && !ledger.isInherited(row);
    if (isOwn && catalog.type(row) !== 'directory' && ARCHIVES.test(catalog.path(row))) return true;
  }
  return false;
}

const ARCHIVES =
  /^\/etc\/(?:apt\/(?:sources\.list$|sources\.list\.d\/|preferences\.d\/|preferences$)|apk\/(?:repositories$|keys\/))/;

/** What the base image had in another version is brought up to date, and not asked for. */
function isOfBase({ packages, origins, arrivals }: Ledger, { type, name }: Package): boolean {
  return packages.some(
    (pkg, number) =>
      pkg.name === name && pkg.type === type && origins[arrivals.layer(number)]?.kind === 'base-image',
  );
}

function isRequested({ origins, arrivals, ...ledger }: Ledger, pkg: Package, number: number): boolean {
  const isOwn = isSystemPackage(pkg) && origins[arrivals.layer(number)]?.kind === 'instruction';
  return isOwn && ledger.isInstalled(number) && arrivals.isAskedFor(number) === true;
}

/** Text of the instruction that asked for a package. */
export function requestOf({ origins, arrivals, packages }: Ledger, pkg: Package): string {
  const origin = origins[arrivals.layer(packages.indexOf(pkg))];
  return origin?.kind === 'instruction' ? origin.instruction.text : '';
}

const COMPILERS = /\s(?:make|gcc|g\+\+|build-essential|build-base)(?:\s|$)/;
const PYTHON = /^(?:python[23]?|python3-(?:minimal|setuptools)|python-is-python3)$/;

/** Whether Python is there for node-gyp, which builds addons with it: https://github.com/nodejs/node-gyp#installation */
function isForAddons({ catalog, packages, ...ledger }: Ledger): boolean {
  if (!packages.some(({ type }) => type === 'npm')) return false;
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOwn = catalog.visibleRow(catalog.node(row)) === row && !ledger.isInherited(row);
    if (!isOwn || !catalog.paths.name(catalog.node(row)).endsWith('.py')) continue;
    if (!catalog.path(row).includes('/node_modules/') && !isSystemPackage(ledger.owner(row))) return false;
  }
  return true;
}

/** Whether a package is there for building. */
export function builds({ name, section }: Package): boolean {
  return section === 'devel' || section === 'libdevel' || DEVELOPMENT.test(name) || FOR_INSTALLING.test(name);
}
