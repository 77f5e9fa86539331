import type { FileCatalog } from '../files/catalog.ts';
import { secretsOf } from '../files/secrets/secret-scan.ts';
import { shapeOf } from '../files/table/text-pool.ts';
import type { Package } from '../packages/package.ts';
import type { FileClass } from './ledger.ts';
import { classifyPaths, classNumber, UNCLASSED } from './path-classes.ts';
import type { OwnedCatalog } from './toolchains/package-tools.ts';
import { markToolchains } from './toolchains/toolchain-marks.ts';
import { isVendored } from './vendored.ts';

/** What decides a row's class beside its path. */
export type ClassedCatalog = OwnedCatalog & {
  repositoryTwin(row: number): string | undefined;
  isInherited(row: number): boolean;
  /** Whether the claim of the row's owner counts. */
  isRightful(row: number): boolean;
  /** Whether an instruction of the repository made the row's layer. */
  isOwn(row: number): boolean;
};

const PACKAGE_MANAGERS: Readonly<Partial<Record<Package['type'], RegExp>>> = {
  deb: /^(?:apt|apt-utils|aptitude|dpkg|libapt-pkg[\d.]+|apt-transport-https|npm|yarnpkg|yarn|python3?-pip)$/,
  apk: /^(?:apk-tools|libapk\d*|npm|yarn|pnpm|py3-pip)$/,
  rpm: /^(?:rpm|rpm-libs|dnf5?|microdnf|yum|tdnf|zypper|libdnf5?|libdnf5-cli|libzypp|npm|yarnpkg|python3(?:\.\d+)?-(?:dnf|pip))$/,
  npm: /^(?:npm|yarn|pnpm|corepack)$/,
  pypi: /^(?:pip|setuptools|wheel)$/,
};

/** Names of development, documentation and debug packages. Debian Policy 8.4, 12; Alpine's subpackages; Fedora Packaging Guidelines. */
const PACKAGE_NAMES: readonly (readonly [FileClass, Package['type'], RegExp])[] = [
  ['dev-files', 'deb', /-dev$|^linux-libc-dev|-headers$/],
  ['dev-files', 'apk', /-dev$|-static$|^linux-headers$/],
  ['dev-files', 'rpm', /-devel$|-static$|^(?:kernel|glibc|linux-glibc|kernel-uapi)-(?:headers|devel)$/],
  ['debug-symbols', 'deb', /-dbg$|-dbgsym$/],
  ['debug-symbols', 'apk', /-dbg$/],
  ['debug-symbols', 'rpm', /-debug(?:info|source)$/],
  ['docs', 'deb', /-docs?$|^man-db$|^manpages/],
  ['docs', 'rpm', /-docs?$|^man-db$|^man-pages/],
  ['docs', 'apk', /-doc$|^man-pages$|^mandoc/],
];

/** Languages whose source no final image needs; what interpreters read is the application. */
const COMPILED_SOURCE =
  /\.(?:go|rs|java|kt|kts|scala|clj[cs]?|groovy|cs|cshtml|razor|fs|vb|swift|hs|zig|nim|cr|d|c|cc|cpp|cxx|m|mm|cuh?|h|hh|hpp|hxx|ts|tsx|mts|cts|vue|svelte|scss|sass|less|styl|ex|erl|hrl|ml|mli|pas|f90|proto|csproj|fsproj|sln|gradle)$|\/(?:go\.mod|go\.sum|Cargo\.toml|Cargo\.lock|pom\.xml|mix\.exs|CMakeLists\.txt|Makefile)$/;
