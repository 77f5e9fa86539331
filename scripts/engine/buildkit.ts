import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRelease } from './apt.ts';
import { lastLines } from './command.ts';
import type { NoEngine } from './no-engine.ts';
import { type BuildKitFolders, buildKitFolders, engineFolder } from './folders.ts';
import { openGoProgram } from './go-program.ts';
import type { GoProgram } from './go-program.ts';
import { withLock } from './lock.ts';
import { openPackages } from './packages.ts';
import { endProcess, isAlive, readPidfile, startDetached, sweep } from './processes.ts';
import { addUser, leave } from './users.ts';

/** A BuildKit without a Docker engine, newer than the packaged one: stands for every builder that keeps no images in a daemon. */
export type BuildKit = { readonly address: string; readonly version: string } & AsyncDisposable;

const VERSION = 'v0.24.0';
const PROGRAM: GoProgram = {
  module: 'github.com/moby/buildkit',
  version: VERSION,
  path: 'cmd/buildkitd',
  linkFlags: `-X github.com/moby/buildkit/version.Version=${VERSION}`,
};
const START_SECONDS = 120;
const STOP_SECONDS = 10;

/**
 * A running BuildKit of ours, compiled by the machine's Go when it is not there yet (about two minutes). Disposing of it stops
 * it, unless another process uses it.
 */
export async function openBuildKit(): Promise<BuildKit | NoEngine> {
  const release = await readRelease();
  if (release === undefined || process.getuid?.() !== 0)
    return { unavailable: 'only root on Debian or Ubuntu can start a separate BuildKit' };
  const folders = buildKitFolders();
  try {
    return await withLock(folders.root, async () => {
      const program = await openGoProgram(folders.root, PROGRAM);
      const { env } = await withLock(engineFolder(), () => openPackages(release));
      if (!(await listens(folders.socket))) await start(program, folders, env);
      await addUser(folders);
      return {
        address: folders.address,
        version: VERSION,
        [Symbol.asyncDispose]: () =>
          withLock(folders.root, async () => {
            if (await leave(folders)) await stopBuildKit();
          }),
      };
    });
  } catch (error) {
    return { unavailable: `a BuildKit could not be built (${String(error)}): install Go` };
  }
}

/** Stops our BuildKit, and removes what a killed one left; its build cache stays. */
export async function stopBuildKit(): Promise<void> {
  const folders = buildKitFolders();
  if (!existsSync(folders.run)) return;
  const pid = await readPidfile(join(folders.run, 'buildkitd.pid'), folders);
  if (pid !== undefined) await endProcess(pid, STOP_SECONDS);
  await sweep(folders);
  await rm(folders.run, { recursive: true, force: true });
}

/** Starts it in a session of its own, with the settings of no other BuildKit of the machine. */
async function start(
  program: string,
  folders: BuildKitFolders,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { root, run, address, cgroup, socket } = folders;
  await stopBuildKit();
  await mkdir(run, { recursive: true, mode: 0o700 });
  const settings = join(run, 'buildkitd.toml');
  await writeFile(settings, `[worker.oci]\ndefaultCgroupParent = "/${cgroup}"\nmaxUsedSpace = "3GB"\n`);
  const options = ['--config', settings, '--root', join(root, 'root'), '--addr', address];
  const workers = ['--oci-worker=true', '--containerd-worker=false'];
  const logFile = join(root, 'buildkitd.log');
  const command = [...options, ...workers, '--otel-socket-path', join(run, 'otel.sock')];
  const pid = await startDetached([program, ...command], { env, logFile });
  await writeFile(join(run, 'buildkitd.pid'), String(pid));
  const end = Date.now() + START_SECONDS * 1000;
  while (!(await listens(socket))) {
    if (!isAlive(pid) || Date.now() > end) {
      const log = await readFile(logFile, 'utf8').catch(() => '');
      throw new Error(`\`buildkitd\` did not start (${logFile}): ${lastLines(log, 2)}`);
    }
    await sleep(100);
  }
}

function listens(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => {
      resolve(false);
    });
  });
}
