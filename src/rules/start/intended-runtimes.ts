import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, isLauncher, findStartedPrograms } from './entrypoint.ts';
import { findRuntimes, runtimesOfName, runtimesOfProgram, type Runtime } from './runtimes.ts';
import { deriveStart } from './start-commands.ts';
import { interpreterWords } from './interpreter-words.ts';
import { findStartFailure } from './start-failure.ts';
import { startsTypeScript } from './typescript-start.ts';
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
    ({ row, word }) =>
      row >= 0 &&
      !ledger.isInherited(row) &&
      factsOf(ledger.catalog, row)?.elf !== undefined &&
      ledger.rightfulOwner(row) === undefined &&
      runtimesOfProgram(ledger, row, nameOf(word)).length === 0 &&
      !isLauncher(word),
  );
}

/** Runtimes that the start's commands run, by the name that each is called by. */
function startedRuntimes(ledger: Ledger): readonly Runtime[] {
  return deriveStart(ledger).commands.flatMap(([word = '']) => {
    const { row } = findProgram(ledger, word);
    return row < 0 ? [] : runtimesOfProgram(ledger, row, nameOf(word));
  });
}

/** Runtimes that the start needs and does not find. */
function missingRuntimes(ledger: Ledger): readonly Runtime[] {
  if (findStartFailure(ledger) === undefined) return [];
  const words = findStartedPrograms(ledger).flatMap(({ word, row }) => {
    const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
    return shebang === undefined ? [word] : [word, ...interpreterWords(shebang)];
  });
  const missing = words.filter((word) => findProgram(ledger, word).row < 0).map(nameOf);
  return missing.flatMap((name) => [
    ...runtimesOfName(name),
    ...(/^(deno|bun)$/.test(name) ? TYPESCRIPT : []),
  ]);
}

const TYPESCRIPT: readonly Runtime[] = ['typescript'];

function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
