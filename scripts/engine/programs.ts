import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadWithDependencies, openPrivateApt } from './apt.ts';
import type { Release } from './apt.ts';
import { engineFolder } from './folders.ts';
import { withLock } from './lock.ts';
import { extractPackages } from './packages.ts';

/** Packages of the distribution that belong together, and what is to be done once they are extracted. */
type Programs = {
  readonly name: string;
  readonly packages: readonly string[];
  readonly finish?: (root: string) => Promise<void>;
};

/** A folder with these packages and what they need, fetched by the machine's own apt sources when it is not there yet. */
export async function openPrograms(programs: Programs, release: Release): Promise<string> {
  const folder = join(engineFolder(), programs.name);
  await withLock(folder, async () => {
    if (!existsSync(folder)) await fetchPrograms(programs, folder, release);
  });
  return folder;
}

async function fetchPrograms(
  { packages, finish }: Programs,
  folder: string,
  release: Release,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), 'draft-'));
  try {
    const apt = await openPrivateApt(join(draft, 'apt'), release);
    const root = join(draft, 'root');
    await extractPackages(await downloadWithDependencies(apt, packages), root);
    await finish?.(root);
    await rename(root, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
