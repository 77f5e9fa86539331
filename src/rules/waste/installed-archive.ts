import type { Ledger } from '../../ledger/ledger.ts';
import { factsOf } from '../start/visible-files.ts';
import type { Archived } from './archive-formats.ts';
import { formatOf, PACKAGE_ARCHIVES, parseArchived } from './archive-scan.ts';
import { cacheManager } from './package-caches.ts';

/** What kind of archive a file is, where the package that it holds by its own content is installed; undefined otherwise. */
export function installedArchive(ledger: Ledger, row: number): string | undefined {
  const { catalog } = ledger;
  const archived = parseArchived(factsOf(catalog, row)?.derived?.[PACKAGE_ARCHIVES.id]);
  if (archived === undefined || catalog.bytes(row) === 0) return undefined;
  const path = catalog.path(row);
  if (cacheManager(path) !== undefined || !isInstalled(ledger, path, archived)) return undefined;
  return formatOf(path)?.name;
}

function isInstalled(ledger: Ledger, path: string, archived: Archived): boolean {
  const { packages, jars } = installed(ledger);
  // Archives of sources and of classes are often kept apart.
  if (archived.type === 'jar') return jars.has(path.replace(/^.*\/(.*)-sources\.jar$/, '$1.jar'));
  return packages.has(keyOf(archived)) || hasFiles(ledger, archived);
}

/** Where no database says it: all files that the archive names are there, as large as it says. */
function hasFiles({ catalog }: Ledger, { files = [] }: Archived): boolean {
  return files.length > 0 && files.every(({ path, size }) => sizeAt(catalog, path) === size);
}

function sizeAt(catalog: Ledger['catalog'], path: string): number {
  const row = catalog.resolve(path);
  return row < 0 ? -1 : catalog.size(row);
}

/** Keys of the packages, and names of the visible Java archives. */
type Installed = { readonly packages: ReadonlySet<string>; readonly jars: ReadonlySet<string> };

const memo = new WeakMap<Ledger, Installed>();

/** Computed once for a ledger: there may be many archives. */
function installed(ledger: Ledger): Installed {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const found = { packages: new Set(ledger.packages.map(keyOf)), jars: jarsOf(ledger) };
  memo.set(ledger, found);
  return found;
}

function jarsOf({ catalog }: Ledger): ReadonlySet<string> {
  const names = new Set<string>();
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const name = catalog.paths.name(catalog.node(row));
    if (name.endsWith('.jar') && catalog.visibility(row) === 'visible') names.add(name);
  }
  return names;
}

type Named = { readonly type: string; readonly name: string; readonly version: string };

/** Of a Python name, runs of `-_.` are one (PEP 503); an epoch may be left out. */
function keyOf({ type, name, version }: Named): string {
  const normal = type === 'pypi' ? name.replace(/[-_.]+/g, '-').toLowerCase() : name;
  return `${type} ${normal} ${version.replace(/^\d+:/, '')}`;
}
