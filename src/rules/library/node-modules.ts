import type { FileCatalog } from '../../files/catalog.ts';
import { textOf } from '../start/visible-files.ts';

const ENDINGS = ['', '.js', '.cjs', '.mjs', '.node'];
const INDEXES = ['/index.js', '/index.cjs', '/index.mjs'];

/** Path of the source or addon that Node.js loads for a name, links followed; undefined where there is none. https://nodejs.org/api/modules.html */
export function nodeModuleAt(catalog: FileCatalog, name: string, from: string): string | undefined {
  const directory = directoryOf(from);
  if (name.startsWith('/')) return fileAt(catalog, name);
  return /^\.{1,2}(\/|$)/.test(name)
    ? fileAt(catalog, `${directory}/${name}`)
    : packageModule(catalog, name, directory);
}

/** In the next `node_modules` from a directory upwards that has the package. */
function packageModule(catalog: FileCatalog, name: string, directory: string): string | undefined {
  const [, packageName = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(name) ?? [];
  const root = rootOf(catalog, packageName, directory);
  if (root === undefined) return undefined;
  return rest === '' ? mainOf(catalog, root) : fileAt(catalog, `${root}${rest}`);
}

function rootOf(catalog: FileCatalog, packageName: string, directory: string): string | undefined {
  const parts = directory.split('/');
  const roots = parts.map(
    (_, up) => `${parts.slice(0, parts.length - up).join('/')}/node_modules/${packageName}`,
  );
  return roots.find((one) => catalog.resolve(`${one}/package.json`) >= 0);
}

/** Directory of the package that a source gets by a name; undefined where it is not installed. */
export function packageDirectory(catalog: FileCatalog, name: string, from: string): string | undefined {
  return rootOf(catalog, name, directoryOf(from));
}

/** Names of what a package goes without where it cannot be installed. */
export function optionalDependencies(catalog: FileCatalog, root: string): readonly string[] {
  const { optionalDependencies: names } = manifestOf(catalog, root);
  return typeof names === 'object' && names !== null ? Object.keys(names) : [];
}

/** Directory of the package that a path lies in; undefined where it is in none. */
export function packageRootOf(path: string): string | undefined {
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

/** By `main`; a package that has `exports` is entered by those, and may mean another file: then by its `require` or `default`. */
function mainOf(catalog: FileCatalog, root: string): string | undefined {
  const { main, exports } = manifestOf(catalog, root);
  const entry = exports === undefined ? main : targetOf(exports);
  if (entry === undefined && exports !== undefined) return undefined;
  return fileAt(catalog, `${root}/${typeof entry === 'string' ? entry : 'index.js'}`);
}

const MAX_DEPTH = 4;

function targetOf(exports: unknown, depth = 0): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null || depth > MAX_DEPTH) return undefined;
  const conditions = new Map<string, unknown>(Object.entries(exports));
  const key = ['.', 'node', 'require', 'default', 'import'].find((condition) => conditions.has(condition));
  return key === undefined ? undefined : targetOf(conditions.get(key), depth + 1);
}

function manifestOf(
  catalog: FileCatalog,
  root: string,
): { readonly main?: unknown; readonly exports?: unknown; readonly optionalDependencies?: unknown } {
  try {
    const value: unknown = JSON.parse(textOf(catalog, `${root}/package.json`) ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** A path as it is, with an ending, or as a directory with an index. */
function fileAt(catalog: FileCatalog, path: string): string | undefined {
  const at = path.replace(/\/\.(?=\/|$)/g, '').replace(/\/+$/, '');
  for (const candidate of [
    ...ENDINGS.map((end) => `${at}${end}`),
    ...INDEXES.map((index) => `${at}${index}`),
  ]) {
    const row = catalog.resolve(candidate);
    if (row >= 0 && catalog.type(row) !== 'directory') return catalog.path(row);
  }
  return undefined;
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
