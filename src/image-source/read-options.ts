import type Docker from 'dockerode';
import type { ContentWishes, LayerTable } from '../files/layer-table.ts';
import type { PathTable } from '../files/path-table.ts';
import type { Digest } from '../image/digest.ts';
import type { Platform } from '../image/image.ts';

/** How an image is read. */
export type ReadOptions = {
  readonly paths: PathTable;
  readonly wishes: ContentWishes;
  /** Absent: the only one there is, else this machine's. */
  readonly platform?: Platform;
  /** What people call the image; absent: the reference. */
  readonly label?: string;
  /** Absent: as `DOCKER_HOST` says. */
  readonly daemon?: Docker;
  /** Told now and then how many bytes were read so far. */
  onProgress?(bytes: number): void;
  readonly signal?: AbortSignal;
  /** Layers by digest and by diffID. One that is there is verified by its digest but not parsed again; new ones are added. */
  readonly knownLayers?: Map<Digest, LayerTable>;
};
