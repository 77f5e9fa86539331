import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { parsePythonImports } from './python-imports.ts';
import { derivePythonStart, type PythonStart } from './python-start.ts';
import { PYTHON_STDLIB } from './python-stdlib.ts';
import { foreignUserSites } from './user-site.ts';
import { childrenOf, textOf, visibleNames } from './visible-files.ts';

/** What the started Python program imports from outside of itself and of Python, and what of that is nowhere in the image. */
export type PythonNeeds = {
  /** Path of the script, or the module of `python -m`. */
  readonly program: string;
  /** Row of the script; -1 for a module. */
  readonly row: number;
  readonly needed: readonly string[];
  readonly missing: readonly string[];
  /** Directory of another user's that has the first of the missing. */
  readonly elsewhere: string | undefined;
};

const MAX_MODULES = 500;
const PACKAGE_DIRECTORY = /^(site|dist)-packages$/;
const LIBRARY_DIRECTORY = /^(python|pypy)\d?[\d.]*t?$|^lib-dynload$/;
/** Names in a package directory that make other places importable: what is there cannot be known by listing. */
const IMPORT_HOOK = /\.(pth|egg-link|egg|zip|whl)$|^__editable__/;
const HARMLESS_HOOK = /^(distutils-precedence|matplotlib.*-nspkg|protobuf.*-nspkg)\.pth$/;

/** Undefined where no Python program starts with the container, or where its imports cannot be known for sure. */
export function findPythonNeeds(ledger: Ledger): PythonNeeds | undefined {
  const program = derivePythonStart(ledger);
  if (program === undefined) return undefined;
  const installed = findInstalledModules(ledger);
  if (installed === null) return undefined;
  const imports = followImports(ledger.catalog, program);
  if (imports === null) return undefined;
  const needed = imports.filter((name) => !PYTHON_STDLIB.has(name));
  const missing = needed.filter((name) => !installed.modules.has(name));
  const elsewhere = missing[0] === undefined ? undefined : installed.foreign.get(missing[0]);
  return { program: program.name, row: program.row, needed, missing, elsewhere };
}

type Installed = {
  /** Top-level modules in every package directory of the image, reachable or not, but those of other users. */
  readonly modules: ReadonlySet<string>;
  /** The modules of other users, by where they are. */
  readonly foreign: ReadonlyMap<string, string>;
};

/** Null where an import hook hides more. */
function findInstalledModules(ledger: Ledger): Installed | null {
  const { catalog } = ledger;
  const isForeign = foreignUserSites(ledger);
  const modules = new Set<string>();
  const foreign = new Map<string, string>();
  for (const node of packageDirectories(catalog)) {
    const entries = visibleNames(catalog, node);
    const directory = catalog.paths.path(node);
    const names = entries.map((entry) => entry.replace(/\..*/, ''));
    if (isForeign(directory)) names.forEach((name) => foreign.set(name, directory));
    else if (hasImportHook(catalog.paths.name(node), entries)) return null;
    else names.forEach((name) => modules.add(name));
  }
  return { modules, foreign };
}

function* packageDirectories({ paths }: FileCatalog): Generator<number> {
  for (let node = 0; node < paths.size; node += 1) {
    const name = paths.name(node);
    if (PACKAGE_DIRECTORY.test(name) || LIBRARY_DIRECTORY.test(name)) yield node;
  }
}

function hasImportHook(directory: string, entries: readonly string[]): boolean {
  return PACKAGE_DIRECTORY.test(directory) && entries.some(isImportHook);
}

function isImportHook(entry: string): boolean {
  return IMPORT_HOOK.test(entry) && !HARMLESS_HOOK.test(entry);
}

/** Top-level names that the program's own modules import from elsewhere; null where one of them changes the search path. */
function followImports(catalog: FileCatalog, { directories, start }: PythonStart): readonly string[] | null {
  const local = directories.map((directory) => new Set(childrenOf(catalog, directory)));
  const isLocal = (name: string) =>
    local.some((names) => [...names].some((entry) => entry === name || entry.startsWith(`${name}.`)));
  const external = new Set<string>();
  const files = new Set<string>('path' in start ? [start.path] : []);
  const follow = (module: string) => {
    const top = module.split('.', 1)[0] ?? '';
    if (!isLocal(top)) external.add(top);
    else for (const file of filesOf(directories, module)) files.add(file);
  };
  if ('module' in start) follow(start.module);
  for (const file of files) {
    if (files.size > MAX_MODULES) return null;
    const imports = parsePythonImports(textOf(catalog, file) ?? '');
    if (!imports.isSure) return null;
    imports.modules.forEach(follow);
  }
  return [...external].sort();
}

/** Files that `import a.b` may run, there or not. */
function filesOf(directories: readonly string[], module: string): readonly string[] {
  const parts = module.split('.');
  return directories.flatMap((directory) =>
    parts.flatMap((_, index) => {
      const path = `${directory}/${parts.slice(0, index + 1).join('/')}`;
      return [
        `${path}.py`,
        `${path}/__init__.py`,
        ...(index === parts.length - 1 ? [`${path}/__main__.py`] : []),
      ];
    }),
  );
}
