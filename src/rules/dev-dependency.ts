import type { Ledger } from '../ledger/ledger.ts';
import { developmentFix } from './node-fix.ts';
import { defineLedgerRule } from './rule.ts';

/** Known by what npm itself noted of each package in `node_modules/.package-lock.json`; without that file nothing is told. */
export const devDependency = defineLedgerRule({
  id: 'dev-dependency',
  category: 'dev-files',
  headline: 'development dependencies that were installed with the others',
  severity: 'warning',
  since: '1.0.0',
  fix: 'Install what the program runs with alone, `npm ci --omit=dev`, or prune before the copy, `npm prune --omit=dev`',
  fixFor: developmentFix,
  evidence: 'thing',
  examples: {
    catches: [
      'Jest, ESLint and all that only they need in `node_modules`, which a lock file flags as `dev`',
      'the same, copied from a build stage that ran `npm install`',
    ],
    ignores: ['`node_modules` without a lock file that flags them', 'what came with the base image'],
  },
  inspect(ledger) {
    const rows = readRows(ledger);
    const packages = [...new Set(rows.map((row) => ledger.ownerIndex(row)))];
    const count = `${packages.length} ${packages.length === 1 ? 'package' : 'packages'}`;
    const found = { message: `npm development dependencies (${count})`, rows, packages };
    return rows.length === 0 ? [] : [{ subject: 'npm development dependencies', ...found }];
  },
});

/** Own files of packages that only development needs, ascending. */
function readRows(ledger: Ledger): readonly number[] {
  const { catalog, packages } = ledger;
  const rows: number[] = [];
  for (let row = 0; row < catalog.rowCount; row += 1) {
    const isOurs = packages[ledger.ownerIndex(row)]?.isDevelopment === true && !ledger.isInherited(row);
    if (isOurs && catalog.type(row) !== 'directory') rows.push(row);
  }
  return rows;
}
