import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommand } from '../engine/command.ts';
import type { Engine } from '../engine/engine.ts';
import { cacheFolder } from '../engine/folders.ts';
import { withLock } from '../engine/lock.ts';
import type { Bases } from './bases.ts';

/** The same stand-ins as OCI layouts, for a builder that does not see the engine's images. */
export async function toLayoutContexts(
  engine: Engine,
  { buildContexts }: Pick<Bases, 'buildContexts'>,
): Promise<Bases['buildContexts']> {
  const contexts = Object.entries(buildContexts).map(async ([reference, source]) => {
    const image = source.slice('docker-image://'.length);
    const tag = image.slice(image.lastIndexOf(':') + 1);
    return [reference, `oci-layout://${await openLayout(engine, image)}:${tag}`] as const;
  });
  return Object.fromEntries(await Promise.all(contexts));
}

/** The folder with an image's layout; a stand-in's tag names its recipe, so what is there is what is meant. */
async function openLayout(engine: Engine, image: string): Promise<string> {
  const parent = join(cacheFolder(), 'bases', 'layouts');
  const folder = join(parent, `${engine.store}-${image.replace(/[^\w.-]+/g, '-')}`);
  await withLock(folder, async () => {
    if (existsSync(folder)) return;
    await mkdir(parent, { recursive: true });
    const draft = await mkdtemp(join(parent, 'draft-'));
    try {
      await saveImage(engine, image, draft);
      await rename(join(draft, 'layout'), folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return folder;
}

/** What `docker save` writes since Docker 25 is an OCI layout as well. */
async function saveImage({ env }: Engine, image: string, draft: string): Promise<void> {
  const file = join(draft, 'image.tar');
  const layout = join(draft, 'layout');
  await readCommand('docker', ['image', 'save', '--output', file, image], { env });
  await mkdir(layout);
  await readCommand('tar', ['-xf', file, '-C', layout]);
}
