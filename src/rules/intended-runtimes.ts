import type { Ledger } from '../ledger/ledger.ts';
import { readStartedPrograms } from './entrypoint.ts';
import { readRuntimes, runtimesOfName, type Runtime } from './runtimes.ts';
import { interpreterWords } from './start-failure.ts';
import { findBrokenEnvironment } from './virtual-environment.ts';
import { factsOf } from './visible-files.ts';

/**
 * Runtimes that the image has or means to have: also those that its start names, and the Python of a virtual environment,
 * though they stayed behind in the build stage. What they would read is the application; that they are missing is told
 * as a broken stage.
 */
export function readIntendedRuntimes(ledger: Ledger): ReadonlySet<Runtime> {
  const named = startedNames(ledger).flatMap(runtimesOfName);
  const environment: readonly Runtime[] = findBrokenEnvironment(ledger) === undefined ? [] : ['python'];
  return new Set([...readRuntimes(ledger), ...named, ...environment]);
}

/** File names of the programs that start with the container, and of those that their `#!` lines start. */
function startedNames(ledger: Ledger): readonly string[] {
  const words = readStartedPrograms(ledger).flatMap(({ word, row }) => {
    const shebang = row < 0 ? undefined : factsOf(ledger.catalog, row)?.shebang;
    return shebang === undefined ? [word] : [word, ...interpreterWords(shebang)];
  });
  return words.map((word) => word.slice(word.lastIndexOf('/') + 1));
}
