import type { Finding } from '../../scan/finding.ts';
import type { Diagnosis } from '../remedy.ts';
import type { OwnFiles } from './own-files.ts';
import type { Way } from './way.ts';

/** By the file that a manager leaves beside what it installs: its command that takes development packages away. */
const MANAGERS: readonly (readonly [note: RegExp, command: string])[] = [
  // https://docs.npmjs.com/cli/commands/npm-prune, https://pnpm.io/cli/prune
  [/\/node_modules\/\.package-lock\.json$/, 'npm prune --omit=dev'],
  [/\/node_modules\/\.modules\.yaml$/, 'pnpm prune --prod'],
  // https://classic.yarnpkg.com/en/docs/cli/install
  [/\/node_modules\/\.yarn-integrity$/, 'yarn install --production --ignore-scripts --prefer-offline'],
];

/** The plain way, with the development packages taken away when everything is built; none where there are none. */
export function pruningWays({ ledger, findings }: Diagnosis, plain: Way): readonly Way[] {
  const { catalog, config } = ledger;
  const development = new Set(findings.filter(isOfModules).flatMap(({ rows }) => rows));
  const directory = `${(config.workingDir ?? '/').replace(/\/$/, '')}/node_modules/`;
  const isHere = [...development].every((row) => catalog.path(row).startsWith(directory));
  if (development.size === 0 || !isHere) return [];
  const manager = MANAGERS.find(([note]) => [...plain.stays].some((row) => note.test(catalog.path(row))));
  if (manager === undefined) return [];
  const stays = minus(plain.stays, development);
  return [
    {
      ...plain,
      stays: new Set([...stays].filter((row) => !isNote(catalog.path(row)))),
      ending: [`RUN ${manager[1]}`],
    },
  ];
}

function isOfModules({ ruleId, inherited }: Finding): boolean {
  return !inherited && (ruleId === 'dev-dependency' || ruleId === 'node-bundler');
}

function minus(rows: OwnFiles['kept'], others: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...rows].filter((row) => !others.has(row)));
}

/** What managers note of all that is installed, and links to programs. */
function isNote(path: string): boolean {
  return /\/node_modules\/\.[^/]+(?:\/|$)/.test(path);
}
