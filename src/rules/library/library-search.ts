import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, environmentValue } from '../start/entrypoint.ts';
import { childrenOf, factsOf, textOf } from '../start/visible-files.ts';

/**
 * A library that a program needs and that the dynamic linker will not find. `neededBy`: row of who asks for it. `foreign`: row of
 * one by that name that was built for another machine, which the linker passes over.
 */
export type MissingLibrary = { readonly name: string; readonly neededBy: number; readonly foreign?: number };

/** What is loaded with a program: rows of itself and of all libraries, those by their names, and those that are nowhere. */
export type Closure = {
  readonly rows: readonly number[];
  readonly found: ReadonlyMap<string, number>;
  readonly missing: readonly MissingLibrary[];
};

const MAX_LIBRARIES = 2000;
const MAX_CONFIG_FILES = 200;
const LINKER = /^ld-(linux|musl)|^ld64\.so|^linux-vdso/;
/** Parts of the driver of a graphics card: the host lends them to the container. NVIDIA Container Toolkit, nvc_info.c. */
const LENT = /^lib(cuda|cudadebugger|nvcuvid|nvoptix|nvidia-[\w-]+|(EGL|GLX|GLESv\w+)_nvidia)\.so/;
const MUSL_OWN = /^lib(c|pthread|rt|m|dl|util|xnet)\./;

/** Where glibc and musl look by default. ld.so(8); musl `ldso/dynlink.c`, `/lib:/usr/local/lib:/usr/lib`. */
const DEFAULT_DIRECTORIES = [
  '/lib',
  '/usr/lib',
  '/lib64',
  '/usr/lib64',
  '/lib32',
  '/usr/lib32',
  '/libx32',
  '/usr/libx32',
];

/**
 * A program's DT_NEEDED closure, as far as the dynamic linker's search path leads to it. A file whose needs are unknown adds
 * nothing; with a linker cache that was not read, a library anywhere counts as found. ld.so(8). `loader`: the program whose
 * linker and environment it is loaded with, where `file` is a module that a program opens.
 */
export function resolveLibraries(ledger: Ledger, file: number, loader = file): Closure {
  const search = openSearch(ledger, loader);
  const found = new Map<string, number>();
  const missing = new Map<string, MissingLibrary>();
  const seen = new Set([file]);
  const take = (name: string, asking: number): void => {
    const library = search.find(name, asking);
    if (library === 'linker' || seen.size > MAX_LIBRARIES) return;
    if (library < 0) {
      if (!missing.has(name)) missing.set(name, toMissing(name, asking, search.foreign(name)));
      return;
    }
    seen.add(library);
    if (!found.has(name)) found.set(name, library);
  };
  for (const row of seen) for (const name of neededBy(ledger.catalog, row)) take(name, row);
  return { rows: [...seen], found, missing: [...missing.values()] };
}

function toMissing(name: string, neededBy: number, foreign: number | undefined): MissingLibrary {
  return { name, neededBy, ...(foreign !== undefined && { foreign }) };
}

function neededBy(catalog: FileCatalog, row: number): readonly string[] {
  return factsOf(catalog, row)?.elf?.needed ?? [];
}

type Search = {
  find(name: string, neededBy: number): number | 'linker';
  /** Row of a library of that name that was met on the way and is for another machine. */
  foreign(name: string): number | undefined;
};

function openSearch(ledger: Ledger, program: number): Search {
  const { catalog } = ledger;
  const linker = catalog.resolve(factsOf(catalog, program)?.elf?.interpreter ?? '/');
  const isMusl = hasMusl(catalog);
  const fixed = [
    ...environmentDirectories(ledger),
    ...(isMusl ? muslDirectories(ledger) : []),
    ...glibcDirectories(ledger),
    // A C library outside of the usual places (/usr/glibc-compat, /nix/store) looks beside its own linker.
    ...(linker < 0 ? [] : [directoryOf(catalog.path(linker))]),
  ];
  // DT_RPATH of the program holds for the modules that it opens, too.
  const runpaths = new Set(ownDirectories(catalog, program));
  const foreign = new Map<string, number>();
  const machine = factsOf(catalog, program)?.elf?.machine;
  const fits = (row: number): boolean => (factsOf(catalog, row)?.elf?.machine ?? machine) === machine;
  const isCached = parseLinkerCache(catalog);
  const search = (name: string, asking: number): number | 'linker' => {
    for (const directory of ownDirectories(catalog, asking)) runpaths.add(directory);
    const rows = findFiles(catalog, [...runpaths, ...fixed], name);
    const row = rows.find((candidate) => fits(candidate)) ?? -1;
    if (row < 0 && rows[0] !== undefined) foreign.set(name, rows[0]);
    return rows.length === 0 && isCached(name) ? 'linker' : row;
  };
  const find = (name: string, asking: number): number | 'linker' => {
    if (LINKER.test(name) || LENT.test(name) || (isMusl && MUSL_OWN.test(name))) return 'linker';
    return name.includes('/') ? catalog.resolve(absolutePath(ledger.config, name)) : search(name, asking);
  };
  return { find, foreign: (name) => foreign.get(name) };
}

