import type { FileCatalog } from '../../files/catalog.ts';
import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { INTERPRETERS, type Interpreter, type Runtime } from './interpreters.ts';
import { factsOf } from './visible-files.ts';

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

/** How a program is called, and what it is given. */
export type Call = { readonly name: string; readonly args: readonly string[] };

/** Runtimes that a program of this file name is, where it is started so. */
export function runtimesOfName(call: Call): readonly Runtime[] {
  return INTERPRETERS.flatMap((one) => (isCalled(one, call) ? one.runtimes : []));
}

/** Runtimes that the file of a row is, by its name and its content; `call`: the name that it goes by, and its arguments. */
export function runtimesOfProgram(ledger: Ledger, row: number, call?: Call): readonly Runtime[] {
  const called = call ?? { name: ledger.catalog.paths.name(ledger.catalog.node(row)), args: [] };
  const found = INTERPRETERS.filter((one) => isCalled(one, called) && isInterpreter(ledger, row, one));
  return found.flatMap(({ runtimes }) => runtimes);
}

function isCalled({ names, args }: Interpreter, call: Call): boolean {
  return names.test(call.name) && (args === undefined || args.test(call.args.join(' ')));
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
