import type { Ledger } from '../../ledger/ledger.ts';
import { findProgram, findStartedPrograms } from './entrypoint.ts';
import { scriptWords } from './script-words.ts';
import { isCommandWord } from './shell-word.ts';
import { commandsIn, deriveStart } from './start-commands.ts';

/** A program that the start, the health check or one of their shell scripts calls. `row`: of its file, links followed. */
export type CalledProgram = { readonly word: string; readonly row: number };

const MAX_PROGRAMS = 1_000;

/** The programs of the image that are called by name or path, as far as commands and scripts say so. Each word once. */
export function findCalledPrograms(ledger: Ledger): readonly CalledProgram[] {
  const started = findStartedPrograms(ledger).map(({ word }) => word);
  const commands = deriveStart(ledger).commands.map(([word = '']) => word);
  const called = new Map<string, number>();
  const words = [...started, ...commands, ...probeWords(ledger)];
  for (const word of words) {
    if (called.has(word) || called.size >= MAX_PROGRAMS) continue;
    const { row } = findProgram(ledger, word);
    if (row < 0 || ledger.catalog.type(row) === 'directory') continue;
    called.set(word, row);
    words.push(...scriptWords(ledger, row));
  }
  return [...called].map(([word, row]) => ({ word, row }));
}

/** First words of the health check's commands. Docker image-spec, `Healthcheck.Test`. */
function probeWords({ config }: Ledger): readonly string[] {
  const [kind, ...words] = config.healthcheck ?? [];
  if (kind === 'CMD') return words.slice(0, 1);
  if (kind !== 'CMD-SHELL') return [];
  return commandsIn(words.join(' ')).flatMap(([word]) =>
    word !== undefined && isCommandWord(word) ? [word] : [],
  );
}
