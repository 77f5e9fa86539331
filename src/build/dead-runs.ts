import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { endOrphans, processStartTime } from './children.ts';
import { removeRunContainers } from './docker/daemon-containers.ts';
import { removeBuiltImage } from './docker/daemon-images.ts';
import { runGit } from './git/git.ts';
import { FOLDER_PREFIX, type Owner, OWNER_FILE, type Trace, TRACES_FOLDER } from './run-traces.ts';

/** A folder of another machine or container cannot be asked about its process: it counts as dead after this. */
const MAX_AGE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Removes the folders of dead runs under `parent` with what they made outside; gives their names. */
export async function removeDeadRuns(parent: string, machine: string): Promise<readonly string[]> {
  const removed: string[] = [];
  const names = await readdir(parent).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(FOLDER_PREFIX)).sort()) {
    const directory = join(parent, name);
    const owner = await readDeadOwner(directory, machine);
    if (!owner) continue;
    await endOrphans(directory);
    await removeTraces(directory, owner.runID);
    if (await removeFolder(directory)) removed.push(name);
  }
  return removed;
}

/**
 * Removes a run's folder; false where files in it belong to another user, as those are that a container of `prepare` wrote.
 * That is no reason to fail, nor to try again in every run.
 */
export async function removeFolder(directory: string): Promise<boolean> {
  try {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')) {
      await rm(join(directory, OWNER_FILE), { force: true });
      return false;
    }
    throw error;
  }
}

/** The owner's note, if the folder is ours to remove: a real folder of this user whose process is gone. */
async function readDeadOwner(directory: string, machine: string): Promise<Owner | undefined> {
  try {
    const status = await lstat(directory);
    const isMine = status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
    if (!isMine) return undefined;
    const owner = toOwner(JSON.parse(await readFile(join(directory, OWNER_FILE), 'utf8')));
    const age = Date.now() - status.mtimeMs;
    return owner && isDead(owner, machine, age) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isDead(owner: Owner, machine: string, age: number): boolean {
  const isKnown = owner.machine === machine && owner.startTime !== '';
  return isKnown ? processStartTime(owner.pid) !== owner.startTime : age > MAX_AGE_MILLISECONDS;
}

function toOwner(value: unknown): Owner | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, startTime, machine, runID } = value as Partial<Record<keyof Owner, unknown>>;
  if (typeof pid !== 'number' || typeof startTime !== 'string') return undefined;
  if (typeof machine !== 'string' || typeof runID !== 'string' || !/^[0-9a-f]{12}$/.test(runID))
    return undefined;
  return { pid, startTime, machine, runID };
}

/** Removes what a run noted, last thing first. What is gone already is no error. */
export async function removeTraces(directory: string, runID: string): Promise<void> {
  const folder = join(directory, TRACES_FOLDER);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort().toReversed()) {
    const trace = await readTrace(join(folder, name));
    if (trace?.kind === 'image') await removeImage(trace, runID);
    if (trace?.kind === 'containers') await removeRunContainers(runID);
    if (trace?.kind === 'worktree') await removeWorktree(trace, directory);
  }
}

/** A note that a full disk cut off says nothing, and what it announced was not made. */
async function readTrace(file: string): Promise<Trace | undefined> {
  try {
    return toTrace(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function toTrace(value: unknown): Trace | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const trace = value as Readonly<Record<string, unknown>>;
  if (trace['kind'] === 'containers') return { kind: 'containers' };
  return trace['kind'] === 'image' ? toImageTrace(trace) : toWorktreeTrace(trace);
}

function toImageTrace({ tag, before }: Readonly<Record<string, unknown>>): Trace | undefined {
  if (typeof tag !== 'string') return undefined;
  const known = Array.isArray(before) ? before.filter((id) => typeof id === 'string') : null;
  return { kind: 'image', tag, before: known };
}

function toWorktreeTrace({ repository, directory }: Readonly<Record<string, unknown>>): Trace | undefined {
  if (typeof repository !== 'string' || typeof directory !== 'string') return undefined;
  return { kind: 'worktree', repository, directory };
}

/** Only a tag that carries the run's own name is removed. */
async function removeImage(trace: Trace & { readonly kind: 'image' }, runID: string): Promise<void> {
  if (!trace.tag.startsWith(`final-stage/run:${runID}-`)) return;
  await removeBuiltImage(trace.tag, trace.before && new Set(trace.before));
}

async function removeWorktree(
  { repository, directory }: Trace & { readonly kind: 'worktree' },
  runFolder: string,
): Promise<void> {
  if (basename(dirname(directory)) !== basename(runFolder)) return;
  // Git refuses a worktree whose pointer is not in its place (a killed run may have lent it the history), but takes a missing one.
  await rm(join(runFolder, basename(directory)), { recursive: true, force: true });
  // A repository that is gone, or git with it, has nothing to remove.
  await runGit({ directory: repository }, ['worktree', 'remove', '--force', '--force', directory]).catch(
    () => undefined,
  );
}
