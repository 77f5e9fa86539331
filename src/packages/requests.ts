import type { FileCatalog } from '../files/catalog.ts';
import type { RequestFile } from './database.ts';
import { DATABASES } from './databases.ts';
import type { Package } from './package.ts';

type IsAsked = (name: string) => boolean;

/** Whether somebody had asked for a package when a layer was done; undefined where no record says. */
export type AskedInLayer = (pkg: Package, layer: number) => boolean | undefined;

/**
 * By the request files as each layer left them. The finished image's word is not enough: what a later instruction asks for
 * by name, or purges, came because of another package.
 */
export function askedInLayers(catalog: FileCatalog): AskedInLayer {
  const written = readRequests(catalog);
  return (pkg, layer) => {
    const files = written.get(pkg.type);
    if (files === undefined) return pkg.isRequested;
    for (const versions of files) {
      const isAsked = lastOf(versions, layer);
      if (isAsked !== undefined) return isAsked(pkg.name);
    }
    return undefined;
  };
}

/** One request file as the layers wrote it, bottom first. */
type Version = { readonly layer: number; readonly isAsked: IsAsked };
type Versions = readonly Version[];

/** What the layer left, which it or one below it wrote. There may be many layers, so they are halved. */
function lastOf(versions: Versions, layer: number): IsAsked | undefined {
  let [first, end] = [0, versions.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((versions[middle]?.layer ?? 0) <= layer) first = middle + 1;
    else end = middle;
  }
  return versions[first - 1]?.isAsked;
}

/** By type of package, in the order in which the files count. */
function readRequests(catalog: FileCatalog): ReadonlyMap<Package['type'], readonly Versions[]> {
  const byPath = new Map<string, Written>();
  const byType = new Map<Package['type'], readonly Versions[]>();
  for (const { type, requests } of DATABASES) {
    if (requests === undefined) continue;
    const files = requests.map((request): Written => ({ request, versions: [] }));
    for (const file of files) byPath.set(file.request.path, file);
    byType.set(
      type,
      files.map(({ versions }) => versions),
    );
  }
  for (const row of catalog.factRows) readVersion(catalog, row, byPath);
  return byType;
}

type Written = { readonly request: RequestFile; readonly versions: Version[] };

function readVersion(catalog: FileCatalog, row: number, byPath: ReadonlyMap<string, Written>): void {
  const bytes = catalog.facts(row)?.content;
  const file = bytes === undefined ? undefined : byPath.get(catalog.path(row));
  if (bytes === undefined || file === undefined) return;
  const isAsked = file.request.read({ bytes, text: new TextDecoder().decode(bytes) });
  if (isAsked !== undefined) file.versions.push({ layer: catalog.layer(row), isAsked });
}
