import type { Side } from '../gate/ports.ts';
import type { GateRequest } from '../gate/request.ts';
import type { BuildLog } from '../build/docker/build-log.ts';
import type { RunFolder } from '../build/run-folder.ts';
import type { Checkout } from './checkout.ts';
import type { CacheService } from '../github/cache-service.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Digest } from '../digest.ts';
import type { ImageRecord } from '../image/image-record.ts';
import type { LayerBlob } from '../image-source/layer/known-layers.ts';
import type { ReadingTime } from './reading-time.ts';
import type { LayerCache } from '../layer-cache/layer-cache.ts';
import type { ReadImageRecord } from '../layer-cache/record/image-record.ts';

/** What the shells bring: the client of GitHub, where logs go, what may cancel. */
export type Environment = {
  readonly token: string | null;
  readonly client: GitHubClient | null;
  readonly signal: AbortSignal;
  /** GITHUB_WORKSPACE, which holds the checkout; null outside of a workflow. */
  readonly workspace: string | null;
  /** Where build logs go; absent: standard error. */
  readonly buildLog?: BuildLog;
  /** Values of secrets, for the builder's environment. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly log: (message: string) => void;
  /** Says why something was not done that was asked for. Absent: as `log`. */
  readonly explain?: (message: string) => void;
  /** Registries that may be asked without TLS, besides those of the engine. */
  readonly insecureRegistries: readonly string[];
  /** Longest that reading the images may take. */
  readonly readMinutes: number;
  /** Told now and then how many bytes of an image were read. */
  readonly onProgress?: (label: string, bytes: number) => void;
  /** Absent: every layer is read. */
  readonly layerCache?: LayerCache;
  /** What has to be done before the first image is read, such as to fetch that cache. */
  readonly beforeReading?: () => Promise<void>;
  /** Where images are recorded, for those who ask for it. Absent: nowhere. */
  readonly records?: RecordPlaces;
};

/** `service`: GitHub's cache; `directory`: the folder of `cache-dir`. Null: there is none. `version`: of what reads layers. */
export type RecordPlaces = {
  readonly service: CacheService | null;
  readonly directory: string | null;
  readonly version: string;
  /** Why what the service has under a key is not believed, as a clause; null: it is. */
  readonly whyDoubted: (key: string) => Promise<string | null>;
};

/** What became of recorded baselines, and of reading, in this run. */
type Records = {
  isRefused: boolean;
  /** Whether images were read before. */
  hasBegun: boolean;
  /** diffIDs of base images that were asked for, by side. */
  readonly baseDiffIDs: Map<Side, readonly Digest[] | null>;
  /** What gives the rows of layers that were recorded. */
  readonly read: Map<ImageRecord, ReadImageRecord['readTable']>;
};

/** What one run has at hand. `made` is disposed of in reverse order when the run ends, however it ends. */
export type Run = {
  readonly environment: Environment;
  readonly checkout: Checkout;
  readonly runFolder: RunFolder | null;
  readonly made: AsyncDisposable[];
  readonly readingTime: ReadingTime;
  /** Layers that were read in the engine's own folders; null: that is not asked for. */
  readonly inPlace: Map<Digest, LayerBlob> | null;
  readonly records: Records;
};

/** A run that builds, or is given, the image of a checkout. */
export type CheckRequest = GateRequest & { readonly mode: 'check' };
