import type { Ledger } from '../../ledger/ledger.ts';

/** Bits: rows of the package came with the base image, own instructions wrote rows of it, the root filesystem shows one. */
const INHERITED = 1;
const OWN = 2;
const VISIBLE = 4;

const memo = new WeakMap<Ledger, Uint8Array>();

/** Whether the base image brought a file of a package. Numbers index `ledger.packages`. */
export function isInheritedPackage(ledger: Ledger, index: number): boolean {
  return ((originsOf(ledger)[index] ?? 0) & INHERITED) !== 0;
}

/** Whether own instructions brought all files of a package, and at least one. */
export function isOwnPackage(ledger: Ledger, index: number): boolean {
  return ((originsOf(ledger)[index] ?? 0) & (INHERITED | OWN)) === OWN;
}

/** Whether all files of a package are gone that there were. */
export function isRemovedPackage(ledger: Ledger, index: number): boolean {
  const bits = originsOf(ledger)[index] ?? 0;
  return bits !== 0 && (bits & VISIBLE) === 0;
}

function originsOf(ledger: Ledger): Uint8Array {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const origins = new Uint8Array(ledger.packages.length);
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0) continue;
    const bits = (ledger.isInherited(row) ? INHERITED : OWN) | (ledger.catalog.isVisible(row) ? VISIBLE : 0);
    origins[owner] = (origins[owner] ?? 0) | bits;
  }
  memo.set(ledger, origins);
  return origins;
}
