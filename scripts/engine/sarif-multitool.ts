import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from './command.ts';
import { cacheFolder } from './folders.ts';
import { withLock } from './lock.ts';

const VERSION = '5.7.0';
/** The package that has the program itself; only this one is needed, and 100 MB are too many for a dependency. */
const PACKAGE = '@microsoft/sarif-multitool-linux';

/** SARIF's validator by those who wrote the standard, fetched from npm when it is not there yet; or why there is none, in one clause. */
export async function openSarifMultitool(): Promise<string | { readonly unavailable: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { unavailable: 'SARIF Multitool is fetched for Linux on x64 only' };
  const root = join(cacheFolder(), 'sarif-multitool');
  try {
    return await withLock(root, () => fetchOnce(root));
  } catch (error) {
    return { unavailable: `SARIF Multitool could not be fetched (${String(error)})` };
  }
}

async function fetchOnce(root: string): Promise<string> {
  const folder = join(root, VERSION);
  const program = join(folder, 'node_modules', PACKAGE, 'Sarif.Multitool');
  if (existsSync(program)) return program;
  await mkdir(root, { recursive: true });
  const draft = await mkdtemp(join(root, 'draft-'));
  try {
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', draft];
    await readCommand('npm', ['install', ...flags, `${PACKAGE}@${VERSION}`]);
    await chmod(join(draft, 'node_modules', PACKAGE, 'Sarif.Multitool'), 0o755);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return program;
}
