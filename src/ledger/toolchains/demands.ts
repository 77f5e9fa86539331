import type { Package } from '../../packages/package.ts';
import { providers } from '../../packages/sole-dependencies.ts';
import type { Ledger } from '../ledger.ts';
import { isForDevelopment } from './own-word.ts';
import type { ToolchainMarks } from './toolchain-marks.ts';
import type { ToolchainFound } from './toolchain.ts';

/** By package that runs: the tools' packages that it depends on directly. Indices into `packages`. */
export type Demands = ReadonlyMap<number, readonly number[]>;

const SYSTEMS: ReadonlySet<string> = new Set<Package['type']>(['deb', 'apk', 'rpm']);

/** Installed packages of the distribution that depend on a build tool, and are neither one, nor for development, nor there for one alone. */
export function demandsOf(ledger: Ledger, marks: ToolchainMarks, found: readonly ToolchainFound[]): Demands {
  const demands = new Map<number, readonly number[]>();
  const ofTools = new Set(found.flatMap(({ packages }) => packages));
  if (ofTools.size === 0) return demands;
  const byName = providers(ledger.packages);
  // Many packages may need one name, and many may stand for it: each name is looked at once.
  const byKey = new Map<string, readonly number[]>();
  const toolsOf = (key: string, name: string): readonly number[] => {
    const known = byKey.get(key) ?? toolsFor(ledger, marks, { name, candidates: byName.get(key) ?? [] });
    byKey.set(key, known);
    return known;
  };
  for (const [index, pkg] of ledger.packages.entries()) {
    if (ofTools.has(index) || (marks.ofPackage[index] ?? -1) >= 0 || !isRunning(ledger, index, pkg)) continue;
    const tools = pkg.depends.flatMap((name) => toolsOf(`${pkg.type}:${name}`, name));
    if (tools.length > 0) demands.set(index, [...new Set(tools)]);
  }
  return demands;
}

function isRunning(ledger: Ledger, index: number, pkg: Package): boolean {
  return SYSTEMS.has(pkg.type) && ledger.isInstalled(index) && !isForDevelopment(pkg);
}

/** Most packages of one name or that stand in for it. */
const MAX_CANDIDATES = 64;

type Wanted = { readonly name: string; readonly candidates: readonly number[] };

/** Packages of one tool that count for one name; real ones are one or two. */
const MAX_TOOLS = 50;

/**
 * The tools' packages that a dependency keeps in the image. A package of the name is preferred to those that stand in for
 * it; where several tools do, one is enough: the one that came by itself.
 */
function toolsFor({ packages }: Ledger, { ofPackage }: ToolchainMarks, { name, candidates }: Wanted) {
  // So many tools are not needed all.
  if (candidates.length > MAX_CANDIDATES) return [];
  const called = candidates.filter((index) => packages[index]?.name === name);
  const able = called.length > 0 ? called : candidates;
  const toolOf = (index: number): number => ofPackage[index] ?? -1;
  if (able.some((index) => toolOf(index) < 0)) return [];
  const chosen = able.find((index) => packages[index]?.isRequested === false) ?? able[0];
  return chosen === undefined
    ? []
    : able.filter((index) => toolOf(index) === toolOf(chosen)).slice(0, MAX_TOOLS);
}
