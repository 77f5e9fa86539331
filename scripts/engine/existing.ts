import { readCommand, runCommand } from './command.ts';
import type { ImageStore } from './folders.ts';

/** An engine that somebody else keeps, as the machine's own Docker client reaches it. */
export type ExistingEngine = { readonly store: ImageStore; readonly dockerHost: string };

const CONTAINERD_STORE = 'io.containerd.snapshotter.v1';

/** The engine that `docker` reaches here, or undefined; its context and configuration are respected. */
export async function findExisting(
  env: Readonly<Record<string, string>> = {},
): Promise<ExistingEngine | undefined> {
  const { code, stdout } = await runCommand(
    'docker',
    ['info', '--format', '{{.ServerVersion}} {{json .DriverStatus}}'],
    { env },
  );
  if (code !== 0 || !/^\d/.test(stdout)) return undefined; // without a server some clients end well all the same
  const store = stdout.includes(CONTAINERD_STORE) ? 'containerd' : 'overlay2';
  return { store, dockerHost: await readHost(env) };
}

/** Whether the client has buildx, without which nothing can be built. */
export async function hasBuildx(env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const { code } = await runCommand('docker', ['buildx', 'version'], { env });
  return code === 0;
}

async function readHost(env: Readonly<Record<string, string>>): Promise<string> {
  const named = process.env['DOCKER_HOST'];
  if (named !== undefined && named !== '') return named;
  const text = await readCommand('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], {
    env,
  });
  return text.trim();
}
