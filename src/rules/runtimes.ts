import type { FileCatalog } from '../files/catalog.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isVisibleTree } from './visible-files.ts';

/** A language runtime that reads source text when it runs. `typescript`: Node.js with a loader for it. */
export type Runtime =
  | 'python'
  | 'node'
  | 'typescript'
  | 'ruby'
  | 'php'
  | 'perl'
  | 'shell'
  | 'elixir'
  | 'dart'
  | 'jvm-script'
  | 'native-script';

/** File names of interpreters and of the libraries that embed them in another program. */
const INTERPRETERS: readonly (readonly [RegExp, readonly Runtime[]])[] = [
  [/^(python\d?[\d.]*t?|pypy[\d.]*|micropython|libpython\d.*\.so[\d.]*|graalpy|uwsgi(-core)?)$/, ['python']],
  [/^(node|nodejs|node-?\d+|libnode\.so[\d.]*|electron)$/, ['node']],
  [/^(deno|bun)$/, ['node', 'typescript']],
  [/^(ruby[\d.]*|jruby|truffleruby|libruby[\d.-]*\.so[\d.]*|mruby)$/, ['ruby']],
  [/^(php\d?[\d.]*|php-fpm[\d.]*|php-cgi[\d.]*|libphp[\d.]*\.so|frankenphp|lsphp|hhvm)$/, ['php']],
  [/^(perl[\d.]*|libperl\.so[\d.]*)$/, ['perl']],
  [/^(busybox(\.static)?|[bdkmz]?a?sh|ksh93|toybox|fish)$/, ['shell']],
  [/^(elixir|iex)$/, ['elixir']],
  [/^(dart)$/, ['dart']],
  [/^(groovy|jbang|scala-cli|kotlinc)$/, ['jvm-script']],
  [/^(tcc|cling|root\.exe|clang|yaegi|rust-script)$/, ['native-script']],
];

/** Node.js packages that let it run TypeScript as it is. */
const TYPESCRIPT_LOADERS = [
  'tsx',
  'ts-node',
  'ts-node-dev',
  '@swc-node',
  'esbuild-register',
  'esbuild-runner',
  'jiti',
  'sucrase',
  'vite-node',
];

const TYPESCRIPT_WORD =
  /\.[cm]?tsx?$|^(tsx|ts-node|ts-node-dev|deno|bun|bunx)$|(^|\/)(tsx|ts-node)(\/|$)|--(experimental-)?(strip|transform)-types/;

/**
 * Runtimes that the visible root filesystem really has, found by their programs: an interpreter is a native
 * program or a script with a `#!` line, wherever it lies.
 */
export function readRuntimes(ledger: Ledger): ReadonlySet<Runtime> {
  const { catalog } = ledger;
  const runtimes = new Set<Runtime>();
  for (const row of catalog.factRows) {
    if (!catalog.isVisible(row) || !isProgram(catalog, row)) continue;
    const name = catalog.paths.name(catalog.node(row));
    for (const runtime of runtimesOfName(name)) runtimes.add(runtime);
  }
  if (runtimes.has('node') && readsTypeScript(ledger)) runtimes.add('typescript');
  return runtimes;
}

/** Runtimes that a program or library of this file name is. */
export function runtimesOfName(name: string): readonly Runtime[] {
  return INTERPRETERS.flatMap(([names, runtimes]) => (names.test(name) ? runtimes : []));
}

function isProgram(catalog: FileCatalog, row: number): boolean {
  const facts = catalog.facts(row);
  return facts?.elf !== undefined || facts?.shebang !== undefined;
}

/** Node.js runs TypeScript by itself since 22.18, so the command line decides; else a loader in any `node_modules`. */
function readsTypeScript({ config, catalog }: Ledger): boolean {
  const words = [...config.entrypoint, ...config.cmd, ...config.env].flatMap((text) =>
    text.split(/[\s='"]+/),
  );
  return words.some((word) => TYPESCRIPT_WORD.test(word)) || hasTypeScriptLoader(catalog);
}

function hasTypeScriptLoader(catalog: FileCatalog): boolean {
  const { paths } = catalog;
  for (let node = 0; node < paths.size; node += 1) {
    if (paths.name(node) !== 'node_modules') continue;
    const loaders = TYPESCRIPT_LOADERS.map((name) => paths.findChild(node, name));
    if (loaders.some((loader) => isVisibleTree(catalog, loader))) return true;
  }
  return false;
}
