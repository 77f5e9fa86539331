import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readRelease } from './apt.ts';
import { readCommand } from './command.ts';
import { linkTables, programEnvironment } from './packages.ts';
import { openPrograms } from './programs.ts';

/** Other hands that write images, and the distribution's own engine, which may be older than ours. */
const TOOLS = ['skopeo', 'podman', 'buildah', 'umoci', 'docker.io'];

/** Programs of the distribution that write images; extracted beside the system and never installed in it. */
export type ImageTools = {
  readonly folder: string;
  readonly env: ReturnType<typeof programEnvironment>;
};

/** Why there are none, in one clause. */
export type NoImageTools = { readonly unavailable: string };

/** The tools, fetched by the machine's own apt sources when they are not there yet (about 25 s). */
export async function openImageTools(): Promise<ImageTools | NoImageTools> {
  const release = await readRelease();
  if (release === undefined || process.getuid?.() !== 0) {
    return {
      unavailable: 'only root on Debian or Ubuntu can fetch and run skopeo, podman and buildah',
    };
  }
  try {
    const folder = await openPrograms({ name: 'image-tools', packages: TOOLS, finish: linkTables }, release);
    return { folder, env: programEnvironment(folder) };
  } catch (error) {
    return { unavailable: `skopeo, podman and buildah cannot be fetched (${String(error)})` };
  }
}

/** Runs one tool after another with stores and settings in one folder; everything is gone when that is removed. */
export type ToolRoom = {
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
};

/**
 * Where these programs would write beside their stores (caches, locks), they are given empty file systems of their own, which
 * vanish with them.
 */
const ALONE = 'mount -t tmpfs none /var/lib && mount -t tmpfs none /run && exec "$@"';

/** Settings in place of /etc/containers, where extracted packages have none: containers.conf(5), containers-policy.json(5). */
const SETTINGS: Readonly<Record<string, string>> = {
  'home/.config/containers/policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}',
  'registries.conf': '',
  'registries.d/none.yaml': '',
};

export async function openToolRoom({ env }: ImageTools, folder: string): Promise<ToolRoom> {
  const files = {
    ...SETTINGS,
    'storage.conf': `[storage]\ndriver="vfs"\ngraphroot=${quoted(folder, 'graph')}\nrunroot=${quoted(folder, 'run')}\n`,
    'containers.conf': `[engine]\nevents_logger="none"\n[network]\nnetwork_config_dir=${quoted(folder, 'networks')}\n`,
    'tmp/.keep': '',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const variables = {
    ...env,
    HOME: join(folder, 'home'),
    DOCKER_CONFIG: undefined,
    TMPDIR: join(folder, 'tmp'),
    CONTAINERS_CONF: join(folder, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'),
    CONTAINERS_REGISTRIES_CONF: join(folder, 'registries.conf'),
  };
  return {
    run: (program, args) =>
      readCommand('unshare', ['--mount', 'sh', '-c', ALONE, 'sh', program, ...args], {
        env: variables,
        cwd: folder,
      }),
  };
}

function quoted(folder: string, name: string): string {
  return JSON.stringify(join(folder, name));
}
