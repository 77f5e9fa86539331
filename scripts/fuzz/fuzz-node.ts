import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAlone, openPrivateApt, readRelease } from '../engine/apt.ts';
import { readCommand } from '../engine/command.ts';
import { cacheFolder } from '../engine/folders.ts';

/** How a Node is started that can load the fuzzer's native part: a command and its first arguments. */
export type FuzzNode = readonly [command: string, ...args: string[]];

/** The fuzzer's native part was linked against this C library. https://www.npmjs.com/package/@jazzer.js/fuzzer */
const NEEDED_GLIBC = 2.38;

/** This Node, or where the machine's C library is too old, this Node with a newer one beside the system; or why neither. */
export async function openFuzzNode(): Promise<FuzzNode | { readonly unavailable: string }> {
  const found = glibcVersion();
  if (found === undefined || found >= NEEDED_GLIBC) return [process.execPath];
  const folder = join(cacheFolder(), 'fuzz', 'glibc');
  if (!existsSync(folder)) await fetchLibraries(folder);
  const libraries = join(
    folder,
    'usr/lib',
    process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu',
  );
  const loader = (await readdir(libraries).catch(() => [])).find((name) => name.startsWith('ld-linux-'));
  if (loader === undefined) {
    return {
      unavailable: `fuzzing needs glibc ${NEEDED_GLIBC}, found ${found}, and no newer version is available here`,
    };
  }
  return [join(libraries, loader), '--library-path', libraries, process.execPath];
}

function glibcVersion(): number | undefined {
  const { header } = process.report.getReport() as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  const [major, minor] = header.glibcVersionRuntime?.split('.') ?? [];
  return minor === undefined ? undefined : Number(`${major}.${minor.padStart(2, '0')}`);
}

/** From the distribution's next release, by the machine's own apt sources, into the cache; nothing is installed. */
async function fetchLibraries(folder: string): Promise<void> {
  const release = await readRelease();
  if (release === undefined) return;
  await mkdir(join(folder, '..'), { recursive: true });
  const draft = await mkdtemp(join(folder, '..', 'draft-'));
  try {
    const apt = await openPrivateApt(join(draft, 'apt'), release);
    const debs = await downloadAlone(apt, ['libc6', 'libstdc++6', 'libgcc-s1']);
    for (const name of await readdir(debs))
      await readCommand('dpkg-deb', ['-x', join(debs, name), join(draft, 'root')]);
    await rename(join(draft, 'root'), folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
