import { join } from 'node:path';
import { cacheFolder } from './folders.ts';
import { openGoProgram } from './go-program.ts';
import { withLock } from './lock.ts';

/** The linter of workflows that the field uses. https://github.com/rhysd/actionlint */
const ACTIONLINT = {
  ...{ module: 'github.com/rhysd/actionlint', path: 'cmd/actionlint', version: 'v1.7.12', linkFlags: '' },
};

/** Its program, compiled by the machine's Go when it is not there yet (about a minute); or why there is none, in one clause. */
export async function openActionlint(): Promise<string | { readonly unavailable: string }> {
  const root = join(cacheFolder(), 'actionlint');
  try {
    return await withLock(root, () => openGoProgram(root, ACTIONLINT));
  } catch (error) {
    return { unavailable: `actionlint could not be built (${String(error)}): install Go` };
  }
}
