import type { Ledger } from '../../ledger/ledger.ts';
import { createBasePaths, isLooseFile, isOthersPath } from './loose-files.ts';
import { addRow } from './rows-by.ts';

/** Headers and what build systems read beside them, in one place. */
export type HeaderPlace = {
  /** The directory that has `include` and `lib` in it: `/usr/local`; `/` for the root. */
  readonly prefix: string;
  readonly rows: readonly number[];
};

/** Fewer are somebody's sample, or an application's own. */
const MIN_FILES = 3;

/** Last characters of headers' names; what build systems read is known by its directory. */
const LAST: ReadonlySet<number> = new Set(['h', 'p', 'x'].map((last) => last.charCodeAt(0)));

/** First group: what stands before `include` or `lib`; second: what the library has for itself in there. */
const HEADER = /^(.*?)\/include\/([^/]+)(?:\/.*)?$/;
const HEADER_NAME = /\.(?:h|hh|hpp|hxx|ipp)$/;
const BUILD_FILE =
  /^(.*?)(?:\/(?:lib|lib64|share)(?:\/[^/]+-linux-[^/]+)?)?\/(?:pkgconfig\/([^/]+\.pc)|cmake\/([^/]+)(?:\/.*)?\.cmake|aclocal\/([^/]+\.m4))$/;
/** Where every file is a header, those of C++ without an extension, too. */
const ONLY_HEADERS = /^\/usr\/(?:local\/)?include\//;

/** Headers of own instructions that no package owns, by place; what the base image has of the same library is its own. */
export function findHeaderPlaces(ledger: Ledger): readonly HeaderPlace[] {
  const { catalog } = ledger;
  const places = new Map<string, number[]>();
  const isInBase = createBasePaths(ledger);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (!isCandidate(ledger, row)) continue;
    const place = placeOf(catalog.path(row));
    if (place === undefined || isInBase(catalog.path(row)) || isInBase(place.tree)) continue;
    addRow(places, place.prefix, row);
  }
  return [...places]
    .filter(([, rows]) => rows.length >= MIN_FILES)
    .map(([prefix, rows]) => ({ prefix: prefix === '' ? '/' : prefix, rows }));
}

function isCandidate(ledger: Ledger, row: number): boolean {
  if (ledger.isInherited(row)) return false;
  const { paths } = ledger.catalog;
  const isNamed = LAST.has(paths.nameShape(ledger.catalog.node(row)) & 0xff);
  if (!isNamed && ledger.fileClass(row) !== 'dev-files') return false;
  return ledger.repositoryTwin(row) === undefined && isLooseFile(ledger, row);
}

type Place = { readonly prefix: string; readonly tree: string };

function placeOf(path: string): Place | undefined {
  return isOthersPath(path) ? undefined : (headerPlace(path) ?? buildFilePlace(path));
}

function headerPlace(path: string): Place | undefined {
  const [, prefix, library = ''] = HEADER.exec(path) ?? [];
  const isHeader = HEADER_NAME.test(path) || ONLY_HEADERS.test(path);
  return prefix !== undefined && isHeader ? { prefix, tree: `${prefix}/include/${library}` } : undefined;
}

function buildFilePlace(path: string): Place | undefined {
  const [, prefix] = BUILD_FILE.exec(path) ?? [];
  return prefix === undefined ? undefined : { prefix, tree: path };
}
