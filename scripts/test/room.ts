import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Engine } from '../engine/engine.ts';
import { cacheFolder, foldersOf } from '../engine/folders.ts';
import type { ImageStore } from '../engine/folders.ts';

/** What base images and builds take of the disk when all tests have run on an engine of ours. */
const STORE_BYTES: Readonly<Record<ImageStore, number>> = { overlay2: 8e9, containerd: 13e9 };
/** What the tests of all engines write beside it, for a while. */
const BESIDE_BYTES = 3e9;

/** Bytes that an engine of ours will still write: none where an earlier run filled it. */
export function roomToFill(store: ImageStore): number {
  return existsSync(foldersOf(store).root) ? 0 : STORE_BYTES[store];
}

/** Why so many bytes cannot be written; undefined where they can, and for an engine that somebody else keeps. */
export async function lackingRoom({ ours }: Engine, bytes: number): Promise<string | undefined> {
  if (!ours || bytes === 0) return undefined;
  const { bavail, bsize } = await statfs(cacheFolder());
  const [free, needed] = [bavail * bsize, bytes + BESIDE_BYTES];
  return free >= needed
    ? undefined
    : `${toGB(needed)} must be free in ${cacheFolder()}, but only ${toGB(free)} are`;
}

function toGB(bytes: number): string {
  return `${(bytes / 1e9).toFixed(0)} GB`;
}
