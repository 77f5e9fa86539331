import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { openBuildContext } from '../../scripts/engine/build-context.ts';
import { readCommand } from '../../scripts/engine/command.ts';
import type { Engine } from '../../scripts/engine/engine.ts';

/** What an image's root filesystem holds. */
export type Exported = {
  /** Bytes of regular files, behind several names once. */
  readonly bytes: number;
  /** Regular files and hard links. */
  readonly files: number;
};

/** Counts an image's root filesystem as the builder exports it. https://docs.docker.com/build/exporters/local-tar/ */
export function exportImage(engine: Engine, image: string): Promise<Exported> {
  return exportBuilt(engine, `FROM ${image}\n`);
}

/** What the engine puts into every container, whether or not the image has it. */
const FROM_ENGINE = ['.dockerenv', 'dev/console', 'etc/hosts', 'etc/hostname', 'etc/resolv.conf'];

/**
 * Counts an image's root filesystem as `docker export` gives it of a container, in a third of the builder's time. Of the files that
 * the engine lays over it the builder takes for the image's own.
 */
export async function exportContainer(engine: Engine, image: string): Promise<Exported> {
  const patterns = FROM_ENGINE.map((path) => `/${path.slice(0, -1)}[${path.slice(-1)}]`); // what is not there is no mistake
  const covered = `FROM ${image} AS image\nFROM scratch\nCOPY --from=image ${patterns.join(' ')} /\n`;
  const [all, own] = [await exportCreated(engine, image), await exportBuilt(engine, covered)];
  return { bytes: all.bytes + own.bytes, files: all.files + own.files };
}

async function exportCreated(engine: Engine, image: string): Promise<Exported> {
  const { env } = engine;
  const container = (await readCommand('docker', ['create', image, 'none'], { env })).trim();
  try {
    return await countFiles(openOutput(engine, ['export', container]), new Set(FROM_ENGINE));
  } finally {
    await readCommand('docker', ['rm', '--volumes', container], { env });
  }
}

async function exportBuilt(engine: Engine, dockerfile: string): Promise<Exported> {
  await using context = await openBuildContext(dockerfile);
  const args = ['buildx', 'build', '--quiet', '--output', 'type=tar,dest=-', context.folder];
  return await countFiles(openOutput(engine, args));
}

function openOutput({ env }: Engine, args: readonly string[]): Readable {
  return spawn('docker', args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
    .stdout;
}

async function countFiles(tar: Readable, without: ReadonlySet<string> = new Set()): Promise<Exported> {
  const exported = { bytes: 0, files: 0 };
  for await (const entry of tar.pipe(extract())) {
    const { name, type, size } = entry.header;
    entry.resume();
    if (without.has(name)) continue;
    if (type === 'file') exported.bytes += size;
    if (type === 'file' || type === 'link') exported.files += 1;
  }
  return exported;
}
