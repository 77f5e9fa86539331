import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How an engine keeps images: Docker's own store, or containerd's (the default since Docker 29). */
export type ImageStore = 'overlay2' | 'containerd';

export const IMAGE_STORES: readonly ImageStore[] = ['overlay2', 'containerd'];

/** Where a daemon of ours keeps its things. */
export type DaemonFolders = {
  /** Images and logs, kept between runs. */
  readonly root: string;
  /** Sockets, pidfiles and mounts of the running daemon; short, because a socket path has at most 107 bytes. */
  readonly run: string;
  readonly socket: string;
  readonly cgroup: string;
};

/** Every place that one engine of ours writes to; nothing of it lies outside `root`, `run` and the bridge. */
export type EngineFolders = DaemonFolders & {
  readonly store: ImageStore;
  readonly dockerHost: string;
  readonly bridge: string;
};

export type BuildKitFolders = DaemonFolders & { readonly address: string };

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
  const name = nameOf(root);
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

/** The folders of the BuildKit that runs without an engine. */
export function buildKitFolders(): BuildKitFolders {
  const root = join(engineFolder(), 'buildkit');
  const name = `final-stage-${nameOf(root)}`;
  const run = join('/run', name);
  const socket = join(run, 'buildkitd.sock');
  return { root, run, socket, address: `unix://${socket}`, cgroup: name };
}

function nameOf(root: string): string {
  return `fst${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
}
