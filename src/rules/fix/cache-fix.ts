import { bringerOf, code, fitStages, userAt, type Bringer, type Case } from './case.ts';
import { contextFix } from './context-fix.ts';

/** An option of the manager itself that fills no cache, by the manager's name. */
const OPTIONS: Readonly<Record<string, string>> = {
  apk: '`apk add --no-cache`',
  pip: '`pip install --no-cache-dir`',
  Composer: '`composer --no-cache`',
};

/** Caches of the system's package managers, which install nothing through a mount that others do not empty, too. */
const SYSTEM = /^(apt|apk|dnf|zypper|pacman) cache$/;

const MAX_DIRECTORIES = 3;

/** The directories that the evidence's caches are, each once and in the order of the rows; a few of them. */
export function directoriesOf(
  { ledger: { catalog }, rows }: Case,
  directoryOf: (path: string) => string | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const directory = found.size < MAX_DIRECTORIES ? directoryOf(catalog.path(row)) : undefined;
    if (directory !== undefined) found.add(directory);
  }
  return [...found];
}

/** What keeps a package manager's cache from being left, by who brought it and where it lies. */
export function cacheFix(found: Case, directories: readonly string[]): string | undefined {
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy') return contextFix(found, bringer);
  if (directories.length === 0) return undefined;
  const isSystem = SYSTEM.test(found.subject);
  const option = OPTIONS[found.subject.replace(/ cache$/, '')];
  const all = directories.map((directory) => (isSystem ? `${directory}/*` : directory)).join(' ');
  const end = `${option === undefined ? 'End' : `Use ${option}, or end`} the \`RUN\` that fills it with ${code(`&& rm -rf ${all}`)}`;
  return isSystem ? end : `${end}${mountOf(found, bringer, directories)}`;
}

/** The other way, where one mount does: `, or mount …`. */
function mountOf(found: Case, bringer: Bringer, directories: readonly string[]): string {
  if (bringer.kind !== 'run' || directories.length !== 1) return '';
  return `, or mount the cache instead: ${code(`RUN --mount=type=cache,target=${directories[0]}${ownerOf(found, bringer)} …`)}`;
}

/** A cache mount belongs to root unless told. https://docs.docker.com/reference/dockerfile/#run---mounttypecache */
function ownerOf({ ledger }: Case, { instruction }: Bringer & { readonly kind: 'run' }): string {
  const user = userAt(ledger, instruction);
  return user === undefined ? '' : `,uid=${user}`;
}

/** What helps against what a compiler, bundler or test left, by what it is. */
export function buildCacheFix(found: Case, directories: readonly string[]): string {
  const { ledger, subject } = found;
  const bringer = bringerOf(found);
  if (bringer.kind === 'copy') return contextFix(found, bringer);
  if (/target directory|build tree/.test(subject))
    return fitStages(ledger, 'Build in an earlier stage and copy only the program, not its build directory');
  const empty = `end the \`RUN\` that fills it with ${code(`&& rm -rf ${directories.join(' ')}`)}`;
  if (subject === 'test and lint cache') return `Run tests and linters in a separate stage, or ${empty}`;
  const build = fitStages(ledger, 'Build in an earlier stage and copy only the result');
  const isMountable = bringer.kind === 'run' && !isEmptied(bringer.instruction.text, directories);
  return `${build}${isMountable ? mountOf(found, bringer, directories) : `, or ${empty}`}`;
}

/** Whether the instruction deletes `node_modules` itself, which a mount inside of it does not let happen. */
function isEmptied(text: string, directories: readonly string[]): boolean {
  const isInside = directories.some((directory) => directory.includes('/node_modules/'));
  return isInside && /\bnpm (ci|clean-install)\b|\brm\b[^&;]*\bnode_modules\b/.test(text);
}
