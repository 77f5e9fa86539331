import type { FileCatalog } from '../files/catalog.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { absolutePath, environmentValue, readStartedPrograms } from './entrypoint.ts';
import { parsePythonImports } from './python-imports.ts';
import { PYTHON_STDLIB } from './python-stdlib.ts';
import { childrenOf, readText, visibleNames } from './visible-files.ts';

/** What the started Python program imports from outside of itself and of Python, and what of that is nowhere in the image. */
export type PythonNeeds = {
  /** Path of the script, or the module of `python -m`. */
  readonly program: string;
  /** Row of the script; -1 for a module. */
  readonly row: number;
  readonly needed: readonly string[];
  readonly missing: readonly string[];
};

const MAX_MODULES = 500;
const HARMLESS_OPTION = /^-([bBdEiOqsuvx]+|[WX].*)$/;
const OPTION_WITH_VALUE = /^-[WX]$/;
const PACKAGE_DIRECTORY = /^(site|dist)-packages$/;
const LIBRARY_DIRECTORY = /^(python|pypy)\d?[\d.]*t?$|^lib-dynload$/;
/** Names in a package directory that make other places importable: what is there cannot be told by listing. */
const IMPORT_HOOK = /\.(pth|egg-link|egg|zip|whl)$|^__editable__/;
const HARMLESS_HOOK = /^(distutils-precedence|matplotlib.*-nspkg|protobuf.*-nspkg)\.pth$/;

/** Undefined where no Python program starts with the container, or where its imports cannot be known for sure. */
export function readPythonNeeds(ledger: Ledger): PythonNeeds | undefined {
  const program = readProgram(ledger);
  if (program === undefined) return undefined;
  const installed = readInstalledModules(ledger.catalog);
  if (installed === null) return undefined;
  const directories = [program.directory, ledger.config.workingDir ?? '/', ...pythonPath(ledger)];
  const imports = followImports(ledger.catalog, directories, program.start);
  if (imports === null) return undefined;
  const needed = imports.filter((name) => !PYTHON_STDLIB.has(name));
  const missing = needed.filter((name) => !installed.has(name));
  return { program: program.name, row: program.row, needed, missing };
}

type Program = {
  readonly name: string;
  readonly row: number;
  readonly directory: string;
  readonly start: Start;
};
type Start = { readonly path: string } | { readonly module: string };

/** `python [options] script` or `python -m module`, nothing else. */
function readProgram(ledger: Ledger): Program | undefined {
  const python = readStartedPrograms(ledger).at(-1);
  if (!python || python.row < 0 || !/\/python[\d.]*$/.test(ledger.catalog.path(python.row))) return undefined;
  const start = skipOptions(python.args);
  const word = python.args[start];
  if (word === '-m') return moduleProgram(ledger, python.args[start + 1]);
  return word?.endsWith('.py') === true ? scriptProgram(ledger, word) : undefined;
}

/** Index of the first argument that is no harmless option: the script, `-m`, or what makes the rest unsure. */
function skipOptions(args: readonly string[]): number {
  let at = 0;
  while (HARMLESS_OPTION.test(args[at] ?? '')) at += OPTION_WITH_VALUE.test(args[at] ?? '') ? 2 : 1;
  return at;
}

function moduleProgram({ config }: Ledger, module: string | undefined): Program | undefined {
  if (module === undefined || !/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  return { name: module, row: -1, directory: config.workingDir ?? '/', start: { module } };
}

function scriptProgram({ catalog, config }: Ledger, word: string): Program | undefined {
  const row = catalog.resolve(absolutePath(config, word));
  if (row < 0) return undefined;
  const path = catalog.path(row);
  return { name: path, row, directory: path.slice(0, path.lastIndexOf('/')) || '/', start: { path } };
}

function pythonPath({ config }: Ledger): readonly string[] {
  const entries = (environmentValue(config, 'PYTHONPATH') ?? '').split(':');
  return entries.filter((entry) => entry !== '').map((entry) => absolutePath(config, entry));
}

/** Top-level modules in every package directory of the image, reachable or not; null where an import hook hides more. */
function readInstalledModules(catalog: FileCatalog): ReadonlySet<string> | null {
  const { paths } = catalog;
  const modules = new Set<string>();
  for (let node = 0; node < paths.size; node += 1) {
    const name = paths.name(node);
    if (!PACKAGE_DIRECTORY.test(name) && !LIBRARY_DIRECTORY.test(name)) continue;
    const entries = visibleNames(catalog, node);
    if (PACKAGE_DIRECTORY.test(name) && entries.some(isImportHook)) return null;
    for (const entry of entries) modules.add(entry.replace(/\..*/, ''));
  }
  return modules;
}

function isImportHook(entry: string): boolean {
  return IMPORT_HOOK.test(entry) && !HARMLESS_HOOK.test(entry);
}

/** Top-level names that the program's own modules import from elsewhere; null where one of them changes the search path. */
function followImports(
  catalog: FileCatalog,
  directories: readonly string[],
  start: Start,
): readonly string[] | null {
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
    const imports = parsePythonImports(readText(catalog, file) ?? '');
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
