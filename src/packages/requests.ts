import type { FileCatalog } from '../files/catalog.ts';
import type { IsAsked, RequestFile, RequestFolder } from './database.ts';
import { DATABASES, isOfKind } from './databases.ts';
import type { Package } from './package.ts';

/** Whether somebody had asked for a package when a layer was done; undefined where no record says. */
export type AskedInLayer = (pkg: Package, layer: number) => boolean | undefined;

/**
 * By the request files as each layer left them. The finished image's word is not enough: what a later instruction asks for
 * by name, or purges, came because of another package.
 */
export function askedInLayers(catalog: FileCatalog): AskedInLayer {
  const written = readRequests(catalog);
  return (pkg, layer) => {
    const records = written.get(pkg.type);
    if (records === undefined) return pkg.isRequested;
    for (const versions of records) {
      const isAsked = lastOf(versions, layer);
      if (isAsked !== undefined) return isAsked(pkg.name);
    }
    return undefined;
  };
}

/** By type of package what the finished image's request files say. */
export function askedInImage(catalog: FileCatalog): ReadonlyMap<Package['type'], IsAsked> {
  const isVisible = (row: number): boolean => catalog.visibility(row) === 'visible';
  const found = new Map<Package['type'], IsAsked>();
  for (const [type, records] of readRequests(catalog, isVisible)) {
    const isAsked = records.map((versions) => lastOf(versions, catalog.layerCount)).find((one) => one);
    if (isAsked !== undefined) found.set(type, isAsked);
  }
  return found;
}

/** One request file as the layers wrote it, bottom first. It is read when somebody asks, and once. */
type Version = { readonly layer: number; readonly read: () => IsAsked | undefined };
type Versions = readonly Version[];

/** What the layer left, which it or one below it wrote; what makes no sense does not count. There may be many layers, so they are halved. */
function lastOf(versions: Versions, layer: number): IsAsked | undefined {
  let [first, end] = [0, versions.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((versions[middle]?.layer ?? 0) <= layer) first = middle + 1;
    else end = middle;
  }
  for (let index = first - 1; index >= 0; index -= 1) {
    const isAsked = versions[index]?.read();
    if (isAsked !== undefined) return isAsked;
  }
  return undefined;
}

type Counts = (row: number) => boolean;
type Request = RequestFile | RequestFolder;

/** By type of package, in the order in which the records count. */
function readRequests(
  catalog: FileCatalog,
  counts: Counts = () => true,
): ReadonlyMap<Package['type'], readonly Versions[]> {
  const rows = requestRows(catalog, counts);
  const versionsOf = (request: Request): Versions =>
    request.path === undefined
      ? folderVersions(catalog, request, rows.get(request) ?? [])
      : fileVersions(catalog, request, rows.get(request) ?? []);
  return new Map(
    DATABASES.flatMap(({ type, requests }) =>
      requests === undefined ? [] : [[type, requests.map(versionsOf)] as const],
    ),
  );
}

function requestRows(catalog: FileCatalog, counts: Counts): ReadonlyMap<Request, readonly number[]> {
  const rows = new Map<Request, number[]>();
  for (const request of DATABASES.flatMap(({ requests = [] }) => requests)) rows.set(request, []);
  for (const row of catalog.factRows) {
    // A large content is put together whenever it is asked for.
    if (!('content' in (catalog.facts(row) ?? {})) || !counts(row)) continue;
    const path = catalog.path(row);
    for (const [request, found] of rows) if (isOfKind(request, path)) found.push(row);
  }
  return rows;
}

/** Each layer that wrote the file, or SQLite's log. What wrote the file alone took the log into it. */
function fileVersions(catalog: FileCatalog, request: RequestFile, rows: readonly number[]): Versions {
  const versions: Version[] = [];
  let file: number | undefined;
  for (const [layer, written = []] of Map.groupBy(rows, (row) => catalog.layer(row))) {
    file = written.find((row) => catalog.path(row) === request.path) ?? file;
    const log =
      request.hasLog === true ? written.find((row) => catalog.path(row) !== request.path) : undefined;
    const from = { file, log };
    versions.push({ layer, read: once(() => readFile(catalog, request, from)) });
  }
  return versions;
}

type Rows = { readonly file: number | undefined; readonly log: number | undefined };

function readFile(catalog: FileCatalog, request: RequestFile, { file, log }: Rows): IsAsked | undefined {
  const bytes = contentOf(catalog, file) ?? new Uint8Array(0);
  const logged = contentOf(catalog, log);
  return request.read({
    ...{ bytes, text: new TextDecoder().decode(bytes) },
    ...(logged !== undefined && { log: logged }),
  });
}

function contentOf(catalog: FileCatalog, row: number | undefined): Uint8Array | undefined {
  return row === undefined ? undefined : catalog.facts(row)?.content;
}

/** Files of one folder that are read, of which each package has one. */
const MAX_FOLDER_FILES = 20_000;

/** What the layers up to each one wrote. */
function folderVersions(catalog: FileCatalog, request: RequestFolder, all: readonly number[]): Versions {
  const rows = all.slice(0, MAX_FOLDER_FILES);
  const readUpTo = (layer: number) =>
    request.read(
      rows
        .filter((row) => catalog.layer(row) <= layer)
        .map((row) => ({
          path: catalog.path(row),
          text: new TextDecoder().decode(contentOf(catalog, row)),
        })),
    );
  return [...new Set(rows.map((row) => catalog.layer(row)))].map((layer) => ({
    layer,
    read: once(() => readUpTo(layer)),
  }));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
