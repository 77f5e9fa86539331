import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { absolutePath, findProgram } from '../start/entrypoint.ts';
import type { ExtensionModule } from './extension-module.ts';
import { interpreterWords } from '../start/interpreter-words.ts';
import { findMainProgram } from '../start/main-program.ts';
import { parseNodeImports, type NodeAddon } from './node-imports.ts';
import { nodeModuleAt, optionalDependencies, packageDirectory, packageRootOf } from './node-modules.ts';
import { childrenOf, factsOf, textOf } from '../start/visible-files.ts';

const MAX_SOURCES = 1000;
const NODE = /(^|\/)node(js)?$/;
/** Options that neither take the next word as their value nor change what is loaded. */
const HARMLESS =
  /^--(enable-source-maps|trace-[\w-]+|no-[\w-]+|unhandled-rejections=.*|max[-_][\w-]+=.*|expose-gc|inspect(=.*)?)$/;
/** Where the usual builders put an addon, in the directory of its package. */
const ADDON_FOLDERS =
  /^(build|lib|prebuilds|bin|bindings?|addon|native|compiled|out|Release|Debug|default|napi-v\d+|node-v[\w-]+|linux-\w+)$/;
const MAX_DEPTH = 4;

/**
 * Addons that the started program of Node.js loads whatever happens: unconditionally, by its own modules and by the packages
 * that it loads in turn, as far as their sources were kept.
 */
export function findNodeNatives(ledger: Ledger): readonly ExtensionModule[] {
  const start = findNodeStart(ledger);
  return start === undefined ? [] : follow(ledger.catalog, start);
}

function follow(catalog: FileCatalog, { path: first, loader }: NodeStart): readonly ExtensionModule[] {
  // Each source with the application's own source that leads to it.
  const sources = new Map([[first, first]]);
  const found: ExtensionModule[] = [];
  for (const [path, importedBy] of sources) {
    const { names, addon } = parseNodeImports(textOf(catalog, path) ?? '');
    const rows = addon === undefined ? [] : addonRows(catalog, path, addon);
    if (rows.length > 0) found.push({ name: nameOf(path), importedBy, rows, loader });
    if (sources.size < MAX_SOURCES) addTargets(sources, targetsOf(catalog, names, path), importedBy);
  }
  return found;
}

function addTargets(sources: Map<string, string>, targets: readonly string[], by: string): void {
  for (const target of targets) {
    const isOwn = packageRootOf(target) === undefined;
    if (!sources.has(target)) sources.set(target, isOwn ? target : by);
  }
}

/** The package that a source is of, or the source itself. */
function nameOf(path: string): string {
  return packageRootOf(path)?.replace(/^.*\/node_modules\//, '') ?? path;
}

function targetsOf(catalog: FileCatalog, names: readonly string[], path: string): readonly string[] {
  return names.flatMap((name) => (name.startsWith('node:') ? [] : (nodeModuleAt(catalog, name, path) ?? [])));
}

type NodeStart = { readonly path: string; readonly loader: number };

/** `node [options] SCRIPT`, or a script with a `#!` line for it. */
function findNodeStart(ledger: Ledger): NodeStart | undefined {
  const program = findMainProgram(ledger);
  if (program === undefined || program.row < 0) return undefined;
  const { catalog, config } = ledger;
  if (!NODE.test(program.word)) return scriptStart(ledger, program.row);
  const script = program.args.find((arg) => !HARMLESS.test(arg));
  if (script === undefined || script.startsWith('-')) return undefined;
  const path = nodeModuleAt(catalog, absolutePath(config, script), '/');
  return path === undefined ? undefined : { path, loader: program.row };
}

function scriptStart(ledger: Ledger, row: number): NodeStart | undefined {
  const shebang = factsOf(ledger.catalog, row)?.shebang;
  const word = shebang === undefined ? undefined : interpreterWords(shebang).at(-1);
  if (word === undefined || !NODE.test(word)) return undefined;
  return { path: ledger.catalog.path(row), loader: findProgram(ledger, word).row };
}

function addonRows(catalog: FileCatalog, source: string, { path, isOptional }: NodeAddon): readonly number[] {
  if (isOptional === true) return variantRows(catalog, source);
  if (path !== undefined) {
    const file = nodeModuleAt(catalog, path, source);
    return file === undefined ? [] : [catalog.resolve(file)];
  }
  const root = packageRootOf(source);
  return root === undefined ? [] : addonsIn(catalog, root, 0);
}

/** Addons of the optional dependencies of a source's package; none where WebAssembly stands in for all of them. */
function variantRows(catalog: FileCatalog, source: string): readonly number[] {
  const root = packageRootOf(source);
  const names = root === undefined ? [] : optionalDependencies(catalog, root);
  const installed = names.flatMap((name) => packageDirectory(catalog, name, source) ?? []);
  if (installed.some((directory) => directory.includes('-wasm32'))) return [];
  return installed.flatMap((directory) =>
    childrenOf(catalog, directory)
      .filter((child) => child.endsWith('.node'))
      .map((child) => catalog.resolve(`${directory}/${child}`)),
  );
}

function addonsIn(catalog: FileCatalog, directory: string, depth: number): readonly number[] {
  return childrenOf(catalog, directory).flatMap((child) => {
    const path = `${directory}/${child}`;
    if (child.endsWith('.node')) return depth === 0 ? [] : [catalog.resolve(path)];
    return depth < MAX_DEPTH && ADDON_FOLDERS.test(child) ? addonsIn(catalog, path, depth + 1) : [];
  });
}
