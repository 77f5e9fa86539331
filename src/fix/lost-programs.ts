import { findProgram } from '../rules/start/entrypoint.ts';
import { usedWords } from '../rules/start/used-text.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A word of the start, of the health check or of their scripts that names a program of the first image, but none of the second. */
export function findLostProgram(before: Ledger, after: Ledger): string | undefined {
  return usedWords(before).find(
    (word) => findProgram(before, word).row >= 0 && findProgram(after, word).row < 0,
  );
}
