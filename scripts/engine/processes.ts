import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile, readdir, readlink, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command.ts';
import type { DaemonFolders } from './folders.ts';

const PROGRAMS = ['dockerd', 'buildkitd', 'containerd', 'containerd-shim-runc-v2', 'runc'];
const POLL_MILLISECONDS = 50;

/** Starts a daemon in a session of its own, so that it outlives us and no terminal's signal reaches it. Gives its process id. */
export async function startDetached(
  [program, ...args]: readonly [string, ...string[]],
  { env, logFile }: { readonly env: Readonly<Record<string, string>>; readonly logFile: string },
): Promise<number> {
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, {
    detached: true,
    env: { ...process.env, ...env, TMPDIR: undefined }, // ours may be gone long before it ends
    stdio: ['ignore', log, log],
    cwd: '/',
  });
  closeSync(log);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  return child.pid ?? 0;
}

/** The process of a pidfile, when it lives and runs with these folders (a number may be another's by now). */
export async function readPidfile(path: string, { run }: DaemonFolders): Promise<number | undefined> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(run) ? pid : undefined;
}

/** Ends one process: asks, waits, then kills. */
export async function endProcess(pid: number, graceSeconds: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await hasEnded(pid, graceSeconds)) return;
  signal(pid, 'SIGKILL');
  await hasEnded(pid, 5);
}

/** Every process of one engine: its daemons and shims, and whatever runs in its containers. */
async function engineProcesses(folders: DaemonFolders): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  const checked = await Promise.all(pids.map(async (pid) => ({ pid, ours: await isOurs(pid, folders) })));
  return checked.filter(({ ours }) => ours).map(({ pid }) => pid);
}

/** Mount points below a folder, the deepest first. */
async function mountsBelow(folder: string): Promise<readonly string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  const points = lines.map((line) => (line.split(' ')[4] ?? '').replace(/\\040/g, ' '));
  return points.filter((point) => point.startsWith(`${folder}/`)).reverse();
}

/** Removes what a killed engine leaves: processes, mounts and control groups. */
export async function sweep(folders: DaemonFolders): Promise<void> {
  for (const pid of await engineProcesses(folders)) await endProcess(pid, 0);
  for (const folder of [folders.root, folders.run]) {
    for (const point of await mountsBelow(folder)) await runCommand('umount', ['-l', point]);
  }
  await removeControlGroups(folders.cgroup);
}

async function isOurs(pid: number, { run, cgroup }: DaemonFolders): Promise<boolean> {
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
  if (groups.includes(`/${cgroup}`)) return true;
  const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
  if (!PROGRAMS.includes(basename(program))) return false;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(run);
}

async function hasEnded(pid: number, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1000;
  while (isAlive(pid)) {
    if (Date.now() >= end) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}

/** Whether a process runs; one that has ended and only waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return; // it has ended by itself
  }
}

async function removeControlGroups(name: string): Promise<void> {
  const hierarchies = (await readdir('/sys/fs/cgroup').catch(() => [])).map((part) =>
    join('/sys/fs/cgroup', part),
  );
  for (const hierarchy of ['/sys/fs/cgroup', ...hierarchies]) await removeTree(join(hierarchy, name));
}

async function removeTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  if (entries.length > 0) await rmdir(folder).catch(() => undefined); // busy: a later sweep takes it
}
