import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readRelease } from './apt.ts';
import { stopBuildKit } from './buildkit.ts';
import { answers, startDaemon, stopDaemon, usesHostNetwork } from './daemon.ts';
import { findExisting, hasBuildx } from './existing.ts';
import { IMAGE_STORES, buildKitFolders, cacheFolder, engineFolder, foldersOf } from './folders.ts';
import type { DaemonFolders, EngineFolders, ImageStore } from './folders.ts';
import { withLock } from './lock.ts';
import type { NoEngine } from './no-engine.ts';
import { findPackages, openPackages } from './packages.ts';
import type { Packages } from './packages.ts';
import { tryEngine } from './trial.ts';
import { addUser, keep, leave } from './users.ts';

export type { ImageStore } from './folders.ts';

/** A Docker engine that answers, and the variables with which `docker` and `docker buildx` reach it. */
export type Engine = {
  readonly store: ImageStore;
  readonly dockerHost: string;
  readonly env: Readonly<Record<string, string>>;
  /** Present when builds have no network but the host's (`--network host`). */
  readonly buildNetwork?: 'host';
  /** Whether we started it; anybody else's engine is used as it is. */
  readonly ours: boolean;
};

const INSTALL = 'install Docker Engine with buildx (https://docs.docker.com/engine/install/) and start it';

/** The engine that is reachable when it has the wanted store, else one of ours, started when it does not run yet. */
export async function openEngine(store?: ImageStore): Promise<Engine | NoEngine> {
  const existing = await openExisting(store);
  return existing ?? openOurs(store ?? 'overlay2');
}

/** One of our own engines, whatever else is reachable. */
export async function openOurs(store: ImageStore): Promise<Engine | NoEngine> {
  const release = await readRelease();
  if (release === undefined || process.getuid?.() !== 0) {
    return {
      unavailable: `no Docker engine with buildx and the ${store} image store is running, and only root on Debian or Ubuntu can start one: ${INSTALL}`,
    };
  }
  const folders = foldersOf(store);
  try {
    return await withLock(engineFolder(), async () => {
      const packages = await openPackages(release);
      if (!(await answers(folders.socket))) await startTried(folders, packages);
      await addUser(folders);
      return toEngine(folders, packages);
    });
  } catch (error) {
    return { unavailable: `a Docker engine could not be started (${String(error)}): ${INSTALL}` };
  }
}

/** An engine that cannot run anything does not stay. */
async function startTried(folders: EngineFolders, packages: Packages): Promise<void> {
  await startDaemon(folders, packages);
  try {
    await tryEngine(packages, (await toEngine(folders, packages)).env);
  } catch (error) {
    await stopDaemon(folders, packages.env);
    throw error;
  }
}

/** Stops the engines of ours that nobody else uses and that nobody asked to keep. */
export async function stopEngines(): Promise<void> {
  await stopOurs(leave);
}

/** Keeps an engine of ours running after this process has ended, until `stop`. */
export async function keepEngine(store: ImageStore): Promise<void> {
  await keep(foldersOf(store));
}

/** Stops all engines of ours, whoever uses them. */
export async function stopAllEngines(): Promise<void> {
  await stopOurs(() => Promise.resolve(true));
}

/** Stops all engines of ours and removes them with their images and what the stand-ins were made of. */
export async function removeEngines(): Promise<void> {
  await stopAllEngines();
  const folders = [engineFolder(), join(cacheFolder(), 'bases')];
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

/** Whether our engine with this store runs. */
export async function isRunning(store: ImageStore): Promise<boolean> {
  return answers(foldersOf(store).socket);
}

async function stopOurs(mayStop: (folders: DaemonFolders) => Promise<boolean>): Promise<void> {
  const env = findPackages()?.env ?? {}; // the machine's own `ip` and `iptables` do when the cache was removed
  await withLock(engineFolder(), async () => {
    for (const folders of IMAGE_STORES.map(foldersOf)) {
      if (existsSync(folders.run) && (await mayStop(folders))) await stopDaemon(folders, env);
    }
  });
  const folders = buildKitFolders();
  await withLock(folders.root, async () => {
    if (existsSync(folders.run) && (await mayStop(folders))) await stopBuildKit();
  });
}

async function openExisting(store: ImageStore | undefined): Promise<Engine | undefined> {
  const env = await clientEnvironment();
  const found = await findExisting(env);
  if (found === undefined || (store !== undefined && store !== found.store)) return undefined;
  if (IMAGE_STORES.some((name) => foldersOf(name).dockerHost === found.dockerHost)) return undefined;
  if (!(await hasBuildx(env))) return undefined;
  return {
    ...found,
    env: { ...ownSettings(), DOCKER_HOST: found.dockerHost, ...env },
    ours: false,
  };
}

/** What the machine's own client goes by. */
function ownSettings(): Readonly<Record<string, string>> {
  const names = ['PATH', 'DOCKER_CONFIG'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The extracted client where the machine has none; the machine's own otherwise. */
async function clientEnvironment(): Promise<Readonly<Record<string, string>>> {
  if (await hasBuildx()) return {};
  const packages = findPackages();
  return packages === undefined ? {} : toClientEnvironment(packages);
}

async function toEngine(folders: EngineFolders, packages: Packages): Promise<Engine> {
  return {
    store: folders.store,
    dockerHost: folders.dockerHost,
    env: { DOCKER_HOST: folders.dockerHost, ...toClientEnvironment(packages) },
    ...((await usesHostNetwork(folders)) && { buildNetwork: 'host' as const }),
    ours: true,
  };
}

function toClientEnvironment({ folder, env }: Packages): Readonly<Record<string, string>> {
  const path = `${join(folder, 'usr/bin')}:${process.env['PATH'] ?? ''}`;
  return { PATH: path, DOCKER_CONFIG: env['DOCKER_CONFIG'] ?? '' };
}
