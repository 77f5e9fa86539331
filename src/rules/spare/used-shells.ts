import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, isShell } from '../start/entrypoint.ts';
import { interpreterWords } from '../start/interpreter-words.ts';
import { deriveUsedText } from '../start/used-text.ts';
import { isSystemPackage } from '../../packages/databases.ts';
import { isOwnPackage } from './package-origins.ts';

/** Packages that every image of a distribution has: where own instructions brought them, they brought all of it. */
const BASE_SYSTEM = /^(?:base-files|alpine-baselayout(?:-data)?|wolfi-baselayout|filesystem|setup)$/;

const memo = new WeakMap<Ledger, ReadonlySet<number>>();

/** Whether a shell among these rows is one that the start or a script of the application runs, or is a part of a whole system. */
export function isUsedShell(ledger: Ledger, rows: readonly number[], isPackaged: boolean): boolean {
  if (isPackaged && isWholeSystem(ledger)) return true;
  const used = usedRows(ledger);
  return rows.some((row) => used.has(row));
}

function isWholeSystem(ledger: Ledger): boolean {
  return ledger.packages.some(
    (pkg, index) => isSystemPackage(pkg) && BASE_SYSTEM.test(pkg.name) && isOwnPackage(ledger, index),
  );
}

/** Rows of the shells that the start, the health check and scripts of the application name, links followed. */
function usedRows(ledger: Ledger): ReadonlySet<number> {
  const known = memo.get(ledger);
  if (known !== undefined) return known;
  const words = deriveUsedText(ledger)
    .split(/[\s"'`;|&()<>=]+/)
    .filter(isShell);
  // https://docs.docker.com/reference/dockerfile/#healthcheck
  const checks = ledger.config.healthcheck?.[0] === 'CMD-SHELL' ? ['/bin/sh'] : [];
  const all = new Set([...words, ...checks, ...scriptShells(ledger)]);
  const rows = [...all].map((word) => findProgram(ledger, word).row);
  const used = new Set(rows.flatMap((row) => (row < 0 ? [] : [row, ledger.catalog.groupOf(row)])));
  memo.set(ledger, used);
  return used;
}

/** Interpreters of visible scripts that own instructions brought and that are of no distribution's package. */
function scriptShells(ledger: Ledger): ReadonlySet<string> {
  const found = new Set<string>();
  for (const row of ledger.catalog.factRows) {
    const shebang = ledger.catalog.facts(row)?.shebang;
    if (shebang === undefined || !isOwnScript(ledger, row)) continue;
    for (const word of interpreterWords(shebang).filter(isShell)) found.add(word);
  }
  return found;
}

function isOwnScript(ledger: Ledger, row: number): boolean {
  if (ledger.isInherited(row) || !ledger.catalog.isVisible(row)) return false;
  const owner = ledger.owner(row);
  return owner === undefined || !isSystemPackage(owner);
}
