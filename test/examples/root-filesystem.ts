import { spawn } from 'node:child_process';
import { extract } from 'tar-stream';
import { openBuildContext } from '../../scripts/engine/build-context.ts';
import type { Engine } from '../../scripts/engine/engine.ts';

/** What an image's root filesystem holds. */
export type Exported = {
  /** Bytes of regular files, behind several names once. */
  readonly bytes: number;
  /** Regular files and hard links. */
  readonly files: number;
};

/**
 * Counts an image's root filesystem as the builder exports it: unlike `docker export`, without the files that the engine
 * lays over `/etc/hosts` and its like. https://docs.docker.com/build/exporters/local-tar/
 */
export async function exportImage({ env }: Engine, image: string): Promise<Exported> {
  await using context = await openBuildContext(`FROM ${image}\n`);
  const args = ['buildx', 'build', '--quiet', '--output', 'type=tar,dest=-', context.folder];
  const docker = spawn('docker', args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exported = { bytes: 0, files: 0 };
  for await (const entry of docker.stdout.pipe(extract())) {
    const { type, size } = entry.header;
    if (type === 'file') exported.bytes += size;
    if (type === 'file' || type === 'link') exported.files += 1;
    entry.resume();
  }
  return exported;
}
