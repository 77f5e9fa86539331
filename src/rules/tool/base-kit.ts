import type { Ledger } from '../../ledger/ledger.ts';
import type { ToolchainFound } from '../../ledger/toolchains/toolchain.ts';
import { isSystemPackage } from '../../packages/databases.ts';

/** A module that `npm install --global` put beside npm itself, not below another one. */
const GLOBAL_MODULE = /\/lib(?:64)?\/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/**
 * Whether a tool makes a base image one to build in: a compiler or an SDK, or what compiles JavaScript for everybody. In the
 * tree of an application that the base image brings, the same may be there to run.
 */
export function isKit(ledger: Ledger, { tool, rows }: ToolchainFound): boolean {
  if (tool.ruleId !== 'node-bundler') return tool.isSdk;
  return rows.some((row) => {
    const owner = ledger.owner(row);
    if (owner === undefined) return false;
    if (isSystemPackage(owner)) return true;
    const path = ledger.catalog.path(row);
    return GLOBAL_MODULE.test(path) && path.indexOf('/node_modules/') === path.lastIndexOf('/node_modules/');
  });
}
