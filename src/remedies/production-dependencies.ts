import type { Edit } from '../dockerfile/edit/edit.ts';
import type { PlacedInstruction } from '../dockerfile/edit/placed-instruction.ts';
import type { ShellItem, ShellWord } from '../dockerfile/edit/shell-list.ts';
import type { InstructionRef } from '../dockerfile/instruction.ts';
import { defineRemedy, type Diagnosis, type Proposal } from './remedy.ts';
import { runOf, shellRunOf, withCommandAtEnd, withOption, type ShellRun } from './run-edits.ts';
import { builtStage, buildStages } from './stages.ts';

/** A command that installs a project's dependencies, and its option for those that the program runs with. */
type Installer = {
  readonly command: RegExp;
  readonly verb: RegExp;
  readonly option: string;
  readonly given: RegExp;
  /** Takes what only development needs out of an installation; absent: no command does. */
  readonly prune?: string;
};

/**
 * https://docs.npmjs.com/cli/commands/npm-ci, https://classic.yarnpkg.com/en/docs/cli/install, https://pnpm.io/cli/install,
 * https://bun.sh/docs/cli/install, https://getcomposer.org/doc/03-cli.md, https://docs.astral.sh/uv/reference/cli/,
 * https://python-poetry.org/docs/cli/
 */
const INSTALLERS: readonly Installer[] = [
  {
    command: /^npm$/,
    verb: /^(ci|clean-install|install|i)$/,
    option: '--omit=dev',
    given: /^--(omit|production|only)/,
    prune: 'npm prune --omit=dev',
  },
  { command: /^yarn$/, verb: /^install$/, option: '--production', given: /^--prod/ },
  {
    command: /^pnpm$/,
    verb: /^(install|i)$/,
    option: '--prod',
    given: /^(--prod|-P$)/,
    prune: 'pnpm prune --prod',
  },
  { command: /^bun$/, verb: /^(install|i)$/, option: '--production', given: /^--production/ },
  {
    command: /^composer(\.phar)?$/,
    verb: /^install$/,
    option: '--no-dev',
    given: /^--no-dev/,
    prune: 'composer install --no-dev',
  },
  {
    command: /^uv$/,
    verb: /^sync$/,
    option: '--no-dev',
    given: /^--(no-dev|only|no-default)/,
    prune: 'uv sync --no-dev',
  },
  { command: /^poetry$/, verb: /^install$/, option: '--only main', given: /^--(only|without|no-dev)/ },
];

/** Where nothing is built from the same installation, it can do without what only development needs. */
export const productionDependencies = defineRemedy({
  id: 'production-dependencies',
  rules: ['dev-dependency', 'node-bundler'],
  headline: 'Install only what the program runs with',
  propose(diagnosis) {
    const steps = diagnosis.ledger.buildSteps?.steps ?? [];
    const edits = steps
      .filter(({ ref }) => ref.keyword === 'RUN')
      .flatMap(({ ref }) => editsOf(diagnosis, ref));
    return [edits, prunes(diagnosis)]
      .filter((way) => way.length > 0)
      .map((way) => ({ edits: way, removes: isOfPackages, changes: isNote }));
  },
  examples: [
    {
      rule: 'dev-dependency',
      subject: 'npm development dependencies',
      before: 'FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --no-audit\n',
      leaves: {
        4: [
          { path: '/app/package.json', text: '{"devDependencies":{"jest":"30"}}' },
          { path: '/app/node_modules/jest/package.json', text: '{"name":"jest","version":"30.0.0"}' },
          {
            path: '/app/node_modules/.package-lock.json',
            text: '{"lockfileVersion":3,"packages":{"node_modules/jest":{"version":"30.0.0","dev":true}}}',
          },
        ],
      },
      after: 'FROM node:20-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev --no-audit\n',
    },
    {
      rule: 'dev-dependency',
      subject: 'npm development dependencies',
      before:
        'FROM node:20 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n\nFROM node:20-slim\nCOPY --from=build /app /app\n',
      leaves: {
        8: [
          { path: '/app/package.json', text: '{"devDependencies":{"jest":"30"}}' },
          { path: '/app/node_modules/jest/package.json', text: '{"name":"jest","version":"30.0.0"}' },
          {
            path: '/app/node_modules/.package-lock.json',
            text: '{"lockfileVersion":3,"packages":{"node_modules/jest":{"version":"30.0.0","dev":true}}}',
          },
        ],
      },
      after:
        'FROM node:20 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build && npm prune --omit=dev\n\nFROM node:20-slim\nCOPY --from=build /app /app\n',
    },
  ],
});

/** Once all is built: in the last `RUN` of a build stage, and in a `RUN` of the final stage that installs and builds. */
function prunes(diagnosis: Diagnosis): Proposal['edits'] {
  const built = builtStage(diagnosis)?.instructions.filter(({ keyword }) => keyword === 'RUN') ?? [];
  const others = buildStages(diagnosis).map(({ instructions }) =>
    instructions.filter(({ keyword }) => keyword === 'RUN'),
  );
  return [...built.map((run) => [run]), ...others].flatMap((runs) => pruneAtEnd(diagnosis, runs) ?? []);
}

/** At the end of the last of them, where one installs and something is done after it. */
function pruneAtEnd(diagnosis: Diagnosis, runs: readonly PlacedInstruction[]): Edit | undefined {
  const items = runs.flatMap((placed) => runOf(diagnosis, placed)?.items ?? []);
  const at = items.findIndex((item) => placeIn(item) !== undefined);
  const prune = items[at] && installerOf(items[at])?.prune;
  const last = runs.at(-1);
  if (prune === undefined || last === undefined || at === items.length - 1) return undefined;
  return withCommandAtEnd(diagnosis, last, prune);
}

function editsOf(diagnosis: Diagnosis, ref: InstructionRef): Proposal['edits'] {
  const run = shellRunOf(diagnosis, ref);
  return run === undefined
    ? []
    : placesOf(run).map(({ at, option }) => withOption(diagnosis, { run, at }, option));
}

type Place = { readonly at: number; readonly option: string };

function placesOf({ items }: ShellRun): readonly Place[] {
  return items.flatMap((item) => placeIn(item) ?? []);
}

/** Behind the word that installs, of a command that names no packages and has no such option. */
function placeIn(item: ShellItem): Place | undefined {
  const { words } = item;
  const installer = installerOf(item);
  const verb = installer && verbOf(words, installer);
  const others = words.slice(2);
  if (installer === undefined || verb === undefined) return undefined;
  const isOther = others.some(({ text }) => !text.startsWith('-') || installer.given.test(text));
  return isOther ? undefined : { at: verb.end, option: installer.option };
}

function installerOf({ words }: ShellItem): Installer | undefined {
  return INSTALLERS.find(({ command }) => command.test(words[0]?.text ?? ''));
}

/** Yarn installs without a word for it. */
function verbOf([first, second]: readonly ShellWord[], { verb }: Installer): ShellWord | undefined {
  if (second === undefined) return first?.text === 'yarn' ? first : undefined;
  return verb.test(second.text) ? second : undefined;
}

/** What managers note of all that is installed. */
function isNote(path: string): boolean {
  return /\/node_modules\/\.[^/]+$|\/vendor\/(autoload\.php|composer\/[^/]+)$/.test(path);
}

/** Packages, and the programs that they link. */
function isOfPackages(path: string): boolean {
  return /\/(node_modules|vendor|site-packages|\.venv)\/|\/bin\/[^/]+$/.test(path);
}
