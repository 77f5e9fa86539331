import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, findStartedPrograms } from './entrypoint.ts';
import { interpreterWords } from './interpreter-words.ts';
import { factsOf } from './visible-files.ts';

/** Rows of the native programs that start: those of the command line, and the interpreters of its scripts. */
export function findNativePrograms(ledger: Ledger): readonly number[] {
  return findStartedPrograms(ledger).flatMap(({ row }) => {
    const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
    const words = shebang === undefined ? [] : interpreterWords(shebang);
    const rows = [row, ...words.map((word) => findProgram(ledger, word).row)];
    return rows.filter((started) => started >= 0 && factsOf(ledger.catalog, started)?.elf !== undefined);
  });
}
