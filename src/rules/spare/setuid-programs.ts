import type { Ledger } from '../../ledger/ledger.ts';

/** chmod(2), S_ISUID. */
const SETUID = 0o4000;

/** Visible programs that own instructions gave the setuid bit: no package installed them so, and the base image had them without. */
export function findSetuidPrograms(ledger: Ledger): readonly number[] {
  const { catalog } = ledger;
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if ((catalog.mode(row) & SETUID) !== 0 && isOwnProgram(ledger, row)) rows.push(row);
  }
  return rows.length === 0 ? rows : withoutInherited(ledger, rows);
}

function isOwnProgram(ledger: Ledger, row: number): boolean {
  const type = ledger.catalog.type(row);
  if (ledger.isInherited(row) || (type !== 'regular' && type !== 'hardlink')) return false;
  return ledger.catalog.visibility(row) === 'visible' && ledger.rightfulOwner(row) === undefined;
}

function withoutInherited(ledger: Ledger, rows: readonly number[]): readonly number[] {
  const { catalog } = ledger;
  const nodes = new Set(rows.map((row) => catalog.node(row)));
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isSetuid = (catalog.mode(row) & SETUID) !== 0;
    if (isSetuid && ledger.isInherited(row)) nodes.delete(catalog.node(row));
  }
  return rows.filter((row) => nodes.has(catalog.node(row)));
}
