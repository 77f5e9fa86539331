import { developmentFix } from './fix/development-fix.ts';
import { bundlersOf, developmentRowsByManager } from './tool/development-tools.ts';
import { defineLedgerRule } from './rule.ts';

/** Known by what npm and Composer noted beside the packages and by Python's lock files, else by the manifests of a JavaScript project and its packages. */
export const devDependency = defineLedgerRule({
  id: 'dev-dependency',
  category: 'dev-files',
  headline: 'development dependencies that were installed together with the others',
  severity: 'warning',
  since: '0.1.0',
  fix: 'Install only production dependencies with `npm ci --omit=dev`, or prune before the copy with `npm prune --omit=dev`',
  fixFor: developmentFix,
  evidence: 'thing',
  covers: 'node-bundler',
  examples: {
    catches: [
      'Jest, ESLint and everything that only they need in `node_modules`, which a lock file flags as `dev`',
      'the same in a tree of Yarn, pnpm or Bun, found through `devDependencies` in the `package.json` beside it',
      'the same, copied from a build stage that ran `npm install`',
      'PHPUnit and everything that only it needs in `vendor`, which `vendor/composer/installed.json` lists as development packages',
      'pytest, Ruff and everything that only they need, by `uv.lock`, `poetry.lock`, `pdm.lock` or `Pipfile.lock`',
      'the same with a bundler among them, which makes all of them as severe as `node-bundler`',
    ],
    ignores: [
      '`node_modules` without a lock file that flags them, if the project has no `package.json` in the image',
      'what both a development dependency and the program need',
      '`vendor` of Composer 1, which does not record this',
      'what came with the base image',
    ],
  },
  inspect(ledger) {
    return [...developmentRowsByManager(ledger)].map(([{ name }, rows]) => {
      const packages = [...new Set(rows.map((row) => ledger.ownerIndex(row)))];
      const tools = bundlersOf(ledger, packages);
      const count = `${packages.length} ${name} package${packages.length === 1 ? '' : 's'}`;
      const among = tools.length === 0 ? '' : `, including ${tools.join(', ')}`;
      const message = `${count} that only development needs${among}`;
      const hasCovered = tools.length > 0;
      return { subject: `${name} development dependencies`, message, rows, packages, hasCovered };
    });
  },
});
