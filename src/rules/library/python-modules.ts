import type { FileCatalog } from '../../files/catalog.ts';
import { childrenOf } from '../start/visible-files.ts';

/** What an import of a module may run: its source, or the shared objects of its name. Both empty: a directory, or nothing. */
export type PythonModule = { readonly source: string | undefined; readonly extensions: readonly number[] };

const PACKAGE_DIRECTORY = /^(site|dist)-packages$/;
/** After the module's name; PEP 3149, PEP 384. */
const EXTENSION = /^(\.(cpython|abi3|pypy)[\w-]*)?\.so$/;

/** The module at a path without an ending, in the order in which Python tries: a package, a shared object, a source. */
export function pythonModuleAt(catalog: FileCatalog, base: string): PythonModule {
  const slash = base.lastIndexOf('/');
  const isFile = (path: string): boolean => catalog.resolve(path) >= 0;
  if (isFile(`${base}/__init__.py`)) return { source: `${base}/__init__.py`, extensions: [] };
  const extensions = extensionsOf(catalog, base.slice(0, slash), base.slice(slash + 1));
  const source = extensions.length === 0 && isFile(`${base}.py`) ? `${base}.py` : undefined;
  return { source, extensions };
}

function extensionsOf(catalog: FileCatalog, directory: string, name: string): readonly number[] {
  return childrenOf(catalog, directory)
    .filter((child) => child.startsWith(name) && EXTENSION.test(child.slice(name.length)))
    .map((child) => catalog.resolve(`${directory}/${child}`))
    .filter((row) => row >= 0);
}

/** Every directory of the image that packages are installed in. */
export function packageDirectories(catalog: FileCatalog): readonly string[] {
  const { paths } = catalog;
  const found: string[] = [];
  for (let node = 0; node < paths.size; node += 1) {
    if (PACKAGE_DIRECTORY.test(paths.name(node))) found.push(paths.path(node));
  }
  return found;
}

/** The only one of the directories that has a module or package of this name; undefined where that is not one. */
export function onlyDirectoryOf(
  catalog: FileCatalog,
  directories: readonly string[],
  name: string,
): string | undefined {
  const having = directories.filter((directory) =>
    childrenOf(catalog, directory).some((entry) => entry === name || isModuleFile(entry, name)),
  );
  return having.length === 1 ? having[0] : undefined;
}

function isModuleFile(entry: string, name: string): boolean {
  return entry === `${name}.py` || (entry.startsWith(`${name}.`) && EXTENSION.test(entry.slice(name.length)));
}
