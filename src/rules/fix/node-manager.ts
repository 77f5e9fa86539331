import type { FileCatalog } from '../../files/catalog.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Case } from './case.ts';

/** The package manager of a project, with its commands for what the program runs with alone. */
export type ProjectManager = {
  /** As people call it. */
  readonly name: string;
  readonly install: string;
  /** Takes development dependencies out of an installation. */
  readonly prune: string;
};

type Manager = ProjectManager & {
  /** What it leaves beside the packages that it installs. */
  readonly marks: readonly string[];
  readonly locks: readonly string[];
  /** Part of `install` that needs a lock file, and what does without. */
  readonly locked: readonly [string, string];
};

/**
 * In the order in which they count: an installation says more than a lock file, and npm leaves one beside others'.
 * https://docs.npmjs.com/cli/commands/npm-prune, https://classic.yarnpkg.com/en/docs/cli/install,
 * https://yarnpkg.com/cli/workspaces/focus, https://pnpm.io/cli/prune, https://bun.sh/docs/cli/install
 */
const MANAGERS: readonly Manager[] = [
  {
    name: 'Yarn',
    marks: ['node_modules/.yarn-state.yml', '.yarnrc.yml'],
    locks: [],
    install: 'yarn workspaces focus --production',
    prune: 'yarn workspaces focus --production',
    locked: ['', ''],
  },
  {
    name: 'pnpm',
    marks: ['node_modules/.modules.yaml', 'node_modules/.pnpm'],
    locks: ['pnpm-lock.yaml'],
    install: 'pnpm install --prod --frozen-lockfile',
    prune: 'pnpm prune --prod',
    locked: [' --frozen-lockfile', ''],
  },
  {
    name: 'Yarn',
    marks: ['node_modules/.yarn-integrity'],
    locks: ['yarn.lock'],
    install: 'yarn install --production --frozen-lockfile',
    prune: 'yarn install --production --ignore-scripts --prefer-offline',
    locked: [' --frozen-lockfile', ''],
  },
  {
    name: 'Bun',
    marks: [],
    locks: ['bun.lock', 'bun.lockb'],
    install: 'bun install --production',
    prune: 'rm -rf node_modules && bun install --production',
    locked: ['', ''],
  },
];

export const NPM: Manager = {
  name: 'npm',
  marks: ['node_modules/.package-lock.json'],
  locks: ['package-lock.json', 'npm-shrinkwrap.json'],
  install: 'npm ci --omit=dev',
  prune: 'npm prune --omit=dev',
  locked: ['npm ci', 'npm install'],
};

/** The package manager that installed the evidence's packages, by what it left beside them; npm where nothing says so. */
export function nodeManagerOf({ ledger, rows }: Case): ProjectManager {
  const { catalog } = ledger;
  const path = catalog.path(rows[0] ?? 0);
  const at = path.indexOf('/node_modules/');
  const root = at < 0 ? '' : path.slice(0, at);
  const { name, install, prune, locks, locked } = managerOfProject(ledger, root) ?? NPM;
  const isMade = locks.some((file) => isMadeHere(ledger, `${root}/${file}`));
  return { name, install: isMade ? install.replace(...locked) : install, prune };
}

/** Who installed the packages of a project's directory; undefined where nothing says so. */
export function managerOfProject({ catalog }: Ledger, project: string): Manager | undefined {
  return [...MANAGERS, NPM].find(({ marks, locks }) =>
    [...marks, ...locks].some((file) => catalog.paths.find(`${project}/${file}`) >= 0),
  );
}

/** Whether a `RUN` wrote a file that nothing copied: the repository has none of that name. */
function isMadeHere({ catalog, origins }: Ledger, path: string): boolean {
  const layers = layersOf(catalog, path);
  const keywords = layers.map((layer) => {
    const origin = origins[layer];
    return origin?.kind === 'instruction' ? origin.instruction.keyword : '';
  });
  return keywords.length > 0 && keywords.every((keyword) => keyword === 'RUN');
}

function layersOf(catalog: FileCatalog, path: string): readonly number[] {
  const node = catalog.paths.find(path);
  const layers: number[] = [];
  if (node < 0) return layers;
  for (let row = 0; row < catalog.rowCount; row += 1)
    if (catalog.node(row) === node) layers.push(catalog.layer(row));
  return layers;
}
