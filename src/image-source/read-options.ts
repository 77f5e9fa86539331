import type Docker from 'dockerode';
import type { RequiredContent } from '../files/table/layer-table.ts';
import type { PathTable } from '../files/table/path-table.ts';
import type { Digest } from '../digest.ts';
import type { Image, Platform } from '../image/image.ts';
import type { Clock } from '../waiting.ts';
import type { KnownLayers, LayerBlob } from './layer/known-layers.ts';

/** How an image is read. */
export type ReadOptions = {
  readonly paths: PathTable;
  readonly required: RequiredContent;
  /** Absent: the only one there is, else this machine's. */
  readonly platform?: Platform;
  /** What people call the image; absent: the reference. */
  readonly label?: string;
  /** Absent: as `DOCKER_HOST` says. */
  readonly daemon?: Docker;
  /** Told now and then how many bytes were read so far. */
  onProgress?(bytes: number): void;
  readonly signal?: AbortSignal;
  /** Absent: this machine's. */
  readonly clock?: Clock;
  /**
   * A blob that is there is not read where the way in can leave it out, and only hashed where it comes by in a stream. New
   * ones are added.
   */
  readonly knownLayers?: KnownLayers;
  /** Registries that may be asked without TLS, as `HOST[:PORT]`, besides those of the engine and this machine. */
  readonly insecureRegistries?: readonly string[];
  /** Absent: everything comes through the engine. */
  readonly inPlace?: InPlace;
};

/** How to read the engine's own folders where that is possible. Layers that were read so are in no cache: nobody verified them. */
export type InPlace = {
  /** By diffID, for the other image of this run. */
  readonly read: Map<Digest, LayerBlob>;
  /** Gets a notice whether that was possible. */
  readonly notify: (notice: { readonly code: string; readonly message: string }) => void;
};

/** Two images, or two of whatever they are opened with. */
export type Two<One> = readonly [One, One];

/**
 * Two images that one daemon can send at once. `open` gives each as `openImage` does, or undefined where the engine refuses to
 * send both; the options of both have the same paths, requirements and known layers.
 */
export type ImagePair = { open(options: Two<ReadOptions>): Promise<Two<Image> | undefined> };
