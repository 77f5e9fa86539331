import type { ElfFacts } from '../../files/table/content-facts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import { bytesBelow, findTreeCopies, type BytesBelow, type TreeCopy } from './tree-copies.ts';

/** Less than this together is not worth anybody's time. */
const FLOOR_BYTES = 1024 * 1024;
/** Most that are reported: the largest. */
const MAX_COPIES = 20;
/** Of a tree's bytes: with as many, it is in the other one as a whole. */
const WHOLE = 0.9;
/** Fewer files are no tree: two plugins may bring the same library. */
const MIN_FILES = 10;

/** Copies that an author can do without: of a whole tree, of a program, or of what another instruction brings. Largest first. */
export function findWholeCopies(ledger: Ledger): readonly TreeCopy[] {
  const large = findTreeCopies(ledger).filter(({ bytes }) => bytes >= FLOOR_BYTES);
  if (large.length === 0) return [];
  const below = bytesBelow(ledger);
  return large.filter((copy) => isAvoidable(ledger, copy, below)).slice(0, MAX_COPIES);
}

function isAvoidable(ledger: Ledger, copy: TreeCopy, below: BytesBelow): boolean {
  if (copy.rows.length >= MIN_FILES && isWhole(ledger, copy, below)) return true;
  if (copy.isThirdParty) return false;
  return copy.originals.some((row) => ledger.isInherited(row))
    ? isProgramOfBase(ledger, copy)
    : isOfTwoLayers(ledger, copy) || copy.rows.every((row) => ledger.catalog.facts(row)?.elf !== undefined);
}

/** A program that brings its own libraries brings those that the base image has, too; nobody chose that a base image has it. */
function isProgramOfBase(ledger: Ledger, { rows, originals }: TreeCopy): boolean {
  return !isSystemOwned(ledger, originals) && rows.every((row) => isProgram(ledger.catalog.facts(row)?.elf));
}

function isSystemOwned(ledger: Ledger, rows: readonly number[]): boolean {
  return rows.some((row) => {
    const owner = ledger.rightfulOwner(row);
    return owner !== undefined && isSystemPackage(owner);
  });
}

/** Whether one of the two trees is in the other one, all but a little. */
function isWhole({ catalog }: Ledger, copy: TreeCopy, below: BytesBelow): boolean {
  const { from, to, bytes, originals, isThirdParty } = copy;
  const all = isThirdParty ? below.thirdParty : below.others;
  const originalBytes = [...new Set(originals)].reduce((sum, row) => sum + catalog.size(row), 0);
  return bytes >= WHOLE * (all[to] ?? 0) || originalBytes >= WHOLE * (all[from] ?? 0);
}

/** Whether most of the copies were written by another instruction than their originals. */
function isOfTwoLayers({ catalog }: Ledger, { rows, originals, bytes }: TreeCopy): boolean {
  const across = rows.filter((row, place) => catalog.layer(row) !== catalog.layer(originals[place] ?? row));
  return 2 * across.reduce((sum, row) => sum + catalog.bytes(row), 0) >= bytes;
}

function isProgram(elf: ElfFacts | undefined): boolean {
  return elf !== undefined && elf.soname === undefined && elf.interpreter !== null;
}
