import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How an engine keeps images: Docker's own store, or containerd's (the default since Docker 29). */
export type ImageStore = 'overlay2' | 'containerd';

export const IMAGE_STORES: readonly ImageStore[] = ['overlay2', 'containerd'];

/** Every place that one engine of ours writes to; nothing of it lies outside `root`, `run` and the bridge. */
export type EngineFolders = {
  readonly store: ImageStore;
  /** Images and logs, kept between runs. */
  readonly root: string;
  /** Sockets, pidfiles and mounts of the running engine; short, because a socket path has at most 107 bytes. */
  readonly run: string;
  readonly socket: string;
  readonly dockerHost: string;
  readonly bridge: string;
  readonly cgroup: string;
};

/** The user's cache folder for this project. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'final-stage');
}

/** Where packages, the Docker client's configuration and the engines' images lie. */
export function engineFolder(): string {
  return join(cacheFolder(), 'engine');
}

/** The folders of the engine with this store, one engine per cache folder and store. */
export function foldersOf(store: ImageStore): EngineFolders {
  const root = join(engineFolder(), store);
  const name = `fst${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
  const run = join('/run', `final-stage-${name}`);
  const socket = join(run, 'docker.sock');
  return {
    store,
    root,
    run,
    socket,
    dockerHost: `unix://${socket}`,
    bridge: name,
    cgroup: `final-stage-${name}`,
  };
}
