import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isNpmPackage, parseNpmPackage } from '../../packages/npm.ts';
import type { Package } from '../../packages/package.ts';
import { environmentValue, findProgram } from './entrypoint.ts';
import { scriptCommands } from './package-scripts.ts';
import { runtimesOfProgram } from './runtimes.ts';
import { deriveStart, type Start } from './start-commands.ts';
import { textOf } from './visible-files.ts';

/** Node.js packages that let it run TypeScript as it is. */
const LOADERS = [
  'tsx',
  'ts-node',
  'ts-node-dev',
  '@swc-node',
  '@oxc-node',
  '@esbuild-kit',
  'tsimp',
  'ts-blank-space',
  'esbuild-register',
  'esbuild-runner',
  'jiti',
  'sucrase',
  'vite-node',
];

/** Programs that run TypeScript, and those that run another package's program. */
const RUNNERS = /^(deno|bun|bunx|tsx|ts-node|ts-node-esm|ts-node-dev|tsnd|esr|vite-node|jiti|sucrase-node)$/;
const PACKAGE_RUNNERS = /^(npx|npm|pnpm|pnpx|yarn)$/;
const RUNTIMES_OF_THEIR_OWN = /^(deno|bun)$/;

/** Options of Node.js that take the next word as their value. https://nodejs.org/api/cli.html */
const VALUE_OPTIONS =
  /^(-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--env-file(-if-exists)?|--title|--input-type|--max-http-header-size|--icu-data-dir|--openssl-config|--redirect-warnings|--diagnostic-dir|--disable-warning|--dns-result-order|--unhandled-rejections|--trace-event-categories|--inspect-port|--watch-path|--secure-heap(-min)?)$/;
const LOADER_OPTION = /^(-r|--require|--import|--loader|--experimental-loader)$/;
const NODE = /(^|\/)(node|nodejs)$/;
const STRIPPING_OPTION = /^--experimental-(strip|transform)-types$/;
const TYPESCRIPT = /\.[cm]?tsx?$/;
const LOADER_WORD = new RegExp(`(^|/)(${LOADERS.join('|')})(/|$)`);

/**
 * Whether the container's start runs TypeScript: its commands say so, or it leaves open what it runs and the image has
 * something that does. Node.js runs it by itself since 22.18, so there the command line decides; a program of Node.js
 * may bring a loader in by itself, one that its lock file does not call a development dependency.
 */
export function startsTypeScript(ledger: Ledger): boolean {
  const { commands, isSure } = withScripts(ledger, deriveStart(ledger));
  if (commands.some((command) => runsTypeScript(ledger, command))) return true;
  const startsNode = commands.some(([word = '']) => NODE.test(word));
  if (isSure && !startsNode) return false;
  return mayLoad(ledger) || hasUsedLoader(ledger, isSure);
}

/** Whether Node.js is told to run TypeScript by its environment, or by what it runs. */
function mayLoad(ledger: Ledger): boolean {
  const options = (environmentValue(ledger.config, 'NODE_OPTIONS') ?? '').split(/\s+/);
  return joinValues(options).some(isTypeScriptOption) || importsTypeScript(ledger);
}

function hasUsedLoader(ledger: Ledger, isSure: boolean): boolean {
  const hasLoader = findLoaders(ledger).some((loader) => !isSure || loader?.isDevelopment !== true);
  return hasLoader || (!isSure && hasOwnRuntime(ledger));
}

/** Commands that an npm script stands for instead of the script's name. */
function withScripts(ledger: Ledger, { commands, isSure }: Start): Start {
  const inner = commands.map((command) => scriptCommands(ledger, command));
  const isKnown =
    inner.some((one) => one !== undefined) &&
    commands.every(([word = ''], at) => inner[at] !== undefined || isInherited(ledger, word));
  const all = commands.flatMap((command, at) => inner[at] ?? [command]);
  return {
    commands: all,
    // Else there is the base image's entrypoint, which starts what it is given.
    isSure: isSure || (isKnown && inner.flatMap((one) => one ?? []).every(([word = '']) => PLAIN.test(word))),
  };
}

function isInherited(ledger: Ledger, word: string): boolean {
  const { row } = findProgram(ledger, word);
  return row >= 0 && ledger.isInherited(row);
}

/** Programs that bring no TypeScript in by themselves. */
const PLAIN = /^((.*\/)?node|echo|mkdir|sleep|cd|true)$/;

function runsTypeScript(ledger: Ledger, [word = '', ...args]: readonly string[]): boolean {
  const name = word.slice(word.lastIndexOf('/') + 1);
  if (NODE.test(name)) return isStartedByLoader(args);
  if (findProgram(ledger, word).row < 0) return false;
  // What is called so is a runner where one is installed.
  if (RUNNERS.test(name)) return hasOwnRuntime(ledger) || findLoaders(ledger).length > 0;
  return PACKAGE_RUNNERS.test(name) && args.some((arg) => RUNNERS.test(arg));
}

