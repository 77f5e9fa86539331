import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './processes.ts';
import type { DaemonFolders } from './folders.ts';

/** Who still needs a running engine of ours: live processes, or a person who asked for it to be kept. */

const KEPT = 'kept';

/** Notes that this process uses the engine. */
export async function addUser(folders: DaemonFolders): Promise<void> {
  await addNote(folders, String(process.pid));
}

/** Notes that the engine is to run until somebody stops it. */
export async function keep(folders: DaemonFolders): Promise<void> {
  await addNote(folders, KEPT);
}

/** Takes this process's note back and says whether the engine has no user left. */
export async function leave(folders: DaemonFolders): Promise<boolean> {
  await rm(join(notes(folders), String(process.pid)), { force: true });
  const names = await readdir(notes(folders)).catch(() => []);
  return !names.some((name) => name === KEPT || isAlive(Number(name)));
}

/** Whether no other process uses the engine. */
export async function isAlone(folders: DaemonFolders): Promise<boolean> {
  const names = await readdir(notes(folders)).catch(() => []);
  return names.every((name) => name === KEPT || Number(name) === process.pid || !isAlive(Number(name)));
}

async function addNote(folders: DaemonFolders, name: string): Promise<void> {
  await mkdir(notes(folders), { recursive: true });
  await writeFile(join(notes(folders), name), '');
}

function notes({ run }: DaemonFolders): string {
  return join(run, 'users');
}
