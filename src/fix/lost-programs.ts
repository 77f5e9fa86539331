import { findCalledPrograms } from '../rules/start/called-programs.ts';
import { findProgram } from '../rules/start/entrypoint.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A program of the first image that the start, the health check or their scripts call, and that the second does not have. */
export function findLostProgram(before: Ledger, after: Ledger): string | undefined {
  return findCalledPrograms(before).find(({ word }) => findProgram(after, word).row < 0)?.word;
}
