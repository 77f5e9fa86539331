import type { FileCatalog } from '../files/catalog.ts';
import type { Case } from './case.ts';

/** The package manager of a JavaScript project, with its commands for what the program runs with alone. */
export type NodeManager = {
  readonly install: string;
  /** Takes development dependencies out of an installation. */
  readonly prune: string;
};

const NPM: NodeManager = { install: 'npm ci --omit=dev', prune: 'npm prune --omit=dev' };

/**
 * What each leaves beside the packages that it installs, and its lock file, in the order in which they tell.
 * https://docs.npmjs.com/cli/commands/npm-prune, https://classic.yarnpkg.com/en/docs/cli/install,
 * https://yarnpkg.com/cli/workspaces/focus, https://pnpm.io/cli/prune, https://bun.sh/docs/cli/install
 */
const MANAGERS: readonly (readonly [files: readonly string[], NodeManager])[] = [
  [
    ['node_modules/.yarn-state.yml', '.yarnrc.yml'],
    { install: 'yarn workspaces focus --production', prune: 'yarn workspaces focus --production' },
  ],
  [
    ['node_modules/.modules.yaml', 'node_modules/.pnpm', 'pnpm-lock.yaml'],
    { install: 'pnpm install --prod --frozen-lockfile', prune: 'pnpm prune --prod' },
  ],
  [
    ['node_modules/.yarn-integrity', 'yarn.lock'],
    {
      install: 'yarn install --production --frozen-lockfile',
      prune: 'yarn install --production --ignore-scripts --prefer-offline',
    },
  ],
  [
    ['bun.lock', 'bun.lockb'],
    {
      install: 'bun install --production',
      prune: 'rm -rf node_modules && bun install --production',
    },
  ],
  [['node_modules/.package-lock.json', 'package-lock.json', 'npm-shrinkwrap.json'], NPM],
];

/** The package manager that installed the evidence's packages, by what it left beside them; npm where nothing tells. */
export function nodeManagerOf({ ledger: { catalog }, rows }: Case): NodeManager {
  const path = catalog.path(rows[0] ?? 0);
  const at = path.indexOf('/node_modules/');
  const root = at < 0 ? '' : path.slice(0, at);
  const found = MANAGERS.find(([files]) => files.some((file) => hasEver(catalog, `${root}/${file}`)));
  return found?.[1] ?? NPM;
}

/** Whether any layer has the path. */
function hasEver({ paths }: FileCatalog, path: string): boolean {
  return paths.find(path) >= 0;
}
