import { readRelease } from './apt.ts';
import { runCommand } from './command.ts';
import { programEnvironment } from './packages.ts';
import { openPrograms } from './programs.ts';

/** libarchive's tar: variables with which `bsdtar` is found and finds its libraries. https://www.libarchive.org */
export type Bsdtar = { readonly env: Readonly<Record<string, string>> };

/** The machine's own, or the distribution's, extracted beside the system (about 10 s); or why there is none, in one clause. */
export async function openBsdtar(): Promise<Bsdtar | { readonly unavailable: string }> {
  if ((await runCommand('bsdtar', ['--version'])).code === 0) return { env: {} };
  const release = await readRelease();
  if (release === undefined)
    return { unavailable: 'bsdtar is not installed, and can be fetched only on Debian or Ubuntu' };
  try {
    const folder = await openPrograms({ name: 'bsdtar', packages: ['libarchive-tools'] }, release);
    return { env: programEnvironment(folder) };
  } catch (error) {
    return { unavailable: `bsdtar cannot be fetched (${String(error)})` };
  }
}
