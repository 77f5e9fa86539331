import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GateError, isDiskFull } from '../errors.ts';
import { processStartTime } from './children.ts';
import { removeFolder, removeTraces, removeDeadRuns } from './dead-runs.ts';
import { FOLDER_PREFIX, type Owner, OWNER_FILE, type Trace, TRACES_FOLDER } from './run-traces.ts';

/** One run's temporary folder. Everything that the run makes outside of it is noted in it, so that a later run can clean up. */
export type RunFolder = {
  readonly directory: string;
  readonly runID: string;
  /** Notes a thing before it is made. */
  note(trace: Trace): Promise<void>;
} & AsyncDisposable;

export type RunFolderOptions = {
  /** Absent: RUNNER_TEMP, else the system's folder for temporary files. */
  readonly parent?: string;
  readonly log?: (message: string) => void;
};

/** Makes this run's folder, after removing what runs that were killed have left. Disposing of it removes everything. */
export async function openRunFolder(options: RunFolderOptions = {}): Promise<RunFolder> {
  // What is relative would be looked for elsewhere by programs that start in another folder.
  const parent = resolve(options.parent ?? (process.env['RUNNER_TEMP'] || tmpdir()));
  const machine = await currentMachine();
  const removed = await removeDeadRuns(parent, machine);
  if (removed.length > 0)
    options.log?.(`removed what ${removed.length} killed run(s) had left behind: ${removed.join(', ')}`);
  const directory = await makeTemporary(parent);
  const runID = randomBytes(6).toString('hex');
  const startTime = processStartTime(process.pid) ?? '';
  await furnish(directory, { pid: process.pid, startTime, machine, runID });
  let count = 0;
  return {
    directory,
    runID,
    note: (trace) => writeFile(join(directory, TRACES_FOLDER, `${count++}.json`), JSON.stringify(trace)),
    [Symbol.asyncDispose]: async () => {
      await removeTraces(directory, runID);
      if (await removeFolder(directory)) return;
      options.log?.(
        `\`${directory}\` is left in place, because a command that ran as another user left files in it`,
      );
    },
  };
}

/** A full disk is reported as such elsewhere. */
async function makeTemporary(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, FOLDER_PREFIX));
  } catch (cause) {
    if (isDiskFull(cause)) throw cause;
    throw new GateError('folder-unusable', unusable(parent, cause), {
      hint: 'Set `TMPDIR` (`RUNNER_TEMP` on a runner) to a folder that exists and is writable.',
      cause,
    });
  }
}

function unusable(parent: string, cause: unknown): string {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return `the folder for temporary files \`${parent}\` cannot be used: found ${reason}, expected a writable folder`;
}

/** On a full disk nothing is left of the folder. */
async function furnish(directory: string, owner: Owner): Promise<void> {
  try {
    await writeFile(join(directory, OWNER_FILE), JSON.stringify(owner));
    await mkdir(join(directory, TRACES_FOLDER));
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Machine, boot and process namespace, as far as the system reveals them. */
async function currentMachine(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${namespace}`;
}
