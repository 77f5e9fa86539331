import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, findStartedPrograms, type StartedProgram } from './entrypoint.ts';
import { passesArguments } from './shell-script.ts';
import { factsOf } from './visible-files.ts';

/**
 * The program that the container is for: the last that certainly starts or, where that is a script that ends with `exec "$@"`,
 * the command that it is given, since the branches of such scripts are for other commands than the image's own.
 */
export function findMainProgram(ledger: Ledger): StartedProgram | undefined {
  const last = findStartedPrograms(ledger).at(-1);
  if (last === undefined || last.row < 0) return last;
  const [word, ...args] = last.args;
  const content = factsOf(ledger.catalog, last.row)?.content;
  const isPassing = content !== undefined && passesArguments(Buffer.from(content).toString('utf8'));
  return word !== undefined && isPassing ? { word, args, ...findProgram(ledger, word) } : last;
}
