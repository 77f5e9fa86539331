import type { FileCatalog } from '../files/catalog.ts';
import type { OwnedPath, Registration } from './database.ts';
import { createPathFinder } from './directory-links.ts';

/** A registration with its package's number. */
export type Numbered = Registration & { readonly number: number };

/** Which package each path belongs to, as the databases of one kind have it after the layers that were taken so far. */
export type Claims = {
  /** Takes what one layer registered, in the order of the databases. */
  take(registrations: readonly Numbered[]): void;
  /** Number of the package that claimed the node last, or -1. */
  owner(node: number): number;
};

/** Of a distribution's packages, whose lists name every file, by paths that may lead through links of the image. */
export function createSystemClaims(catalog: FileCatalog): Claims {
  const find = createPathFinder(catalog);
  const owners = new Int32Array(catalog.paths.size).fill(-1);
  return {
    take(registrations) {
      for (const { files = [], number } of registrations) {
        for (const path of files) {
          const node = find(path);
          if (node >= 0) owners[node] = number;
        }
      }
    },
    owner: (node) => owners[node] ?? -1,
  };
}

/** Nobody's, since several packages have files in the directory, as in a namespace package of Python. */
const SHARED = -2;

type LanguageState = {
  readonly catalog: FileCatalog;
  /** Owners of single files, by node. */
  readonly ofFile: Int32Array;
  /** Owners of whole directories, and what follows from them for all that is below. */
  readonly ofDirectory: Int32Array;
  readonly below: Int32Array;
  /** Names of the packages that own a directory, by number: another version of one package takes its directory over. */
  readonly names: Map<number, string>;
};

/** Of a language's packages, which own files and whole directories. */
export function createLanguageClaims(catalog: FileCatalog): Claims {
  const { size } = catalog.paths;
  const state: LanguageState = {
    catalog,
    ofFile: new Int32Array(size).fill(-1),
    ofDirectory: new Int32Array(size).fill(-1),
    below: new Int32Array(size).fill(-1),
    names: new Map(),
  };
  return {
    take(registrations) {
      for (const registration of registrations) claim(state, registration);
      if (registrations.length > 0) spread(state);
    },
    owner(node) {
      const file = state.ofFile[node] ?? -1;
      return file >= 0 ? file : Math.max(state.below[node] ?? -1, -1);
    },
  };
}

function claim(state: LanguageState, { package: pkg, number, files = [], directories = [] }: Numbered): void {
  const { paths } = state.catalog;
  state.names.set(number, pkg.name);
  for (const path of files) {
    const node = paths.find(path);
    if (node >= 0) state.ofFile[node] = number;
  }
  for (const owned of directories) {
    const node = paths.find(owned.path);
    if (node >= 0) state.ofDirectory[node] = ownerOf(state, { node, number, claim: owned.claim });
  }
}

type Asked = { readonly node: number; readonly number: number; readonly claim: OwnedPath['claim'] };

function ownerOf({ ofDirectory, names }: LanguageState, { node, number, claim: kind }: Asked): number {
  const before = ofDirectory[node] ?? -1;
  if (kind === 'whole' || before === -1) return number;
  if (kind === 'unclaimed') return before;
  return names.get(before) === names.get(number) ? number : SHARED;
}

/** What is below a directory is its owner's; a parent's number is always smaller than its children's. */
function spread({ catalog, ofDirectory, below }: LanguageState): void {
  for (let node = 1; node < below.length; node += 1) {
    const own = ofDirectory[node] ?? -1;
    below[node] = own !== -1 ? own : (below[catalog.paths.parent(node)] ?? -1);
  }
}
