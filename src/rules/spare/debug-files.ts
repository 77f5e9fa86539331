import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { DerivedFiles } from '../../files/table/required-files.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isLooseFile, isOthersPath } from './loose-files.ts';
import { addRow } from './rows-by.ts';

/** Of one program or library: below that, nobody has it stripped for. */
const LEAST_DEBUG_BYTES = 1024 * 1024;

/** Windows' format and that of .NET; other files are called `.pdb`, too: of the Protein Data Bank. */
const PDB = /^(?:Microsoft C\/C\+\+ MSF 7\.00\r\n|BSJB)/;
const PDB_BYTES = 32;
/** ELF gABI e_type. */
const ET_REL = 1;

/** Symbols of Windows and .NET: what they are by their first bytes. */
export const PROGRAM_DATABASES: DerivedFiles = {
  id: 'program-database',
  keeps: 'derived',
  version: 1,
  maxBytes: PDB_BYTES,
  wants: (path, size) => size > PDB_BYTES && path.endsWith('.pdb'),
  open: () => {
    const head = Buffer.alloc(PDB_BYTES);
    let count = 0;
    return {
      range: { from: 0, to: PDB_BYTES },
      write: (bytes) => {
        head.set(bytes, count);
        count += bytes.length;
      },
      finish: () => (PDB.test(head.toString('latin1', 0, count)) ? 'program database' : undefined),
    };
  },
};

/** Debug symbols of one kind. `bytes`: what they take, where that is not whole files. */
export type DebugFiles = {
  readonly subject: 'debug symbols' | 'unstripped programs' | '.NET symbols';
  readonly rows: readonly number[];
  readonly bytes?: number;
};

/** Files of debug symbols, and programs with symbols in them, that own instructions brought and no package owns. */
export function findDebugFiles(ledger: Ledger): readonly DebugFiles[] {
  const found = new Map<DebugFiles['subject'], number[]>();
  for (const row of ledger.catalog.factRows) {
    const subject = subjectOf(ledger, row);
    if (subject === undefined || !isLooseFile(ledger, row) || isOthersPath(ledger.catalog.path(row)))
      continue;
    addRow(found, subject, row);
  }
  return [...found].map(([subject, rows]) => ({
    ...{ subject, rows },
    ...(subject === 'unstripped programs' && { bytes: debugBytesOf(ledger, rows) }),
  }));
}

const SYMBOL_FILE = /\.(?:debug|dwp|dwo)$|^\/usr\/(?:local\/)?lib\/debug\/|\/\.build-id\/|\.dSYM\//;

function subjectOf({ catalog }: Ledger, row: number): DebugFiles['subject'] | undefined {
  const { derived, elf } = catalog.facts(row) ?? {};
  if (derived?.[PROGRAM_DATABASES.id] !== undefined) return '.NET symbols';
  if (elf?.hasDebugInfo !== true) return undefined;
  if (SYMBOL_FILE.test(catalog.path(row))) return 'debug symbols';
  return isUnstripped(elf) ? 'unstripped programs' : undefined;
}

/** Object files are reported as such. */
function isUnstripped({ type, debugBytes = 0 }: ElfFacts): boolean {
  return type !== ET_REL && debugBytes >= LEAST_DEBUG_BYTES;
}

function debugBytesOf({ catalog }: Ledger, rows: readonly number[]): number {
  return rows.reduce(
    (sum, row) => sum + Math.min(catalog.facts(row)?.elf?.debugBytes ?? 0, catalog.bytes(row)),
    0,
  );
}
