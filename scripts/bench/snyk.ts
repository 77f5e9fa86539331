import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../engine/folders.ts';
import { readCommand } from '../engine/command.ts';
import { NEW_FOLDER, type Command } from './measure.ts';

/** A release whose dependencies could all be had. */
const PACKAGE = 'snyk-docker-plugin@9.8.0';
const folder = join(cacheFolder(), 'bench', 'snyk');
const program = join(import.meta.dirname, 'snyk-scan.ts');

/** Installs it from npm into the cache, if it is not there yet: the only peer that is no program but a module. */
export async function fetchSnyk(): Promise<void> {
  if (existsSync(folder)) return;
  const draft = `${folder}-draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await readCommand('npm', [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefix',
    draft,
    PACKAGE,
  ]);
  await rename(draft, folder);
}

/** Its command where it was fetched. `path`: as the module takes it, `docker-archive:FILE` or the name of an engine's image. */
export function snykCommand(path: string): readonly Command[] {
  if (!existsSync(folder)) return [];
  const argv = [process.execPath, '--no-warnings', program, folder, path, NEW_FOLDER] as const;
  return [{ name: 'snyk-docker-plugin', argv, isPeer: true }];
}
