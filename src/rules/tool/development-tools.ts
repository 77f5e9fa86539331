import type { Ledger } from '../../ledger/ledger.ts';
import { findToolchains, toolchainOf } from '../../ledger/toolchains/toolchains.ts';
import { readRuntimes } from '../start/runtimes.ts';

/**
 * Which rows `dev-dependency` tells: own files of packages that only development needs. Where nothing in the image runs
 * JavaScript the tree is no program's, and its bundlers are build tools like others.
 */
export function developmentRows(ledger: Ledger): (row: number) => boolean {
  const isDevelopment = ledger.packages.map((pkg) => pkg.type === 'npm' && pkg.isDevelopment === true);
  if (!isDevelopment.includes(true)) return () => false;
  const bundlers = readRuntimes(ledger).has('node') ? new Set<number>() : bundlerRows(ledger);
  return (row) =>
    isDevelopment[ledger.ownerIndex(row)] === true && !ledger.isInherited(row) && !bundlers.has(row);
}

function bundlerRows(ledger: Ledger): ReadonlySet<number> {
  const bundlers = findToolchains(ledger).filter(({ tool }) => tool.ruleId === 'node-bundler');
  return new Set(bundlers.flatMap(({ rows }) => rows));
}

/** Bundlers and compilers among packages, by name; those that frameworks bring into production, too, are none. */
export function bundlersOf(ledger: Ledger, packages: readonly number[]): readonly string[] {
  const tools = packages.flatMap((index) => {
    const pkg = ledger.packages[index];
    const tool = pkg && toolchainOf(pkg)?.toolchain;
    return tool?.ruleId === 'node-bundler' && tool.developmentOnly !== true ? [tool.subject] : [];
  });
  return [...new Set(tools)].sort();
}
