import type { Ledger } from '../../ledger/ledger.ts';
import type { ExtensionModule } from './extension-module.ts';
import { parseImportedNames, parsePythonImports, type PythonImport } from '../start/python-imports.ts';
import { onlyDirectoryOf, packageDirectories, pythonModuleAt } from './python-modules.ts';
import { findPythonEntries, type PythonEntries } from '../start/python-server.ts';
import { textOf } from '../start/visible-files.ts';

const MAX_SOURCES = 500;

/** Modules of Python's own library that are nothing without their shared object, which needs a library of the system. */
const OWN_MODULES: Readonly<Record<string, string>> = {
  bz2: '_bz2',
  ctypes: '_ctypes',
  curses: '_curses',
  gzip: 'zlib',
  lzma: '_lzma',
  readline: 'readline',
  sqlite3: '_sqlite3',
  ssl: '_ssl',
  tkinter: '_tkinter',
  zlib: 'zlib',
};

/** Packages that load their shared object where its name is worked out, or in a source that is too large to be kept. */
const LATE_MODULES: Readonly<Record<string, readonly string[]>> = {
  cv2: ['cv2.cv2'],
  numpy: ['numpy._core._multiarray_umath', 'numpy.core._multiarray_umath'],
  'osgeo.gdal': ['osgeo._gdal'],
  'PIL.Image': ['PIL._imaging'],
};

/**
 * Shared objects that the started Python program imports whatever happens: unconditionally, by its own modules and by the
 * packages that it imports in turn, as far as their sources were kept. Empty where it changes its search path.
 */
export function findPythonNatives(ledger: Ledger): readonly ExtensionModule[] {
  const entries = findPythonEntries(ledger);
  return entries === undefined ? [] : (follow(ledger, entries) ?? []);
}

type Walk = {
  readonly ledger: Ledger;
  readonly entries: PythonEntries;
  readonly installed: readonly string[];
  /** Sources that run, each with the application's own source that leads to it, which may be itself. */
  readonly sources: Map<string, string>;
  readonly found: Map<string, ExtensionModule>;
};

/** Undefined where one of the application's own modules changes the search path, or there are too many. */
function follow(ledger: Ledger, entries: PythonEntries): readonly ExtensionModule[] | undefined {
  const sources = new Map(entries.paths.map((path) => [path, path]));
  const walk: Walk = {
    ledger,
    entries,
    installed: packageDirectories(ledger.catalog),
    sources,
    found: new Map(),
  };
  for (const module of entries.modules) importAbsolute(walk, { module, names: [] }, entries.name);
  for (const [path, own] of sources) {
    const text = textOf(ledger.catalog, path) ?? '';
    if (sources.size > MAX_SOURCES || (path === own && !parsePythonImports(text).isSure)) return undefined;
    for (const one of parseImportedNames(text)) importOne(walk, one, path);
  }
  return [...walk.found.values()];
}

function importOne(walk: Walk, one: PythonImport, path: string): void {
  if (one.module.startsWith('.')) importRelative(walk, one, path);
  else importAbsolute(walk, one, path);
}

function importRelative(walk: Walk, { module, names }: PythonImport, path: string): void {
  const [dots = ''] = /^\.+/.exec(module) ?? [];
  const directory = path.split('/').slice(0, -dots.length).join('/');
  const rest = module
    .slice(dots.length)
    .split('.')
    .filter((part) => part !== '');
  importFrom(walk, { directory, parts: rest, names, path, isOwn: walk.sources.get(path) === path });
}

function importAbsolute(walk: Walk, { module, names }: PythonImport, path: string): void {
  const { catalog } = walk.ledger;
  const parts = module.split('.');
  const [top = ''] = parts;
  const own = walk.entries.directories.find((one) => onlyDirectoryOf(catalog, [one], top) !== undefined);
  const directory = own ?? onlyDirectoryOf(catalog, walk.installed, top);
  importOwnModule(walk, top, walk.sources.get(path) ?? path);
  if (directory === undefined) return;
  importFrom(walk, { directory, parts, names, path, isOwn: own !== undefined });
  const late = [module, ...names.map((name) => `${module}.${name}`)].flatMap(
    (name) => LATE_MODULES[name] ?? [],
  );
  for (const name of late)
    importFrom(walk, { directory, parts: name.split('.'), names: [], path, isOwn: false });
}

/** A part of Python's own library, which is not read itself. */
function importOwnModule({ ledger, entries, found }: Walk, top: string, importedBy: string): void {
  const name = OWN_MODULES[top];
  const { catalog } = ledger;
  const [, prefix, version] = /^(.*)\/bin\/(python\d+\.\d+)$/.exec(catalog.path(entries.loader)) ?? [];
  if (name === undefined || prefix === undefined || version === undefined) return;
  const { extensions } = pythonModuleAt(catalog, `${prefix}/lib/${version}/lib-dynload/${name}`);
  if (extensions.length > 0) found.set(name, { name, importedBy, rows: extensions, loader: entries.loader });
}

type Request = {
  readonly directory: string;
  readonly parts: readonly string[];
  readonly names: readonly string[];
  /** The source that asks. */
  readonly path: string;
  readonly isOwn: boolean;
};

/** Every package on the way is run, then the module, then what is taken of it where that is a module. */
function importFrom(walk: Walk, { directory, parts, names, path, isOwn }: Request): void {
  const steps = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const last = steps.at(-1) ?? '';
  for (const step of [...steps, ...names.map((name) => `${last}/${name}`)]) {
    const base = `${directory}/${step}`.replace(/\/{2,}/g, '/');
    const { source, extensions } = pythonModuleAt(walk.ledger.catalog, base);
    const by = walk.sources.get(path) ?? path;
    if (source !== undefined && !walk.sources.has(source)) walk.sources.set(source, isOwn ? source : by);
    if (extensions.length > 0) take(walk, { base, by, extensions });
  }
}

type Taken = { readonly base: string; readonly by: string; readonly extensions: readonly number[] };

function take({ found, entries }: Walk, { base, by, extensions }: Taken): void {
  const name = base.replace(/^.*\/(site|dist)-packages\//, '').replaceAll('/', '.');
  if (!found.has(base)) found.set(base, { name, importedBy: by, rows: extensions, loader: entries.loader });
}
