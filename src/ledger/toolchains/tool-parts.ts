import { dependencyGraph } from '../../packages/dependency-graph.ts';
import { closureOf } from '../../packages/sole-dependencies.ts';
import type { Ledger } from '../ledger.ts';
import type { ToolchainFound } from './toolchain.ts';

/** A tool that a compiler cannot work without: assembler and linker. */
const PART = 'GNU binutils';
const COMPILERS = ['gcc', 'Clang/LLVM'];

/** Where a compiler brought its assembler and linker, they are reported with it; where somebody asked for them, by themselves. */
export function withParts(ledger: Ledger, found: readonly ToolchainFound[]): readonly ToolchainFound[] {
  const part = found.find(({ tool }) => tool.subject === PART);
  const whole =
    part && found.find((each) => COMPILERS.includes(each.tool.subject) && isPart(ledger, part, each));
  if (part === undefined || whole === undefined) return found;
  const joined = {
    ...whole,
    rows: [...new Set([...whole.rows, ...part.rows])].sort((a, b) => a - b),
    packages: [...whole.packages, ...part.packages],
    companions: whole.companions + part.packages.length,
    hasRecommended: whole.hasRecommended || part.hasRecommended,
  };
  return found.filter((each) => each !== part).map((each) => (each === whole ? joined : each));
}

function isPart(ledger: Ledger, part: ToolchainFound, whole: ToolchainFound): boolean {
  const { packages } = ledger;
  if (part.packages.length === 0 || part.rows.some((row) => ledger.ownerIndex(row) < 0)) return false;
  const needed = closureOf(dependencyGraph(packages), whole.packages);
  const isBrought = part.packages.every(
    (index) => needed.has(index) && packages[index]?.isRequested !== true,
  );
  // The base image's own linker is no part of a compiler that ours adds.
  const origins = new Set(whole.rows.map((row) => ledger.isInherited(row)));
  return isBrought && part.rows.every((row) => origins.has(ledger.isInherited(row)));
}
