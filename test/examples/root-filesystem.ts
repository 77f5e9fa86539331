import { spawn } from 'node:child_process';
import { extract } from 'tar-stream';
import { readCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';

/** What `docker export` of a created container holds. */
export type Exported = {
  /** Bytes of regular files, behind several names once. */
  readonly bytes: number;
  /** Regular files and hard links. */
  readonly files: number;
  /** Empty files among them that the engine may have put there. */
  readonly engineFiles: number;
};

/** The engine makes these where the image has none, empty. https://github.com/moby/moby/blob/v26.1.5/daemon/initlayer/setup_unix.go */
const ENGINE_FILES = /^(\.dockerenv|dev\/console|etc\/(hosts|hostname|resolv\.conf))$/;

/** Counts an image's root filesystem as the engine itself gives it out. */
export async function exportImage({ env }: Engine, image: string): Promise<Exported> {
  const container = (await readCommand('docker', ['create', '--network', 'none', image], { env })).trim();
  try {
    return await countEntries(env, container);
  } finally {
    await readCommand('docker', ['rm', '--force', '--volumes', container], { env });
  }
}

async function countEntries(env: Engine['env'], container: string): Promise<Exported> {
  const counts = { bytes: 0, files: 0, engineFiles: 0 };
  const docker = spawn('docker', ['export', container], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const entry of docker.stdout.pipe(extract())) {
    const { name, type, size } = entry.header;
    if (type === 'file') counts.bytes += size;
    if (type === 'file' || type === 'link') counts.files += 1;
    if (type === 'file' && size === 0 && ENGINE_FILES.test(name)) counts.engineFiles += 1;
    entry.resume();
  }
  return counts;
}

/** diffIDs of an image of the engine, bottom first. */
export async function readDiffIDs({ env }: Engine, image: string): Promise<readonly string[]> {
  const format = '{{range .RootFS.Layers}}{{println .}}{{end}}';
  return (await readCommand('docker', ['image', 'inspect', '--format', format, image], { env }))
    .trim()
    .split('\n');
}