/** Also true where musl runs programs of glibc through gcompat: then musl's own libraries are what they get. */
function hasMusl(catalog: FileCatalog): boolean {
  return childrenOf(catalog, '/lib').some((name) => name.startsWith('ld-musl-'));
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function findFiles(catalog: FileCatalog, directories: readonly string[], name: string): readonly number[] {
  const rows = directories.map((directory) => catalog.resolve(`${directory}/${name}`));
  return rows.filter((row) => row >= 0 && catalog.type(row) !== 'directory');
}

/** DT_RUNPATH of the asking file. DT_RPATH holds for what a library needs in its turn, so callers keep all they met. */
function ownDirectories(catalog: FileCatalog, row: number): readonly string[] {
  const origin = directoryOf(catalog.path(row));
  return (factsOf(catalog, row)?.elf?.runpath ?? []).map((entry) =>
    entry.replace(/\$\{?ORIGIN\}?/g, origin).replace(/\$\{?LIB\}?/g, 'lib'),
  );
}

function environmentDirectories({ config }: Ledger): readonly string[] {
  const value = environmentValue(config, 'LD_LIBRARY_PATH') ?? '';
  return value
    .split(/[:;]/)
    .filter((entry) => entry !== '')
    .map((entry) => absolutePath(config, entry));
}

function muslDirectories({ catalog }: Ledger): readonly string[] {
  const configured = childrenOf(catalog, '/etc')
    .filter((name) => /^ld-musl-.+\.path$/.test(name))
    .flatMap((name) => (textOf(catalog, `/etc/${name}`) ?? '').split(/[:\n]/));
  return [...configured.filter((entry) => entry.startsWith('/')), '/lib', '/usr/local/lib', '/usr/lib'];
}

function glibcDirectories({ catalog }: Ledger): readonly string[] {
  const multiarch = ['/lib', '/usr/lib'].flatMap((parent) =>
    childrenOf(catalog, parent)
      .filter((name) => /-linux-(gnu|musl)/.test(name))
      .map((name) => `${parent}/${name}`),
  );
  return [...parseLinkerConfig(catalog, '/etc/ld.so.conf', new Set()), ...multiarch, ...DEFAULT_DIRECTORIES];
}

/** Directories that ldconfig(8) was told of; `include` takes a pattern in the last component. */
function parseLinkerConfig(catalog: FileCatalog, path: string, seen: Set<string>): readonly string[] {
  if (seen.has(path) || seen.size >= MAX_CONFIG_FILES) return [];
  seen.add(path);
  const lines = (textOf(catalog, path) ?? '').split('\n').map((line) => line.replace(/#.*/, '').trim());
  return lines.flatMap((line) => {
    const pattern = /^include\s+(\S+)$/.exec(line)?.[1];
    if (pattern === undefined) return line.startsWith('/') ? line.split(/[\s,:=]+/).slice(0, 1) : [];
    return expand(catalog, pattern.startsWith('/') ? pattern : `/etc/${pattern}`).flatMap((file) =>
      parseLinkerConfig(catalog, file, seen),
    );
  });
}

function expand(catalog: FileCatalog, pattern: string): readonly string[] {
  const slash = pattern.lastIndexOf('/');
  const directory = pattern.slice(0, slash);
  const [before = '', after] = pattern.slice(slash + 1).split('*', 2);
  if (after === undefined) return [pattern];
  return childrenOf(catalog, directory)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => `${directory}/${name}`);
}

/** Whether ldconfig's cache leads to a library; where there is a cache that was not read, whether the image has it anywhere. */
function parseLinkerCache(catalog: FileCatalog): (name: string) => boolean {
  const row = catalog.resolve('/etc/ld.so.cache');
  if (row < 0) return () => false;
  const content = catalog.facts(row)?.content;
  if (content === undefined) return (name) => isAnywhere(catalog, name);
  const text = Buffer.from(content).toString('latin1');
  return (name) => text.includes(`/${name}\0`) && isAnywhere(catalog, name);
}

function isAnywhere(catalog: FileCatalog, name: string): boolean {
  const { paths } = catalog;
  for (let node = 0; node < paths.size; node += 1) {
    if (paths.name(node) === name && catalog.visibleRow(node) >= 0) return true;
  }
  return false;
}
