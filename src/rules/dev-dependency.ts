import type { Ledger } from '../ledger/ledger.ts';
import { bundlersOf, developmentRows } from './tool/development-tools.ts';
import { developmentFix } from './fix/node-fix.ts';
import { managerOfProject, NPM, type NodeManager } from './fix/node-manager.ts';
import { defineLedgerRule } from './rule.ts';

/** Known by what npm noted in `node_modules/.package-lock.json`, else by the manifests of the project and its packages. */
export const devDependency = defineLedgerRule({
  id: 'dev-dependency',
  category: 'dev-files',
  headline: 'development dependencies that were installed with the others',
  severity: 'warning',
  since: '1.0.0',
  fix: 'Install what the program runs with alone, `npm ci --omit=dev`, or prune before the copy, `npm prune --omit=dev`',
  fixFor: developmentFix,
  evidence: 'thing',
  covers: 'node-bundler',
  examples: {
    catches: [
      'Jest, ESLint and all that only they need in `node_modules`, which a lock file flags as `dev`',
      'the same in a tree of Yarn, pnpm or Bun, as `devDependencies` in the `package.json` beside it lead to them',
      'the same, copied from a build stage that ran `npm install`',
      'a bundler among them: then all of them are as severe as `node-bundler`',
    ],
    ignores: [
      '`node_modules` without a lock file that flags them, where the project has no `package.json` in the image',
      'what both a development dependency and the program need',
      'what came with the base image',
    ],
  },
  inspect(ledger) {
    return [...rowsByManager(ledger)].map(([{ name }, rows]) => {
      const packages = [...new Set(rows.map((row) => ledger.ownerIndex(row)))];
      const tools = bundlersOf(ledger, packages);
      const count = `${packages.length} ${name} package${packages.length === 1 ? '' : 's'}`;
      const among = tools.length === 0 ? '' : `, ${tools.join(', ')} among them`;
      const message = `${count} that only development needs${among}`;
      const hasCovered = tools.length > 0;
      return { subject: `${name} development dependencies`, message, rows, packages, hasCovered };
    });
  },
});

/** Own files of packages that only development needs, ascending, by who installed them. */
function rowsByManager(ledger: Ledger): ReadonlyMap<NodeManager, readonly number[]> {
  const { catalog } = ledger;
  const projects = new Map<string, NodeManager>();
  const rows = new Map<NodeManager, number[]>();
  const isDevelopment = developmentRows(ledger);
  for (let row = 0; row < catalog.rowCount; row += 1) {
    if (catalog.type(row) === 'directory' || !isDevelopment(row)) continue;
    const [project = ''] = catalog.path(row).split('/node_modules/', 1);
    const manager = projects.get(project) ?? managerOfProject(ledger, project) ?? NPM;
    projects.set(project, manager);
    const known = rows.get(manager);
    if (known === undefined) rows.set(manager, [row]);
    else known.push(row);
  }
  return rows;
}