/** Whether what Node.js is given before its program's own arguments begin makes it run TypeScript. */
function isStartedByLoader(args: readonly string[]): boolean {
  const joined = joinValues(args);
  const script = joined.findIndex((arg) => !arg.startsWith('-'));
  const options = joined.slice(0, script < 0 ? joined.length : script);
  return TYPESCRIPT.test(joined[script] ?? '') || options.some(isTypeScriptOption);
}

/** An option and the word that it takes as one: `--import=tsx`. */
function joinValues(args: readonly string[]): readonly string[] {
  const joined = args.map((arg, at) => (VALUE_OPTIONS.test(arg) ? `${arg}=${args[at + 1] ?? ''}` : arg));
  return joined.filter((_, at) => !VALUE_OPTIONS.test(args[at - 1] ?? ''));
}

function isTypeScriptOption(text: string): boolean {
  const [option = '', value = ''] = text.split('=', 2);
  return STRIPPING_OPTION.test(option) || isLoaderOption(option, value);
}

function isLoaderOption(option: string, value: string): boolean {
  return LOADER_OPTION.test(option) && LOADER_WORD.test(value);
}

/** Deno and Bun need no loader. */
function hasOwnRuntime(ledger: Ledger): boolean {
  const { catalog } = ledger;
  return catalog.factRows.some((row) => {
    const isNamed = RUNTIMES_OF_THEIR_OWN.test(catalog.paths.name(catalog.node(row)));
    return isNamed && catalog.isVisible(row) && runtimesOfProgram(ledger, row).length > 0;
  });
}

/** `import './lib/db.ts'`, which Node.js reads by itself since 22.18. https://nodejs.org/api/typescript.html */
const IMPORT = /(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*["']\.{1,2}\/[^"'\n]{1,200}\.[cm]?ts["']/;

/** Whether a script of ours, as far as scripts were kept, names a file of TypeScript as what it imports. */
function importsTypeScript(ledger: Ledger): boolean {
  const { catalog } = ledger;
  return catalog.factRows.some((row) => {
    if (!catalog.isVisible(row) || ledger.isInherited(row) || !isOwnScript(catalog.path(row))) return false;
    const content = catalog.facts(row)?.content;
    return content !== undefined && IMPORT.test(Buffer.from(content).toString('latin1'));
  });
}

function isOwnScript(path: string): boolean {
  return /\.[cm]?js$/.test(path) && !path.includes('/node_modules/');
}

/**
 * Loaders that are installed in any `node_modules`: their manifest and their program are there, not only their name. As
 * the packages that they are; undefined where no package was registered.
 */
function findLoaders(ledger: Ledger): readonly (Package | undefined)[] {
  const { catalog } = ledger;
  const { paths } = catalog;
  const found: number[] = [];
  for (let node = 0; node < paths.size; node += 1) {
    if (paths.name(node) !== 'node_modules') continue;
    const directories = LOADERS.map((name) => paths.findChild(node, name)).filter((one) => one >= 0);
    found.push(...directories.flatMap((directory) => packagesAt(catalog, directory)));
  }
  return found.map((directory) =>
    ledger.owner(catalog.visibleRow(paths.findChild(directory, 'package.json'))),
  );
}

/** A package's directory, or those of a scope. */
function packagesAt(catalog: FileCatalog, directory: number): readonly number[] {
  const { paths } = catalog;
  const all = [directory];
  if (paths.name(directory).startsWith('@')) {
    for (let child = paths.firstChild(directory); child >= 0; child = paths.nextSibling(child))
      all.push(child);
  }
  return all.filter((one) => isPackage(catalog, one) && hasScript(catalog, one, MAX_DEPTH));
}

function isPackage(catalog: FileCatalog, node: number): boolean {
  const path = `${catalog.paths.path(node)}/package.json`;
  const text = isNpmPackage(path) ? textOf(catalog, path) : undefined;
  return text !== undefined && (parseNpmPackage(path, text)?.version ?? '') !== '';
}

const MAX_DEPTH = 6;
const MIN_SCRIPT_BYTES = 512;

function hasScript(catalog: FileCatalog, node: number, depth: number): boolean {
  const { paths } = catalog;
  for (let child = paths.firstChild(node); child >= 0; child = paths.nextSibling(child)) {
    const row = catalog.visibleRow(child);
    if (row >= 0 && catalog.size(row) >= MIN_SCRIPT_BYTES && /\.[cm]?js$/.test(paths.name(child)))
      return true;
    if (depth > 0 && hasScript(catalog, child, depth - 1)) return true;
  }
  return false;
}
