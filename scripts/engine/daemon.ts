import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './command.ts';
import type { EngineFolders } from './folders.ts';
import { openBridge, removeBridge } from './network.ts';
import type { Packages } from './packages.ts';
import { endProcess, isAlive, readPidfile, startDetached, sweep } from './processes.ts';

const START_SECONDS = 120;
const STOP_SECONDS = 20;
/** What `dockerd` 26.1 ends with ten seconds after its start when containerd does not respond BuildKit. */
const UNREADABLE_STORE = 'context deadline exceeded';

/**
 * Starts one engine on a clean ground and waits until it answers; throws with the end of its log and leaves nothing.
 * Where BuildKit cannot read what an earlier engine left, as one that was killed may, the store is begun anew.
 */
export async function startDaemon(folders: EngineFolders, packages: Packages): Promise<void> {
  await stopDaemon(folders, packages.env);
  try {
    await startBoth(folders, packages);
  } catch (error) {
    await stopDaemon(folders, packages.env);
    if (!String(error).includes(UNREADABLE_STORE)) throw error;
    await rm(folders.root, { recursive: true, force: true });
    await startBoth(folders, packages);
  }
}

async function startBoth(folders: EngineFolders, packages: Packages): Promise<void> {
  await mkdir(folders.root, { recursive: true });
  await mkdir(folders.run, { recursive: true, mode: 0o700 });
  // Docker gives its bridge the subnet of the last run again, which another engine may have by now.
  await rm(join(folders.root, 'docker', 'network'), { recursive: true, force: true });
  const bridged = await openBridge(folders, packages.env);
  await writeFile(join(folders.run, 'network'), bridged ? 'bridge' : 'host');
  const containerd = join(folders.run, 'containerd.sock');
  await writeFile(join(folders.run, 'containerd.toml'), toContainerdSettings(folders, containerd));
  await writeFile(
    join(folders.run, 'daemon.json'),
    JSON.stringify(toDockerSettings(folders, bridged), undefined, 2),
  );
  await launch('containerd', ['--config', join(folders.run, 'containerd.toml')], { folders, packages });
  const pid = await launch('dockerd', ['--config-file', join(folders.run, 'daemon.json')], {
    folders,
    packages,
  });
  await untilReady(pid, folders);
}

/** Stops one engine by its pidfiles and removes whatever is left of a killed one; its images stay. */
export async function stopDaemon(folders: EngineFolders, env: Packages['env']): Promise<void> {
  for (const name of ['dockerd', 'containerd']) {
    const pid = await readPidfile(join(folders.run, `${name}.pid`), folders);
    if (pid !== undefined) await endProcess(pid, STOP_SECONDS);
  }
  await sweep(folders);
  await removeBridge(folders, env);
  await rm(folders.run, { recursive: true, force: true });
}

/** Whether the engine behind this socket answers. */
export function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => {
      resolve(false);
    });
    ping.end();
  });
}

/** Whether builds of this running engine have to use the host's network. */
export async function usesHostNetwork({ run }: EngineFolders): Promise<boolean> {
  return (await readFile(join(run, 'network'), 'utf8').catch(() => '')) === 'host';
}

type Launch = { readonly folders: EngineFolders; readonly packages: Packages };

/** Only containerd writes no pidfile of its own. */
async function launch(
  program: string,
  args: readonly string[],
  { folders, packages }: Launch,
): Promise<number> {
  const logFile = join(folders.root, `${program}.log`);
  const pid = await startDetached([program, ...args], { env: packages.env, logFile });
  if (program === 'containerd') await writeFile(join(folders.run, 'containerd.pid'), String(pid));
  return pid;
}

async function untilReady(pid: number, folders: EngineFolders): Promise<void> {
  const end = Date.now() + START_SECONDS * 1000;
  while (!(await answers(folders.socket))) {
    if (!isAlive(pid) || Date.now() > end) throw new Error(await failure(folders));
    await sleep(100);
  }
}

async function failure({ root }: EngineFolders): Promise<string> {
  const log = join(root, 'dockerd.log');
  return `\`dockerd\` did not start (${log}): ${lastLines(await readFile(log, 'utf8').catch(() => ''), 2)}`;
}

function toContainerdSettings({ root, run }: EngineFolders, address: string): string {
  return [
    'version = 2',
    `root = ${JSON.stringify(join(root, 'containerd'))}`,
    `state = ${JSON.stringify(join(run, 'containerd'))}`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    '[grpc]',
    `address = ${JSON.stringify(address)}`,
    '',
  ].join('\n');
}

/** https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file */
function toDockerSettings(
  { store, root, run, bridge, cgroup, dockerHost }: EngineFolders,
  bridged: boolean,
): object {
  return {
    'data-root': join(root, 'docker'),
    'exec-root': join(run, 'docker'),
    pidfile: join(run, 'dockerd.pid'),
    hosts: [dockerHost],
    containerd: join(run, 'containerd.sock'),
    features: { 'containerd-snapshotter': store === 'containerd' },
    'storage-driver': store === 'containerd' ? 'overlayfs' : 'overlay2',
    bridge: bridged ? bridge : 'none',
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'cgroup-parent': `/${cgroup}`,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
  };
}
