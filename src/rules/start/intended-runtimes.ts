import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, isLauncher, findStartedPrograms } from './entrypoint.ts';
import type { Runtime } from './interpreters.ts';
import { findPackageRuntimes } from './package-runtimes.ts';
import { findRuntimes, runtimesOfName, runtimesOfProgram } from './runtimes.ts';
import { commandsIn, deriveStart } from './start-commands.ts';
import { interpreterWords } from './interpreter-words.ts';
import { findStartFailure } from './start-failure.ts';
import { startsTypeScript } from './typescript-start.ts';
import { deriveUsedText } from './used-text.ts';
import { findBrokenEnvironment } from './virtual-environment.ts';
import { factsOf } from './visible-files.ts';

/**
 * Runtimes that the image has or means to have: what lies in it by content, and what its start runs. Those that its
 * start names, and the Python of a virtual environment, count though they stayed behind in the build stage, where that
 * is reported as a broken stage: what they would read is the application. A word alone is nothing.
 */
export function deriveIntendedRuntimes(ledger: Ledger): ReadonlySet<Runtime> {
  const environment: readonly Runtime[] = findBrokenEnvironment(ledger) === undefined ? [] : ['python'];
  const runtimes = new Set([
    ...findRuntimes(ledger),
    ...startedRuntimes(ledger),
    ...missingRuntimes(ledger),
    ...environment,
    ...findPackageRuntimes(ledger),
  ]);
  if (runtimes.has('node') && startsTypeScript(ledger)) runtimes.add('typescript');
  return runtimes;
}

const APPLICATION_RUNTIMES: readonly Runtime[] = ['python', 'node', 'typescript', 'ruby', 'php', 'elixir'];

/** Whether the application is one that a runtime interprets: there is one, and the start runs no native program of ours. */
export function isInterpreted(ledger: Ledger, runtimes: ReadonlySet<Runtime>): boolean {
  return APPLICATION_RUNTIMES.some((runtime) => runtimes.has(runtime)) && !startsOwnProgram(ledger);
}

function startsOwnProgram(ledger: Ledger): boolean {
  return findStartedPrograms(ledger).some(
    ({ row, word, args }) =>
      row >= 0 &&
      !ledger.isInherited(row) &&
      factsOf(ledger.catalog, row)?.elf !== undefined &&
      ledger.rightfulOwner(row) === undefined &&
      runtimesOfProgram(ledger, row, { name: nameOf(word), args }).length === 0 &&
      !isLauncher(word),
  );
}

/** Runtimes that the start's commands run, and those of the scripts that it names, by the name that each is called by. */
function startedRuntimes(ledger: Ledger): readonly Runtime[] {
  const commands = [...deriveStart(ledger).commands, ...commandsIn(deriveUsedText(ledger))];
  return commands.flatMap(([word = '', ...args]) => {
    const call = { name: nameOf(word), args };
    // Most words are of no interpreter, and need not be looked for.
    const row = runtimesOfName(call).length === 0 ? -1 : findProgram(ledger, word).row;
    return row < 0 ? [] : runtimesOfProgram(ledger, row, call);
  });
}

/** Runtimes that the start needs and does not find. */
function missingRuntimes(ledger: Ledger): readonly Runtime[] {
  if (findStartFailure(ledger) === undefined) return [];
  const calls = findStartedPrograms(ledger).flatMap(({ word, args, row }) => {
    const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
    return [word, ...(shebang === undefined ? [] : interpreterWords(shebang))].map((each) => ({
      word: each,
      args,
    }));
  });
  const missing = calls.filter(({ word }) => findProgram(ledger, word).row < 0);
  return missing.flatMap(({ word, args }) => {
    const name = nameOf(word);
    return [...runtimesOfName({ name, args }), ...(/^(deno|bun)$/.test(name) ? TYPESCRIPT : [])];
  });
}

const TYPESCRIPT: readonly Runtime[] = ['typescript'];

function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
