import type { FileCatalog } from '../files/catalog.ts';
import { decodePathText } from '../files/path-text.ts';
import { isNpmPackage, parseNpmLock, parseNpmPackage } from './npm.ts';
import { toPurl } from './purl.ts';
import { parseDistribution, parseRecord } from './python.ts';
import type { PackageRegister } from './register.ts';

/** Who owns a path by the languages' installed packages, as they are after the layers that were applied so far. */
export type LanguageOwners = {
  /** Takes in what one layer wrote; rows that have content and no system package owns, ascending. */
  apply(rows: readonly number[]): void;
  /** Number of the package that owns the node now, or -1. */
  owner(node: number): number;
};

/** Several distributions share the directory (a namespace package). */
const SHARED = -2;

type State = {
  readonly catalog: FileCatalog;
  readonly register: PackageRegister;
  /** Owners of single files, by node. */
  readonly ofFile: Int32Array;
  /** Owners of whole directories, and what follows from them for all that is below. */
  readonly ofDirectory: Int32Array;
  readonly below: Int32Array;
  /** Development flags by package directory. */
  readonly flags: Map<number, boolean>;
};

export function createLanguageOwners(catalog: FileCatalog, register: PackageRegister): LanguageOwners {
  const { size } = catalog.paths;
  const state: State = {
    catalog,
    register,
    ofFile: new Int32Array(size).fill(-1),
    ofDirectory: new Int32Array(size).fill(-1),
    below: new Int32Array(size).fill(-1),
    flags: new Map(),
  };
  return {
    apply(rows) {
      const texts = rows.map((row) => ({ row, path: catalog.path(row) }));
      for (const { row, path } of texts) if (path.endsWith('/.package-lock.json')) readLock(state, row, path);
      const changes = texts.map(({ row, path }) => readEntry(state, row, path));
      if (changes.includes(true)) spread(state);
    },
    owner(node) {
      const file = state.ofFile[node] ?? -1;
      return file >= 0 ? file : Math.max(state.below[node] ?? -1, -1);
    },
  };
}

function textOf(state: State, row: number): string | undefined {
  const content = state.catalog.facts(row)?.content;
  return content === undefined ? undefined : decodePathText(content);
}

function readLock(state: State, row: number, path: string): void {
  const project = path.replace(/\/node_modules\/\.package-lock\.json$/, '');
  for (const [directory, isDevelopment] of parseNpmLock(textOf(state, row) ?? '')) {
    const node = state.catalog.paths.find(`${project}/${directory}`);
    if (node >= 0) state.flags.set(node, isDevelopment);
  }
}

const PYTHON_ENTRY =
  /\.(?:dist-info\/(?:METADATA|RECORD)|egg-info\/(?:PKG-INFO|installed-files\.txt)|egg-info)$/;

function readEntry(state: State, row: number, path: string): boolean {
  const isNpm = isNpmPackage(path);
  if (isNpm) readNpm(state, row, path);
  else if (PYTHON_ENTRY.test(path)) readPython(state, row, path);
  else return false;
  return true;
}

function readNpm(state: State, row: number, path: string): void {
  const entry = parseNpmPackage(path, textOf(state, row) ?? '');
  if (entry === undefined) return;
  const directory = state.catalog.paths.parent(state.catalog.node(row));
  const isDevelopment = state.flags.get(directory);
  const name = entry.namespace === undefined ? entry.name : `${entry.namespace}/${entry.name}`;
  const number = state.register.number({
    type: 'npm',
    name,
    version: entry.version,
    purl: toPurl({ type: 'npm', ...entry }),
    depends: [],
    ...(isDevelopment !== undefined && { isDevelopment }),
  });
  state.ofDirectory[directory] = number;
  state.register.note(number, state.catalog.layer(row));
}

/** Distribution of a metadata directory: METADATA, where it was kept, names it better than the directory. */
function distributionNumber(state: State, path: string, row: number): number {
  const isMetadata = /(?:METADATA|PKG-INFO|\.egg-info)$/.test(path);
  const entry = parseDistribution(path, isMetadata ? textOf(state, row) : undefined);
  if (entry === undefined) return -1;
  return state.register.number({
    type: 'pypi',
    ...entry,
    purl: toPurl({ type: 'pypi', ...entry }),
    depends: [],
  });
}

function readPython(state: State, row: number, path: string): void {
  const { paths } = state.catalog;
  const number = distributionNumber(state, path, row);
  if (number < 0) return;
  state.register.note(number, state.catalog.layer(row));
  const node = state.catalog.node(row);
  const info = path.endsWith('.egg-info') ? node : paths.parent(node);
  const site = paths.parent(info);
  state.ofDirectory[info] = number;
  if (path.endsWith('/RECORD') || path.endsWith('/installed-files.txt'))
    claimRecord(state, row, { number, info, site });
  else claimByName(state, number, site);
}

type Place = { readonly number: number; readonly info: number; readonly site: number };

function claimRecord(state: State, row: number, { number, info, site }: Place): void {
  const { paths } = state.catalog;
  // installed-files.txt is relative to the metadata directory, RECORD to site-packages.
  const isRecord = paths.name(state.catalog.node(row)) === 'RECORD';
  const start = paths.path(isRecord ? site : info);
  const listed = parseRecord(textOf(state, row) ?? '');
  for (const path of listed) {
    const node = paths.find(path.startsWith('/') ? path : `${start}/${path}`);
    if (node >= 0) state.ofFile[node] = number;
  }
  if (isRecord) claimTops(state, listed, { number, info, site });
}

/** Directories of site-packages that a RECORD lists files in: what is written there later is the package's, too. */
function claimTops(state: State, listed: readonly string[], { number, site }: Place): void {
  const tops = new Set(listed.map((path) => /^([^/.][^/]*)\//.exec(path)?.[1]));
  for (const name of tops) {
    if (name !== undefined) claimDirectory(state, state.catalog.paths.findChild(site, name), number);
  }
}

function claimByName(state: State, number: number, site: number): void {
  const name = state.register.packages[number]?.name ?? '';
  for (const spelling of [name, name.replaceAll('-', '_')]) {
    const node = state.catalog.paths.findChild(site, spelling);
    if (node >= 0 && state.ofDirectory[node] === -1) state.ofDirectory[node] = number;
  }
}

function claimDirectory(state: State, node: number, number: number): void {
  if (node < 0) return;
  const before = state.ofDirectory[node] ?? -1;
  const { packages } = state.register;
  const isOurs = before === -1 || packages[before]?.name === packages[number]?.name;
  state.ofDirectory[node] = isOurs ? number : SHARED;
}

/** What is below a directory is its owner's; a parent's number is always smaller than its children's. */
function spread({ catalog, ofDirectory, below }: State): void {
  for (let node = 1; node < below.length; node += 1) {
    const own = ofDirectory[node] ?? -1;
    below[node] = own !== -1 ? own : (below[catalog.paths.parent(node)] ?? -1);
  }
}
