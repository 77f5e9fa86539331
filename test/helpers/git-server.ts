import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A git server on this machine, with a store for Git LFS. Every request without the token is answered with 401. */
export type GitServer = {
  /** As `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** Lines `METHOD path status` of all that was asked for so far. */
  requests(): Promise<readonly string[]>;
} & AsyncDisposable;

export type GitServerOptions = {
  /** Folder that its repositories lie in. */
  readonly root: string;
  readonly token: string;
  /** Contents by their SHA-256, as Git LFS names them. */
  readonly objects?: ReadonlyMap<string, string>;
};

/**
 * Serves the repositories below a folder as GitHub does: over HTTP, to who has the token, any commit that is asked for. In a
 * thread of its own, since tests wait for git without letting anything else run.
 */
export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const thread = new Worker(new URL('git-server-thread.ts', import.meta.url), {
    workerData: { objects: new Map(), ...options },
  });
  const [port] = (await once(thread, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/`,
    requests: async () => {
      const answer = once(thread, 'message') as Promise<[readonly string[]]>;
      thread.postMessage('requests');
      return (await answer)[0];
    },
    [Symbol.asyncDispose]: async () => {
      await thread.terminate();
    },
  };
}
