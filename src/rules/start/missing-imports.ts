import type { Ledger } from '../../ledger/ledger.ts';
import { findPythonNeeds } from './python-program.ts';

/** What stops the program, as a sentence. `row`: of the script; -1 for a module. */
export type MissingImports = { readonly message: string; readonly row: number };

const MAX_TOLD = 5;

/** Told where the program gets none of what it imports: one that has some may have been made to do without the others. */
export function findMissingImports(ledger: Ledger): MissingImports | undefined {
  const needs = findPythonNeeds(ledger);
  if (!needs || needs.missing.length === 0 || needs.missing.length < needs.needed.length) return undefined;
  const { program, row, missing, elsewhere } = needs;
  const listed = missing
    .slice(0, MAX_TOLD)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = missing.length > MAX_TOLD ? ` and ${missing.length - MAX_TOLD} more` : '';
  const why =
    elsewhere === undefined
      ? 'but no package directory of the image has them'
      : `but \`${elsewhere}\` belongs to another user, and Python does not look there`;
  return { row, message: `\`${program}\` needs ${listed}${more}, ${why}` };
}
