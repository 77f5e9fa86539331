import type { LayerTable } from '../files/table/layer-table.ts';
import type { Digest } from '../digest.ts';
import type { BuildProvenance } from './provenance.ts';

/** OCI platform; `variant` as `v8` of `linux/arm64/v8`. */
export type Platform = { readonly os: string; readonly architecture: string; readonly variant?: string };

/** Where an image is, in skopeo's spelling (containers-transports(5)). */
export type Transport = 'docker-daemon' | 'docker-archive' | 'oci' | 'oci-archive' | 'registry';

/** A parsed REF. `name`: image name, file or directory; `tag` is a tag or digest inside a layout or archive. */
export type ImageReference = {
  readonly transport: Transport;
  readonly name: string;
  readonly tag?: string;
  /** True for a bare name: the daemon is asked first, then the registry. */
  readonly isBare?: boolean;
};

/** One `history` entry of the config. `emptyLayer` entries made no layer. OCI image-spec, config.md. */
export type HistoryEntry = {
  readonly createdBy?: string;
  readonly comment?: string;
  readonly created?: string;
  readonly emptyLayer: boolean;
};

/** How an engine repeats a health check: nanoseconds, and a count. Absent: as the engine does by itself. */
export type HealthcheckTimes = {
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
};

/** The part of an image config that the gate reads. `env` holds `NAME=value`. */
export type ImageConfig = {
  readonly platform: Platform;
  readonly user?: string;
  readonly workingDir?: string;
  /** Paths that are mounted over when the container starts. */
  readonly volumes?: readonly string[];
  /** `8080/tcp` each. */
  readonly exposedPorts?: readonly string[];
  /** Name or number of the signal that stops a container; absent: the engine's own. */
  readonly stopSignal?: string;
  /** What runs the shell form of instructions; absent: the builder's own. */
  readonly shell?: readonly string[];
  /** Instructions of builds that start from the image, as they are written. */
  readonly onBuild?: readonly string[];
  /** Whether the first argument is a whole command line; it has a meaning on Windows alone. */
  readonly argsEscaped?: boolean;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** `CMD` and its words, `CMD-SHELL` and a text, or `NONE`; absent: the image has none. Docker image-spec, `Healthcheck.Test`. */
  readonly healthcheck?: readonly string[];
  readonly healthcheckTimes?: HealthcheckTimes;
  readonly labels: Readonly<Record<string, string>>;
  readonly diffIDs: readonly Digest[];
  readonly history: readonly HistoryEntry[];
};

/**
 * A layer that was read to its end with its digests verified. `ordinal` counts from 0 = bottom.
 * `transferBytes`: compressed bytes as a registry would serve them; an estimate where `transferEstimated`.
 */
export type Layer = {
  readonly ordinal: number;
  readonly diffID: Digest;
  /** Of the blob as stored. */
  readonly digest: Digest;
  readonly history?: HistoryEntry;
  readonly table: LayerTable;
  readonly transferBytes: number;
  readonly transferEstimated: boolean;
};

/** An image of one platform, wholly read. `reference` is what people call it. `imageID` is the config's digest. */
export type Image = {
  readonly reference: string;
  readonly imageID: Digest;
  readonly platform: Platform;
  readonly config: ImageConfig;
  readonly layers: readonly Layer[];
  /** What its builder recorded, where that is stored beside the image. */
  readonly provenance?: BuildProvenance;
  /** What a reader of the report must know of how it was read. */
  readonly notices?: readonly { readonly code: string; readonly message: string }[];
};
