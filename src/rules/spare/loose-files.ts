import type { Ledger } from '../../ledger/ledger.ts';
import { leftoverOf } from '../build-cache.ts';
import { isDependencyPath } from '../source/third-party-tree.ts';

/** Classes of rows that other rules report. */
const TOLD: ReadonlySet<string> = new Set(['toolchain', 'package-manager', 'cache', 'vcs', 'secret']);

/**
 * Whether a row is a visible file of own instructions that no package registered and no other rule reports: neither a part of
 * a build tool nor of a cache.
 */
export function isLooseFile(ledger: Ledger, row: number): boolean {
  const { catalog } = ledger;
  const type = catalog.type(row);
  if ((type !== 'regular' && type !== 'hardlink') || ledger.isInherited(row)) return false;
  return (
    catalog.isVisible(row) && ledger.rightfulOwner(row) === undefined && !TOLD.has(ledger.fileClass(row))
  );
}

/** Whether a path is what a package manager of a language unpacked, or what a build tool keeps for the next time. */
export function isOthersPath(path: string): boolean {
  return isDependencyPath(path) || leftoverOf(path) !== undefined;
}

/** Tells whether the base image has something at a path, in any of its layers. The first question costs a pass over the rows. */
export function createBasePaths(ledger: Ledger): (path: string) => boolean {
  const { catalog } = ledger;
  let known: Uint8Array | undefined;
  const make = (): Uint8Array => {
    const nodes = new Uint8Array(catalog.paths.size);
    for (let row = 0; row < catalog.rowCount; row += 1)
      if (ledger.isInherited(row)) nodes[catalog.node(row)] = 1;
    return nodes;
  };
  return (path) => (known ??= make())[catalog.paths.find(path)] === 1;
}
