import { isPackageDatabase, isSystemPackage } from '../../packages/databases.ts';
import type { Ledger } from '../ledger.ts';
import type { ToolchainMarks } from './toolchain-marks.ts';

/**
 * Tells whether the repository's own instructions brought the tool that an own row belongs to: they wrote a marker of
 * the directory that it lies in, or its package. A build leaves files inside of an inherited tool: Cargo's
 * `.package-cache`, Go's `pkg`, compiled Python.
 */
export function ownTools(ledger: Ledger, marks: ToolchainMarks): (row: number) => boolean {
  const roots = new Set<number>();
  for (const { node, row } of marks.roots) if (!ledger.isInherited(row)) roots.add(node);
  const packages = ownPackages(ledger, marks);
  return (row) => roots.has(marks.rootOf(row)) || packages.has(ledger.ownerIndex(row));
}

function ownPackages(ledger: Ledger, marks: ToolchainMarks): ReadonlySet<number> {
  const packages = new Set<number>();
  for (let row = 0; row < ledger.catalog.rowCount; row += 1) {
    const owner = ledger.ownerIndex(row);
    if (owner < 0 || (marks.ofPackage[owner] ?? -1) < 0 || packages.has(owner)) continue;
    if (!ledger.isInherited(row) && isPackageEvidence(ledger, row)) packages.add(owner);
  }
  return packages;
}

/** A language's package is written with its manifest; a system's with any file that its list has. */
function isPackageEvidence(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  const { paths } = catalog;
  const owner = ledger.owner(row);
  if (owner !== undefined && !isSystemPackage(owner)) return isPackageDatabase(catalog.path(row));
  return paths.name(paths.parent(catalog.node(row))) !== '__pycache__';
}
