import { join } from 'node:path';
import { cacheFolder } from './folders.ts';
import { openGoProgram } from './go-program.ts';
import { withLock } from './lock.ts';

/** A runner of workflows by other people, which needs no server. https://github.com/nektos/act */
const ACT = { module: 'github.com/nektos', path: 'act', version: 'v0.2.87', linkFlags: '' };

/** Its program, compiled by the machine's Go when it is not there yet (about two minutes); or why there is none, in one clause. */
export async function openAct(): Promise<string | { readonly unavailable: string }> {
  const root = join(cacheFolder(), 'act');
  try {
    return await withLock(root, () => openGoProgram(root, ACT));
  } catch (error) {
    return { unavailable: `act could not be built (${String(error)}): install Go` };
  }
}
