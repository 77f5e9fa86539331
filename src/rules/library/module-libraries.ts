import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ExtensionModule } from './extension-module.ts';
import { resolveLibraries, type Closure, type MissingLibrary } from './library-search.ts';
import { findNodeNatives } from './node-natives.ts';
import { findPythonNatives } from './python-natives.ts';
import { findRubyNatives } from './ruby-natives.ts';
import { findMissingVersions, type MissingVersion } from './symbol-versions.ts';
import { isDependencyPath } from '../source/third-party-tree.ts';
import { factsOf } from '../start/visible-files.ts';

/** An extension module that the program loads and that cannot be loaded; one cause, the first. `row`: of its file. */
export type BrokenModule = { readonly module: ExtensionModule; readonly row: number } & (
  | { readonly library: MissingLibrary }
  | { readonly version: MissingVersion }
  | { readonly libc: 'glibc' | 'musl' }
  /** Built for another machine, by its ELF number; undefined: no file of Linux at all. */
  | { readonly machine: number | undefined }
);

/** Modules that the started program loads for certain, and for which no file of the image can be loaded. */
export function findBrokenModules(ledger: Ledger): readonly BrokenModule[] {
  const modules = [...findPythonNatives(ledger), ...findNodeNatives(ledger), ...findRubyNatives(ledger)];
  return modules.flatMap((module) => {
    // What is no program of Linux itself is not known to load anything.
    if (factsOf(ledger.catalog, module.loader)?.elf === undefined) return [];
    const causes = module.rows.map((row) => findCause(ledger, module, row));
    const certain = causes.filter((cause) => cause !== undefined);
    // Of files for several machines the one for this machine says what is wrong.
    const first = certain.find((cause) => !('machine' in cause)) ?? certain[0];
    return first !== undefined && certain.length === causes.length ? [first] : [];
  });
}

function findCause(ledger: Ledger, module: ExtensionModule, row: number): BrokenModule | undefined {
  const { catalog } = ledger;
  const machine = machineOf(catalog, row);
  if (machine !== machineOf(catalog, module.loader)) return { module, row, machine };
  const libc = foreignLibcOf(catalog, row, module.loader);
  return libc === undefined ? findLibrary(ledger, module, row) : { module, row, libc };
}

function machineOf(catalog: FileCatalog, row: number): number | undefined {
  return factsOf(catalog, row)?.elf?.machine;
}

function findLibrary(ledger: Ledger, module: ExtensionModule, row: number): BrokenModule | undefined {
  const closure = resolveLibraries(ledger, row, module.loader);
  const loaded = resolveLibraries(ledger, module.loader);
  const library = closure.missing.find((missing) => isNowhere(ledger.catalog, missing, loaded));
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
/** Rust's linker names musl's library as musl itself does, and not as Alpine does. */
const MUSL = { names: /^libc\.musl-|^libc\.so$/, libc: 'musl' } as const;
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
