import type { FileCatalog } from '../../files/catalog.ts';
import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import { createBasePaths, isLooseFile, isOthersPath } from './loose-files.ts';
import { STATIC_LIBRARIES } from './library-scan.ts';
import { addRow } from './rows-by.ts';

/** What only a linker reads. `place`: the directory of the first one, without a `lib` at its end. */
export type StaticLibraries = {
  readonly subject: string;
  readonly place: string;
  readonly rows: readonly number[];
};

/** ELF gABI e_type; object files of BPF are loaded as they are. */
const ET_REL = 1;
const EM_BPF = 247;

/** What building an extension leaves in the tree of its package. */
const EXTENSION_BUILD = /\/(?:obj\.target|build\/temp\.[^/]+|ext)\/.*\.o$/;
/** Deeper ones say which plugins there are, and programs read them: ltdl(3). */
const LIBTOOL_PLACE = /\/lib(?:64)?\/[^/]+\.la$/;

/** Static libraries and object files that own instructions left, by what they are. */
export function findStaticLibraries(ledger: Ledger): readonly StaticLibraries[] {
  const { catalog } = ledger;
  const found = new Map<string, number[]>();
  const isInBase = createBasePaths(ledger);
  for (const row of catalog.factRows) {
    const subject = subjectOf(ledger, row);
    if (subject !== undefined && !isInBase(catalog.path(row))) addRow(found, subject, row);
  }
  return [...found].map(([subject, rows]) => ({
    ...{ subject, rows },
    place: catalog.path(rows[0] ?? 0).replace(/(?:\/lib(?:64)?)?\/[^/]*$/, ''),
  }));
}

function subjectOf(ledger: Ledger, row: number): string | undefined {
  const { catalog } = ledger;
  const kind = kindOf(ledger, row);
  if (kind === undefined) return undefined;
  const path = catalog.path(row);
  if (kind === 'object files' && EXTENSION_BUILD.test(path) && isOthersPath(path))
    return isLeft(ledger, row) ? 'object files of native extensions' : undefined;
  if (isOthersPath(path) || !isLooseFile(ledger, row)) return undefined;
  return kind;
}

function kindOf({ catalog }: Ledger, row: number): 'static libraries' | 'object files' | undefined {
  const { derived, elf } = catalog.facts(row) ?? {};
  if (elf !== undefined)
    return isObject(elf) && catalog.path(row).endsWith('.o') ? 'object files' : undefined;
  return isLibrary(derived?.[STATIC_LIBRARIES.id], catalog, row) ? 'static libraries' : undefined;
}

function isLibrary(kind: string | undefined, catalog: FileCatalog, row: number): boolean {
  return kind === 'archive' || (kind === 'libtool' && LIBTOOL_PLACE.test(catalog.path(row)));
}

function isObject({ type, machine }: ElfFacts): boolean {
  return type === ET_REL && machine !== EM_BPF;
}

/** The package manager of a language owns all that lies in its package, what a build left there, too. */
function isLeft(ledger: Ledger, row: number): boolean {
  const owner = ledger.rightfulOwner(row);
  const isSystem = owner !== undefined && isSystemPackage(owner);
  return !isSystem && !ledger.isInherited(row) && ledger.catalog.isVisible(row);
}
