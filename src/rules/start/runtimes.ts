import type { FileCatalog } from '../../files/catalog.ts';
import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { factsOf } from './visible-files.ts';

/**
 * A language runtime that reads source text when it runs. `typescript`: Node.js with a loader for it, Deno or Bun.
 * `typescript`, `jvm-script` and `native-script` count where the container starts them, or may.
 */
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

type Interpreter = {
  /** File names of the program, and of the library that embeds it in another one. */
  readonly names: RegExp;
  readonly runtimes: readonly Runtime[];
  /** What a program of that name has at least, in bytes, unless it needs the library. */
  readonly bytes: number;
  readonly library?: RegExp;
  /** Where it is a script: the program that runs what it stands for. */
  readonly script?: RegExp;
  readonly goMainPath?: RegExp;
};

const KIB = 1024;
const MIB = 1024 * KIB;

/** The least bytes are well below those of Debian's and Alpine's packages and of the official builds. */
const INTERPRETERS: readonly Interpreter[] = [
  {
    names: /^(python\d?[\d.]*t?|pypy[\d.]*|micropython|libpython\d.*\.so[\d.]*|graalpy|uwsgi(-core)?)$/,
    runtimes: ['python'],
    bytes: 256 * KIB,
    library: /^lib(python|pypy)/,
  },
  {
    names: /^(node|nodejs|node-?\d+|libnode\.so[\d.]*|electron)$/,
    runtimes: ['node'],
    bytes: 8 * MIB,
    library: /^libnode/,
  },
  { names: /^(deno|bun)$/, runtimes: ['node'], bytes: 8 * MIB },
  {
    names: /^(ruby[\d.]*|truffleruby|libruby[\d.-]*\.so[\d.]*|mruby)$/,
    runtimes: ['ruby'],
    bytes: 256 * KIB,
    library: /^libruby/,
  },
  { names: /^jruby$/, runtimes: ['ruby'], bytes: 256 * KIB, script: /^java$/ },
  {
    names: /^(php\d?[\d.]*|php-fpm[\d.]*|php-cgi[\d.]*|libphp[\d.]*\.so|frankenphp|lsphp|hhvm)$/,
    runtimes: ['php'],
    bytes: MIB,
    library: /^libphp/,
    goMainPath: /frankenphp/,
  },
  {
    names: /^(perl[\d.]*|libperl\.so[\d.]*)$/,
    runtimes: ['perl'],
    bytes: MIB,
    library: /^libperl/,
  },
  {
    names: /^(busybox(\.static)?|[bdkmz]?a?sh|ksh93|toybox|fish)$/,
    runtimes: ['shell'],
    bytes: 32 * KIB,
  },
  { names: /^(elixir|iex)$/, runtimes: ['elixir'], bytes: MIB, script: /^beam(\.smp)?$/ },
  { names: /^dart$/, runtimes: ['dart'], bytes: MIB },
  { names: /^(groovy|jbang|scala-cli|kotlinc)$/, runtimes: ['jvm-script'], bytes: MIB, script: /^java$/ },
  {
    names: /^(tcc|cling|root\.exe|clang|yaegi|rust-script)$/,
    runtimes: ['native-script'],
    bytes: 64 * KIB,
    goMainPath: /yaegi/,
  },
];

/** Runtimes that hardly an image is for: that our instructions add something of the name says nothing. */
const STARTED_ONLY: ReadonlySet<Runtime> = new Set(['jvm-script', 'native-script']);

/**
 * Runtimes that the visible root filesystem really has, found by their programs: an interpreter is a native program of
 * its own size, or a script beside the native program that it stands for, wherever it lies.
 */
export function findRuntimes(ledger: Ledger): ReadonlySet<Runtime> {
  const { catalog } = ledger;
  const runtimes = new Set<Runtime>();
  for (const row of catalog.factRows) {
    if (!catalog.isVisible(row)) continue;
    for (const runtime of runtimesOfProgram(ledger, row)) {
      if (ledger.isInherited(row) || !STARTED_ONLY.has(runtime)) runtimes.add(runtime);
    }
  }
  return runtimes;
}

/** Runtimes that a program or library of this file name is. */
export function runtimesOfName(name: string): readonly Runtime[] {
  return INTERPRETERS.flatMap(({ names, runtimes }) => (names.test(name) ? runtimes : []));
}

/** Runtimes that the file of a row is, by its name and its content; `called`: the name that it goes by. */
export function runtimesOfProgram(ledger: Ledger, row: number, called?: string): readonly Runtime[] {
  const name = called ?? ledger.catalog.paths.name(ledger.catalog.node(row));
  const found = INTERPRETERS.filter((one) => one.names.test(name) && isInterpreter(ledger, row, one));
  return found.flatMap(({ runtimes }) => runtimes);
}

/** What the base image calls so was not made for this image; of what our instructions add the content must say it. */
function isInterpreter(ledger: Ledger, row: number, one: Interpreter): boolean {
  const { elf, shebang } = factsOf(ledger.catalog, row) ?? {};
  if (elf !== undefined) return isNative(ledger, { row, elf }, one);
  if (shebang === undefined || ledger.isInherited(row)) return shebang !== undefined;
  return one.script !== undefined && hasProgram(ledger.catalog, one.script);
}

type Native = { readonly row: number; readonly elf: ElfFacts };

function isNative(ledger: Ledger, { row, elf }: Native, one: Interpreter): boolean {
  if (elf.goMainPath !== undefined) return one.goMainPath?.test(elf.goMainPath) === true;
  return ledger.isInherited(row) || isOfItsSize(ledger.catalog, row, one) || needsLibrary(elf, one);
}

function isOfItsSize(catalog: FileCatalog, row: number, { bytes }: Interpreter): boolean {
  return catalog.size(catalog.groupOf(row)) >= bytes;
}

function needsLibrary({ needed }: ElfFacts, { library }: Interpreter): boolean {
  return library !== undefined && needed?.some((name) => library.test(name)) === true;
}

const memo = new WeakMap<FileCatalog, Map<RegExp, boolean>>();

/** Looked for once in an image, however many scripts ask. */
function hasProgram(catalog: FileCatalog, names: RegExp): boolean {
  const known = memo.get(catalog) ?? new Map<RegExp, boolean>();
  memo.set(catalog, known);
  const found = known.get(names) ?? catalog.factRows.some((row) => isProgramNamed(catalog, row, names));
  known.set(names, found);
  return found;
}

function isProgramNamed(catalog: FileCatalog, row: number, names: RegExp): boolean {
  const isNative = catalog.isVisible(row) && catalog.facts(row)?.elf !== undefined;
  return isNative && names.test(catalog.paths.name(catalog.node(row)));
}
