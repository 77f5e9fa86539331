import type { FileCatalog } from '../files/catalog.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ExtensionModule } from './extension-module.ts';
import { readClosure, type Closure, type MissingLibrary } from './library-search.ts';
import { readPythonNatives } from './python-natives.ts';
import { findMissingVersions, type MissingVersion } from './symbol-versions.ts';
import { isDependencyPath } from './third-party-tree.ts';
import { factsOf } from './visible-files.ts';

/** An extension module that the program loads and that cannot be loaded; one cause, the first. `row`: of its file. */
export type BrokenModule = { readonly module: ExtensionModule; readonly row: number } & (
  | { readonly library: MissingLibrary }
  | { readonly version: MissingVersion }
  | { readonly libc: 'glibc' | 'musl' }
);

/** Modules that the started program loads for certain, and for which no file of the image can be loaded. */
export function findBrokenModules(ledger: Ledger): readonly BrokenModule[] {
  const modules = readPythonNatives(ledger);
  return modules.flatMap((module) => {
    const causes = module.rows.map((row) => findCause(ledger, module, row));
    const [first] = causes;
    return first !== undefined && causes.every((cause) => cause !== undefined) ? [first] : [];
  });
}

function findCause(ledger: Ledger, module: ExtensionModule, row: number): BrokenModule | undefined {
  const { catalog } = ledger;
  const libc = foreignLibcOf(catalog, row, module.loader);
  if (libc !== undefined) return { module, row, libc };
  const closure = readClosure(ledger, row, module.loader);
  const loaded = readClosure(ledger, module.loader);
  const library = closure.missing.find((missing) => isNowhere(catalog, missing, loaded));
  if (library !== undefined) return { module, row, library };
  const [version] = findMissingVersions(ledger, row, module.loader);
  return version && { module, row, version };
}

/**
 * Whether a library is in no place that anybody could load it from: what the program itself has loaded serves, and so may
 * what a package brings in a folder of its own, since another module of the package may load it before.
 */
function isNowhere(catalog: FileCatalog, { name, foreign }: MissingLibrary, loaded: Closure): boolean {
  if (loaded.found.has(name)) return false;
  const { paths } = catalog;
  for (let node = 0; node < paths.size; node += 1) {
    if (paths.name(node) !== name) continue;
    const row = catalog.visibleRow(node);
    if (row >= 0 && row !== foreign && isDependencyPath(catalog.path(row))) return false;
  }
  return true;
}

const GLIBC = { names: /^ld-linux|^ld64\.so/, libc: 'glibc' } as const;
const MUSL = { names: /^libc\.musl-/, libc: 'musl' } as const;
const LIBC_DIRECTORIES = ['/lib', '/lib64', '/usr/lib', '/usr/local/lib'];

/** The C library that a module names and that is not the program's own, nor in the image. */
function foreignLibcOf(catalog: FileCatalog, row: number, loader: number): 'glibc' | 'musl' | undefined {
  const { names, libc } = isForMusl(catalog, loader) ? GLIBC : MUSL;
  const needed = factsOf(catalog, row)?.elf?.needed ?? [];
  const name = needed.find((library) => names.test(library));
  return name === undefined || isInstalled(catalog, name) ? undefined : libc;
}

function isForMusl(catalog: FileCatalog, program: number): boolean {
  return factsOf(catalog, program)?.elf?.interpreter?.includes('/ld-musl-') === true;
}

function isInstalled(catalog: FileCatalog, name: string): boolean {
  return LIBC_DIRECTORIES.some((directory) => catalog.resolve(`${directory}/${name}`) >= 0);
}
