import type { Ledger } from '../../ledger/ledger.ts';
import { BUSYBOX_APPLETS } from './busybox-applets.ts';
import { findProgram, type StartedProgram } from './entrypoint.ts';
import { interpreterWords } from './interpreter-words.ts';
import { factsOf } from './visible-files.ts';

/** Whether a word that PATH does not have may all the same be a part of the busybox that starts it. */
export function isApplet(ledger: Ledger, word: string, by: StartedProgram | undefined): boolean {
  return by !== undefined && BUSYBOX_APPLETS.has(word) && isBusybox(ledger, runningRow(ledger, by));
}

/** Row of the program that runs: of a script its interpreter. */
function runningRow(ledger: Ledger, { row }: StartedProgram): number {
  const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
  const word = shebang === undefined ? undefined : interpreterWords(shebang).at(-1);
  return word === undefined ? row : findProgram(ledger, word).row;
}

function isBusybox({ catalog }: Ledger, row: number): boolean {
  return row >= 0 && [row, catalog.groupOf(row)].some((one) => /busybox|\[$/.test(catalog.path(one)));
}