const PRIVATE_KEY = new Set(['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'id_ecdsa_sk', 'id_ed25519_sk']);
const KEY_SHAPES: ReadonlySet<number> = new Set([...PRIVATE_KEY].map(shapeOf));
const EXTENSIONS = new Map<string, FileClass>([
  ...['.a', '.la'].map((extension) => [extension, 'dev-files'] as const),
  ...['.debug', '.dwp', '.dwo', '.pdb'].map((extension) => [extension, 'debug-symbols'] as const),
]);
/** Last bytes of names with one of the extensions. */
const LAST_BYTES: ReadonlySet<number> = new Set(
  [...EXTENSIONS.keys()].map((extension) => shapeOf(extension) & 0xff),
);

function classOfPackage(pkg: Package): number {
  if (PACKAGE_MANAGERS[pkg.type]?.test(pkg.name) === true) return classNumber('package-manager');
  if (pkg.section?.endsWith('libdevel') === true) return classNumber('dev-files');
  const found = PACKAGE_NAMES.find(([, type, names]) => type === pkg.type && names.test(pkg.name));
  return found === undefined ? UNCLASSED : classNumber(found[0]);
}

function classOfName({ paths }: FileCatalog, node: number): number {
  if (!LAST_BYTES.has(paths.nameShape(node) & 0xff)) return UNCLASSED;
  const name = paths.name(node);
  const found = EXTENSIONS.get(name.slice(name.lastIndexOf('.')));
  return found === undefined ? UNCLASSED : classNumber(found);
}

/** What follows from the repository alone: a key's name that no package owns, or a tracked source file, whoever claims it. */
function classOfOwn(view: ClassedCatalog, row: number, isOwned: boolean): number {
  if (!isOwned && isPrivateKey(view.catalog, row)) return classNumber('secret');
  const twin = view.repositoryTwin(row);
  if (twin === undefined || !COMPILED_SOURCE.test(`/${twin}`)) return UNCLASSED;
  const isOthers = isOwned && (view.isInherited(row) || isVendored(twin));
  return isOthers ? UNCLASSED : classNumber('source');
}

function isPrivateKey(catalog: FileCatalog, row: number): boolean {
  const { paths } = catalog;
  const node = catalog.node(row);
  return KEY_SHAPES.has(paths.nameShape(node)) && PRIVATE_KEY.has(paths.name(node));
}

function classOfOwner(view: ClassedCatalog, row: number, ofPackage: Uint8Array): number {
  const owner = view.ownerIndex(row);
  const isOwned = owner >= 0 && view.isRightful(row);
  const own = classOfOwn(view, row, isOwned);
  return owner < 0 ? own : Math.min(own, ofPackage[owner] ?? UNCLASSED);
}

/** Class number of every row: the first class of FILE_CLASSES that its package, place, name or twin speaks for. */
export function classifyRows(view: ClassedCatalog): Uint8Array {
  const { catalog, packages } = view;
  const ofPath = classifyPaths(catalog.paths);
  const ofPackage = Uint8Array.from(packages.map(classOfPackage));
  const marks = markToolchains(view);
  const ofTool = Uint8Array.from(marks.tools.map(({ fileClass }) => classNumber(fileClass ?? 'toolchain')));
  const classes = new Uint8Array(catalog.rowCount);
  for (let row = 0; row < classes.length; row += 1) {
    const owner = view.ownerIndex(row);
    const tool = marks.ofRow(row);
    const node = catalog.node(row);
    const found = Math.min(
      ofPath[node] ?? UNCLASSED,
      classOfOwner(view, row, ofPackage),
      tool < 0 ? UNCLASSED : (ofTool[tool] ?? UNCLASSED),
      classOfName(catalog, node),
    );
    classes[row] = found === UNCLASSED ? restClass(view, row, owner) : found;
  }
  classifySecrets(view, classes);
  return classes;
}

function restClass(view: ClassedCatalog, row: number, owner: number): number {
  if (owner >= 0 || view.isInherited(row)) return classNumber('runtime');
  return classNumber(view.isOwn(row) ? 'application' : 'other');
}

/** Classes of files that hold no secret of their own: what tools and documents bring is known to everybody. */
const OTHERS: ReadonlySet<number> = new Set(
  (['package-database', 'package-manager', 'toolchain', 'dev-files', 'docs'] as const).map(classNumber),
);

/** A file in which a secret was found, whatever it is called; not one that a package brings. */
function classifySecrets(view: ClassedCatalog, classes: Uint8Array): void {
  const { catalog } = view;
  for (const row of catalog.factRows) {
    if (secretsOf(catalog.facts(row)).length === 0 || OTHERS.has(classes[row] ?? 0)) continue;
    const isOwned = view.ownerIndex(row) >= 0 && view.isRightful(row);
    if (!isOwned || view.repositoryTwin(row) !== undefined) classes[row] = classNumber('secret');
  }
}
